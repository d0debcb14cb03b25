"""The file itself, and which of its columns is which."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.elements.players.imports.actions import (
    preview_import,
    settle_columns,
)
from tallgrass.elements.players.imports.actions.faults import NotNow
from tallgrass.elements.players.imports.actions.previewing import expired
from tallgrass.elements.players.imports.files import MOST_BYTES, MOST_ROWS, Unusable
from tallgrass.elements.players.imports.forms import ColumnsForm, UploadForm
from tallgrass.elements.players.imports.kept import Preview
from tallgrass.elements.players.imports.queries import imports_of
from tallgrass.elements.players.imports.saying import Speech, short
from tallgrass.elements.players.imports.views.frame import day, page, speech_for, to, up, waiting_preview, who
from tallgrass.elements.players.models import Import
from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.files import Refused
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import (
    Buttons,
    Cell,
    Column,
    Link,
    Tag,
    table,
)
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import IMPORT

_EXAMPLES: Final = 3


@in_place(IMPORT)
def files(request: HttpRequest, place: Place) -> HttpResponse:
    """The lists that came in, and the form for another one."""
    speech = speech_for(request, place)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            found = preview_import(
                place=place, name=sent.name or "", pieces=sent.chunks(), by=signed_in_person(request)
            )
        except Unusable as fault:
            form.add_error("file", ValidationError(fault.key, code=fault.key, params=fault.details))
        except Refused as refused:
            for sentence in refused.sentences(speech.language)[:5]:
                form.add_error("file", ValidationError(sentence))
        else:
            step = "preview" if found.tally else "columns"
            return HttpResponseRedirect(to(step, place, found.pk))
    said = _with_errors(speech.said["upload"], "file", speech.said["upload"]["errors"])
    values = {
        "form": show_form(form, said, speech.language),
        "buttons": Buttons(speech.said["upload"]["button"]),
        "help": speech.said["upload"]["help"].format(
            megabytes=MOST_BYTES // 1_000_000, rows=f"{MOST_ROWS:,}"
        ),
        "earlier": _earlier(place, speech),
        "export_address": reverse("exporting:choose", args=[place.slug]),
    }
    return page(request, place, "files.html", values, status=422 if form.errors else 200)


@in_place(IMPORT)
def columns(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Which column is which: asked where the names were not found, and whenever somebody wants to change it."""
    speech = speech_for(request, place)
    imported, preview = waiting_preview(place, number)
    if preview is None:
        return HttpResponseRedirect(to("preview", place, number))
    labels = speech.said["columns"]["labels"]
    initial = {f"column_{at}": role for at, role in enumerate(preview.roles)}
    sent = request.POST if request.method == "POST" else None
    form = ColumnsForm(sent, titles=preview.titles, labels=labels, initial=initial)
    if sent is not None and form.is_valid():
        with suppress(NotNow):  # the page of the import says what has become of it
            settle_columns(
                place=place,
                imported=number,
                roles=form.roles,
                first_row_too=form.cleaned_data["first_row"],
                by=signed_in_person(request),
            )
        return HttpResponseRedirect(to("preview", place, number))
    told = speech.said["columns"]["page"]
    values = {
        "form": show_form(form, _column_words(preview, speech), speech.language),
        "lead": told["lead" if preview.fates is None else "lead_again"].format(file=imported.file_name),
        "buttons": Buttons(told["button"], Link(speech.said["preview"]["drop"], to("drop", place, number))),
        "crumbs": up(place, speech),
    }
    return page(request, place, "columns.html", values, status=422 if form.errors else 200)


def _earlier(place: Place, speech: Speech) -> Any:
    told = speech.said["upload"]
    names = told["table"]
    made = tuple(Column(names[key]) for key in ("file", "when", "who", "state", "rows"))
    rows = tuple(
        (
            Cell(link=Link(one.file_name, to("preview", place, one.pk))),
            Cell(day(one.applied_at or one.previewed_at)),
            Cell(who(one.by, speech)),
            Cell(tag=_state(one, speech)),
            Cell(_became(one, speech)),
        )
        for one in imports_of(place=place)
    )
    return table(told["earlier"], made, rows, speech.language) if rows else None


def _became(imported: Import, speech: Speech) -> str:
    """What became of a list, or what it waits for."""
    told, tally = speech.said["upload"], imported.tally
    if imported.applied_at:
        counted = {name: f"{tally.get(name, 0):,}" for name in ("added", "updated")}
        return str(told["became"]).format(**counted)
    return speech.count(told, "rows", sum(tally.values())) if tally else str(told["unsettled"])


def _state(imported: Import, speech: Speech) -> Tag:
    words_of = speech.said["states"]
    if expired(imported):
        return Tag(words_of["expired"], "ended")
    tones: Mapping[str, Any] = {"previewed": "waiting", "applied": "done", "undone": "ended"}
    return Tag(words_of[imported.state], tones.get(imported.state, "plain"))


def _column_words(kept: Preview, speech: Speech) -> dict[str, Any]:
    told = speech.said["columns"]["page"]
    fields: dict[str, Any] = {"first_row": {"label": told["first_row"]}}
    for at, title in enumerate(kept.titles):
        seen = [short(cells[at]) for _, cells in kept.rows[:50] if at < len(cells) and cells[at].strip()]
        fields[f"column_{at}"] = {
            "label": short(title) or told["untitled"].format(number=at + 1),
            "hint": told["example"].format(values=" · ".join(seen[:_EXAMPLES])) if seen else told["nothing"],
            "errors": {"no_names": told["errors"]["no_names"], "twice": told["errors"]["twice"]},
        }
    return {"fields": fields}


def _with_errors(said: Mapping[str, Any], field: str, errors: Mapping[str, str]) -> dict[str, Any]:
    """The words of a form, with further sentences for the mistakes of one field."""
    fields = {**said["fields"]}
    fields[field] = {**fields[field], "errors": {**fields[field].get("errors", {}), **errors}}
    return {"fields": fields}
