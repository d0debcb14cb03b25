"""A draft: the list of what is to be said, a page for each part, and the last look before it opens."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons, Link, Summary, SummaryRow, Tag, summary
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.holding.actions import (
    NotNow,
    NotReady,
    change_round,
    discard_round,
    open_round,
)
from tallgrass.strength.rounds.holding.actions.preparing import prepared
from tallgrass.strength.rounds.holding.forms import (
    AboutForm,
    DaysForm,
    PromiseForm,
    TelephoneForm,
    said_in_others,
)
from tallgrass.strength.rounds.holding.locked import today
from tallgrass.strength.rounds.holding.method.opening import lacking
from tallgrass.strength.rounds.holding.queries import groups_of, ways_in
from tallgrass.strength.rounds.holding.saying import Speech, promise_lines
from tallgrass.strength.rounds.holding.views.frame import (
    at,
    fault_of,
    notice,
    page,
    speech_of,
    the_round,
    to,
    way_up,
)
from tallgrass.strength.rounds.models import Round

#: The parts of a draft in order, each with what may be lacking there.
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "asked": ("nobody_asked",),
    "promise": (),
    "about": ("no_language", "no_asker"),
    "days": (
        "no_last_day",
        "last_day_is_over",
        "no_result_day",
        "result_before_close",
        "no_codes_day",
        "codes_before_close",
    ),
}
_NOT_CLOSED: Final = (Round.State.DRAFT, Round.State.OPEN)


def draft_page(request: HttpRequest, place: Place, found: Round) -> HttpResponse:
    """The list of what is to be said."""
    speech = speech_of(request, place)
    said = speech.said["draft"]
    lacks = set(lacking(prepared(found), today()))
    tasks = [
        _task(place, found, part, said, Tag(said["to_do"], "waiting") if lacks & set(may) else _done(said))
        for part, may in PARTS.items()
    ]
    tasks.append(_task(place, found, "invitations", said, Tag(said["optional"])))
    kit = reverse("kit:kit", args=[place.slug, found.pk])
    tasks.append(_task(place, found, "kit", said, Tag(said["optional"]), kit))
    tasks.append(_task(place, found, "check", said, None if not lacks else Tag(said["to_do"], "waiting")))
    values = {
        "tasks": tasks,
        "notice": notice(request, speech),
        "crumbs": way_up(place, speech),
        "discard": at(place, "discard", found.pk),
    }
    return page(request, place, "draft.html", values)


@in_place(RUN_ROUNDS)
def promise(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """What people are promised: both promises, word for word, and the choice between them."""
    found = the_round(place, number, Round.State.DRAFT)
    form = PromiseForm(request.POST if request.method == "POST" else None, initial={"mode": found.mode})
    if request.method == "POST" and form.is_valid():
        return _save(request, place, found, form, form.cleaned_data)
    speech = speech_of(request, place)
    both = [
        {
            "name": speech.said["modes"][mode],
            "lines": promise_lines(found, place, speech.language, mode=mode),
        }
        for mode in Round.Mode.values
    ]
    return _part(request, place, found, form, "promise", {"both": both})


@in_place(RUN_ROUNDS)
def about(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """What people read first. Of an open round the telephone alone can change."""
    found = the_round(place, number, *_NOT_CLOSED)
    data = request.POST if request.method == "POST" else None
    form: AboutForm | TelephoneForm
    if found.state == Round.State.OPEN:
        initial = {"telephone": found.telephone, **said_in_others(found)}
        form = TelephoneForm(data, found=found, initial=initial)
    else:
        initial = {
            "asked_by": found.asked_by,
            "languages": found.languages,
            "paid": "yes" if found.thanks else "no",
            "thanks": found.thanks,
            "telephone": found.telephone,
            **said_in_others(found),
        }
        form = AboutForm(data, own=place.languages, initial=initial)
    if form.is_valid():
        return _save(request, place, found, form, form.changes())
    return _part(request, place, found, form, "about")


@in_place(RUN_ROUNDS)
def days(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """The days. Of an open round the last day to answer alone can move."""
    found = the_round(place, number, *_NOT_CLOSED)
    initial = {name: getattr(found, name) for name in ("closes_on", "result_by", "codes_until")}
    form = DaysForm(request.POST if request.method == "POST" else None, found=found, initial=initial)
    if form.is_valid():
        changes = form.changes()
        said = {**initial, **changes}
        lacks = _lacks_of(found, said)
        if not lacks:
            return _save(request, place, found, form, changes)
        for key, field in lacks:
            form.add_error(field, ValidationError(key, code=key))
    return _part(request, place, found, form, "days")


@in_place(RUN_ROUNDS)
def check(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Everything once more, as people will read it; then it opens, or says in words what is missing."""
    found = the_round(place, number, Round.State.DRAFT)
    lacks = lacking(prepared(found), today())
    if request.method == "POST":
        try:
            open_round(place=place, number=number, by=signed_in_person(request))
        except NotReady as error:
            lacks = error.lacks
        else:
            return to(place, "round", number, told="opened")
    speech = speech_of(request, place)
    said = speech.said["check"]
    values = {
        "summary": _summary(place, found, speech),
        "lines": promise_lines(found, place, speech.language),
        "missing": [
            {"text": speech.said["lacks"][key], "address": _way_to(place, number, key)} for key in lacks
        ],
        "buttons": Buttons(said["button"], Link(said["back"], at(place, "round", number))),
        "crumbs": way_up(place, speech, found),
    }
    return page(request, place, "check.html", values, status=422 if request.method == "POST" else 200)


@in_place(RUN_ROUNDS)
def discard(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Give up a draft, after one more question."""
    found = the_round(place, number, Round.State.DRAFT)
    if request.method == "POST":
        discard_round(place=place, number=number, by=signed_in_person(request))
        return to(place, "list", told="discarded")
    speech = speech_of(request, place)
    said = speech.said["discard"]
    values = {
        "said": said,
        "buttons": Buttons(said["button"], Link(said["back"], at(place, "round", number)), warning=True),
        "crumbs": way_up(place, speech, found),
    }
    return page(request, place, "confirm.html", values)


def _save(
    request: HttpRequest, place: Place, found: Round, form: forms.Form, changes: Mapping[str, Any]
) -> HttpResponse:
    """Keep what was said, and back to the round; or say why that cannot be."""
    try:
        change_round(place=place, number=found.pk, by=signed_in_person(request), changes=changes)
    except NotNow as error:
        form.add_error(None, fault_of(error, speech_of(request, place)))
        return _part(request, place, found, form, "about" if "telephone" in form.fields else "days")
    return to(place, "round", found.pk, told="saved")


def _part(
    request: HttpRequest,
    place: Place,
    found: Round,
    form: forms.Form,
    part: str,
    further: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A part of a draft as a page."""
    speech = speech_of(request, place)
    said = speech.said[part]
    lead = said.get("lead", "")
    if found.state == Round.State.OPEN:
        lead = said["phone_only"] if part == "about" else said["open_lead"]
    own = _with_lacks(said, speech) if part == "days" else _with_others(said, form, speech)
    values = {
        "title": said["title"],
        "lead": lead,
        "form": show_form(form, own, speech.language, mark_optional=part != "days"),
        "buttons": Buttons(said["button"]),
        "crumbs": way_up(place, speech, found),
        **(further or {}),
    }
    return page(request, place, "part.html", values, status=422 if form.is_bound else 200)


def _with_lacks(said: Mapping[str, Any], speech: Speech) -> dict[str, Any]:
    """The words of the days, each field with the sentences on what is wrong about days."""
    fields = {
        name: {**own, "errors": dict(speech.said["lacks"].items())} for name, own in said["fields"].items()
    }
    return {"fields": fields}


def _with_others(said: Mapping[str, Any], form: forms.Form, speech: Speech) -> Mapping[str, Any]:
    """The words of a part, with those of the same field in further languages."""
    others = getattr(form, "others", [])
    if not others:
        return said
    fields = dict(said["fields"])
    for name in others:
        field, _, code = name.rpartition("_")
        words_of = {"field": fields[field]["label"], "language": speech.said["languages"].get(code, code)}
        fields[name] = {
            "label": said["other"]["label"].format(**words_of),
            "hint": said["other"]["hint"],
            "errors": fields[field].get("errors", {}),
        }
    return {**said, "fields": fields}


_FIELD_OF: Final = {
    "no_last_day": "closes_on",
    "last_day_is_over": "closes_on",
    "no_result_day": "result_by",
    "result_before_close": "result_by",
    "no_codes_day": "codes_until",
    "codes_before_close": "codes_until",
}


def _lacks_of(found: Round, said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong about days, with the field where it is mended. A draft may still leave days out."""
    asked = prepared(found)
    tried = type(asked)(
        mode=asked.mode,
        closes_on=said["closes_on"],
        result_by=said["result_by"],
        codes_until=said["codes_until"],
    )
    draft = found.state == Round.State.DRAFT
    keys = [key for key in lacking(tried, today()) if key in _FIELD_OF]
    found_keys = [key for key in keys if not (draft and key.startswith("no_"))]
    # Of an open round the last day is the one that can be mended.
    return [(key, _FIELD_OF[key] if draft else "closes_on") for key in found_keys]


def _way_to(place: Place, number: int, key: str) -> str:
    """Where something is mended that a round lacks."""
    if key == "place_closes":
        return reverse("ending:end", args=[place.slug])
    return at(place, _where(key), number)


def _where(key: str) -> str:
    """The part in which something that is lacking is said."""
    return next(part for part, lacks in PARTS.items() if key in lacks)


def _task(
    place: Place, found: Round, part: str, said: Mapping[str, Any], tag: Tag | None, address: str = ""
) -> dict[str, Any]:
    return {
        "title": said["parts"][part],
        "text": said["texts"][part],
        "address": address or at(place, part, found.pk),
        "tag": tag,
    }


def _done(said: Mapping[str, Any]) -> Tag:
    return Tag(said["done"], "done")


def _summary(place: Place, found: Round, speech: Speech) -> Summary:
    said = speech.said["check"]
    kinds, forms_said = speech.said["kinds"], speech.said["forms"]
    groups = groups_of(found)
    made = sum(ways.personal + ways.paper + ways.open for ways in ways_in(found).values())

    def row(key: str, part: str | None, *values: str) -> SummaryRow:
        links = () if part is None else (Link(said["change"], at(place, part, found.pk), said[key]),)
        return SummaryRow(said[key], tuple(value for value in values if value), links)

    def texts(field: str) -> list[str]:
        others = [(code, own[field]) for code, own in found.other_texts.items() if field in own]
        named = [f"{speech.said['languages'].get(code, code)}: {text}" for code, text in others]
        return [getattr(found, field), *named]

    languages = ", ".join(speech.said["languages"].get(code, code) for code in found.languages)
    rows = [
        row("who", "asked", *(f"{kinds[group.kind]}: {forms_said[group.form]}" for group in groups)),
        row("promise", "promise", speech.said["modes"][found.mode]),
        row("who_asks", "about", *texts("asked_by")),
        row("languages", "about", languages),
        row("paid", "about", *(texts("thanks") if found.thanks else (said["not_paid"],))),
        row("telephone", "about", *texts("telephone")),
        row("last_day", "days", speech.day(found.closes_on)),
        row("result", "days", speech.day(found.result_by)),
    ]
    if found.mode == Round.Mode.CONFIDENTIAL:
        rows.append(row("codes", "days", speech.day(found.codes_until)))
    rows += [row("smallest", None, str(place.smallest_group)), row("ways", "invitations", str(made))]
    return summary(tuple(rows), speech.language)
