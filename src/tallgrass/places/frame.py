"""A page inside a place: its name, the parts that the reader may go to, and who is signed in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.accounts.pages import signed_in_as
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import reader_language, site_page
from tallgrass.foundation.ui.parts import Link
from tallgrass.places.models import Place
from tallgrass.places.navigation import parts
from tallgrass.places.permissions import role_in

#: The folder of ``places/place.html``, which pages inside a place extend.
TEMPLATES: Final = Path(__file__).parent / "templates"


def place_page(
    request: HttpRequest,
    place: Place,
    template: str,
    values: Mapping[str, Any],
    *,
    folder: Path,
    room: str,
    here: str,
    status: int = 200,
) -> HttpResponse:
    """A page of a room inside a place. Its template extends ``places/place.html``.

    ``folder`` holds the room's templates, ``room`` names its file of words (``t``), ``here`` the part of the place
    that is open. ``status`` is 422 where a form came back with faults.
    """
    language = reader_language(request, place.languages[0])
    person = signed_in_person(request)
    role = role_in(place, person)
    own = words(language, "places")
    navigation = [
        {
            "name": own["parts"][part.key],
            "address": reverse(part.route, args=[place.slug]),
            "here": part.key == here,
        }
        for part in parts()
        if part.needs is None or (role is not None and part.needs in role.may)
    ]
    frame = {
        "place": place,
        "invented": words(language, "paper")["common"]["example"] if place.example else "",
        "place_address": reverse("scorecard:overview", args=[place.slug]),
        "navigation": navigation,
        "person": person,
        "role": None if role is None else own["roles"][role.key]["name"],
        "may": frozenset() if role is None else frozenset(permission.name for permission in role.may),
        "p": own,
        "account": signed_in_as(request, language),
        "sign_in": _way_in(place, language) if person is None else None,
    }
    page = site_page(
        request,
        template,
        {**frame, **values},
        folder=folder,
        above=(TEMPLATES,),
        room=room,
        otherwise=place.languages[0],
    )
    return HttpResponse(page, status=status)


def _way_in(place: Place, language: str) -> Link:
    """Where somebody with a role signs in; it leads home to their place."""
    return Link(words(language, "accounts")["head"]["sign_in"], reverse("places:home", args=[place.slug]))
