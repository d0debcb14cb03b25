"""What tests of jobs share."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.jobs import declaring
from tests.jobs import tasks


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still at noon of a Tuesday until a test moves it."""
    with time_machine.travel(datetime(2026, 11, 24, 12, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def made(db: None) -> Callable[[str], int]:
    """How many people of a name there are: how many times a job has had its effect."""
    return lambda name: User.objects.filter(name=name).count()


@pytest.fixture
def hourly() -> Iterator[str]:
    """A schedule that recurs every hour, alone; gives its name."""
    before = dict(declaring._SCHEDULES)
    declaring._SCHEDULES.clear()
    tasks.recurring()
    yield tasks.every_hour.module_path
    declaring._SCHEDULES.clear()
    declaring._SCHEDULES.update(before)
