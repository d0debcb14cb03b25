"""What the pages of rounds on paper share."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.foundation.assets import asset_address
from tallgrass.foundation.ui.parts import Crumbs, Link
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.strength.rounds.answering.asked import languages_of
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.holding.views.frame import way_up
from tallgrass.strength.rounds.keying.queries import group_of
from tallgrass.strength.rounds.keying.wording import said_in
from tallgrass.strength.rounds.models import AskedGroup, Round

TEMPLATES: Final = Path(__file__).parents[1] / "templates"


def page(
    request: HttpRequest, place: Place, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the room, with the style of what is typed in and printed."""
    return place_page(
        request,
        place,
        f"keying/{template}",
        {"stylesheet": asset_address("sheet"), **values},
        folder=TEMPLATES,
        room="keying",
        here="rounds",
        status=status,
    )


def at(place: Place, route: str, *more: object) -> str:
    """The address of a page of the room."""
    return reverse(f"keying:{route}", args=[place.slug, *more])


def the_group(place: Place, number: int, group: int) -> AskedGroup:
    """A group of a round that is not closed. Raises ``Http404`` where there is none."""
    found = group_of(place=place, number=number, group=group)
    if found is None or found.round.state == Round.State.CLOSED:
        raise Http404
    return found


def offered(found: Round, language: str) -> str:
    """The language, where the round is asked in it. Raises ``Http404`` where not."""
    if language not in languages_of(found):
        raise Http404
    return language


def crumbs_of(place: Place, speech: Speech, found: Round, *routes: str) -> Crumbs:
    """The way back up, through pages of this room (``print``, ``choose``)."""
    said = said_in(speech.language)
    names = {"print": said["print"]["title"], "choose": said["key"]["title"]}
    return way_up(place, speech, found, *(Link(names[route], at(place, route, found.pk)) for route in routes))


def called(asked: AskedGroup, speech: Speech) -> tuple[str, str]:
    """A group in words: its type, and its form."""
    return str(speech.said["kinds"][asked.kind]), str(speech.said["forms"][asked.form])
