"""Own words for a piece: typed, looked at, kept, and given up again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons, Link
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.kit.actions import back_to_original, change_kit_text
from tallgrass.strength.rounds.kit.forms import WordsForm
from tallgrass.strength.rounds.kit.method.filling import OwnText, filled, marks_in, original
from tallgrass.strength.rounds.kit.method.marks import kept as as_kept
from tallgrass.strength.rounds.kit.method.marks import typed
from tallgrass.strength.rounds.kit.method.pieces import Piece
from tallgrass.strength.rounds.kit.method.reading import hints
from tallgrass.strength.rounds.kit.views.frame import Desk, desk_of, page, the_piece
from tallgrass.strength.rounds.kit.views.pieces import told_hints


@in_place(RUN_ROUNDS)
def change(request: HttpRequest, place: Place, number: int, piece: str, language: str) -> HttpResponse:
    """Type own words; what they become is shown before they are kept. What may be better is said, and stops nobody."""
    desk, one = desk_of(request, place, number, language), the_piece(piece)
    if request.method != "POST":
        there = desk.own_text(one) or original(one, desk.said)
        initial = {"subject": typed(there.subject, desk.said), "body": typed(there.body, desk.said)}
        return _change(desk, one, WordsForm(piece=one, initial=initial), None)
    form = WordsForm(request.POST, piece=one)
    if not form.is_valid():
        return _change(desk, one, form, None)
    told = OwnText(
        as_kept(form.cleaned_data.get("subject", ""), desk.said),
        as_kept(form.cleaned_data["body"], desk.said),
    )
    if request.POST.get("do") == "preview":
        return _change(desk, one, form, told)
    changed = change_kit_text(
        place=place,
        by=signed_in_person(request),
        piece=piece,
        language=language,
        subject=told.subject,
        body=told.body,
    )
    return HttpResponseRedirect(f"{desk.at('piece', piece)}&told={'same' if changed is None else 'saved'}")


@in_place(RUN_ROUNDS)
def back(request: HttpRequest, place: Place, number: int, piece: str, language: str) -> HttpResponse:
    """Give up own words for the original ones, after a look at what will stand there."""
    desk, one = desk_of(request, place, number, language), the_piece(piece)
    if request.method == "POST":
        back_to_original(place=place, by=signed_in_person(request), piece=piece, language=language)
        return HttpResponseRedirect(f"{desk.at('piece', piece)}&told=as_before")
    said = desk.own["back"]
    values = {
        "title": said["title"],
        "made": filled(one, desk.said, desk.facts()),
        "text_language": desk.language,
        "sort": one.sort,
        "buttons": Buttons(said["button"], Link(said["keep"], desk.at("piece", one.key)), warning=True),
        "crumbs": _crumbs(desk, one),
    }
    return page(desk, "back.html", values)


def _change(desk: Desk, one: Piece, form: WordsForm, told: OwnText | None) -> HttpResponse:
    own, facts = desk.own, desk.facts()
    values = {
        "title": f"{own['change']['title']}: {own['pieces'][one.key]['name']}",
        "form": show_form(form, own["change"], desk.speech.language, mark_optional=False),
        "made": None if told is None else filled(one, desk.said, facts, told),
        "hints": [] if told is None else told_hints(hints(one, desk.language, desk.said, facts, told), own),
        "text_language": desk.language,
        "sort": one.sort,
        "marks": _marks(desk, one),
        "back": Link(own["change"]["leave"], desk.at("piece", one.key)),
        "crumbs": _crumbs(desk, one),
    }
    return page(desk, "change.html", values, status=422 if form.errors else 200)


def _marks(desk: Desk, one: Piece) -> list[tuple[str, str]]:
    """The marks of a piece in its original words first, then all others, each with what it says in this round."""
    names = desk.said.kit["marks"]
    there = original(one, desk.said)
    first = [mark for mark in marks_in(there.subject + there.body) if mark in names]
    facts: Any = desk.facts()
    return [
        (
            f"[{names[mark]}]",
            filled(one, desk.said, facts, OwnText("", f"{{{mark}}}")).body.replace("\n", " "),
        )
        for mark in dict.fromkeys([*first, *names])
    ]


def _crumbs(desk: Desk, one: Piece) -> Any:
    own = desk.own
    return desk.crumbs(
        Link(own["list"]["title"], desk.at("kit")),
        Link(own["pieces"][one.key]["name"], desk.at("piece", one.key)),
    )
