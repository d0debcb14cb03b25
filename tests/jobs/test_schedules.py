"""Schedules: each turn is done once, whoever looks and whatever the clock does."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from time_machine import Traveller

from tallgrass.foundation.jobs.actions import KEPT_FOR, forget_old_jobs
from tallgrass.foundation.jobs.declaring import discover, scheduled, schedules
from tallgrass.foundation.jobs.keeping import keep_turn
from tallgrass.foundation.jobs.leases import LEASE, take_next
from tallgrass.foundation.jobs.models import Job, State
from tallgrass.foundation.jobs.queries import failed_jobs
from tallgrass.foundation.jobs.slots import Daily, Every
from tallgrass.foundation.jobs.tick import tick
from tallgrass.foundation.jobs.worker import run_waiting
from tests.jobs.tasks import every_hour, make_person

Made = Callable[[str], int]
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "turn"),
    [
        (datetime(2026, 11, 24, 3, 19, 59, tzinfo=UTC), datetime(2026, 11, 23, 3, 20, tzinfo=UTC)),
        (datetime(2026, 11, 24, 3, 20, tzinfo=UTC), datetime(2026, 11, 24, 3, 20, tzinfo=UTC)),
        (datetime(2026, 11, 24, 23, 59, tzinfo=UTC), datetime(2026, 11, 24, 3, 20, tzinfo=UTC)),
        (datetime(2026, 3, 1, 0, 0, tzinfo=UTC), datetime(2026, 2, 28, 3, 20, tzinfo=UTC)),
    ],
)
def test_a_day_has_one_turn(now: datetime, turn: datetime) -> None:
    assert Daily(time(3, 20)).slot(now) == turn


def test_turns_that_come_every_so_long_do_not_drift() -> None:
    quarter = Every(timedelta(minutes=15))
    assert quarter.slot(NOON + timedelta(minutes=29, seconds=59)) == NOON + timedelta(minutes=15)
    assert quarter.slot(NOON) == NOON
    assert quarter.slot(datetime(1999, 12, 31, 23, 50, tzinfo=UTC)) == datetime(
        1999, 12, 31, 23, 45, tzinfo=UTC
    )


def test_a_schedule_is_one_thing_or_the_other_and_not_too_quick() -> None:
    for wrong in ({}, {"every": timedelta(hours=1), "daily_at": time(3)}, {"every": timedelta(seconds=59)}):
        with pytest.raises(ValueError, match="schedule"):
            scheduled(**wrong)  # type: ignore[arg-type]


def test_old_jobs_are_forgotten_on_schedule() -> None:
    discover()
    assert "tallgrass.foundation.jobs.tasks.forget_what_is_long_done" in {each.name for each in schedules()}


@pytest.mark.django_db
def test_a_new_schedule_begins_with_its_next_turn(made: Made, clock: Traveller, hourly: str) -> None:
    tick()
    run_waiting()
    assert made("hourly") == 0
    clock.shift(timedelta(hours=1))
    tick()
    run_waiting()
    assert made("hourly") == 1


@pytest.mark.django_db
def test_a_turn_is_done_once_however_often_anybody_looks(made: Made, clock: Traveller, hourly: str) -> None:
    tick()
    for _ in range(3):
        clock.shift(timedelta(hours=1))
        for _ in range(4):
            tick()
            run_waiting()
            clock.shift(timedelta(minutes=1))
    assert made("hourly") == 3


@pytest.mark.django_db
def test_after_a_standstill_one_turn_is_caught_up_on(made: Made, clock: Traveller, hourly: str) -> None:
    tick()
    clock.shift(timedelta(days=90))
    tick()
    tick()
    run_waiting()
    assert made("hourly") == 1


@pytest.mark.django_db
def test_turns_do_not_pile_up_behind_one_that_takes_long(made: Made, clock: Traveller, hourly: str) -> None:
    tick()
    clock.shift(timedelta(hours=1))
    tick()
    assert take_next()
    clock.shift(timedelta(hours=5))
    tick()
    assert Job.objects.filter(schedule=hourly).exclude(state=State.DONE).count() == 1
    run_waiting()
    tick()
    run_waiting()
    assert made("hourly") == 2


@pytest.mark.django_db
def test_two_workers_that_see_the_same_turn_keep_one_job(clock: Traveller, hourly: str) -> None:
    (schedule,) = schedules()
    for _ in range(2):  # as where both have looked before either has written
        keep_turn(schedule, NOON, already_past=False)
    assert Job.objects.filter(schedule=hourly).count() == 1


@pytest.mark.django_db
def test_a_clock_that_goes_back_an_hour_does_no_turn_again(made: Made, clock: Traveller, hourly: str) -> None:
    tick()
    clock.shift(timedelta(hours=1))
    tick()
    run_waiting()
    clock.shift(timedelta(hours=-1))
    tick()
    run_waiting()
    clock.shift(timedelta(hours=1))
    tick()
    run_waiting()
    assert made("hourly") == 1


@pytest.mark.django_db
def test_what_was_asked_for_under_a_wrong_clock_is_not_left_for_years(
    made: Made, clock: Traveller, hourly: str
) -> None:
    tick()
    clock.move_to(datetime(2036, 1, 1, tzinfo=UTC))
    tick()
    make_person.enqueue("waiting")
    make_person.enqueue("taken")
    Job.objects.filter(arguments__contains="taken").update(due_at=NOON)
    assert take_next()
    clock.move_to(NOON)
    tick()
    run_waiting()
    assert (made("waiting"), made("hourly")) == (1, 1)
    clock.shift(LEASE)
    run_waiting()
    assert made("taken") == 1


@pytest.mark.django_db
def test_what_was_tried_under_a_wrong_clock_is_tried_again(made: Made, clock: Traveller) -> None:
    make_person.enqueue("Bea")
    clock.move_to(datetime(2036, 1, 1, tzinfo=UTC))
    Job.objects.update(arguments="[[], {}]")
    run_waiting()
    Job.objects.update(arguments='[["Bea"], {}]')
    clock.move_to(NOON)
    tick()
    run_waiting()
    assert made("Bea") == 1


@pytest.mark.django_db
def test_what_is_meant_for_later_stays_for_later(made: Made, clock: Traveller) -> None:
    make_person.using(run_after=NOON + timedelta(days=400)).enqueue("Bea")
    tick()
    run_waiting()
    assert made("Bea") == 0


@pytest.mark.django_db
def test_what_was_done_a_month_ago_is_forgotten_and_what_failed_is_not(clock: Traveller, hourly: str) -> None:
    make_person.enqueue("Bea")
    run_waiting()
    make_person.enqueue("Cal")
    Job.objects.filter(state=State.WAITING).update(state=State.FAILED, due_at=None, finished_at=NOON)
    waiting = make_person.using(run_after=NOON + timedelta(days=400)).enqueue("Rosa")
    clock.shift(KEPT_FOR)
    assert forget_old_jobs() == 0
    clock.shift(timedelta(seconds=1))
    assert forget_old_jobs() == 1
    assert [job.state for job in Job.objects.order_by("pk")] == ["failed", "waiting"]
    assert Job.objects.get(state=State.WAITING).pk == int(waiting.id)


@pytest.mark.django_db
def test_the_latest_turn_is_not_forgotten_so_that_its_schedule_is_not_new(
    made: Made, clock: Traveller, hourly: str
) -> None:
    tick()
    clock.shift(timedelta(hours=1))
    tick()
    run_waiting()
    clock.shift(timedelta(days=365))
    assert forget_old_jobs() == 1
    tick()
    run_waiting()
    assert made("hourly") == 2


@pytest.mark.django_db
def test_a_turn_that_failed_is_no_news_once_a_later_one_was_done(clock: Traveller, hourly: str) -> None:
    tick()
    clock.shift(timedelta(hours=1))
    tick()
    Job.objects.filter(state=State.WAITING).update(state=State.FAILED, due_at=None, finished_at=NOON)
    assert [job.task for job in failed_jobs(place=None)] == [every_hour.module_path]
    clock.shift(timedelta(hours=1))
    tick()
    run_waiting()
    assert failed_jobs(place=None) == []
    clock.shift(KEPT_FOR)
    forget_old_jobs()
    assert [job.state for job in Job.objects.all()] == ["done"]
