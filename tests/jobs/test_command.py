"""``tallgrass jobs``: the operator sees what was given up, in every place and for the site, and decides."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from tallgrass.cli.main import tallgrass
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.jobs.models import Job, State
from tallgrass.web import working
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _instance(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own database takes the place of the data folder."""

    @contextmanager
    def opened(data: Path | None) -> Iterator[Path]:
        yield Path()

    monkeypatch.setattr(working, "opened", opened)


def jobs(*arguments: str) -> Result:
    return CliRunner().invoke(tallgrass, ["jobs", *arguments])


def given_up(place: int | None) -> int:
    job = Job.objects.create(
        place_id=place, task="room.tasks.send", state=State.FAILED, due_at=None, fault="OSError in room.send",
        finished_at=timezone.now().replace(2026, 11, 24, 9, 30),
    )  # fmt: skip
    return job.pk


def test_a_site_where_all_goes_well_says_so() -> None:
    assert jobs().output == "Nothing was given up.\n"


def test_each_line_says_what_was_given_up_where_and_when(cast: Cast) -> None:
    ours, site, gone = given_up(cast.elmwood.pk), given_up(None), given_up(987_654)
    told = "room.tasks.send  2026-11-24 09:30  OSError in room.send"
    assert jobs().output.splitlines() == [
        f"{gone}  a place that is gone  {told}",
        f"{site}  site  {told}",
        f"{ours}  {cast.elmwood.slug}  {told}",
    ]


@pytest.mark.parametrize(("option", "state"), [("--again", State.WAITING), ("--drop", State.DROPPED)])
def test_the_operator_decides_and_the_history_of_the_place_tells(
    cast: Cast, option: str, state: State
) -> None:
    numbers = [given_up(cast.elmwood.pk), given_up(None), given_up(987_654)]
    events = Event.objects.filter(place=cast.elmwood.pk).count()
    for number in numbers:
        assert jobs(option, str(number)).exit_code == 0
    assert {job.state for job in Job.objects.all()} == {state}
    assert Event.objects.filter(place=cast.elmwood.pk).count() == events + 1
    assert jobs().output == "Nothing was given up.\n"


def test_a_number_that_is_not_listed_is_refused_in_words() -> None:
    answer = jobs("--again", "7")
    assert answer.exit_code == 1
    assert "There is no job 7 among those that `tallgrass jobs` lists." in answer.output


def test_one_thing_at_a_time() -> None:
    assert "Choose either --again or --drop." in jobs("--again", "1", "--drop", "1").output
