"""What goes wrong is tried again, and then shown to somebody; it quotes nobody."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError
from django_tasks import TaskResultStatus
from time_machine import Traveller

from tallgrass.foundation.jobs import worker
from tallgrass.foundation.jobs.actions import NotFailed, drop, run_again
from tallgrass.foundation.jobs.leases import FIRST_PAUSE, LEASE, LONGEST_PAUSE, pause_after, take_next
from tallgrass.foundation.jobs.models import Job, State
from tallgrass.foundation.jobs.queries import MOST_SHOWN, failed_jobs
from tallgrass.foundation.jobs.worker import MOST_BROKEN_OFF, Outcome, run_next, run_waiting, run_worker
from tests.jobs.tasks import ask_to_end, fail_twice, make_person, make_then_fail, post

pytestmark = pytest.mark.django_db
Made = Callable[[str], int]


def test_pauses_grow_up_to_a_quarter_of_a_day() -> None:
    minutes = [pause_after(faults) / timedelta(minutes=1) for faults in (1, 2, 3, 4, 5, 6, 500)]
    assert minutes == [0.5, 2, 8, 32, 128, 360, 360]
    assert pause_after(500) == LONGEST_PAUSE


def test_a_job_is_tried_again_after_a_pause_and_then_given_up(clock: Traveller) -> None:
    asked = fail_twice.using(place=7).enqueue()
    assert [outcome.state for outcome in run_waiting()] == ["waiting"]
    clock.shift(FIRST_PAUSE - timedelta(seconds=1))
    assert run_waiting() == []
    clock.shift(timedelta(seconds=1))
    assert [outcome.state for outcome in run_waiting()] == ["failed"]
    clock.shift(timedelta(days=1))
    assert run_waiting() == []
    (shown,) = failed_jobs(place=7)
    assert (str(shown.pk), shown.attempts, shown.fault) == (
        asked.id,
        2,
        "KeyError in tests.jobs.tasks.fail_twice",
    )
    asked.refresh()
    assert asked.status == TaskResultStatus.FAILED


def test_a_job_that_works_the_second_time_is_done(
    made: Made, clock: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(name: str) -> None:
        raise ConnectionError

    make_person.enqueue("Bea")
    with monkeypatch.context() as broken:
        broken.setattr("tests.jobs.tasks.make", away)
        assert [outcome.state for outcome in run_waiting()] == ["waiting"]
    clock.shift(FIRST_PAUSE)
    assert [outcome.state for outcome in run_waiting()] == ["done"]
    assert made("Bea") == 1
    assert Job.objects.get().fault == ""


def test_a_task_with_effects_outside_keeps_them_and_is_tried_again(made: Made, clock: Traveller) -> None:
    post.enqueue("letter")
    assert [outcome.state for outcome in run_waiting()] == ["waiting"]
    clock.shift(FIRST_PAUSE)
    run_waiting()
    assert made("letter") == 2


def test_a_task_that_asks_to_end_does_not_end_the_worker() -> None:
    ask_to_end.enqueue()
    assert run_waiting() == [
        Outcome("tests.jobs.tasks.ask_to_end", "waiting", "SystemExit in tests.jobs.tasks.ask_to_end")
    ]


@pytest.mark.parametrize(
    "path",
    [
        "tests.jobs.tasks.gone",
        "tests.no_such_room.tasks.gone",
        "gone",
        "tests.jobs.tasks.no_task",
        "os.abort",
    ],
)
def test_a_task_that_this_version_does_not_have_is_a_fault_and_no_crash(path: str) -> None:
    make_person.enqueue("Bea")
    Job.objects.update(task=path)
    (outcome,) = run_waiting()
    assert outcome.state == "waiting"
    assert outcome.fault.startswith("UnknownTask in tallgrass.foundation.jobs.declaring")


def test_a_job_whose_arguments_no_longer_fit_is_a_fault() -> None:
    make_person.enqueue("Bea")
    Job.objects.update(arguments='[[], {"called": "Bea"}]')
    (outcome,) = run_waiting()
    assert (outcome.state, outcome.fault[:9]) == ("waiting", "TypeError")


def test_nothing_that_somebody_wrote_is_in_the_logs_or_with_the_fault(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, logger="tallgrass.jobs")
    make_then_fail.enqueue("a secret name")
    make_person.enqueue("a secret name")
    run_waiting()
    assert caplog.messages == [
        "job tests.jobs.tasks.make_then_fail waiting ValueError in tests.jobs.tasks.make_then_fail",
        "job tests.jobs.tasks.make_person done",
    ]
    assert "secret" not in caplog.text
    assert "secret" not in Job.objects.get(state=State.WAITING).fault


def test_a_job_that_ends_every_worker_is_given_up_in_the_end(clock: Traveller) -> None:
    make_person.using(place=7).enqueue("Bea")
    for _ in range(MOST_BROKEN_OFF):
        assert take_next()
        clock.shift(LEASE)
    assert [outcome.state for outcome in run_waiting()] == ["failed"]
    (shown,) = failed_jobs(place=7)
    assert shown.fault == "the worker ended while doing it, again and again"


@pytest.mark.django_db(transaction=True)
def test_a_worker_waits_for_a_database_that_is_away_and_goes_on(
    made: Made, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answers = iter([OperationalError("connection to server at 10.0.0.3, user rosa, failed")])

    def sometimes_away() -> Outcome | None:
        for trouble in answers:
            raise trouble
        return run_next()

    monkeypatch.setattr(worker, "run_next", sometimes_away)
    monkeypatch.setattr(worker, "AFTER_TROUBLE", 0.0)
    make_person.enqueue("Bea")
    run_worker(stop=lambda: made("Bea") > 0, poll_seconds=0.0)
    assert caplog.messages == ["jobs wait for the database: OperationalError"]


def failed(place: int | None) -> Job:
    fail_twice.using(place=place).enqueue()
    Job.objects.filter(state=State.WAITING).update(faults=1)
    run_waiting()
    job = Job.objects.order_by("pk").last()
    assert job
    return job


def test_what_failed_is_shown_in_its_own_place_only_the_latest_first() -> None:
    first, other, whole, last = failed(7), failed(8), failed(None), failed(7)
    assert failed_jobs(place=7) == [last, first]
    assert failed_jobs(place=8) == [other]
    assert failed_jobs(place=None) == [whole]


def test_no_more_is_shown_than_somebody_can_read() -> None:
    job = failed(7)
    Job.objects.bulk_create(
        Job(place_id=7, task=job.task, state=State.FAILED, due_at=None, finished_at=job.finished_at)
        for _ in range(MOST_SHOWN)
    )
    assert len(failed_jobs(place=7)) == MOST_SHOWN


def test_what_failed_can_be_done_again_with_all_its_tries(made: Made, clock: Traveller) -> None:
    job = failed(7)
    run_again(job=job.pk, place=7)
    assert failed_jobs(place=7) == []
    assert [outcome.state for outcome in run_waiting()] == ["waiting"]
    clock.shift(FIRST_PAUSE)
    assert [outcome.state for outcome in run_waiting()] == ["failed"]


def test_what_failed_can_be_let_be() -> None:
    job = failed(7)
    drop(job=job.pk, place=7)
    assert failed_jobs(place=7) == []
    assert run_waiting() == []


@pytest.mark.parametrize("change", [run_again, drop])
def test_another_place_cannot_reach_it_and_nothing_else_can_be_asked_for_again(
    change: Callable[..., Job],
) -> None:
    job = failed(7)
    waiting = make_person.using(place=7).enqueue("Bea")
    for number, place in ((job.pk, 8), (job.pk, None), (int(waiting.id), 7), (0, 7)):
        with pytest.raises(NotFailed):
            change(job=number, place=place)
    assert failed_jobs(place=7) == [job]
