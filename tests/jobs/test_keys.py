"""While a job with a key waits to be begun, asking for it again gives that one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from time_machine import Traveller

from tallgrass.foundation.jobs.leases import FIRST_PAUSE, take_next
from tallgrass.foundation.jobs.models import Job
from tallgrass.foundation.jobs.worker import run_waiting
from tests.jobs.tasks import make_person, make_two

pytestmark = pytest.mark.django_db


def test_a_job_that_waits_is_not_asked_for_twice(made: Callable[[str], int]) -> None:
    task = make_person.using(key="search")
    assert task.enqueue("Bea").id == task.enqueue("Bea").id
    run_waiting()
    assert made("Bea") == 1


def test_a_job_that_has_begun_may_have_missed_the_change_so_another_one_waits() -> None:
    task = make_person.using(key="search")
    first = task.enqueue("Bea")
    assert take_next()
    second = task.enqueue("Bea")
    assert second.id != first.id
    assert task.enqueue("Bea").id == second.id


def test_a_job_that_went_wrong_is_tried_again_beside_the_one_that_waits(clock: Traveller) -> None:
    make_two.using(key="search").enqueue("Bea", pause=-1.0)
    assert [outcome.state for outcome in run_waiting()] == ["waiting"]
    make_two.using(key="search").enqueue("Bea")
    clock.shift(FIRST_PAUSE + timedelta(seconds=1))
    assert sorted(outcome.state for outcome in run_waiting()) == ["done", "waiting"]


def test_places_and_tasks_never_share_a_key() -> None:
    make_person.using(key="search").enqueue("Bea")
    make_person.using(key="search", place=7).enqueue("Bea")
    make_person.using(key="search", place=8).enqueue("Bea")
    make_two.using(key="search", place=8).enqueue("Bea")
    assert Job.objects.count() == 4


def test_what_was_said_before_is_kept_when_more_is_said() -> None:
    task = make_person.using(key="search").using(place=7)
    assert (task.key, task.place, task.run_after) == ("search", 7, None)
