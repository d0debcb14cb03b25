"""Kept scorecards are computed anew from what is kept, and come out the same."""

from datetime import timedelta

import pytest

from tallgrass.strength.rounds.models import OutsideRound, Sheet
from tallgrass.strength.scorecard.actions import make_scorecard
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.recomputing import queries
from tallgrass.strength.scorecard.recomputing.queries import recomputed
from tests.cast import Cast
from tests.rounds.closing.rounds import Group, MadeUp, Said, keep, made_up
from tests.scorecards.conftest import AS_OF

pytestmark = pytest.mark.database


def results(cast: Cast) -> list[str]:
    return [one.result for one in recomputed(cast.elmwood)]


def test_a_round_that_was_brought_in_comes_out_the_same(elmwood: Cast, made: Snapshot) -> None:
    assert results(elmwood) == ["same"]
    OutsideRound.objects.filter(place=elmwood.elmwood).delete()
    assert results(elmwood) == ["answers_gone"]


@pytest.mark.parametrize("seed", range(4))
def test_rounds_that_were_held_here_come_out_the_same(cast: Cast, seed: int) -> None:
    for at in range(2):
        day = AS_OF + timedelta(days=100 * at)
        keep(cast.elmwood, made_up(seed + 10 * at), closed_on=day)
        make_scorecard(place=cast.elmwood, as_of=day, by=cast.rosa)
    assert results(cast) == ["same", "same"]


def test_records_that_changed_and_answers_that_changed_are_told_apart(cast: Cast) -> None:
    from tallgrass.elements.players.actions import Addition, add_partners
    from tallgrass.elements.players.method.fields import PartnerFields

    sheets = [Said("community", "short", "2" * 12)] * 10
    held = keep(cast.elmwood, MadeUp([Group("community", "short", besides=20)], sheets))
    make_scorecard(place=cast.elmwood, as_of=AS_OF, by=cast.rosa)
    add_partners(
        place=cast.elmwood, by=None, additions=[Addition(PartnerFields("Night Bus Riders"), ("community",))]
    )
    assert results(cast) == ["records_changed"]
    Sheet.objects.filter(round=held).update(levels="4" * 12)
    assert results(cast) == ["differs"]


def test_another_version_of_the_method_is_said(
    elmwood: Cast, made: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "METHOD_VERSION", "2")
    assert results(elmwood) == ["other_method"]
