"""What the pages of rounds share."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.parts import Crumbs, Link, Notice, crumbs
from tallgrass.foundation.where import address_for_others
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.strength.rounds.holding.locked import NotNow
from tallgrass.strength.rounds.holding.queries import round_in
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.models import Round

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
#: What a page may be asked to say (``?told=``).
TOLD: Final = ("prepared", "saved", "opened", "closed", "ended", "discarded", "remark")


def speech_of(request: HttpRequest, place: Place) -> Speech:
    """The words for whoever reads."""
    return Speech(reader_language(request, place.languages[0]))


def the_round(place: Place, number: int, *states: str) -> Round:
    """The round of that number. Raises ``Http404`` where the place has none, or none in these states."""
    found = round_in(place=place, number=number)
    if found is None or (states and found.state not in states):
        raise Http404
    return found


def page(
    request: HttpRequest, place: Place, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the room."""
    return place_page(
        request,
        place,
        f"rounds/{template}",
        values,
        folder=TEMPLATES,
        room="rounds",
        here="rounds",
        status=status,
    )


def to(place: Place, route: str, *numbers: int, told: str = "") -> HttpResponseRedirect:
    """To another page of the room, which says what has just happened."""
    return HttpResponseRedirect(at(place, route, *numbers) + (f"?told={told}" if told else ""))


def at(place: Place, route: str, *numbers: int) -> str:
    """The address of a page of the room."""
    return reverse(f"rounds:{route}", args=[place.slug, *numbers])


def notice(request: HttpRequest, speech: Speech) -> Notice | None:
    """What has just happened."""
    told = request.GET.get("told", "")
    said = speech.said["told"]
    return Notice(said[told], said.get(f"{told}_text", "")) if told in TOLD else None


def way_up(place: Place, speech: Speech, found: Round | None = None, *further: Link) -> Crumbs:
    """The way back up: to the list, to the round, and further down."""
    links = [Link(speech.said["title"], at(place, "list"))]
    if found is not None:
        links.append(Link(speech.name(found), at(place, "round", found.pk)))
    return crumbs((*links, *further), speech.language)


def fault_of(error: NotNow, speech: Speech) -> str:
    """Why something cannot be done with a round now."""
    return str(speech.said["faults"].get(error.code, ""))


def whole(request: HttpRequest, path: str) -> str:
    """An address as it is printed and sent."""
    return address_for_others(request, path)
