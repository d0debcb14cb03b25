"""A list is previewed, decided on, applied whole or not at all, and taken back as a whole."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tallgrass.elements.players.actions import add_partner, change_partner, hide_partner
from tallgrass.elements.players.fields_kept import fields_of
from tallgrass.elements.players.imports.actions import (
    apply_import,
    decide,
    decide_rest,
    drop_import,
    later_changes,
    preview_import,
    settle_columns,
    undo_import,
)
from tallgrass.elements.players.imports.actions.faults import (
    LaterChanges,
    MergedSince,
    NoSuchImport,
    NotNow,
    PlanChanged,
    Undecided,
    UpdatedTwice,
)
from tallgrass.elements.players.merging.actions import merge_partners, part_partners, say_not_the_same
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Import, Player, Standing, Tie, ToldBy
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.search.models import SearchDocument, SeenBy
from tallgrass.places.roles import EDITOR
from tests.cast import Cast
from tests.imports.lists import brought, fates, names, packed, partner, previewed

pytestmark = pytest.mark.django_db


def told(player: Player) -> None:
    """The partner was told by letter."""
    player.standing, player.told_on, player.told_by = Standing.LISTED, timezone.localdate(), ToldBy.LETTER
    player.save()


def renamed(cast: Cast, player: Player, name: str) -> None:
    change_partner(
        place=cast.elmwood, player=player.pk, fields=PartnerFields(name, kinds=("community",)), by=cast.rosa
    )


def test_a_preview_writes_nothing_but_itself(cast: Cast) -> None:
    before = Event.objects.count()
    imported = previewed(cast, "Organization,Type", "Data Night,community", ",government")
    assert imported.tally["new"] == 1
    assert imported.tally["refused"] == 1
    assert Player.objects.filter(place=cast.elmwood).count() == 0
    assert Event.objects.count() == before


def test_what_is_brought_in_is_proposed_and_found_by_stewards_alone(cast: Cast) -> None:
    imported = brought(cast, "id,Organization,Type,URL,Budget", "dn,Data Night,community,data.night.org,7")
    player = partner(cast, "Data Night")
    assert (player.key, player.kinds, player.website) == ("dn", "community", "https://data.night.org")
    assert (player.standing, player.further) == (Standing.PROPOSED, {"Budget": "7"})
    found = SearchDocument.objects.get(place=cast.elmwood.pk, subject_id=player.pk)
    assert found.seen_by == SeenBy.STEWARDS
    assert imported.state == Import.State.APPLIED
    assert "rows" not in imported.plan
    kinds = set(Event.objects.filter(batch=imported.pk).values_list("kind", flat=True))
    assert kinds == {"players.added", "imports.applied"}


def test_the_same_list_again_changes_nothing(cast: Cast) -> None:
    lines = ("id,name,kind,Budget", "a,One,community,7", "b,Two,,")
    brought(cast, *lines)
    assert set(fates(previewed(cast, *lines)).values()) == {"same"}


def test_only_what_a_row_says_is_changed(cast: Cast) -> None:
    brought(cast, "id,name,kind,website", "a,One,community,https://one.org")
    again = brought(cast, "id,name,kind,website,EIN", "a,One Two,,,12-3456789")
    player = partner(cast, "One Two")
    assert (player.kinds, player.website, player.identifiers) == (
        "community",
        "https://one.org",
        {"ein": "12-3456789"},
    )
    event = Event.objects.get(batch=again.pk, kind="players.changed")
    assert event.told["changed"]["name"] == ["One", "One Two"]


def test_a_row_that_looks_like_a_partner_must_be_decided(cast: Cast) -> None:
    brought(cast, "name", "Gridworks")
    imported = previewed(cast, "name,kind", "Gridworks Inc.,tech_company")
    assert fates(imported) == {2: "alike"}
    with pytest.raises(Undecided):
        apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    assert names(cast) == ["Gridworks"]


@pytest.mark.parametrize(
    ("choice", "left"),
    [("add", ["Gridworks", "Gridworks Inc."]), ("leave_out", ["Gridworks"]), ("update", ["Gridworks Inc."])],
)
def test_what_was_decided_is_done(cast: Cast, choice: str, left: list[str]) -> None:
    brought(cast, "name", "Gridworks")
    imported = previewed(cast, "name", "Gridworks Inc.")
    said = f"update:{partner(cast, 'Gridworks').pk}" if choice == "update" else choice
    decide(place=cast.elmwood, imported=imported.pk, choices={2: said}, by=cast.rosa)
    apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    assert names(cast) == left


def test_all_that_are_left_can_be_decided_at_once(cast: Cast) -> None:
    brought(cast, "name", "Gridworks", "Data Night")
    imported = previewed(cast, "name", "Gridworks Inc.", "Data Night LLC")
    decide(place=cast.elmwood, imported=imported.pk, choices={2: "leave_out"}, by=cast.rosa)
    decide_rest(place=cast.elmwood, imported=imported.pk, choice="update", by=cast.rosa)
    apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    assert names(cast) == ["Data Night LLC", "Gridworks"]


def test_a_choice_that_the_row_does_not_offer_is_refused(cast: Cast) -> None:
    brought(cast, "name", "Gridworks")
    elsewhere = add_partner(place=cast.oakdale, fields=PartnerFields("Gridworks"), by=cast.otto)
    imported = previewed(cast, "name", "Gridworks Inc.", "New One")
    for choices in ({2: f"update:{elsewhere.pk}"}, {3: "leave_out"}, {2: "anything"}):
        with pytest.raises(ValueError, match="does not offer"):
            decide(place=cast.elmwood, imported=imported.pk, choices=choices, by=cast.rosa)


def test_two_rows_cannot_change_one_partner(cast: Cast) -> None:
    brought(cast, "id,name", "g,Gridworks")
    imported = previewed(cast, "id,name", "g,Gridworks", ",Gridworks Inc.")
    said = f"update:{partner(cast, 'Gridworks').pk}"
    decide(place=cast.elmwood, imported=imported.pk, choices={3: said}, by=cast.rosa)
    with pytest.raises(UpdatedTwice):
        apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)


def test_a_list_is_applied_only_as_it_was_shown(cast: Cast) -> None:
    imported = previewed(cast, "name,website", "Data Night,https://night.org", "Other,")
    add_partner(place=cast.elmwood, fields=PartnerFields("Data Night"), by=cast.rosa)
    with pytest.raises(PlanChanged):
        apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    assert names(cast) == ["Data Night"]
    imported.refresh_from_db()
    assert fates(imported) == {2: "changed", 3: "new"}
    apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    assert names(cast) == ["Data Night", "Other"]


def test_whoever_hid_in_the_meantime_is_not_brought_back(cast: Cast) -> None:
    brought(cast, "id,name", "s,Shelter")
    imported = previewed(cast, "id,name,kind", "s,Shelter,community", "o,Other,")
    shelter = partner(cast, "Shelter")
    shelter.standing = Standing.HIDDEN
    shelter.save()
    with pytest.raises(PlanChanged):
        apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    imported.refresh_from_db()
    assert fates(imported)[2] == "not_listed"
    apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    shelter.refresh_from_db()
    assert (shelter.standing, shelter.kinds) == (Standing.HIDDEN, "unknown")


def test_a_list_is_brought_in_once(cast: Cast) -> None:
    imported = brought(cast, "name", "Data Night")
    with pytest.raises(NotNow, match="applied"):
        apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    assert names(cast) == ["Data Night"]


def test_an_old_preview_is_not_applied(cast: Cast) -> None:
    imported = previewed(cast, "name", "Data Night")
    Import.objects.filter(place=cast.elmwood).update(previewed_at=timezone.now() - timedelta(days=8))
    with pytest.raises(NotNow, match="expired"):
        apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    previewed(cast, "name", "Other")
    imported.refresh_from_db()
    assert (imported.state, imported.plan) == (Import.State.DROPPED, {})


def test_a_dropped_preview_keeps_nothing_of_the_file(cast: Cast) -> None:
    imported = previewed(cast, "name", "Data Night")
    drop_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    imported.refresh_from_db()
    assert (imported.state, imported.plan, imported.tally) == (Import.State.DROPPED, {}, {})


def test_columns_are_settled_where_the_names_were_not_found(cast: Cast) -> None:
    imported = previewed(cast, "Data Night,7", "Gridworks,8")
    assert imported.tally == {}
    with pytest.raises(NotNow, match="no_names"):
        apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    settle_columns(
        place=cast.elmwood, imported=imported.pk, roles=["name", "further"], first_row_too=True, by=cast.rosa
    )
    apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    assert names(cast) == ["Data Night", "Gridworks"]
    assert partner(cast, "Data Night").further == {"(2)": "7"}


def test_links_of_a_folder_come_in_with_their_partners(cast: Cast) -> None:
    folder = {
        "place/players.csv": b"player_id,name,kind,active\na,One,community,yes\nb,Two,,\nc,,,\n",
        "place/ties.csv": b"from,to,type,state,since,confirmed_on\n"
        b"a,b,grant,confirmed,2024-01-05,2026-01-05\na,c,,disputed,,\n",
        "place/place.toml": b'name = "Somewhere"',
    }
    imported = preview_import(place=cast.elmwood, name="place.zip", pieces=[packed(folder)], by=cast.rosa)
    imported = apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    tie = Tie.objects.get(place=cast.elmwood)
    assert (tie.one.name, tie.other.name, tie.type, tie.state) == ("One", "Two", "grant", "confirmed")
    assert (imported.tally["links_added"], imported.tally["links_left_out"]) == (1, 1)
    undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    assert not Tie.objects.filter(place=cast.elmwood).exists()


def test_taking_a_list_back_puts_everything_as_it_was(cast: Cast) -> None:
    brought(cast, "id,name,kind,Budget", "a,One,community,7")
    before = fields_of(partner(cast, "One"))
    imported = brought(cast, "id,name,kind,Budget,Note", "a,First,government,8,x", "b,Two,,,")
    undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    assert names(cast) == ["One"]
    assert fields_of(partner(cast, "One")) == before
    kinds = list(Event.objects.filter(batch=imported.pk).order_by("pk").values_list("kind", flat=True))
    assert kinds == [
        "players.added", "players.changed", "imports.applied", "players.removed", "players.changed", "imports.undone",
    ]  # fmt: skip
    with pytest.raises(NotNow, match="undone"):
        undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)


def test_later_changes_are_lost_only_where_somebody_says_so(cast: Cast) -> None:
    imported = brought(cast, "id,name", "a,One", "b,Two")
    renamed(cast, partner(cast, "One"), "First")
    with pytest.raises(LaterChanges):
        undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    assert names(cast) == ["First", "Two"]
    undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa, lose_later=True)
    assert names(cast) == []


def test_what_another_list_did_and_was_taken_back_with_it_is_no_later_change(cast: Cast) -> None:
    first = brought(cast, "id,name", "a,One")
    second = brought(cast, "id,name", "a,First")
    undo_import(place=cast.elmwood, imported=second.pk, by=cast.rosa)
    undo_import(place=cast.elmwood, imported=first.pk, by=cast.rosa)
    assert names(cast) == []


def test_what_was_changed_beside_the_list_stays(cast: Cast) -> None:
    brought(cast, "id,name", "a,One")
    imported = brought(cast, "id,name", "a,First")
    player = partner(cast, "First")
    change_partner(
        place=cast.elmwood,
        player=player.pk,
        fields=PartnerFields("First", website="https://first.org"),
        by=cast.rosa,
    )
    undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    assert partner(cast, "One").website == "https://first.org"


def test_partners_that_were_told_stay_unless_somebody_says_otherwise(cast: Cast) -> None:
    for remove, left in ((False, ["One"]), (True, [])):
        imported = brought(cast, "id,name", "a,One", "b,Two")
        told(partner(cast, "One"))
        undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa, remove_told=remove)
        assert names(cast) == left
        Player.objects.filter(place=cast.elmwood).delete()


def test_who_hid_since_stays_hidden(cast: Cast) -> None:
    imported = brought(cast, "id,name", "a,One", "b,Two")
    one = partner(cast, "One")
    told(one)
    hide_partner(place=cast.elmwood, player=one.pk, by=None)
    undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa, lose_later=True, remove_told=True)
    one.refresh_from_db()
    assert (names(cast), one.standing) == (["One"], Standing.HIDDEN)
    assert fates(previewed(cast, "name", "One")) == {2: "not_listed"}


def test_joined_partners_are_parted_first(cast: Cast) -> None:
    add_partner(place=cast.elmwood, fields=PartnerFields("Two"), by=cast.rosa)
    imported = brought(cast, "id,name", "a,One")
    merge_partners(
        place=cast.elmwood, kept=partner(cast, "Two").pk, other=partner(cast, "One").pk, by=cast.rosa
    )
    with pytest.raises(MergedSince):
        undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa, lose_later=True, remove_told=True)
    assert later_changes(place=cast.elmwood, imported=imported).merged == (partner(cast, "One").pk,)


def test_joined_and_parted_again_is_no_later_change(cast: Cast) -> None:
    two = add_partner(
        place=cast.elmwood,
        fields=PartnerFields("Two", website="https://two.org", contact_email="two@example.org"),
        by=cast.rosa,
    )
    imported = brought(cast, "id,name", "a,One", "b,Three")
    one, three = partner(cast, "One"), partner(cast, "Three")
    merge_partners(place=cast.elmwood, kept=one.pk, other=two.pk, by=cast.rosa)
    part_partners(place=cast.elmwood, joined=two.pk, by=cast.rosa)
    say_not_the_same(place=cast.elmwood, one=one.pk, other=three.pk, by=cast.rosa)
    assert later_changes(place=cast.elmwood, imported=imported).changed == ()
    renamed(cast, one, "First")
    renamed(cast, one, "One")
    assert later_changes(place=cast.elmwood, imported=imported).changed == (one.pk,), "its type was changed"
    undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa, lose_later=True)
    assert names(cast) == ["Two"]


def test_nobody_else_brings_lists_in(cast: Cast) -> None:
    imported = previewed(cast, "name", "Data Night")
    for person in (cast.bea, cast.cal, cast.otto, cast.ines):
        with pytest.raises(PermissionDenied):
            preview_import(place=cast.elmwood, name="x.csv", pieces=[b"name\nX\n"], by=person)
        with pytest.raises(PermissionDenied):
            apply_import(place=cast.elmwood, imported=imported.pk, by=person)
        with pytest.raises(PermissionDenied):
            undo_import(place=cast.elmwood, imported=imported.pk, by=person)
    assert EDITOR.key == "editor"
    with pytest.raises(NoSuchImport):
        apply_import(place=cast.oakdale, imported=imported.pk, by=cast.otto)


def test_lists_of_one_place_know_nothing_of_another(cast: Cast) -> None:
    add_partner(place=cast.oakdale, fields=PartnerFields("Data Night"), by=cast.otto, key="dn")
    assert fates(previewed(cast, "id,name", "dn,Data Night")) == {2: "new"}


def test_who_is_deleted_for_good_is_in_no_list_either(cast: Cast) -> None:
    from tallgrass.elements.players.actions import erase_partner

    imported = brought(cast, "id,name,email", "a,One,one@example.org")
    changed = brought(cast, "id,name,email", "a,First,first@example.org")
    waits = previewed(cast, "id,name,email", "a,Third,third@example.org")
    one = partner(cast, "First")
    erase_partner(place=cast.elmwood, player=one.pk, by=None)
    for each in (imported, changed, waits):
        each.refresh_from_db()
        assert "example.org" not in str(each.plan)
        assert "First" not in str(each.plan)
    assert waits.state == Import.State.DROPPED
    undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)


def test_a_place_that_changed_between_is_compared_anew(cast: Cast) -> None:
    """What rows look like is kept with the preview, and counts only for the partners it was worked out from."""
    imported = previewed(cast, "name", "Gridworks", "Data Night", "Data Nite")
    assert imported.plan["compared_with"]
    add_partner(place=cast.elmwood, fields=PartnerFields("Gridworks LLC"), by=cast.rosa)
    with pytest.raises(PlanChanged):
        apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)
    imported.refresh_from_db()
    assert fates(imported)[2] == "alike"
    assert names(cast) == ["Gridworks LLC"]
