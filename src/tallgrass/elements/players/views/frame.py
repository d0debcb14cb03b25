"""What the pages of partners share: the place and who reads, their words, and how an answer may be kept."""

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from tallgrass.elements.players.queries import level_of, state_of
from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.page_cache import PageCache
from tallgrass.foundation.search.models import SeenBy
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.where import origin_for_others
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.queries import place_by_slug

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
ROOM: Final = "partners"


class Reader(NamedTuple):
    """Who reads which place: ``person`` is None for whoever is not signed in."""

    place: Place
    person: User | None
    level: SeenBy
    language: str
    said: Words


def reader_of(request: HttpRequest, slug: str) -> Reader:
    """Who asks for a page that everybody may read and members see more on.

    Without the cookie of a session nobody is looked up: such pages cost the same however many ask. Raises ``Http404``
    for a place that is not there.
    """
    place = place_by_slug(slug)
    if place is None:
        raise Http404
    person = signed_in_person(request) if brings_session(request) else None
    level = SeenBy.PUBLIC if person is None else level_of(place, person)
    language = reader_language(request, place.languages[0])
    return Reader(place, person, level, language, words(language, ROOM))


def member_of(request: HttpRequest, place: Place) -> Reader:
    """Who reads a page behind a door of the place."""
    person = signed_in_person(request)
    language = reader_language(request, place.languages[0])
    return Reader(place, person, level_of(place, person), language, words(language, ROOM))


def page(
    request: HttpRequest, place: Place, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the room."""
    return place_page(
        request,
        place,
        f"partners/{template}",
        values,
        folder=TEMPLATES,
        room=ROOM,
        here="partners",
        status=status,
    )


#: The pages that everybody gets: the list with its filters, and each partner's.
_PAGES: Final = PageCache(400)


def brings_session(request: HttpRequest) -> bool:
    """Whether somebody may be signed in."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def for_everybody(
    request: HttpRequest, slug: str, page: Hashable, make: Callable[[Reader], str]
) -> HttpResponse:
    """A page for who is not signed in, made once for each state of the place and language.

    Browsers ask each time whether it is still good, as a partner can go at once. Raises ``Http404``.
    """
    state = state_of(slug)
    if state is None:
        raise Http404
    language = reader_language(request, state.languages[0])
    response = _PAGES.answer(
        request,
        ask=partial(state_of, slug),
        found=state,
        page=(page, language),
        make=lambda: make(reader_of(request, slug)),
    )
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


def for_members(response: HttpResponse) -> HttpResponse:
    """An answer that nobody keeps."""
    response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    return response


def site_origin(request: HttpRequest) -> str:
    """Where this site is reached, without a slash at its end: as it is set, else as it was asked for."""
    return origin_for_others(request)


def partner_address(place: Place, number: int) -> str:
    """Where a partner's page is."""
    return reverse("partners:partner", args=[place.slug, number])


def counted(said: Mapping[str, Any], key: str, count: int) -> str:
    """The sentence ``key`` for a number, in the form for one or for many."""
    found = said[f"{key}_one"] if count == 1 else said[f"{key}_many"]
    return str(found).format(count=count)
