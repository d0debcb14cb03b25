"""Closing, and letting go of what was kept no longer than was promised."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.jobs.worker import run_waiting
from tallgrass.strength.rounds.holding import closing_seam
from tallgrass.strength.rounds.holding.actions import NotNow, change_round, close_round
from tallgrass.strength.rounds.holding.locked import is_over
from tallgrass.strength.rounds.models import Invitation, Round, Sheet, SheetCode
from tallgrass.strength.rounds.tasks import end_rounds
from tests.cast import Cast
from tests.rounds.held import Held


def at(held: Held, days: int, hour: int = 12, minute: int = 5, *, field: str = "closes_on") -> datetime:
    """A moment so many days after a day of the round."""
    day = getattr(held.round, field) + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), UTC)


def tidy(moment: datetime) -> None:
    """What the site does by itself at that moment."""
    with time_machine.travel(moment, tick=False):
        end_rounds.func()
        run_waiting()


def test_a_last_day_is_over_when_it_is_over_everywhere() -> None:
    day = datetime(2026, 6, 30, tzinfo=UTC).date()
    assert not is_over(day, datetime(2026, 7, 1, 11, 59, tzinfo=UTC))
    assert is_over(day, datetime(2026, 7, 1, 12, 0, tzinfo=UTC))


def test_a_round_closes_by_itself_after_its_last_day(anonymous: Held) -> None:
    tidy(at(anonymous, 0))
    anonymous.round.refresh_from_db()
    assert anonymous.round.state == "open"
    tidy(at(anonymous, 1))
    anonymous.round.refresh_from_db()
    assert (anonymous.round.state, anonymous.round.closed_on) == (
        "closed",
        anonymous.round.closes_on + timedelta(days=1),
    )


def test_a_last_day_that_was_moved_counts(anonymous: Held, cast: Cast) -> None:
    later = anonymous.round.closes_on + timedelta(days=5)
    change_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa, changes={"closes_on": later})
    tidy(at(anonymous, 1))
    anonymous.round.refresh_from_db()
    assert anonymous.round.state == "open"


def test_closing_twice_is_refused(anonymous: Held, cast: Cast) -> None:
    close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    with pytest.raises(NotNow):
        close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    assert Event.objects.filter(kind="rounds.closed").count() == 1


def test_what_follows_is_part_of_the_close(
    anonymous: Held, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A close is kept with all that follows from it, or not at all."""

    def fails(closed: Round, by: User | None) -> None:
        assert closed.state == "closed"
        raise RuntimeError

    monkeypatch.setattr(closing_seam, "_FOLLOW", {"test": fails})
    with pytest.raises(RuntimeError):
        close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    anonymous.round.refresh_from_db()
    assert anonymous.round.state == "open"
    assert not Event.objects.filter(kind="rounds.closed").exists()


def test_names_are_deleted_a_month_after_the_close(anonymous: Held, cast: Cast) -> None:
    close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    anonymous.round.refresh_from_db()
    named = Invitation.objects.filter(place=cast.elmwood).exclude(label="", email="")
    tidy(at(anonymous, 29, field="closed_on"))
    assert named.count() == 24
    tidy(at(anonymous, 30, field="closed_on"))
    assert named.count() == 0
    assert Event.objects.filter(kind="rounds.names_deleted").count() == 1
    tidy(at(anonymous, 31, field="closed_on"))
    assert Event.objects.filter(kind="rounds.names_deleted").count() == 1


def coded(held: Held) -> None:
    """Somebody has answered with a code."""
    sheet = Sheet.objects.create(round=held.round, kind="community", form="short", levels="2" * 12)
    SheetCode.objects.create(round=held.round, digest="0" * 64, sheet=sheet)


def test_codes_are_deleted_on_the_promised_day_and_answers_stay(confidential: Held, cast: Cast) -> None:
    coded(confidential)
    tidy(at(confidential, 1))
    tidy(at(confidential, -1, field="codes_until"))
    assert SheetCode.objects.filter(round=confidential.round).count() == 1
    tidy(at(confidential, 0, field="codes_until"))
    assert SheetCode.objects.filter(round=confidential.round).count() == 0
    assert Sheet.objects.filter(round=confidential.round).count() == 1
    assert Event.objects.filter(kind="rounds.codes_deleted").count() == 1


def test_no_column_leads_from_an_answer_to_anybody() -> None:
    """What was promised is kept by what there is no column for."""
    fields = {field.name for field in Sheet._meta.get_fields()}
    assert fields == {"key", "round", "kind", "form", "levels", "picks", "code"}
    assert Sheet._meta.get_field("code").related_model is SheetCode
