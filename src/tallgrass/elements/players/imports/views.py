"""The pages on which a list comes in: the file, its columns, what becomes of its rows, taking it back."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.elements.players.imports.actions import (
    apply_import,
    decide,
    decide_rest,
    drop_import,
    later_changes,
    preview_import,
    settle_columns,
    undo_import,
)
from tallgrass.elements.players.imports.actions.faults import NoSuchImport, NotNow
from tallgrass.elements.players.imports.actions.previewing import EXPIRES_AFTER, choices_of, expired
from tallgrass.elements.players.imports.files import MOST_BYTES, MOST_ROWS, Unusable
from tallgrass.elements.players.imports.forms import ApplyForm, ColumnsForm, RestForm, UndoForm, UploadForm
from tallgrass.elements.players.imports.kept import Preview, from_json
from tallgrass.elements.players.imports.method.planning import FATES
from tallgrass.elements.players.imports.queries import import_of, imports_of, names_of
from tallgrass.elements.players.imports.saying import Speech, short
from tallgrass.elements.players.imports.shown import counts, outcome_page, preview_page
from tallgrass.elements.players.models import Import
from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.files import Refused, sentences
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import (
    Buttons,
    Cell,
    Column,
    Link,
    Notice,
    SummaryRow,
    Tag,
    crumbs,
    page_links,
    summary,
    table,
)
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.roles import IMPORT

TEMPLATES: Final = Path(__file__).parent / "templates"
#: So many titles of columns, names and sentences are shown; the rest are counted.
_SHOWN: Final = 50
_EXAMPLES: Final = 3


@in_place(IMPORT)
def files(request: HttpRequest, place: Place) -> HttpResponse:
    """The lists that came in, and the form for another one."""
    speech = _speech(request, place)
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
            return HttpResponseRedirect(_to(step, place, found.pk))
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
    return _page(request, place, "files.html", values, status=422 if form.errors else 200)


@in_place(IMPORT)
def columns(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Which column is which: asked where the names were not found, and whenever somebody wants to change it."""
    speech = _speech(request, place)
    imported, preview = _waiting(place, number)
    if preview is None:
        return HttpResponseRedirect(_to("preview", place, number))
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
        return HttpResponseRedirect(_to("preview", place, number))
    told = speech.said["columns"]["page"]
    values = {
        "form": show_form(form, _column_words(preview, speech), speech.language),
        "lead": told["lead" if preview.fates is None else "lead_again"].format(file=imported.file_name),
        "buttons": Buttons(told["button"], Link(speech.said["preview"]["drop"], _to("drop", place, number))),
        "crumbs": _crumbs(place, speech),
    }
    return _page(request, place, "columns.html", values, status=422 if form.errors else 200)


@in_place(IMPORT)
def preview(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """What becomes of every row, and later what became of it."""
    return _import_page(request, place, number)


@in_place(IMPORT)
def choose(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Keep what somebody said of rows that look like partners on record: each, or all that are left."""
    person = signed_in_person(request)
    back = _with_query(request, _to("preview", place, number))
    if request.method != "POST":
        return HttpResponseRedirect(back)
    try:
        if "rest" in request.POST or "all" in request.POST:
            form = RestForm(request.POST)
            if not form.is_valid():
                return _import_page(request, place, number, rest=form, status=422)
            decide_rest(place=place, imported=number, choice=form.cleaned_data["rest"], by=person)
        else:
            said = {int(key[4:]): str(value) for key, value in request.POST.items() if _is_row(key) and value}
            decide(place=place, imported=number, choices=said, by=person)
    except NoSuchImport:
        raise Http404 from None
    except (NotNow, ValueError) as fault:
        code = fault.code if isinstance(fault, NotNow) else "wrong_choice"
        return _import_page(request, place, number, fault=ValidationError("no", code=code), status=422)
    return HttpResponseRedirect(f"{back}{'&' if '?' in back else '?'}done=saved")


@in_place(IMPORT)
def apply(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Bring the list in. Whoever sends this twice brings it in once."""
    if request.method != "POST":
        return HttpResponseRedirect(_to("preview", place, number))
    try:
        apply_import(place=place, imported=number, by=signed_in_person(request))
    except NoSuchImport:
        raise Http404 from None
    except ValidationError as fault:
        return _import_page(request, place, number, fault=fault, status=422)
    return HttpResponseRedirect(_to("preview", place, number))


@in_place(IMPORT)
def drop(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Let a preview go: one question, then it is gone."""
    if request.method != "POST":
        return HttpResponseRedirect(_to("preview", place, number))
    try:
        drop_import(place=place, imported=number, by=signed_in_person(request))
    except NoSuchImport:
        raise Http404 from None
    except NotNow as fault:
        return _import_page(request, place, number, fault=fault, status=422)
    return HttpResponseRedirect(reverse("imports:files", args=[place.slug]) + "?done=dropped")


@in_place(IMPORT)
def undo(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Take a list back: what that does, what has happened since, and the question whether."""
    speech = _speech(request, place)
    imported = import_of(place=place, number=number)
    if imported is None:
        raise Http404
    if imported.state != Import.State.APPLIED:
        return HttpResponseRedirect(_to("preview", place, number))
    later = later_changes(place=place, imported=imported)
    sent = request.POST if request.method == "POST" else None
    form = UndoForm(sent, later=bool(later.changed), told=bool(later.told))
    if sent is not None and form.is_valid():
        try:
            undo_import(
                place=place,
                imported=number,
                by=signed_in_person(request),
                lose_later=form.cleaned_data.get("lose_later", False),
                remove_told=form.cleaned_data.get("remove_told", False),
            )
        except NotNow:
            return HttpResponseRedirect(_to("preview", place, number))
        except ValidationError as fault:
            form.add_error(None, ValidationError("no", code=fault.code))
        else:
            return HttpResponseRedirect(_to("preview", place, number))
    told = speech.said["undo"]
    named = names_of(place=place, numbers=[*later.merged, *later.told, *later.changed][: _SHOWN * 3])
    values = {
        "form": show_form(form, told, speech.language, mark_optional=False),
        "lead": told["lead"].format(file=imported.file_name),
        "does": [
            speech.count(told, key, len(numbers))
            for key, numbers in (
                ("removed", later.removed),
                ("restored", later.restored),
                ("hidden", later.hidden),
            )
            if numbers
        ],
        "merged": _some(later.merged, named, speech),
        "told": _some(later.told, named, speech),
        "changed": _some(later.changed, named, speech),
        "buttons": Buttons(told["button"], Link(told["keep"], _to("preview", place, number)), warning=True),
        "crumbs": _crumbs(place, speech),
    }
    return _page(request, place, "undo.html", values, status=422 if form.errors else 200)


def _import_page(
    request: HttpRequest,
    place: Place,
    number: int,
    *,
    fault: ValidationError | None = None,
    rest: RestForm | None = None,
    status: int = 200,
) -> HttpResponse:
    speech = _speech(request, place)
    imported = import_of(place=place, number=number)
    if imported is None:
        raise Http404
    waits = imported.state == Import.State.PREVIEWED and not expired(imported)
    if waits and not imported.tally:
        return HttpResponseRedirect(_to("columns", place, number))
    fate = request.GET.get("fate", "") if request.GET.get("fate", "") in FATES else ""
    at = _number(request.GET.get("page"))
    values: dict[str, Any] = {
        "crumbs": _crumbs(place, speech),
        "file": imported.file_name,
        "here": _to("preview", place, number),
        "fate": fate,
        "problems": _problems(fault, speech),
        "counts": [
            {"text": text, "address": f"{_to('preview', place, number)}?fate={one}", "here": one == fate}
            for one, text in counts(imported.tally, speech)
        ],
    }
    if waits:
        values |= _waiting_values(request, place, imported, fate, at, rest, speech)
        template = "preview.html"
    else:
        values |= _outcome_values(place, imported, fate, at, speech)
        template = "outcome.html"
    page = values["page"]
    values["pages"] = page_links(
        page.number,
        page.last,
        lambda to: f"{_to('preview', place, number)}?fate={fate}&page={to}",
        speech.language,
    )
    told = speech.said["preview"]
    values["caption"] = (
        told["caption"].format(**{"from": page.first_row, "to": page.last_row, "count": f"{page.count:,}"})
        if page.rows
        else told["caption_none"]
    )
    return _page(request, place, template, values, status=status)


def _waiting_values(
    request: HttpRequest,
    place: Place,
    imported: Import,
    fate: str,
    at: int,
    rest: RestForm | None,
    speech: Speech,
) -> dict[str, Any]:
    told = speech.said["preview"]
    kept = from_json(imported.plan)
    undecided = len(choices_of(kept)) - len(kept.choices)
    done = request.GET.get("done") == "saved"
    nothing = not any(imported.tally.get(each) for each in ("new", "changed", "alike")) and not kept.ties
    rest_words = {
        "fields": {"rest": {"label": told["rest"]["label"], "choices": told["rest"],
                            "errors": {"required": told["rest"]["required"]}}}
    }  # fmt: skip
    return {
        "page": preview_page(place, kept, fate, at, speech),
        "notice": Notice(told["saved"]) if done else None,
        "until": told["until"].format(day=_day(imported.previewed_at + EXPIRES_AFTER)),
        "summary": summary(_about(place, imported, kept, speech), speech.language),
        "notes": sentences(kept.notes, speech.language)[:_SHOWN],
        "undecided": speech.count(told["rest"], "lead", undecided) if undecided else "",
        "rest": show_form(rest or RestForm(), rest_words, speech.language) if undecided else None,
        "nothing": nothing,
        "choose": _with_query(request, _to("choose", place, imported.pk)),
        "apply": _to("apply", place, imported.pk),
        "drop": _to("drop", place, imported.pk),
        "apply_buttons": Buttons(told["apply"]),
    }


def _about(place: Place, imported: Import, kept: Preview, speech: Speech) -> tuple[SummaryRow, ...]:
    told = speech.said["preview"]
    labels = speech.said["columns"]["labels"]
    titles = tuple(
        told["column"].format(title=short(column.title), role=labels[column.role])
        for column in kept.columns[:_SHOWN]
    )
    change = Link(told["change_columns"], _to("columns", place, imported.pk), told["change_columns_about"])
    rows = [
        SummaryRow(told["file"], (imported.file_name,)),
        SummaryRow(told["rows"], (f"{len(kept.rows):,}",)),
        SummaryRow(told["columns"], titles, (change,)),
    ]
    if kept.ties:
        rows.append(SummaryRow(told["links"], (speech.count(told, "links_count", len(kept.ties)),)))
    return tuple(rows)


def _outcome_values(place: Place, imported: Import, fate: str, at: int, speech: Speech) -> dict[str, Any]:
    told = speech.said["done"]
    titles = {"applied": told["title"], "undone": told["title_undone"]}
    tally, stayed = imported.tally, imported.plan.get("stayed", {}) if imported.plan else {}
    lines = [
        speech.count(told, key, tally[key])
        for key in ("added", "updated", "links_added", "links_changed", "links_left_out")
        if tally.get(key)
    ]
    lines += [speech.count(told, f"{key}_stayed", number) for key, number in stayed.items() if number]
    if imported.applied_at:
        who = _who(imported.by, speech)
        lines.append(told["applied_on"].format(day=_day(imported.applied_at), who=who))
    if imported.undone_at:
        lines.append(told["undone_on"].format(day=_day(imported.undone_at)))
    is_in = imported.state == Import.State.APPLIED
    return {
        "page": outcome_page(place, imported.plan or {}, fate, at, speech),
        "title": titles.get(imported.state, told["title_gone"]),
        "gone": imported.state not in titles,
        "is_in": is_in,
        "lines": lines,
        "partners": reverse("partners:list", args=[place.slug]),
        "duplicates": reverse("merging:duplicates", args=[place.slug]),
        "undo": _to("undo", place, imported.pk),
        "files": reverse("imports:files", args=[place.slug]),
    }


def _earlier(place: Place, speech: Speech) -> Any:
    told = speech.said["upload"]
    names = told["table"]
    made = tuple(Column(names[key]) for key in ("file", "when", "who", "state", "rows"))
    rows = tuple(
        (
            Cell(link=Link(one.file_name, _to("preview", place, one.pk))),
            Cell(_day(one.applied_at or one.previewed_at)),
            Cell(_who(one.by, speech)),
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


def _who(person: User | None, speech: Speech) -> str:
    told = speech.said["upload"]
    if person is None:
        return str(told["operator"])
    return person.name or person.email.partition("@")[0]


def _some(numbers: tuple[int, ...], named: Mapping[int, str], speech: Speech) -> dict[str, Any] | None:
    """The names of some partners, and how many more there are; None where there are none."""
    if not numbers:
        return None
    names = [named[number] for number in numbers[:_SHOWN] if number in named]
    rest = len(numbers) - len(names)
    return {"names": names, "more": speech.said["undo"]["more"].format(count=f"{rest:,}") if rest else ""}


def _problems(fault: ValidationError | None, speech: Speech) -> Any:
    form = ApplyForm({})
    if fault is not None:
        form.add_error(None, fault)
    errors = {**speech.said["preview"]["errors"]}
    if fault is not None:
        # The sentences of a whole form take their values from the mistake itself.
        params = {name: str(value) for name, value in (fault.params or {}).items()}
        errors = {
            key: text.format_map({"count": "", "row": "", "first": "", **params})
            for key, text in errors.items()
        }
    return show_form(form, {"errors": errors}, speech.language)


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


def _waiting(place: Place, number: int) -> tuple[Import, Preview | None]:
    """The import, with its preview where it can still be decided on."""
    imported = import_of(place=place, number=number)
    if imported is None:
        raise Http404
    waits = imported.state == Import.State.PREVIEWED and not expired(imported)
    return imported, from_json(imported.plan) if waits else None


def _speech(request: HttpRequest, place: Place) -> Speech:
    return Speech(reader_language(request, place.languages[0]))


def _with_errors(said: Mapping[str, Any], field: str, errors: Mapping[str, str]) -> dict[str, Any]:
    """The words of a form, with further sentences for the mistakes of one field."""
    fields = {**said["fields"]}
    fields[field] = {**fields[field], "errors": {**fields[field].get("errors", {}), **errors}}
    return {"fields": fields}


def _crumbs(place: Place, speech: Speech) -> Any:
    return crumbs((Link(speech.said["title"], reverse("imports:files", args=[place.slug])),), speech.language)


def _to(step: str, place: Place, number: int) -> str:
    return reverse(f"imports:{step}", args=[place.slug, number])


def _with_query(request: HttpRequest, address: str) -> str:
    """An address that keeps which rows are shown."""
    fate, page = request.GET.get("fate", ""), _number(request.GET.get("page"))
    fate = fate if fate in FATES else ""
    return f"{address}?fate={fate}&page={page}" if fate or page > 1 else address


def _is_row(key: str) -> bool:
    return key.startswith("row-") and key[4:].isdecimal() and len(key) < 14 and key.isascii()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 1


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _page(
    request: HttpRequest, place: Place, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
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
