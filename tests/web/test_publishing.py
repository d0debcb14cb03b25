"""Publishing a scorecard: kept byte for byte, once, within its place, for good."""

import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.kept import Kept
from tallgrass.places.models import Place
from tallgrass.strength.framework.method.build import build
from tallgrass.strength.scorecard.actions import publish_snapshot
from tallgrass.strength.scorecard.assess import Assessed
from tallgrass.strength.scorecard.method.document import digest, to_bytes
from tallgrass.strength.scorecard.models import KeptFramework, Snapshot
from tallgrass.strength.scorecard.published import published
from tallgrass.strength.scorecard.queries import latest_snapshot


def test_the_document_is_kept_byte_for_byte(snapshot: Snapshot, assessed: Assessed) -> None:
    kept = Snapshot.objects.get(pk=snapshot.pk)
    assert kept.document.encode() == to_bytes(assessed.document)
    assert kept.digest == digest(assessed.document)


def test_who_published_it_and_by_what_is_kept(snapshot: Snapshot, rosa: User) -> None:
    assert snapshot.made_by == rosa
    assert (snapshot.method, snapshot.as_of.isoformat()) == ("1", "2026-06-30")


def test_publishing_the_same_again_changes_nothing(
    snapshot: Snapshot, riverbend: Place, assessed: Assessed
) -> None:
    again = publish_snapshot(
        place=riverbend, document=assessed.document, framework=assessed.framework, by=None
    )
    assert again == snapshot
    assert again.made_by == snapshot.made_by
    assert Snapshot.objects.count() == 1


def test_the_latest_scorecard_is_the_one_of_the_latest_day(
    riverbend: Place, assessed: Assessed, later: Assessed
) -> None:
    for one in (later, assessed):
        publish_snapshot(place=riverbend, document=one.document, framework=one.framework, by=None)
    found = latest_snapshot(riverbend)
    assert found is not None
    assert found.digest == digest(later.document)


def test_no_place_shows_the_scorecard_of_another(snapshot: Snapshot, otherville: Place) -> None:
    assert latest_snapshot(otherville) is None


def test_a_framework_is_kept_once_for_many_scorecards(
    riverbend: Place, otherville: Place, assessed: Assessed
) -> None:
    for place in (riverbend, otherville):
        publish_snapshot(place=place, document=assessed.document, framework=assessed.framework, by=None)
    assert KeptFramework.objects.count() == 1


def test_a_scorecard_with_a_framework_that_is_not_its_own_is_refused(
    riverbend: Place, assessed: Assessed
) -> None:
    other = replace(assessed.framework, digest="0" * 64)
    with pytest.raises(ValueError, match="another framework"):
        publish_snapshot(place=riverbend, document=assessed.document, framework=other, by=None)


def test_nothing_that_is_kept_can_be_changed(snapshot: Snapshot) -> None:
    snapshot.document = "{}"
    with pytest.raises(Kept):
        snapshot.save()
    with pytest.raises(Kept):
        Snapshot.objects.filter(pk=snapshot.pk).update(document="{}")
    with pytest.raises(Kept):
        snapshot.framework.save()


@pytest.mark.parametrize(
    "fault", [{"digest": "short"}, {"digest": "Z" * 64}, {"document": ""}, {"method": ""}]
)
def test_the_database_itself_refuses_a_scorecard_that_is_not_whole(
    snapshot: Snapshot, fault: dict[str, str]
) -> None:
    whole = {
        "place": snapshot.place, "as_of": snapshot.as_of, "document": "{}", "digest": "a" * 64,
        "framework": snapshot.framework, "method": "1", "program": "0",
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.create(**{**whole, **fault})


def test_what_is_read_back_is_what_was_published(snapshot: Snapshot, assessed: Assessed) -> None:
    found = published(Snapshot.objects.get(pk=snapshot.pk))
    assert to_bytes(found.document) == to_bytes(assessed.document)
    assert found.framework == assessed.framework


def test_a_framework_is_kept_with_the_scorecard_it_made(snapshot: Snapshot, assessed: Assessed) -> None:
    kept = build(json.loads(snapshot.framework.document))
    assert kept == assessed.framework
