"""What the pages of a meeting share."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.parts import Crumbs, Link, Notice, crumbs
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.room.asking import languages_of
from tallgrass.strength.rounds.room.models import RoomMeeting
from tallgrass.strength.rounds.room.queries import meeting_in
from tallgrass.strength.rounds.room.saying import said_in

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
#: Pages that ask by themselves whether the meeting went on run our own script.
with_script: Final = csp_update({"script-src": [SELF], "connect-src": [SELF]})


def page(
    request: HttpRequest, place: Place, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the room."""
    return place_page(
        request,
        place,
        f"room/{template}",
        values,
        folder=TEMPLATES,
        room="room",
        here="rounds",
        status=status,
    )


def the_meeting(place: Place, number: int, *states: str) -> RoomMeeting:
    """The meeting of that number. Raises ``Http404`` where the place has none, or none in these states."""
    found = meeting_in(place=place, number=number)
    if found is None or (states and found.state not in states):
        raise Http404
    return found


def at(place: Place, route: str, *numbers: int) -> str:
    """The address of a page of the room."""
    return reverse(f"room:{route}", args=[place.slug, *numbers])


def to(place: Place, route: str, *numbers: int, told: str = "") -> HttpResponseRedirect:
    """To another page of the room, which says what has just happened."""
    return HttpResponseRedirect(at(place, route, *numbers) + (f"?told={told}" if told else ""))


def language_of(request: HttpRequest, place: Place) -> str:
    """The language of whoever reads."""
    return reader_language(request, place.languages[0])


def content_language(meeting: RoomMeeting, reader: str) -> str:
    """The language in which questions are read: the reader's, where they have it."""
    offered = languages_of(meeting)
    return reader if reader in offered else offered[0]


def name_of(meeting: RoomMeeting, language: str) -> str:
    """What a meeting is called: by its day."""
    return filled(said_in(language)["name"], day=Speech(language).day(meeting.began_on))


def way_up(place: Place, language: str, meeting: RoomMeeting | None = None) -> Crumbs:
    """The way back up: to the list, and to the meeting."""
    links = [Link(said_in(language)["title"], at(place, "list"))]
    if meeting is not None:
        links.append(Link(name_of(meeting, language), at(place, "meeting", meeting.pk)))
    return crumbs(tuple(links), language)


def notice_of(request: HttpRequest, said: Mapping[str, str]) -> Notice | None:
    """What has just happened: ``said`` are the sentences by what a page may be asked to say (``?told=``)."""
    told = request.GET.get("told", "")
    return Notice(said[told]) if told in said else None
