"""What becomes of every row of a list, deciding it, and what became of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.elements.players.imports.actions import (
    apply_import,
    decide,
    decide_rest,
    drop_import,
)
from tallgrass.elements.players.imports.actions.faults import NoSuchImport, NotNow
from tallgrass.elements.players.imports.actions.previewing import EXPIRES_AFTER, choices_of, expired
from tallgrass.elements.players.imports.forms import ApplyForm, RestForm
from tallgrass.elements.players.imports.kept import Preview, from_json
from tallgrass.elements.players.imports.method.planning import FATES
from tallgrass.elements.players.imports.queries import import_of
from tallgrass.elements.players.imports.saying import Speech, short
from tallgrass.elements.players.imports.shown import TWINS, counts, outcome_page, preview_page
from tallgrass.elements.players.imports.views.frame import (
    SHOWN,
    day,
    number_in,
    page,
    speech_for,
    to,
    up,
    who,
    with_query,
)
from tallgrass.elements.players.models import Import
from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.files import sentences
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import (
    Buttons,
    Link,
    Notice,
    SummaryRow,
    page_links,
    summary,
)
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import IMPORT


@in_place(IMPORT)
def preview(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """What becomes of every row, and later what became of it."""
    return _import_page(request, place, number)


@in_place(IMPORT)
def choose(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Keep what somebody said of rows that look like partners on record: each, or all that are left."""
    person = signed_in_person(request)
    back = with_query(request, to("preview", place, number))
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
        return HttpResponseRedirect(to("preview", place, number))
    try:
        apply_import(place=place, imported=number, by=signed_in_person(request))
    except NoSuchImport:
        raise Http404 from None
    except ValidationError as fault:
        return _import_page(request, place, number, fault=fault, status=422)
    return HttpResponseRedirect(to("preview", place, number))


@in_place(IMPORT)
def drop(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Let a preview go: one question, then it is gone."""
    if request.method != "POST":
        return HttpResponseRedirect(to("preview", place, number))
    try:
        drop_import(place=place, imported=number, by=signed_in_person(request))
    except NoSuchImport:
        raise Http404 from None
    except NotNow as fault:
        return _import_page(request, place, number, fault=fault, status=422)
    return HttpResponseRedirect(reverse("imports:files", args=[place.slug]) + "?done=dropped")


def _import_page(
    request: HttpRequest,
    place: Place,
    number: int,
    *,
    fault: ValidationError | None = None,
    rest: RestForm | None = None,
    status: int = 200,
) -> HttpResponse:
    speech = speech_for(request, place)
    imported = import_of(place=place, number=number)
    if imported is None:
        raise Http404
    waits = imported.state == Import.State.PREVIEWED and not expired(imported)
    if waits and not imported.tally:
        return HttpResponseRedirect(to("columns", place, number))
    fate = request.GET.get("fate", "") if request.GET.get("fate", "") in (*FATES, TWINS) else ""
    at = number_in(request.GET.get("page"))
    values: dict[str, Any] = {
        "crumbs": up(place, speech),
        "file": imported.file_name,
        "here": to("preview", place, number),
        "fate": fate,
        "problems": _problems(fault, speech),
        "counts": [
            {"text": text, "address": f"{to('preview', place, number)}?fate={one}", "here": one == fate}
            for one, text in (*counts(imported.tally, speech), *(_twins(imported, speech) if waits else ()))
        ],
    }
    if waits:
        values |= _waiting_values(request, place, imported, fate, at, rest, speech)
        template = "preview.html"
    else:
        values |= _outcome_values(place, imported, fate, at, speech)
        template = "outcome.html"
    shown = values["page"]
    values["pages"] = page_links(
        shown.number,
        shown.last,
        lambda other: f"{to('preview', place, number)}?fate={fate}&page={other}",
        speech.language,
    )
    told = speech.said["preview"]
    values["caption"] = (
        told["caption"].format(**{"from": shown.first_row, "to": shown.last_row, "count": f"{shown.count:,}"})
        if shown.rows
        else told["caption_none"]
    )
    return page(request, place, template, values, status=status)


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
        "careful": _careful(kept, speech),
        "until": told["until"].format(day=day(imported.previewed_at + EXPIRES_AFTER)),
        "summary": summary(_about(place, imported, kept, speech), speech.language),
        "notes": sentences(kept.notes, speech.language)[:SHOWN],
        "undecided": speech.count(told["rest"], "lead", undecided) if undecided else "",
        "rest": show_form(rest or RestForm(), rest_words, speech.language) if undecided else None,
        "nothing": nothing,
        "choose": with_query(request, to("choose", place, imported.pk)),
        "apply": to("apply", place, imported.pk),
        "drop": to("drop", place, imported.pk),
        "apply_buttons": Buttons(told["apply"]),
    }


def _twins(imported: Import, speech: Speech) -> list[tuple[str, str]]:
    """How many rows look like an earlier row of the file; nothing where none does."""
    count = sum("earlier" in fate for fate in imported.plan["fates"] or ())
    return [(TWINS, speech.count(speech.said["preview"], "twins", count))] if count else []


def _careful(kept: Preview, speech: Speech) -> Notice | None:
    """What a person should look at first, as the file was read in a way that may be wrong."""
    is_guess = any(note.key == "windows_text" for note in kept.notes)
    told = speech.said["preview"]
    return Notice(told["windows_text"], told["windows_text_help"], "important") if is_guess else None


def _about(place: Place, imported: Import, kept: Preview, speech: Speech) -> tuple[SummaryRow, ...]:
    told = speech.said["preview"]
    labels = speech.said["columns"]["labels"]
    titles = tuple(
        told["column"].format(title=short(column.title), role=labels[column.role])
        for column in kept.columns[:SHOWN]
    )
    change = Link(told["change_columns"], to("columns", place, imported.pk), told["change_columns_about"])
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
        person = who(imported.by, speech)
        lines.append(told["applied_on"].format(day=day(imported.applied_at), who=person))
    if imported.undone_at:
        lines.append(told["undone_on"].format(day=day(imported.undone_at)))
    is_in = imported.state == Import.State.APPLIED
    return {
        "page": outcome_page(place, imported.plan or {}, fate, at, speech),
        "title": titles.get(imported.state, told["title_gone"]),
        "gone": imported.state not in titles,
        "is_in": is_in,
        "lines": lines,
        "partners": reverse("partners:list", args=[place.slug]),
        "duplicates": reverse("merging:duplicates", args=[place.slug]),
        "undo": to("undo", place, imported.pk),
        "files": reverse("imports:files", args=[place.slug]),
    }


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


def _is_row(key: str) -> bool:
    return key.startswith("row-") and key[4:].isdecimal() and len(key) < 14 and key.isascii()
