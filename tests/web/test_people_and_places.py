"""People are known by their address; places by their word."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.places.actions import RESERVED, add_place
from tallgrass.places.models import Place
from tallgrass.places.queries import all_places, place_by_slug


def test_a_person_is_found_however_the_address_is_capitalised(rosa: User) -> None:
    assert rosa.email == "rosa@example.org"
    assert User.objects.get_by_natural_key("ROSA@Example.org") == rosa


def test_two_people_cannot_share_an_address(rosa: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ROSA@EXAMPLE.ORG")


def test_the_database_itself_refuses_an_address_in_capitals(rosa: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=rosa.pk).update(email="Rosa@example.org")


def test_a_person_without_a_password_cannot_sign_in_with_one(rosa: User) -> None:
    assert not rosa.has_usable_password()


@pytest.mark.django_db
def test_a_person_needs_an_address() -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("  ")


def test_a_place_is_found_by_its_word(riverbend: Place) -> None:
    assert place_by_slug("riverbend") == riverbend
    assert place_by_slug("nowhere") is None


def test_places_are_listed_by_name(riverbend: Place, otherville: Place) -> None:
    assert all_places() == [otherville, riverbend]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "slug", ["", "River Bend", "river_bend", "-river", "river--bend", "riverbénd", *RESERVED]
)
def test_a_word_that_is_no_address_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError):
        add_place(slug=slug, name="River Bend", by=None)


def test_two_places_cannot_share_a_word(riverbend: Place) -> None:
    with pytest.raises(ValidationError):
        add_place(slug="riverbend", name="Another Riverbend", by=None)


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{"population": 0}, {"name": ""}, {"slug": ""}])
def test_the_database_itself_refuses_a_place_that_is_not_whole(values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(**{"slug": "a", "name": "A", **values})
