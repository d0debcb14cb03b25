"""What the pages of lists share: words, ways, and the page itself."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.elements.players.imports.actions.previewing import expired
from tallgrass.elements.players.imports.kept import Preview, from_json
from tallgrass.elements.players.imports.method.planning import FATES
from tallgrass.elements.players.imports.queries import import_of
from tallgrass.elements.players.imports.saying import Speech
from tallgrass.elements.players.imports.shown import TWINS
from tallgrass.elements.players.models import Import
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.parts import (
    Link,
    crumbs,
)
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
#: So many titles of columns, names and sentences are shown; the rest are counted.
SHOWN: Final = 50


def speech_for(request: HttpRequest, place: Place) -> Speech:
    """The words in which the reader reads."""
    return Speech(reader_language(request, place.languages[0]))


def up(place: Place, speech: Speech) -> Any:
    """The way back up to the lists."""
    return crumbs((Link(speech.said["title"], reverse("imports:files", args=[place.slug])),), speech.language)


def to(step: str, place: Place, number: int) -> str:
    """The address of a step of an import."""
    return reverse(f"imports:{step}", args=[place.slug, number])


def with_query(request: HttpRequest, address: str) -> str:
    """An address that keeps which rows are shown."""
    fate, page = request.GET.get("fate", ""), number_in(request.GET.get("page"))
    fate = fate if fate in (*FATES, TWINS) else ""
    return f"{address}?fate={fate}&page={page}" if fate or page > 1 else address


def number_in(text: str | None) -> int:
    """A number out of an address; 1 for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 1


def day(moment: datetime) -> str:
    """A day as pages write it."""
    return moment.date().isoformat()


def who(person: User | None, speech: Speech) -> str:
    """Who brought a list in."""
    told = speech.said["upload"]
    if person is None:
        return str(told["operator"])
    return person.name or person.email.partition("@")[0]


def waiting_preview(place: Place, number: int) -> tuple[Import, Preview | None]:
    """The import, with its preview where it can still be decided on."""
    imported = import_of(place=place, number=number)
    if imported is None:
        raise Http404
    waits = imported.state == Import.State.PREVIEWED and not expired(imported)
    return imported, from_json(imported.plan) if waits else None


def page(
    request: HttpRequest, place: Place, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the room."""
    return place_page(
        request,
        place,
        f"imports/{template}",
        values,
        folder=TEMPLATES,
        room="imports",
        here="imports",
        status=status,
    )
