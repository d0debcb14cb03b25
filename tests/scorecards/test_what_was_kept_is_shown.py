"""Scorecards that were kept before making and showing came apart were there for everybody, and stay so."""

from importlib import import_module

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tallgrass.strength.scorecard.models import Publication, Snapshot
from tallgrass.strength.scorecard.queries import latest_snapshot
from tests.cast import Cast

ROOM = "strength_scorecard"


def test_what_was_kept_is_shown_with_its_languages(elmwood: Cast, made: Snapshot) -> None:
    state = MigrationLoader(connection).project_state((ROOM, "0003_making_and_showing"))
    state.apps.get_model(ROOM, "Snapshot").objects.filter(pk=made.pk).update(languages=[])
    assert latest_snapshot(elmwood.elmwood) is None
    change = import_module("tallgrass.strength.scorecard.migrations.0004_what_was_kept_is_shown")
    for _ in range(2):  # taken back and applied again, it says nothing twice
        change.show(state.apps, None)
    found = latest_snapshot(elmwood.elmwood)
    assert found == made
    assert found.languages == ["en"]
    (word,) = Publication.objects.filter(place=elmwood.elmwood)
    assert (word.shown, word.by, word.at) == (True, elmwood.rosa, made.created_at)
