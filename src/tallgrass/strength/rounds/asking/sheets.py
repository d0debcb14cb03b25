"""Forms and agendas on paper: pages that are one file and print well, and the same as tagged PDF."""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.template import Engine
from django.utils.safestring import SafeString

from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.ui import paper
from tallgrass.foundation.ui.pages import build_engine, render
from tallgrass.foundation.ui.style import inlined_stylesheet
from tallgrass.strength.rounds.asking.form import Form, titled
from tallgrass.strength.rounds.asking.meeting import Agenda, room_kinds

TEMPLATES: Final = Path(__file__).parents[1] / "templates"


@cache
def _engine() -> Engine:
    return build_engine(TEMPLATES)


def form_page(form: Form) -> str:
    """The form with the facilitator's tally as one self-contained page."""
    return _page("rounds/questions.html", form, {})


def form_pdf(form: Form) -> bytes:
    """The same as PDF. Raises as ``foundation.ui.paper.pdf`` does."""
    return _pdf("questions.typ", form, {})


def agenda_page(agenda: Agenda) -> str:
    """The agenda as one self-contained page."""
    return _page("rounds/agenda.html", agenda.form, {"agenda": agenda}, agenda.title)


def agenda_pdf(agenda: Agenda) -> bytes:
    """The same as PDF."""
    return _pdf("agenda.typ", agenda.form, {"agenda": asdict(agenda)}, agenda.title)


def writing_page(form: Form) -> str:
    """The sheet to write on as one self-contained page."""
    return _page(
        "rounds/writing.html", form, {"room": room_kinds(form)}, _said(form)["meeting"]["sheet_title"]
    )


def writing_pdf(form: Form) -> bytes:
    """The same as PDF."""
    return _pdf("writing.typ", form, {"room": room_kinds(form)}, _said(form)["meeting"]["sheet_title"])


def _said(form: Form) -> Words:
    return words(form.language, "paper")


def _titled(form: Form, title: str) -> str:
    return titled(_said(form)["common"], title, form.place) if title else form.title


def _page(template: str, form: Form, more: dict[str, Any], title: str = "") -> str:
    style = SafeString(inlined_stylesheet())
    values = {
        "form": form, "said": _said(form), "title": _titled(form, title), "heading": title or form.name, "style": style,
        "levels": range(5),
    }  # fmt: skip
    return render(_engine(), template, {**values, **more})


def _pdf(template: str, form: Form, more: dict[str, Any], title: str = "") -> bytes:
    data = {
        "language": form.language,
        "title": _titled(form, title)[:300],
        "heading": title or form.name,
        "author": "",
        "example": form.example,
        "footer": titled(_said(form)["common"], form.name, form.place[:60]),
        "form": asdict(form),
        "said": plain_words(_said(form)),
        **more,
    }
    return paper.pdf(TEMPLATES / "rounds" / template, data)


def plain_words(value: Any) -> Any:
    """Words as plain JSON data."""
    if isinstance(value, Words) or hasattr(value, "items"):
        return {key: plain_words(one) for key, one in value.items()}
    return value
