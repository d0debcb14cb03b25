"""A scorecard is made from the records, kept as it is, and shown to everybody only once a steward says so."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from tallgrass.elements.players.models import Player, Standing
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.kept import Kept
from tallgrass.places.permissions import NotAllowed
from tallgrass.strength.scorecard.actions import NoSuchScorecard, make_scorecard, show_scorecard, stop_showing
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.models import Publication, Snapshot
from tallgrass.strength.scorecard.place_folder.actions import load_folder
from tallgrass.strength.scorecard.place_folder.reading import read_place_folder
from tallgrass.strength.scorecard.published import published
from tallgrass.strength.scorecard.queries import (
    kept_snapshots,
    latest_snapshot,
    published_of,
    shown_of_the_same_answers,
)
from tests.cast import Cast
from tests.scorecards.conftest import AS_OF, write_elmwood


def test_it_is_the_one_that_assess_makes(made: Snapshot, tmp_path: Path) -> None:
    assessed = assess_folder(tmp_path / "elmwood")
    assert made.document.encode() == to_bytes(assessed.document)


def test_what_was_made_nobody_sees_before_it_is_shown(elmwood: Cast, made: Snapshot) -> None:
    assert latest_snapshot(elmwood.elmwood) is None
    assert published_of("elmwood") is None
    show_scorecard(place=elmwood.elmwood, number=made.pk, by=elmwood.rosa)
    assert latest_snapshot(elmwood.elmwood) == made
    found = published_of("elmwood")
    assert found is not None
    assert (found.number, found.as_of, found.languages) == (made.pk, "2026-06-30", ("en",))


def test_the_last_word_on_a_scorecard_counts(elmwood: Cast, shown: Snapshot) -> None:
    stop_showing(place=elmwood.elmwood, number=shown.pk, by=elmwood.rosa)
    assert latest_snapshot(elmwood.elmwood) is None
    show_scorecard(place=elmwood.elmwood, number=shown.pk, by=elmwood.rosa)
    assert latest_snapshot(elmwood.elmwood) == shown
    assert Publication.objects.filter(place=elmwood.elmwood).count() == 3


def test_saying_the_same_again_says_nothing_new(elmwood: Cast, shown: Snapshot) -> None:
    before = Event.objects.count()
    show_scorecard(place=elmwood.elmwood, number=shown.pk, by=elmwood.rosa)
    assert Event.objects.count() == before
    assert Publication.objects.filter(place=elmwood.elmwood).count() == 1


def test_the_one_of_the_latest_day_stands_in_front(elmwood: Cast, shown: Snapshot) -> None:
    earlier = make_scorecard(place=elmwood.elmwood, as_of=date(2026, 6, 1), by=elmwood.rosa).snapshot
    show_scorecard(place=elmwood.elmwood, number=earlier.pk, by=elmwood.rosa)
    assert latest_snapshot(elmwood.elmwood) == shown
    stop_showing(place=elmwood.elmwood, number=shown.pk, by=elmwood.rosa)
    assert latest_snapshot(elmwood.elmwood) == earlier


def test_made_again_without_a_change_it_stays_one(elmwood: Cast, made: Snapshot) -> None:
    again = make_scorecard(place=elmwood.elmwood, as_of=AS_OF, by=elmwood.rosa)
    assert (again.snapshot, again.new) == (made, False)
    assert len(kept_snapshots(elmwood.elmwood)) == 1


def test_the_next_one_says_what_changed(elmwood: Cast, made: Snapshot, tmp_path: Path) -> None:
    folder = read_place_folder(write_elmwood(tmp_path / "later", as_of=date(2026, 12, 31), level=3))
    load_folder(place="elmwood", folder=folder, by=None, replace=True)
    later = make_scorecard(place=elmwood.elmwood, as_of=date(2026, 12, 31), by=elmwood.rosa).snapshot
    assert {one["criterion"] for one in published(later).document["change"]} >= {"KP7", "CA2"}


@pytest.mark.parametrize("who", ["bea", "cal", "otto", "ines"])
def test_only_a_steward_of_the_place_makes_and_shows(elmwood: Cast, made: Snapshot, who: str) -> None:
    person = getattr(elmwood, who)
    with pytest.raises(NotAllowed):
        make_scorecard(place=elmwood.elmwood, as_of=AS_OF, by=person)
    for say in (show_scorecard, stop_showing):
        with pytest.raises(NotAllowed):
            say(place=elmwood.elmwood, number=made.pk, by=person)
    assert not Publication.objects.filter(place=elmwood.elmwood).exists()


def test_nobody_shows_a_scorecard_of_another_place(elmwood: Cast, made: Snapshot) -> None:
    with pytest.raises(NoSuchScorecard):
        show_scorecard(place=elmwood.oakdale, number=made.pk, by=elmwood.otto)


def test_history_says_who_made_and_showed_it(elmwood: Cast, shown: Snapshot) -> None:
    events = Event.objects.filter(subject_type="snapshot", subject_id=shown.pk).order_by("pk")
    assert [(event.kind, event.by, event.told) for event in events] == [
        (kind, elmwood.rosa.pk, {"as_of": "2026-06-30"}) for kind in ("scorecards.made", "scorecards.shown")
    ]


def test_who_hid_itself_does_not_count_and_is_not_named(elmwood: Cast, made: Snapshot) -> None:
    Player.objects.filter(place=elmwood.elmwood, key="p0").update(standing=Standing.HIDDEN)
    again = make_scorecard(place=elmwood.elmwood, as_of=AS_OF, by=elmwood.rosa).snapshot
    assert "Partner 0" in made.document
    assert "Partner 0" not in again.document
    partners = {one["table"]: one["rows"] for one in published(again).document["inputs"]}
    assert (partners["players"], partners["ties"]) == (8, 0)


def test_who_has_not_been_told_yet_counts_as_a_figure_names_nobody(elmwood: Cast, made: Snapshot) -> None:
    standings = set(Player.objects.filter(place=elmwood.elmwood).values_list("standing", flat=True))
    assert standings == {Standing.PROPOSED}
    assert {one["table"]: one["rows"] for one in published(made).document["inputs"]}["players"] == 9


def test_a_merged_record_counts_once_and_what_it_signed_is_its_successors(elmwood: Cast) -> None:
    rows = Player.objects.filter(place=elmwood.elmwood)
    rows.filter(key="p0").update(merged_into=rows.get(key="p1"))
    made = make_scorecard(place=elmwood.elmwood, as_of=AS_OF, by=elmwood.rosa).snapshot
    document = published(made).document
    assert {one["table"]: one["rows"] for one in document["inputs"]}["players"] == 8
    signed = [one for each in document["criteria"] for one in each["on_record"]]
    assert signed == [{"organisation": "Partner 1", "level": 3}]


def test_a_person_is_never_named(elmwood: Cast) -> None:
    Player.objects.filter(place=elmwood.elmwood, key="p0").update(is_person=True)
    made = make_scorecard(place=elmwood.elmwood, as_of=AS_OF, by=elmwood.rosa).snapshot
    assert "Partner 0" not in made.document


def test_a_round_counts_for_twelve_months(elmwood: Cast) -> None:
    for day, asked in ((date(2027, 6, 30), AS_OF), (date(2027, 7, 1), None), (date(2026, 6, 29), None)):
        made = make_scorecard(place=elmwood.elmwood, as_of=day, by=elmwood.rosa).snapshot
        assert made.asked_as_of == asked


def test_two_of_the_same_answers_are_told_apart_from_two_rounds(
    elmwood: Cast, shown: Snapshot, tmp_path: Path
) -> None:
    again = make_scorecard(place=elmwood.elmwood, as_of=date(2026, 7, 31), by=elmwood.rosa).snapshot
    assert shown_of_the_same_answers(again) == [AS_OF]
    folder = read_place_folder(write_elmwood(tmp_path / "later", as_of=date(2026, 12, 31), level=3))
    load_folder(place="elmwood", folder=folder, by=None, replace=True)
    later = make_scorecard(place=elmwood.elmwood, as_of=date(2026, 12, 31), by=elmwood.rosa).snapshot
    assert shown_of_the_same_answers(later) == []


def test_what_is_kept_is_not_written_over_nor_taken_out(made: Snapshot) -> None:
    for attempt in (
        lambda: Snapshot.objects.filter(pk=made.pk).delete(),
        lambda: made.delete(),
        lambda: Snapshot.objects.bulk_update([made], ["document"]),
        lambda: Snapshot.objects.bulk_create([made], ignore_conflicts=True),
        lambda: Snapshot.objects.filter(pk=made.pk).update_or_create(pk=made.pk, defaults={"document": "{}"}),
    ):
        with pytest.raises(Kept):
            attempt()
    assert Snapshot.objects.get(pk=made.pk).document == made.document


def test_a_place_goes_with_what_it_kept(elmwood: Cast, shown: Snapshot) -> None:
    elmwood.elmwood.delete()
    assert not Snapshot.objects.exists()


def test_no_such_scorecard_is_a_named_fault(elmwood: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        show_scorecard(place=elmwood.elmwood, number=10**12, by=elmwood.rosa)
    assert refused.value.code == "no_such_scorecard"
