"""The history of a place: who changed what and when, the newest first."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.events.queries import Asked, events_readable, left_out, people_in
from tallgrass.foundation.events.sentences import WORDS, told
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import filters
from tallgrass.foundation.ui.parts import page_links
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.history.forms import OPERATOR, PARTNER, HistoryForm
from tallgrass.places.models import Place
from tallgrass.places.permissions import role_in
from tallgrass.places.roles import SEE_HISTORY

#: Entries on a page, and how many pages can be leafed through: who looks further back narrows the days.
ON_A_PAGE: Final = 50
MOST_PAGES: Final = 200
_TEMPLATES: Final = Path(__file__).parents[1] / "templates"


@in_place(SEE_HISTORY)
def history(request: HttpRequest, place: Place) -> HttpResponse:
    """What was changed, as sentences, as far as the reader may see what it is about."""
    language = reader_language(request, place.languages[0])
    said = words(language, WORDS)
    people = {str(one.pk): str(one) for one in people_in(place=place.pk)}
    form = HistoryForm(request.GET, people=people)
    form.is_valid()
    chosen = form.cleaned_data
    role = role_in(place, signed_in_person(request))
    may = frozenset() if role is None else frozenset(one.name for one in role.may)
    events = events_readable(place=place.pk, may=may, asked=_asked(chosen))
    total = events[: ON_A_PAGE * MOST_PAGES].count()
    here, last = _page(request.GET.get("page", ""), total)
    shown = list(events[(here - 1) * ON_A_PAGE : here * ON_A_PAGE])
    hidden = left_out(place=place.pk)
    base = reverse("history:list", args=[place.slug])
    values = {
        "entries": told(shown, place=place.pk, slug=place.slug, language=language),
        "lead": said["page"]["lead_one" if chosen.get("partner") else "lead"].format(place=place.name),
        "everything": (base, said["page"]["everything"].format(place=place.name))
        if chosen.get("partner")
        else None,
        "count": _counted(said["page"], "count", total),
        "left_out": _counted(said["page"], "left_out", hidden) if hidden else "",
        "bad_day": bool(form.errors),
        "filters": filters(
            form, _filter_words(said, people), language, action=base, asked=any(chosen.values())
        ),
        "pages": page_links(here, last, lambda number: _address(base, chosen, number), language),
    }
    return place_page(
        request, place, "history/history.html", values, folder=_TEMPLATES, room=WORDS, here="history"
    )


def _asked(chosen: Mapping[str, Any]) -> Asked:
    who, partner = chosen.get("who") or "", chosen.get("partner")
    return Asked(
        by=int(who) if who and who != OPERATOR else None,
        operator=who == OPERATOR,
        subject_type=PARTNER if partner else chosen.get("what") or None,
        subject=partner,
        since=chosen.get("since"),
        until=chosen.get("until"),
    )


def _page(number: str, total: int) -> tuple[int, int]:
    last = max(1, -(-total // ON_A_PAGE))
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 1
    return min(max(wanted, 1), last), last


def _address(base: str, chosen: Mapping[str, Any], number: int) -> str:
    query = {name: value for name, value in chosen.items() if value}
    return f"{base}?{urlencode({**query, 'page': number})}"


def _counted(page: Mapping[str, Any], key: str, count: int) -> str:
    return str(page[f"{key}_one"] if count == 1 else page[f"{key}_many"].format(count=count))


def _filter_words(said: Mapping[str, Any], people: Mapping[str, str]) -> dict[str, Any]:
    fields = dict(said["page"]["fields"])
    fields["who"] = {**fields["who"], "choices": {**fields["who"]["choices"], **people}}
    return {"fields": fields}
