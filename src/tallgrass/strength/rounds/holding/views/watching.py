"""An open round: who was heard, who was silent, closing it. A closed one: what remains of it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.ui.parts import (
    Buttons,
    Cell,
    Column,
    Link,
    Summary,
    SummaryRow,
    Table,
    page_links,
    summary,
    table,
)
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.holding.actions import (
    NAMES_KEPT_DAYS,
    NotNow,
    close_round,
    note_participation,
    today,
)
from tallgrass.strength.rounds.holding.queries import answered_by_kind, asked_by_kind, groups_of, silent
from tallgrass.strength.rounds.holding.result_seam import where_to_send
from tallgrass.strength.rounds.holding.saying import Speech, heard, heard_so_far
from tallgrass.strength.rounds.holding.views.frame import at, notice, page, speech_of, the_round, to, way_up
from tallgrass.strength.rounds.holding.views.paging import page_asked
from tallgrass.strength.rounds.models import Round

#: So many of the silent stand on a page.
ON_A_PAGE: Final = 100


def open_page(request: HttpRequest, place: Place, found: Round) -> HttpResponse:
    """Who was heard so far, in steps of the smallest group, and what can be done."""
    try:
        shown = note_participation(place=place, number=found.pk, by=signed_in_person(request))
    except NotNow:  # it was closed a moment ago
        return to(place, "round", found.pk)
    speech = speech_of(request, place)
    said, k = speech.said["open"], found.smallest_group
    asked = asked_by_kind(found)
    words = {kind: heard_so_far(shown.get(kind, 0), asked[kind], k, said) for kind in asked}
    over = found.closes_on is not None and found.closes_on < today()
    values = {
        "title": speech.name(found),
        "notice": notice(request, speech),
        "lead": said["over" if over else "lead_days"].format(day=speech.day(found.closes_on)),
        "table": _table(found, words, speech),
        "steps": said["steps"].format(k=k),
        "deeds": [
            *(Link(said[deed], at(place, deed, found.pk)) for deed in _deeds(found)),
            Link(said["send"], reverse("reaching:send", args=[place.slug, found.pk])),
            Link(said["kit"], reverse("kit:kit", args=[place.slug, found.pk])),
            Link(said["print"], reverse("keying:print", args=[place.slug, found.pk])),
            Link(said["key_in"], reverse("keying:choose", args=[place.slug, found.pk])),
        ],
        "summary": _summary(found, speech),
        "close": Link(said["close"], at(place, "close", found.pk)),
        "crumbs": way_up(place, speech),
    }
    return page(request, place, "open.html", values)


def closed_page(request: HttpRequest, place: Place, found: Round) -> HttpResponse:
    """What remains of a closed round: who was heard, and the words that wait to be read."""
    speech = speech_of(request, place)
    said = speech.said["closed"]
    asked, answered = asked_by_kind(found), answered_by_kind(found)
    words = {
        kind: heard(answered.get(kind, 0), number, found.smallest_group, speech.said["open"])
        for kind, number in asked.items()
    }
    values = {
        "title": speech.name(found),
        "notice": notice(request, speech),
        "lead": said["lead"],
        "table": _table(found, words, speech),
        "steps": "",
        "deeds": [
            *_give_back(place, found, said),
            Link(said["remarks"], at(place, "remarks", found.pk)),
            Link(speech.said["open"]["kit"], reverse("kit:kit", args=[place.slug, found.pk])),
            Link(said["scorecards"], reverse("scorecard:kept", args=[place.slug])),
        ],
        "summary": _summary(found, speech),
        "close": None,
        "crumbs": way_up(place, speech),
    }
    return page(request, place, "open.html", values)


@in_place(RUN_ROUNDS)
def silent_page(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Who has a link with a name and has not used it. Of an open confidential round alone: there is no such page in an
    anonymous one.
    """
    found = the_round(place, number, Round.State.OPEN)
    if found.mode != Round.Mode.CONFIDENTIAL:
        return to(place, "round", number)
    speech = speech_of(request, place)
    said = speech.said["silent"]
    everybody = silent(found)
    here, last = page_asked(request, everybody.count(), ON_A_PAGE)
    some = everybody[(here - 1) * ON_A_PAGE : here * ON_A_PAGE]
    lines = tuple((Cell(one.label or said["unnamed"]), Cell(one.email)) for one in some)
    columns = (Column(said["name"]), Column(said["email"]))
    values = {
        "said": said,
        "table": table(said["caption"], columns, lines, speech.language) if lines else None,
        "pages": page_links(
            here, last, lambda to_page: f"{at(place, 'silent', number)}?page={to_page}", speech.language
        ),
        "crumbs": way_up(place, speech, found),
    }
    return page(request, place, "silent.html", values)


@in_place(RUN_ROUNDS)
def close(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Close a round, after one more question; before its last day with a warning."""
    found = the_round(place, number, Round.State.OPEN)
    if request.method == "POST":
        try:
            close_round(place=place, number=number, by=signed_in_person(request))
        except NotNow:  # somebody else has closed it meanwhile
            return to(place, "round", number)
        return to(place, "round", number, told="closed")
    speech = speech_of(request, place)
    said = speech.said["close"]
    early = found.closes_on is not None and today() <= found.closes_on
    anonymous = found.mode == Round.Mode.ANONYMOUS
    values = {
        "said": {"title": said["title"], "text": said["text_anonymous" if anonymous else "text"]},
        "warning": said["early"].format(day=speech.day(found.closes_on)) if early else "",
        "buttons": Buttons(said["button"], Link(said["back"], at(place, "round", number)), warning=True),
        "crumbs": way_up(place, speech, found),
    }
    return page(request, place, "confirm.html", values)


def _give_back(place: Place, found: Round, said: Mapping[str, str]) -> list[Link]:
    """Where the result is sent to those who were asked, until they have it."""
    where = where_to_send(place, found) if found.told_on is None else None
    return [] if where is None else [Link(said["give_back"], where)]


def _deeds(found: Round) -> tuple[str, ...]:
    confidential = ("silent",) if found.mode == Round.Mode.CONFIDENTIAL else ()
    return ("invitations", *confidential, "asked", "days", "about")


def _table(found: Round, heard_of: Mapping[str, str], speech: Speech) -> Table:
    said, kinds, forms = speech.said["open"], speech.said["kinds"], speech.said["forms"]
    forms_of: dict[str, list[str]] = {}
    for group in groups_of(found):
        forms_of.setdefault(group.kind, []).append(forms[group.form])
    lines = tuple(
        (Cell(kinds[kind]), Cell(", ".join(forms_of[kind])), Cell(heard_of[kind])) for kind in forms_of
    )
    columns = (Column(said["type"]), Column(said["form"]), Column(said["answered"]))
    return table(said["caption"], columns, lines, speech.language)


def _summary(found: Round, speech: Speech) -> Summary:
    said = speech.said["open"]
    facts: list[tuple[str, Any]] = [
        ("promise", speech.said["modes"][found.mode]),
        ("opened", speech.day(found.opened_on)),
        ("closed", speech.day(found.closed_on))
        if found.closed_on
        else ("last_day", speech.day(found.closes_on)),
        ("result", speech.day(found.result_by)),
    ]
    if found.told_on is not None:
        facts.append(("told", speech.day(found.told_on)))
    if found.mode == Round.Mode.CONFIDENTIAL:
        facts.append(("codes", speech.day(found.codes_until)))
    if found.closed_on is not None:
        facts.append(("names", speech.day(found.closed_on + timedelta(days=NAMES_KEPT_DAYS))))
    return summary(tuple(SummaryRow(said[key], (value,)) for key, value in facts), speech.language)
