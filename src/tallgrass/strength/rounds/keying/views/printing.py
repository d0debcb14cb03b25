"""Forms of a round to print, in each of its languages."""

from functools import cache
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.template import Engine

from tallgrass.foundation.assets import asset_address
from tallgrass.foundation.ui import paper
from tallgrass.foundation.ui.pages import build_engine, render
from tallgrass.foundation.ui.parts import Cell, Column, Link, Table, table
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.answering.asked import languages_of
from tallgrass.strength.rounds.holding.addresses import code_address
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.holding.views.frame import speech_of, the_round, whole
from tallgrass.strength.rounds.keying.on_paper import PaperForm, paper_form, paper_pdf
from tallgrass.strength.rounds.keying.queries import groups_on_paper
from tallgrass.strength.rounds.keying.views import frame
from tallgrass.strength.rounds.keying.views.frame import TEMPLATES, at, called, crumbs_of
from tallgrass.strength.rounds.keying.wording import BOTH, said_in
from tallgrass.strength.rounds.models import FORMS, AskedGroup, Round

_NOT_CLOSED: Final = (Round.State.DRAFT, Round.State.OPEN)


@in_place(RUN_ROUNDS)
def offer(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """What can be printed: the forms that people are asked on, and slips for each type of people."""
    found = the_round(place, number, *_NOT_CLOSED)
    speech = speech_of(request, place)
    said = said_in(speech.language)["print"]
    groups = list(groups_on_paper(found))
    values = {
        "draft": said["draft_note"] if found.state == Round.State.DRAFT else "",
        "forms": _forms(place, found, groups, speech) if groups else None,
        "no_pdf": "" if paper.available() else said["no_pdf"],
        "slips": _slips(place, found, groups, speech) if groups else None,
        "key": Link(said["key"], at(place, "choose", number)) if found.state == Round.State.OPEN else None,
        "crumbs": crumbs_of(place, speech, found),
    }
    return frame.page(request, place, "print.html", values)


@in_place(RUN_ROUNDS)
def page(request: HttpRequest, place: Place, number: int, form: str, language: str) -> HttpResponse:
    """A form as a page to print, in a language or in all of them one after the other."""
    found = the_round(place, number, *_NOT_CLOSED)
    forms = _paper(request, found, form, language)
    first = forms[0]
    values = {"stylesheet": asset_address("sheet"), "language": first.language, "title": first.title}
    text = render(_engine(), "keying/form.html", {**values, "place": first.place, "forms": forms})
    return HttpResponse(text)


@in_place(RUN_ROUNDS)
def pdf(request: HttpRequest, place: Place, number: int, form: str, language: str) -> HttpResponse:
    """The same as PDF; there is none where the extra for it is not installed."""
    found = the_round(place, number, *_NOT_CLOSED)
    if not paper.available():
        raise Http404
    content = paper_pdf(_paper(request, found, form, language))
    name = f"{place.slug}-{form}-{language}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@cache
def _engine() -> Engine:
    return build_engine(TEMPLATES)


def _paper(request: HttpRequest, found: Round, form: str, language: str) -> list[PaperForm]:
    there = languages_of(found)
    if form not in FORMS or language not in (*there, BOTH):
        raise Http404
    wanted = there if language == BOTH else (language,)
    return [paper_form(found, form, code, whole(request, code_address())) for code in wanted]


def _forms(place: Place, found: Round, groups: list[AskedGroup], speech: Speech) -> Table:
    said, there = said_in(speech.language), languages_of(found)
    lines = []
    for form in dict.fromkeys(group.form for group in groups):
        name = speech.said["forms"][form]
        for code in (*there, *([BOTH] if len(there) > 1 else [])):
            language = said["print"]["both"] if code == BOTH else said["languages"].get(code, code)
            about = {"form": name, "language": language}
            cells = [
                Cell(f"{name}, {language}"),
                Cell(
                    link=Link(
                        said["print"]["page"],
                        at(place, "form", found.pk, form, code),
                        said["print"]["about_page"].format(**about),
                    )
                ),
            ]
            if paper.available():
                address = at(place, "form_pdf", found.pk, form, code)
                cells.append(
                    Cell(link=Link(said["print"]["pdf"], address, said["print"]["about_pdf"].format(**about)))
                )
            lines.append(tuple(cells))
    columns = [Column(said["print"]["form"]), Column(said["print"]["page"])]
    columns += [Column(said["print"]["pdf"])] if paper.available() else []
    return table(said["print"]["caption"], tuple(columns), tuple(lines), speech.language)


def _slips(place: Place, found: Round, groups: list[AskedGroup], speech: Speech) -> Table:
    said = said_in(speech.language)
    lines = []
    for group in groups:
        kind, form = called(group, speech)
        link = Link(
            said["print"]["make"],
            at(place, "slips", found.pk, group.pk),
            said["print"]["make_about"].format(kind=kind),
        )
        lines.append((Cell(kind, note=form), Cell(link=link)))
    columns = (Column(said["key"]["type"]), Column(said["print"]["make"], unseen=True))
    return table(said["print"]["slips_caption"], columns, tuple(lines), speech.language)
