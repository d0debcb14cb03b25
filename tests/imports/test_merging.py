"""Two records of one partner become one, and two again, exactly."""

from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.elements.players.actions import ChangedMeanwhile, add_partner, change_partner
from tallgrass.elements.players.merging.actions import (
    CannotPartYet,
    NotJoined,
    ask_again,
    merge_partners,
    part_partners,
    say_not_the_same,
)
from tallgrass.elements.players.merging.method.joining import differing, joined, offered
from tallgrass.elements.players.merging.queries import suggestions
from tallgrass.elements.players.method.fields import FIELDS, PartnerFields
from tallgrass.elements.players.models import Merge, Player, Speaker, Standing, Tie, ToldBy
from tallgrass.elements.players.reading_back import read_mark
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.search.models import SearchDocument
from tests.cast import Cast

FIELD_VALUES = st.builds(
    PartnerFields,
    name=st.sampled_from(["One", "Two"]),
    kinds=st.sampled_from([("unknown",), ("community",), ("government", "community")]),
    roles=st.sampled_from([(), ("data",), ("data", "builder")]),
    website=st.sampled_from(["", "https://one.org", "https://two.org"]),
    identifiers=st.sampled_from([{}, {"ein": "12-3456789"}, {"wikidata": "Q1"}]).map(MappingProxyType),
    active=st.sampled_from([None, True, False]),
    further=st.sampled_from([{}, {"a": "1"}, {"a": "2", "b": "3"}]).map(MappingProxyType),
)


@given(FIELD_VALUES, FIELD_VALUES)
def test_by_default_nothing_is_lost_that_the_other_record_alone_says(
    one: PartnerFields, other: PartnerFields
) -> None:
    made = joined(one, other, {})
    assert made.name == one.name
    for field in FIELDS:
        mine, theirs, now = (getattr(each, field) for each in (one, other, made))
        if mine in (None, "", (), ("unknown",)) or mine == {}:
            assert now == theirs
    assert {**other.identifiers, **one.identifiers} == made.identifiers
    assert set(made.roles) == set(one.roles) | set(other.roles)


@given(FIELD_VALUES, FIELD_VALUES)
def test_every_field_can_be_taken_from_either_record(one: PartnerFields, other: PartnerFields) -> None:
    for field in differing(one, other):
        assert {"kept", "other"} <= set(offered(one, other, field))
        assert getattr(joined(one, other, {field: "other"}), field) == getattr(other, field)
        assert getattr(joined(one, other, {field: "kept"}), field) == getattr(one, field)


def test_what_a_field_does_not_offer_is_refused() -> None:
    with pytest.raises(ValueError, match="name"):
        joined(PartnerFields("One"), PartnerFields("Two"), {"name": "both"})


@pytest.fixture
def pair(cast: Cast) -> tuple[Cast, Player, Player, Player, Player]:
    """Two records that are one partner, with links to two others, to each other and twice to the same."""

    def added(name: str, **more: Any) -> Player:
        return add_partner(place=cast.elmwood, fields=PartnerFields(name, **more), by=cast.rosa)

    one = added("Gridworks", kinds=("tech_company",), roles=("builder",))
    two = added(
        "Gridworks Inc.", website="https://grid.org", roles=("data",), further=MappingProxyType({"x": "1"})
    )
    library, clinic = added("Library"), added("Clinic")
    for first, second, kind in (
        (one, library, "a"), (two, library, "a"), (library, two, "b"), (two, clinic, "c"), (one, two, "d"),
    ):  # fmt: skip
        Tie.objects.create(
            place=cast.elmwood, one=first, other=second, type=kind, state="confirmed", since=date(2024, 1, 5),
            further={"note": kind},
        )  # fmt: skip
    two.standing, two.told_on, two.told_by = Standing.LISTED, timezone.localdate(), ToldBy.LETTER
    two.led_by = "Its neighbors"
    two.save()
    Speaker.objects.create(place=cast.elmwood, player=two, person=cast.bea)
    return cast, one, two, library, clinic


def everything(cast: Cast) -> dict[str, list[Any]]:
    """All that there is of partners, links and speakers in Elmwood."""
    return {
        model.__name__: list(model.objects.filter(place=cast.elmwood).order_by("pk").values())
        for model in (Player, Tie, Speaker)
    }


@pytest.mark.django_db
def test_a_merge_carries_everything_and_parting_brings_it_back(
    pair: tuple[Cast, Player, Player, Player, Player],
) -> None:
    cast, one, two, library, clinic = pair
    before = everything(cast)
    merge_partners(place=cast.elmwood, kept=one.pk, other=two.pk, by=cast.rosa)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.name, one.website, sorted(one.roles)) == (
        "Gridworks",
        "https://grid.org",
        ["builder", "data"],
    )
    assert (one.standing, one.led_by, two.merged_into) == (Standing.LISTED, "Its neighbors", one)
    ties = {
        (tie.one.name, tie.other.name, tie.type)
        for tie in Tie.objects.filter(place=cast.elmwood).select_related("one", "other")
    }
    assert ties == {
        ("Gridworks", "Library", "a"),
        ("Library", "Gridworks", "b"),
        ("Gridworks", "Clinic", "c"),
    }
    assert [speaker.player for speaker in Speaker.objects.filter(place=cast.elmwood)] == [one]
    found = set(SearchDocument.objects.filter(place=cast.elmwood.pk).values_list("subject_id", flat=True))
    assert found == {one.pk, library.pk, clinic.pk}
    part_partners(place=cast.elmwood, joined=two.pk, by=cast.rosa)
    assert everything(cast) == before
    kinds = list(
        Event.objects.filter(kind__startswith="merging").order_by("pk").values_list("kind", flat=True)
    )
    assert kinds == ["merging.merged", "merging.parted"]


@pytest.mark.django_db
def test_what_was_changed_since_stays_when_they_are_parted(
    pair: tuple[Cast, Player, Player, Player, Player],
) -> None:
    cast, one, two, _, clinic = pair
    merge_partners(place=cast.elmwood, kept=one.pk, other=two.pk, by=cast.rosa)
    change_partner(
        place=cast.elmwood,
        player=one.pk,
        fields=PartnerFields("Gridworks", website="https://new.org"),
        by=cast.rosa,
    )
    Tie.objects.filter(place=cast.elmwood, type="c").update(state="disputed")
    part_partners(place=cast.elmwood, joined=two.pk, by=cast.rosa)
    one.refresh_from_db()
    assert one.website == "https://new.org"
    tie = Tie.objects.get(place=cast.elmwood, type="c")
    assert (tie.one_id, tie.other_id, tie.state) == (two.pk, clinic.pk, "disputed")


@pytest.mark.django_db
def test_fields_are_taken_from_where_somebody_says(pair: tuple[Cast, Player, Player, Player, Player]) -> None:
    cast, one, two, _, _ = pair
    merge_partners(
        place=cast.elmwood, kept=one.pk, other=two.pk, by=cast.rosa, take={"name": "other", "roles": "kept"}
    )
    one.refresh_from_db()
    assert (one.name, one.roles, one.key) == ("Gridworks Inc.", ["builder"], "gridworks")


@pytest.mark.django_db
def test_records_are_parted_one_after_the_other(cast: Cast) -> None:
    a, b, c = (add_partner(place=cast.elmwood, fields=PartnerFields(name), by=cast.rosa) for name in "ABC")
    merge_partners(place=cast.elmwood, kept=b.pk, other=a.pk, by=cast.rosa)
    merge_partners(place=cast.elmwood, kept=c.pk, other=b.pk, by=cast.rosa)
    with pytest.raises(CannotPartYet):
        part_partners(place=cast.elmwood, joined=a.pk, by=cast.rosa)
    part_partners(place=cast.elmwood, joined=b.pk, by=cast.rosa)
    part_partners(place=cast.elmwood, joined=a.pk, by=cast.rosa)
    assert not Player.objects.filter(place=cast.elmwood).exclude(merged_into=None).exists()
    with pytest.raises(NotJoined):
        part_partners(place=cast.elmwood, joined=a.pk, by=cast.rosa)


@pytest.mark.django_db
def test_a_record_that_changed_since_it_was_read_is_not_joined(
    pair: tuple[Cast, Player, Player, Player, Player],
) -> None:
    cast, one, two, _, _ = pair
    with pytest.raises(ChangedMeanwhile):
        merge_partners(
            place=cast.elmwood,
            kept=one.pk,
            other=two.pk,
            by=cast.rosa,
            read=(read_mark(PartnerFields("x")), ""),
        )
    assert not Merge.objects.filter(place=cast.elmwood).exists()


@pytest.mark.django_db
def test_hidden_ones_those_elsewhere_and_one_with_itself_cannot_be_joined(
    pair: tuple[Cast, Player, Player, Player, Player],
) -> None:
    cast, one, two, library, _ = pair
    elsewhere = add_partner(place=cast.oakdale, fields=PartnerFields("Gridworks"), by=cast.otto)
    library.standing = Standing.HIDDEN
    library.save()
    for other in (library.pk, elsewhere.pk, one.pk, 999_999):
        with pytest.raises(ObjectDoesNotExist):
            merge_partners(place=cast.elmwood, kept=one.pk, other=other, by=cast.rosa)
    for person in (cast.bea, cast.cal, cast.otto):
        with pytest.raises(PermissionDenied):
            merge_partners(place=cast.elmwood, kept=one.pk, other=two.pk, by=person)
        with pytest.raises(PermissionDenied):
            say_not_the_same(place=cast.elmwood, one=one.pk, other=two.pk, by=person)


@pytest.mark.django_db
def test_what_somebody_said_is_two_is_not_suggested_again(
    pair: tuple[Cast, Player, Player, Player, Player],
) -> None:
    cast, one, two, _, _ = pair
    assert [(each.one, each.other) for each in suggestions(place=cast.elmwood)] == [(one.pk, two.pk)]
    say_not_the_same(place=cast.elmwood, one=two.pk, other=one.pk, by=cast.rosa)
    say_not_the_same(place=cast.elmwood, one=one.pk, other=two.pk, by=cast.rosa)
    assert suggestions(place=cast.elmwood) == []
    assert Event.objects.filter(kind="merging.not_the_same").count() == 1
    for _ in range(2):
        ask_again(place=cast.elmwood, one=two.pk, other=one.pk, by=cast.rosa)
    assert [(each.one, each.other) for each in suggestions(place=cast.elmwood)] == [(one.pk, two.pk)]
    assert Event.objects.filter(kind="merging.asked_again").count() == 1


@pytest.mark.django_db
def test_hidden_partners_are_never_suggested(pair: tuple[Cast, Player, Player, Player, Player]) -> None:
    cast, one, _, _, _ = pair
    one.standing = Standing.HIDDEN
    one.save()
    assert suggestions(place=cast.elmwood) == []


@pytest.mark.django_db
def test_a_steward_joins_and_parts_on_pages(
    pair: tuple[Cast, Player, Player, Player, Player], client: Client
) -> None:
    cast, one, two, _, _ = pair
    client.force_login(cast.rosa)
    page = client.get("/elmwood/partners/duplicates/")
    assert "the same name but for the legal form" in page.content.decode()
    address = f"/elmwood/partners/duplicates/{one.pk}/{two.pk}/"
    form = client.get(address).content.decode()
    assert "Gridworks Inc." in form
    one.refresh_from_db()
    two.refresh_from_db()
    marks = {"read_one": "old", "read_other": "old"}
    said = {"stays": "other", "take_name": "one", "take_kinds": "one", "take_roles": "both"}
    said |= {"take_website": "other", "take_further": "other"}
    late = client.post(address, {**said, **marks})
    assert late.status_code == 422
    assert "was changed since you looked" in late.content.decode()
    fresh = late.content.decode()
    marks = {name: fresh.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in marks}
    done = client.post(address, {**said, **marks}, follow=True)
    assert "one record now" in done.content.decode()
    two.refresh_from_db()
    assert (two.name, two.kinds, two.merged_into) == ("Gridworks", "tech_company", None)
    assert client.get(address).status_code == 404
    parted = client.post(f"/elmwood/partners/duplicates/joined/{one.pk}/part/", follow=True)
    assert "two records again" in parted.content.decode()
    again = client.post(f"/elmwood/partners/duplicates/joined/{one.pk}/part/")
    assert again.status_code == 422
    said_two = client.post(f"{address}not-the-same/", follow=True)
    assert "No possible duplicates" in said_two.content.decode()
