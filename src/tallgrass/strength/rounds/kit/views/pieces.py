"""One piece of the kit: to read, to copy, to print."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template import Engine

from tallgrass.foundation.assets import asset_address
from tallgrass.foundation.translation import is_draft
from tallgrass.foundation.ui import paper
from tallgrass.foundation.ui.fields import ShownForm, kept, show_form
from tallgrass.foundation.ui.pages import build_engine, render
from tallgrass.foundation.ui.parts import Link, Notice
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.asking.form import filled as put
from tallgrass.strength.rounds.holding.result_seam import where_to_send
from tallgrass.strength.rounds.kit.forms import FunderForm, LinkForm, ResultForm
from tallgrass.strength.rounds.kit.method.facts import Facts
from tallgrass.strength.rounds.kit.method.filling import Filled, marks_in, originals
from tallgrass.strength.rounds.kit.method.pieces import Piece
from tallgrass.strength.rounds.kit.method.reading import Hint, hints, level_of
from tallgrass.strength.rounds.kit.sheets import TEMPLATES, KitSheet, kit_pdf, kit_sheet
from tallgrass.strength.rounds.kit.views.frame import Desk, desk_of, page, the_piece, with_script
from tallgrass.strength.rounds.models import Round

_TOLD: Final = ("saved", "as_before", "same")
#: About so many letters stand on a line of the field; it is never higher than so many lines.
_LETTERS, _HIGHEST = 70, 40


@with_script
@in_place(RUN_ROUNDS)
def piece(request: HttpRequest, place: Place, number: int, piece: str, language: str) -> HttpResponse:
    """A piece as people will read it. Sent back with a link, or with what a funder is asked for, it shows that too:
    nothing of it is kept.
    """
    desk, one = desk_of(request, place, number, language), the_piece(piece)
    form = _form(desk, one, request.POST if request.method == "POST" else None)
    facts = _with_form(desk.facts_for(one), form)
    if request.method == "POST" and form is not None and form.is_valid():
        if request.POST.get("do") == "page":
            return _page(_sheet(desk, one, facts))
        if request.POST.get("do") == "pdf" and paper.available():
            return _pdf(desk, one, _sheet(desk, one, facts))
    return _piece(desk, one, facts, form)


@in_place(RUN_ROUNDS)
def printed(request: HttpRequest, place: Place, number: int, piece: str, language: str) -> HttpResponse:
    """A piece as a page to print."""
    desk, one = desk_of(request, place, number, language), _on_paper(piece)
    return _page(_sheet(desk, one, desk.facts_for(one)))


@in_place(RUN_ROUNDS)
def pdf(request: HttpRequest, place: Place, number: int, piece: str, language: str) -> HttpResponse:
    """The same as PDF; there is none where the extra for it is not installed."""
    desk, one = desk_of(request, place, number, language), _on_paper(piece)
    if not paper.available():
        raise Http404
    return _pdf(desk, one, _sheet(desk, one, desk.facts_for(one)))


def told_hints(found: tuple[Hint, ...], own: Mapping[str, Any]) -> list[str]:
    """What a steward may want to look at again, in sentences."""
    return [put(own["hints"][hint.key], **hint.told) for hint in found]


def level_line(desk: Desk, one: Piece, facts: Facts) -> str:
    """How hard a piece reads, in a sentence; blank where nobody can say."""
    level = level_of(one, desk.language, desk.said, facts, desk.own_text(one))
    said = desk.own["level"]
    if level.grade is not None:
        return put(said["grade"], grade=max(1, round(level.grade)))
    return "" if level.ease is None else str(said["hard" if level.hard else "easy"])


def _piece(desk: Desk, one: Piece, facts: Facts, form: forms.Form | None) -> HttpResponse:
    own, made = desk.own, desk.filled(one, facts)
    told, place_says = own["piece"], desk.own_text(one)
    asked = desk.request.GET.get("told", "")
    values = {
        "name": own["pieces"][one.key]["name"],
        "about": own["pieces"][one.key]["about"],
        "notice": Notice(told["told"][asked]) if asked in _TOLD else None,
        "made": made,
        "text_language": desk.language,
        "sort": one.sort,
        "body": kept(made.body),
        "rows": _rows(made),
        "title_name": told["title" if one.sort == "sheet" else "subject"],
        "facts": _facts_lines(desk, one, made, facts),
        "hints": told_hints(hints(one, desk.language, desk.said, facts, place_says), own),
        "gaps": [own["marks"][gap] for gap in made.gaps],
        "draft": own["piece"]["draft"] if place_says is None and is_draft(desk.language, ("kit",)) else "",
        "form": _shown(form, desk),
        "form_title": own[_form_words(form)]["title"] if form is not None else "",
        "form_text": own[_form_words(form)]["text"] if form is not None else "",
        "show": told["show"],
        "on_paper": one.sort != "text",
        "has_pdf": paper.available(),
        "print": _print_links(desk, one) if one.sort != "text" and (form is None or facts.link) else [],
        "send": _where_to_send(desk, one),
        "change": Link(told["change"], desk.at("change", one.key)),
        "original": Link(told["original"], desk.at("original", one.key)) if place_says else None,
        "crumbs": desk.crumbs(Link(own["list"]["title"], desk.at("kit"))),
    }
    return page(desk, "piece.html", values, status=422 if form is not None and form.errors else 200)


def _where_to_send(desk: Desk, one: Piece) -> Link | None:
    """Where the site sends the result itself, where it can."""
    if one.moment != "thanking" or desk.round.state != Round.State.CLOSED:
        return None
    address = where_to_send(desk.place, desk.round)
    return Link(desk.own["piece"]["send"], address) if address else None


def _facts_lines(desk: Desk, one: Piece, made: Filled, facts: Facts) -> list[str]:
    """How long a piece is, and how it reads."""
    told = desk.own["piece"]
    length = put(told["length"], count=len(made.body), most=one.most) if one.sort != "sheet" else ""
    return [line for line in (length, level_line(desk, one, facts)) if line]


def _rows(made: Filled) -> int:
    return min(_HIGHEST, sum(1 + len(line) // _LETTERS for line in made.body.split("\n")) + 1)


def _print_links(desk: Desk, one: Piece) -> list[Link]:
    told = desk.own["piece"]
    links = [Link(told["page"], desk.at("print", one.key))]
    return links + ([Link(told["pdf"], desk.at("pdf", one.key))] if paper.available() else [])


def _form(desk: Desk, one: Piece, data: Any) -> forms.Form | None:
    """What a piece can be given that the round does not know; None for a piece that takes nothing."""
    own = desk.own_text(one)
    texts = [own] if own is not None else originals(one, desk.said)
    marks = {mark for text in texts for mark in marks_in(text.subject + text.body)}
    if one.key == "funder_letter":
        return FunderForm(data)
    if one.moment == "thanking":
        return ResultForm(data) if desk.round.state == Round.State.CLOSED else None
    if "link" in marks and desk.round.state != Round.State.CLOSED:
        return LinkForm(data, found=desk.round, on_a_wall=one.on_a_wall)
    return None


def _with_form(facts: Facts, form: forms.Form | None) -> Facts:
    if form is None or not form.is_bound or not form.is_valid():
        return facts
    if isinstance(form, FunderForm):
        return replace(facts, funder=form.cleaned_data["funder"], pay=form.pay())
    # A blank leaves what is known already, as the open link of the round.
    return replace(facts, **{name: value for name, value in form.cleaned_data.items() if value})


def _form_words(form: forms.Form | None) -> str:
    if isinstance(form, ResultForm):
        return "result_form"
    return "funder_form" if isinstance(form, FunderForm) else "link_form"


def _shown(form: forms.Form | None, desk: Desk) -> ShownForm | None:
    if form is None:
        return None
    return show_form(form, desk.own[_form_words(form)], desk.speech.language, mark_optional=False)


def _on_paper(key: str) -> Piece:
    """The piece. Raises ``Http404`` for one that is not printed."""
    one = the_piece(key)
    if one.sort == "text":
        raise Http404
    return one


def _sheet(desk: Desk, one: Piece, facts: Facts) -> KitSheet:
    said = desk.said.kit["paper"]
    notes = [said["example"]] if desk.place.example else []
    notes += [said["draft"]] if desk.round.state == Round.State.DRAFT else []
    return kit_sheet(one, desk.filled(one, facts), desk.said, facts, desk.language, notes)


def _page(sheet: KitSheet) -> HttpResponse:
    values = {"sheet": sheet, "stylesheet": asset_address("sheet")}
    answer = HttpResponse(render(_engine(), "kit/paper.html", values))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _pdf(desk: Desk, one: Piece, sheet: KitSheet) -> HttpResponse:
    name = f"{desk.place.slug}-{one.key.replace('_', '-')}-{desk.language}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(kit_pdf(sheet), content_type="application/pdf", headers=headers)


@cache
def _engine() -> Engine:
    return build_engine(TEMPLATES)
