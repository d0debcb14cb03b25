"""The places on this instance."""

from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.access import public, signed_in, signed_in_person
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.accounts.pages import signed_in_as
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import LANGUAGE, language_asked, reader_language, site_page
from tallgrass.foundation.ui.parts import Link
from tallgrass.places.ending.queries import has_closed
from tallgrass.places.models import Place
from tallgrass.places.queries import all_places, is_steward, places_of

_TEMPLATES: Final = Path(__file__).parent / "templates"


@public
def index(request: HttpRequest) -> HttpResponse:
    """The places by name, one's own first; straight to the place where there is only one and nobody is signed in."""
    places = all_places()
    person = signed_in_person(request)
    asked = f"?{LANGUAGE}={language_asked(request)}" if LANGUAGE in request.GET else ""
    if person is None and len(places) == 1:
        return HttpResponseRedirect(_address(places[0]) + asked)
    own = [] if person is None else places_of(person)
    values = {
        "own": [{"name": place.name, "address": reverse("places:home", args=[place.slug])} for place in own],
        "places": [
            {"name": _named(place, request), "example": place.example, "address": _address(place) + asked}
            for place in places
            if place not in own
        ],
        **_who(request, person),
    }
    answer = HttpResponse(site_page(request, "places/index.html", values, folder=_TEMPLATES, room="places"))
    if person is not None:
        answer.headers["Cache-Control"] = "private, no-store"
    return answer


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Where somebody goes who has signed in: home, where they have one place; else to the list."""
    person = signed_in_person(request)
    own = [] if person is None else places_of(person)
    if len(own) == 1:
        return HttpResponseRedirect(reverse("places:home", args=[own[0].slug]))
    return HttpResponseRedirect(reverse("places:index"))


def _named(place: Place, request: HttpRequest) -> str:
    """A place as the list names it: whether it has closed stands beside its name."""
    if not has_closed(place):
        return place.name
    return str(words(reader_language(request), "places")["index"]["closed"]).format(name=place.name)


def _who(request: HttpRequest, person: User | None) -> dict[str, Any]:
    """The head of the page: who is signed in, or the way there."""
    language = reader_language(request)
    if person is None:
        said = words(language, "accounts")["head"]
        return {"sign_in": Link(said["sign_in"], reverse("account_login"))}
    new = reverse("places:new") if is_steward(person) else ""
    return {"account": signed_in_as(request, language), "new_address": new}


def _address(place: Place) -> str:
    """Where a place begins: with its scorecard."""
    return reverse("scorecard:overview", args=[place.slug])
