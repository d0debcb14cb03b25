"""Partners are proposed, corrected and taken out again; each change is told."""

from dataclasses import replace

import pytest

from tallgrass.elements.players.actions import (
    Addition,
    AskedNotToBeListed,
    ChangedMeanwhile,
    KeyTaken,
    add_partner,
    add_partners,
    change_partner,
    change_partners,
    remove_partners,
)
from tallgrass.elements.players.actions.changing import NoSuchPartner
from tallgrass.elements.players.fields_kept import fields_of
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Player, Standing
from tallgrass.foundation.events.models import Event
from tallgrass.places.permissions import NotAllowed
from tests.cast import Cast

LIBRARY = PartnerFields(
    "Elmwood Library", kinds=("government", "community"), website="https://library.example"
)


def told(cast: Cast) -> list[tuple[str, object, dict[str, object]]]:
    events = Event.objects.filter(place=cast.elmwood.pk, kind__startswith="players.").order_by("pk")
    return [(event.kind, event.by, event.told) for event in events]


def test_somebody_proposes_a_partner(cast: Cast) -> None:
    added = add_partner(place=cast.elmwood, fields=LIBRARY, by=cast.bea)
    kept = Player.objects.get(place=cast.elmwood)
    assert (kept, kept.key, kept.standing) == (added, "elmwood-library", Standing.PROPOSED)
    assert fields_of(kept) == LIBRARY
    assert kept.main_kind == "government"
    assert told(cast) == [("players.added", cast.bea.pk, {})]


@pytest.mark.parametrize("who", ["cal", "otto", "ines"])
def test_who_only_reads_adds_nobody(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        add_partner(place=cast.elmwood, fields=LIBRARY, by=getattr(cast, who))
    assert not Player.objects.filter(place=cast.elmwood).exists()


def test_ids_are_made_from_names_and_never_twice(cast: Cast) -> None:
    names = ["Elmwood Library", "Elmwood  library!", "日本", "Ana Ruiz", "Otra Persona", "Elmwood Library"]
    additions = [Addition(PartnerFields(name, is_person=name in names[3:5])) for name in names]
    made = add_partners(place=cast.elmwood, additions=additions, by=cast.rosa)
    assert [one.key for one in made] == [
        "elmwood-library",
        "elmwood-library-2",
        "partner",
        "person-1",
        "person-2",
        "elmwood-library-3",
    ]


def test_an_id_that_is_taken_is_refused_and_nothing_is_added(cast: Cast) -> None:
    add_partner(place=cast.elmwood, fields=LIBRARY, by=cast.rosa, key="P1")
    for keys in (["P2", "P1"], ["P3", "P3"]):
        with pytest.raises(KeyTaken):
            add_partners(place=cast.elmwood, additions=[Addition(LIBRARY, key) for key in keys], by=cast.rosa)
    assert Player.objects.filter(place=cast.elmwood).count() == 1


def test_a_correction_tells_what_was_and_what_is(cast: Cast) -> None:
    added = add_partner(place=cast.elmwood, fields=LIBRARY, by=cast.rosa)
    better = replace(LIBRARY, website="https://elmwood.example", contact_email="desk@library.example")
    change_partner(place=cast.elmwood, player=added.pk, fields=better, by=cast.rosa)
    change_partner(place=cast.elmwood, player=added.pk, fields=better, by=cast.rosa)
    assert told(cast)[1:] == [
        (
            "players.changed",
            cast.rosa.pk,
            {
                "changed": {"website": ["https://library.example", "https://elmwood.example"]},
                "also": ["contact_email"],
            },
        )
    ]


def test_history_keeps_no_value_of_a_person(cast: Cast) -> None:
    ana = PartnerFields("Ana Ruiz", is_person=True)
    added = add_partner(place=cast.elmwood, fields=ana, by=cast.rosa)
    change_partner(place=cast.elmwood, player=added.pk, fields=replace(ana, name="Ana R."), by=cast.rosa)
    assert told(cast)[-1][2] == {"changed": {}, "also": ["name"]}
    assert "Ana" not in str(told(cast))


def test_nothing_is_written_over_what_somebody_else_changed(cast: Cast) -> None:
    added = add_partner(place=cast.elmwood, fields=LIBRARY, by=cast.rosa)
    change_partner(place=cast.elmwood, player=added.pk, fields=replace(LIBRARY, active=True), by=cast.rosa)
    with pytest.raises(ChangedMeanwhile):
        change_partner(
            place=cast.elmwood,
            player=added.pk,
            fields=replace(LIBRARY, active=False),
            read=LIBRARY,
            by=cast.rosa,
        )


def test_an_editor_neither_changes_nor_finds_who_has_not_been_told(cast: Cast) -> None:
    added = add_partner(place=cast.elmwood, fields=LIBRARY, by=cast.bea)
    with pytest.raises(NotAllowed):
        change_partner(place=cast.elmwood, player=added.pk, fields=replace(LIBRARY, active=True), by=cast.bea)


def test_partners_of_another_place_are_not_there(cast: Cast) -> None:
    theirs = add_partner(place=cast.oakdale, fields=LIBRARY, by=cast.otto)
    with pytest.raises(NoSuchPartner):
        change_partner(place=cast.elmwood, player=theirs.pk, fields=LIBRARY, by=cast.rosa)
    with pytest.raises(NoSuchPartner):
        change_partners(place=cast.elmwood, changes=[(theirs.pk, LIBRARY)], by=cast.rosa)
    assert remove_partners(place=cast.elmwood, players=[theirs.pk], by=cast.rosa) == 0


def test_many_are_added_changed_and_taken_out_in_one_go(cast: Cast) -> None:
    fields = [PartnerFields(f"Partner {number}") for number in range(1200)]
    made = add_partners(
        place=cast.elmwood, additions=[Addition(one) for one in fields], by=cast.rosa, batch=7
    )
    changes = [(one.pk, replace(fields_of(one), active=number < 5)) for number, one in enumerate(made)]
    assert change_partners(place=cast.elmwood, changes=changes, by=cast.rosa, batch=8) == 1200
    assert Player.objects.filter(place=cast.elmwood, active=True).count() == 5
    assert remove_partners(place=cast.elmwood, players=[one.pk for one in made], by=cast.rosa) == 1200
    assert not Player.objects.filter(place=cast.elmwood).exists()
    assert len(told(cast)) == 3600


def test_a_hidden_partner_is_not_added_again_under_its_name(cast: Cast) -> None:
    copy = Addition(replace(LIBRARY, identifiers={"ein": "12-3456789"}), hidden=True)
    add_partners(place=cast.elmwood, additions=[copy], by=None)
    for again in (
        PartnerFields("ELMWOOD library."),
        PartnerFields("Town Library", identifiers={"ein": "12-3456789"}),
    ):
        with pytest.raises(AskedNotToBeListed):
            add_partner(place=cast.elmwood, fields=again, by=cast.rosa)
    add_partner(place=cast.elmwood, fields=PartnerFields("Elmwood School"), by=cast.rosa)


def test_only_the_operator_brings_back_what_a_copy_says_of_consent(cast: Cast) -> None:
    for copy in (
        Addition(LIBRARY, hidden=True),
        Addition(LIBRARY, told_by="mail"),
        Addition(LIBRARY, told_by="example"),
        Addition(LIBRARY, led_by="Us"),
    ):
        with pytest.raises(NotAllowed):
            add_partners(place=cast.elmwood, additions=[copy], by=cast.rosa)
