"""Who may do what in a place, and that it always has somebody who decides."""

import pytest
from django.core.exceptions import ValidationError

from tallgrass.foundation.events.models import Event
from tallgrass.places.actions import LastSteward, add_place, change_place, give_role, take_role
from tallgrass.places.permissions import NotAllowed, may, role_in
from tallgrass.places.queries import people_of, places_of
from tallgrass.places.roles import (
    CHANGE_PARTNERS,
    CHANGE_PLACE,
    EDITOR,
    PERMISSIONS,
    ROLES,
    SEE_PLACE,
    STEWARD,
    VIEWER,
)
from tests.cast import Cast


def kinds_told(cast: Cast) -> list[str]:
    return [event.kind for event in Event.objects.filter(place=cast.elmwood.pk).order_by("pk")]


def test_each_role_may_all_that_the_one_below_it_may() -> None:
    assert VIEWER.may < EDITOR.may < STEWARD.may
    assert list(ROLES) == ["steward", "editor", "viewer"]
    assert {permission.name for permission in STEWARD.may} == set(PERMISSIONS)


def test_who_adds_a_place_becomes_its_steward(cast: Cast) -> None:
    assert role_in(cast.elmwood, cast.rosa) is STEWARD
    assert places_of(cast.rosa) == [cast.elmwood]


def test_roles_hold_in_their_own_place_alone(cast: Cast) -> None:
    assert may(cast.otto, cast.oakdale, CHANGE_PLACE)
    assert not may(cast.otto, cast.elmwood, SEE_PLACE)
    assert not may(None, cast.elmwood, SEE_PLACE)


def test_somebody_who_may_no_longer_sign_in_has_no_role(cast: Cast) -> None:
    cast.bea.is_active = False
    cast.bea.save()
    assert not may(cast.bea, cast.elmwood, CHANGE_PARTNERS)


@pytest.mark.parametrize("who", ["bea", "cal", "otto", "ines"])
def test_only_stewards_give_roles_and_change_the_place(cast: Cast, who: str) -> None:
    person = getattr(cast, who)
    with pytest.raises(NotAllowed):
        give_role(place=cast.elmwood, email=person.email, role=STEWARD, by=person)
    with pytest.raises(NotAllowed):
        change_place(place=cast.elmwood, changes={"name": "Mine"}, by=person)
    assert len(people_of(cast.elmwood)) == 3


def test_a_place_keeps_a_steward(cast: Cast) -> None:
    with pytest.raises(LastSteward):
        take_role(place=cast.elmwood, person=cast.rosa, by=cast.rosa)
    with pytest.raises(LastSteward):
        give_role(place=cast.elmwood, email=cast.rosa.email, role=VIEWER, by=cast.rosa)
    give_role(place=cast.elmwood, email=cast.bea.email, role=STEWARD, by=cast.rosa)
    take_role(place=cast.elmwood, person=cast.rosa, by=cast.rosa)
    assert role_in(cast.elmwood, cast.rosa) is None


def test_anybody_may_give_up_their_own_role(cast: Cast) -> None:
    take_role(place=cast.elmwood, person=cast.cal, by=cast.cal)
    assert role_in(cast.elmwood, cast.cal) is None


def test_what_is_done_is_in_the_history_and_what_stays_the_same_is_not(cast: Cast) -> None:
    assert kinds_told(cast) == [
        "places.place_added",
        "places.role_given",
        "places.role_given",
        "places.role_given",
    ]
    change_place(place=cast.elmwood, changes={"name": "Elmwood", "population": 80_000}, by=cast.rosa)
    give_role(place=cast.elmwood, email=cast.cal.email, role=VIEWER, by=cast.rosa)
    assert len(kinds_told(cast)) == 4
    change_place(place=cast.elmwood, changes={"name": "Elmwood Park"}, by=cast.rosa)
    latest = Event.objects.filter(place=cast.elmwood.pk).latest("pk")
    assert (latest.kind, latest.told) == (
        "places.place_changed",
        {"changed": {"name": ["Elmwood", "Elmwood Park"]}},
    )


def test_history_holds_no_address(cast: Cast) -> None:
    assert "@" not in str([event.told for event in Event.objects.filter(place=cast.elmwood.pk)])


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x" * 250 + "@example.org"])
def test_a_role_needs_an_address(cast: Cast, email: str) -> None:
    with pytest.raises(ValidationError):
        give_role(place=cast.elmwood, email=email, role=VIEWER, by=cast.rosa)
    assert len(people_of(cast.elmwood)) == 3


def test_a_smallest_group_under_five_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        add_place(slug="small", name="Small", smallest_group=4, by=cast.rosa)
