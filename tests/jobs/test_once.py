"""A job is done once: its effects and the mark that it is done are one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from time_machine import Traveller

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.jobs.leases import LEASE, LeaseLost, finish, last_step, release, renew, take_next
from tallgrass.foundation.jobs.models import Job, State
from tallgrass.foundation.jobs.worker import Outcome, run_next, run_waiting
from tests.jobs.tasks import (
    ask_for_another,
    ask_for_another_then_fail,
    break_off,
    look_up_then_make,
    make,
    make_person,
    make_then_call,
    make_then_fail,
    swallow,
)

pytestmark = pytest.mark.django_db
Made = Callable[[str], int]


def test_a_job_is_done_and_says_what_it_gave_back(made: Made) -> None:
    asked = make_person.enqueue("Bea")
    assert asked.status == TaskResultStatus.READY
    assert run_waiting() == [Outcome("tests.jobs.tasks.make_person", "done")]
    asked.refresh()
    assert asked.status == TaskResultStatus.SUCCESSFUL
    assert asked.return_value == "made Bea"
    assert asked.attempts == 1
    assert made("Bea") == 1
    assert run_waiting() == []


def test_what_became_of_a_job_that_is_not_there_cannot_be_told() -> None:
    for number in ("0", "seven"):
        with pytest.raises(TaskResultDoesNotExist):
            make_person.get_result(number)


def test_jobs_are_done_in_the_order_in_which_they_fell_due(made: Made, clock: Traveller) -> None:
    make_person.using(run_after=datetime(2026, 11, 24, 12, 10, tzinfo=UTC)).enqueue("later")
    make_person.enqueue("first")
    clock.shift(timedelta(seconds=1))
    make_person.enqueue("second")
    run_waiting()
    assert made("later") == 0
    clock.shift(timedelta(minutes=10))
    run_waiting()
    assert list(User.objects.order_by("pk").values_list("name", flat=True)) == ["first", "second", "later"]


def test_a_change_that_is_taken_back_takes_its_job_with_it() -> None:
    with transaction.atomic():
        make_person.enqueue("Bea")
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_what_is_no_plain_json_is_refused() -> None:
    with pytest.raises(TypeError):
        make_person.enqueue({datetime.now(UTC)})  # type: ignore[arg-type]


def test_any_text_comes_back_as_it_was_given(made: Made) -> None:
    hostile = "\u0000 \u202e \ud800 <b>" + "x" * 100_000
    asked = make_person.using(key="one").enqueue(name=hostile)
    assert make_person.get_result(asked.id).kwargs == {"name": hostile}


def test_a_job_that_goes_wrong_leaves_nothing_behind(made: Made) -> None:
    make_then_fail.enqueue("Bea")
    ask_for_another_then_fail.enqueue("Cal")
    assert [outcome.state for outcome in run_waiting()] == ["waiting", "waiting"]
    assert made("Bea") == 0
    assert Job.objects.count() == 2


def test_a_job_that_hides_an_error_of_the_database_is_not_done(made: Made) -> None:
    swallow.enqueue()
    (outcome,) = run_waiting()
    assert outcome.state == "waiting"
    assert made("twin") == 0


def test_what_a_job_asks_for_is_done_too(made: Made) -> None:
    ask_for_another.enqueue("Bea")
    assert [outcome.state for outcome in run_waiting()] == ["done", "done"]
    assert made("Bea") == 1


def test_no_more_jobs_are_done_at_once_than_was_asked_for(made: Made) -> None:
    for _ in range(3):
        make_person.enqueue("Bea")
    assert len(run_waiting(most=2)) == 2
    assert made("Bea") == 2


def test_jobs_have_transactions_of_their_own() -> None:
    make_person.enqueue("Bea")
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        run_waiting()


def test_a_job_whose_lease_has_ended_is_taken_by_the_next_worker(clock: Traveller) -> None:
    make_person.enqueue("Bea")
    first = take_next()
    assert first
    assert take_next() is None
    clock.shift(LEASE)
    second = take_next()
    assert second
    assert (second.pk, second.attempts) == (first.pk, 2)
    assert second.lease != first.lease


def test_a_lease_that_is_renewed_does_not_end(clock: Traveller) -> None:
    make_person.enqueue("Bea")
    job = take_next()
    assert job
    for _ in range(3):
        clock.shift(LEASE * 0.9)
        assert renew(job)
        assert take_next() is None


def test_who_has_lost_a_job_cannot_end_it_nor_change_it(made: Made, clock: Traveller) -> None:
    make_person.enqueue("Bea")
    slow = take_next()
    clock.shift(LEASE)
    assert slow
    assert run_waiting() == [Outcome("tests.jobs.tasks.make_person", "done")]
    with pytest.raises(LeaseLost):
        finish(slow, lambda: make("Bea"))
    assert made("Bea") == 1
    assert not renew(slow)
    release(slow)
    assert Job.objects.get().state == State.DONE


def test_a_job_lost_while_it_ran_is_done_by_the_other_worker_alone(made: Made, clock: Traveller) -> None:
    make_person.enqueue("Bea")
    slow = take_next()
    clock.shift(LEASE)
    fast = take_next()
    assert slow
    assert fast
    with pytest.raises(LeaseLost):
        finish(slow, lambda: make("Bea"))
    finish(fast, lambda: make("Bea"))
    assert made("Bea") == 1


def test_long_work_ends_in_one_step(made: Made) -> None:
    look_up_then_make.enqueue("Bea")
    assert [outcome.state for outcome in run_waiting()] == ["done"]
    assert made("Bea") == 2
    assert Job.objects.get().state == State.DONE


def test_the_last_step_of_a_lost_job_is_taken_back(
    made: Made, clock: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(seconds: float) -> None:
        Job.objects.update(lease="another worker")

    monkeypatch.setattr("tests.jobs.tasks.time.sleep", lose)
    look_up_then_make.enqueue("Bea")
    assert [outcome.state for outcome in run_waiting()] == ["lost"]
    assert made("Bea") == 0


def test_a_last_step_outside_of_a_job_is_a_transaction(made: Made) -> None:
    with last_step():
        make("Bea")
        transaction.set_rollback(True)
    assert made("Bea") == 0
    look_up_then_make.call("Bea")
    assert made("Bea") == 2


def test_a_job_that_is_broken_off_is_given_back_as_if_it_had_not_begun() -> None:
    break_off.enqueue()
    with pytest.raises(KeyboardInterrupt):
        run_next()
    job = Job.objects.get()
    assert (job.state, job.attempts, job.faults) == (State.WAITING, 0, 0)
    assert take_next()


@pytest.mark.django_db(transaction=True)
def test_what_goes_wrong_after_the_commit_does_not_do_the_job_again(made: Made) -> None:
    make_then_call.enqueue("Bea")
    (outcome,) = run_waiting()
    assert (outcome.state, outcome.fault) == (
        "done",
        "RuntimeError in tests.jobs.tasks._fail",
    )
    assert run_waiting() == []
    assert made("Bea") == 1


@pytest.mark.parametrize(
    "change",
    [
        {"state": "elsewhere"},
        {"due_at": None},
        {"lease": "somebody"},
        {"state": State.RUNNING},
        {"state": State.DONE},
        {"schedule": "daily"},
    ],
)
def test_the_database_refuses_a_job_that_makes_no_sense(change: dict[str, object]) -> None:
    make_person.enqueue("Bea")
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(**change)
