"""The list of rounds, and one of them in whatever state it is."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.languages import words
from tallgrass.foundation.ui.parts import Cell, Column, Link, Table, Tag, table
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.holding.actions import prepare_round
from tallgrass.strength.rounds.holding.queries import open_or_draft, rounds_of_place
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.holding.views.drafting import draft_page
from tallgrass.strength.rounds.holding.views.frame import at, notice, page, speech_of, the_round, to
from tallgrass.strength.rounds.holding.views.watching import closed_page, open_page
from tallgrass.strength.rounds.models import Round

#: So many rounds stand on the list, the latest first: with one a month, more than eight years.
_MOST_LISTED = 100
_TONES = {Round.State.DRAFT: "waiting", Round.State.OPEN: "attention", Round.State.CLOSED: "ended"}


@in_place(RUN_ROUNDS)
def listing(request: HttpRequest, place: Place) -> HttpResponse:
    """Every round of the place, and the way to a new one."""
    if request.method == "POST":
        try:
            begun = prepare_round(place=place, by=signed_in_person(request))
        except ValidationError:
            return _list(request, place, fault=True)
        return to(place, "round", begun.pk, told="prepared")
    return _list(request, place)


@in_place(RUN_ROUNDS)
def one(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """A round: what is still to be said of a draft, who was heard of an open one, what remains of a closed one."""
    found = the_round(place, number)
    shown = {Round.State.DRAFT: draft_page, Round.State.OPEN: open_page, Round.State.CLOSED: closed_page}
    return shown[Round.State(found.state)](request, place, found)


def _list(request: HttpRequest, place: Place, *, fault: bool = False) -> HttpResponse:
    speech = speech_of(request, place)
    rows = list(rounds_of_place(place=place)[:_MOST_LISTED])
    values = {
        "notice": notice(request, speech),
        "fault": speech.said["list"]["one_at_a_time"] if fault else "",
        "table": _table(place, rows, speech) if rows else None,
        "room": Link(words(speech.language, "room")["title"], reverse("room:list", args=[place.slug])),
        "may_begin": open_or_draft(place=place) is None,
    }
    return page(request, place, "list.html", values, status=422 if fault else 200)


def _table(place: Place, rows: list[Round], speech: Speech) -> Table:
    said = speech.said["list"]
    names = ("round", "state", "promise", "last_day", "result")
    lines = tuple(
        (
            Cell(link=Link(speech.name(row), at(place, "round", row.pk))),
            Cell(tag=_tag(row, speech)),
            Cell(speech.said["modes"][row.mode]),
            Cell(speech.day(row.closes_on)),
            Cell(speech.day(row.result_by)),
        )
        for row in rows
    )
    columns = tuple(Column(said[name]) for name in names)
    return table(said["caption"].format(place=place.name), columns, lines, speech.language)


def _tag(row: Round, speech: Speech) -> Tag:
    tone = _TONES[Round.State(row.state)]
    return Tag(speech.said["states"][row.state], tone)  # type: ignore[arg-type]
