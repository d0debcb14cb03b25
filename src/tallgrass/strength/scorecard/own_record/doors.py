"""Who comes to an organization's own record: by its secret link, as its speaker, or as a steward.

Opening it changes nothing. A secret stands in the address and nowhere else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.elements.players.actions import NoSuchPartner
from tallgrass.elements.players.models import Player
from tallgrass.elements.players.queries import own_partner, partner
from tallgrass.elements.players.voices import Voice, player_of_link
from tallgrass.foundation.access import open_form, signed_in, signed_in_person
from tallgrass.foundation.search.models import SeenBy
from tallgrass.foundation.site_pages import reader_language
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.queries import place_by_slug
from tallgrass.places.roles import TELL_PARTNERS
from tallgrass.strength.scorecard.own_record.actions import NotInThisRecord

#: What these pages say to browsers and search engines, as those of the partner's own record do.
_QUIET: Final = {
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "private, no-store",
}


class Come(NamedTuple):
    """Who has come, to which partner's record, and how its addresses are made. ``back`` is the page it hangs on."""

    place: Place
    player: Player
    by: Voice
    way: str
    arguments: tuple[str | int, ...]
    back: str
    language: str

    def address(self, what: str = "") -> str:
        """The page of the record, or its file ``what`` (``csv``, ``pdf``)."""
        return reverse(f"own_record:{self.way}{what and '_' + what}", args=self.arguments)


View = Callable[[HttpRequest, Come], HttpResponse]


def by_link(view: View) -> Callable[..., Any]:
    """The door of a partner's secret link."""

    @wraps(view)
    def opened(request: HttpRequest, place: str, secret: str) -> HttpResponse:
        found = place_by_slug(place)
        opened_by = None if found is None else player_of_link(found, secret)
        if found is None or opened_by is None:
            raise Http404
        link, player = opened_by
        back = reverse("partners:own", args=[place, secret])
        return _answer(view, request, _come(request, found, player, link, "by_link", (place, secret), back))

    return open_form(opened)


def by_speaker(view: View) -> Callable[..., Any]:
    """The door of who speaks for a partner and is signed in."""

    @wraps(view)
    def opened(request: HttpRequest, place: str, number: int) -> HttpResponse:
        found, person = place_by_slug(place), signed_in_person(request)
        player = None
        if found is not None and person is not None:
            player = own_partner(place=found, person=person, number=number)
        if found is None or player is None:
            raise Http404
        back = reverse("partners:own_signed_in", args=[place, number])
        come = _come(request, found, player, person, "by_speaker", (place, number), back)
        return _answer(view, request, come)

    return signed_in(opened)


def by_steward(view: View) -> Callable[..., Any]:
    """The door of stewards."""

    @wraps(view)
    def opened(request: HttpRequest, place: Place, number: int) -> HttpResponse:
        player = partner(place=place, level=SeenBy.STEWARDS, number=number)
        if player is None:
            raise Http404
        back = reverse("partners:partner", args=[place.slug, player.pk])
        by, arguments = signed_in_person(request), (place.slug, player.pk)
        return _answer(view, request, _come(request, place, player, by, "by_steward", arguments, back))

    return in_place(TELL_PARTNERS)(opened)


def _come(
    request: HttpRequest,
    place: Place,
    player: Player,
    by: Voice,
    way: str,
    arguments: tuple[str | int, ...],
    back: str,
) -> Come:
    return Come(place, player, by, way, arguments, back, reader_language(request, place.languages[0]))


def _answer(view: View, request: HttpRequest, come: Come) -> HttpResponse:
    try:
        response = view(request, come)
    except (NoSuchPartner, NotInThisRecord):
        raise Http404 from None
    for name, value in _QUIET.items():
        response.headers[name] = value
    return response
