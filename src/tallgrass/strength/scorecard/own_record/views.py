"""An organization's own record: one page, the same on paper and as a table, and what can be written down in it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from tallgrass.elements.players.exporting.writing import TYPES
from tallgrass.foundation.days import spelled
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import site_page
from tallgrass.foundation.ui import paper
from tallgrass.foundation.ui.fields import ShownForm, filters, show_form
from tallgrass.foundation.ui.parts import Cell, Column, Link, Notice, Table, table
from tallgrass.places.frame import place_page
from tallgrass.strength.scorecard.own_record.actions import (
    say_what_came,
    strike_out,
    write_down_asked,
    write_down_time,
)
from tallgrass.strength.scorecard.own_record.doors import Come, by_link, by_speaker, by_steward
from tallgrass.strength.scorecard.own_record.forms import (
    AskForm,
    CameForm,
    DaysForm,
    NewLineForm,
    TimeForm,
    days_asked,
    today_first,
)
from tallgrass.strength.scorecard.own_record.method.sections import Days, Record, Section
from tallgrass.strength.scorecard.own_record.paper import record_csv, record_pdf
from tallgrass.strength.scorecard.own_record.queries import asked_for, last_lines, records_of, time_given
from tallgrass.strength.scorecard.own_record.writing import ALL, ON_THE_PAGE, record_of

TEMPLATES: Final = Path(__file__).parent / "templates"
_TOLD: Final = ("time", "asked", "came", "struck_out")
#: Two forms of the page ask for the same, so each has ids of its own.
_IDS: Final = "id_{}_%s"
_FORMS: Final[Mapping[str, type[forms.Form]]] = {"time": TimeForm, "asked": AskForm, "came": CameForm}


def _page(request: HttpRequest, come: Come) -> HttpResponse:
    """The record, and the forms to write something down in it."""
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "strike_out":
        return _struck_out(request, come)
    form = _FORMS[do](request.POST, auto_id=_IDS.format(do)) if do in _FORMS else None
    if form is not None and form.is_valid():
        try:
            _WRITE[do](come, form)
        except ValidationError as error:
            form.add_error(None, error)
            if isinstance(form, NewLineForm):
                form.see(last_lines(come.place, come.player)[do])
        else:
            return HttpResponseRedirect(f"{come.address()}?told={do}")
    return _answer(request, come, do, form, status=422 if request.method == "POST" else 200)


def _csv(request: HttpRequest, come: Come) -> HttpResponse:
    """Every line of the record, as a table."""
    record = _record(come, days_asked(DaysForm(request.GET)), ALL)
    return _file(come, record_csv(record, come.language), "csv", TYPES["csv"])


def _pdf(request: HttpRequest, come: Come) -> HttpResponse:
    """The record on paper; there is none where the extra for it is not installed."""
    if not paper.available():
        raise Http404
    record = _record(come, days_asked(DaysForm(request.GET)), ON_THE_PAGE)
    return _file(
        come, record_pdf(record, come.language, made_on=timezone.localdate()), "pdf", "application/pdf"
    )


by_link_page, by_link_csv, by_link_pdf = by_link(_page), by_link(_csv), by_link(_pdf)
by_speaker_page, by_speaker_csv, by_speaker_pdf = by_speaker(_page), by_speaker(_csv), by_speaker(_pdf)
by_steward_page, by_steward_csv, by_steward_pdf = by_steward(_page), by_steward(_csv), by_steward(_pdf)


def _time(come: Come, form: forms.Form) -> None:
    assert isinstance(form, TimeForm)  # noqa: S101 (for the type checker)
    said = form.cleaned_data
    write_down_time(
        place=come.place, player=come.player.pk, by=come.by,
        minutes=form.minutes(), on=said["on"], what_for=said["what_for"], after=said["seen"],
    )  # fmt: skip


def _asked(come: Come, form: forms.Form) -> None:
    said = form.cleaned_data
    write_down_asked(
        place=come.place,
        player=come.player.pk,
        by=come.by,
        what=said["what"],
        on=said["on"],
        after=said["seen"],
    )


def _came(come: Come, form: forms.Form) -> None:
    said = form.cleaned_data
    say_what_came(
        place=come.place,
        player=come.player.pk,
        by=come.by,
        line=said["line"],
        came=said["came"],
        on=said["on"],
    )


_WRITE: Final[Mapping[str, Callable[[Come, forms.Form], None]]] = {
    "time": _time,
    "asked": _asked,
    "came": _came,
}


def _struck_out(request: HttpRequest, come: Come) -> HttpResponse:
    """Delete a line that was wrong."""
    numbers = {name: request.POST.get(name, "") for name in ("time", "asked")}
    lines = {name: int(text) for name, text in numbers.items() if text.isdecimal() and len(text) < 19}
    if len(lines) != 1:
        raise Http404
    strike_out(place=come.place, player=come.player.pk, by=come.by, **lines)
    return HttpResponseRedirect(f"{come.address()}?told=struck_out")


def _record(come: Come, days: Days, most: int) -> Record:
    return record_of(come.place, come.player, days, come.language, made_on=timezone.localdate(), most=most)


def _file(come: Come, content: bytes, ending: str, media_type: str) -> HttpResponse:
    example = "-example" if come.place.example else ""
    name = f"{come.place.slug}-own-record{example}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _answer(
    request: HttpRequest, come: Come, do: str, faulty: forms.Form | None, *, status: int
) -> HttpResponse:
    language, said = come.language, words(come.language, "asks")["own_record"]
    days = days_asked(DaysForm(request.GET))
    asked = urlencode({"since": days.since.isoformat(), "until": days.until.isoformat()})
    told = request.GET.get("told", "")
    record = _record(come, days, ON_THE_PAGE)
    endings = ("pdf", "csv") if paper.available() else ("csv",)
    fresh: dict[str, forms.Form] = {
        key: _FORMS[key](initial=today_first(seen=last), auto_id=_IDS.format(key))
        for key, last in last_lines(come.place, come.player).items()
    }
    if faulty is not None and do in fresh:
        fresh[do] = faulty
    shown = {key: show_form(one, said["forms"][key], language) for key, one in fresh.items()}
    came = None if do != "came" or faulty is None else show_form(faulty, said["forms"]["came"], language)
    values: dict[str, Any] = {
        "said": said,
        "record": record,
        "sections": [(section, _table(section, said, language)) for section in record.sections],
        "notice": Notice(said["told"][told]) if told in _TOLD else None,
        "filters": filters(
            DaysForm(request.GET),
            said["days_form"],
            language,
            action=come.address(),
            asked=bool(request.GET.get("since")),
        ),
        "files": [Link(said["files"][ending], f"{come.address(ending)}?{asked}") for ending in endings],
        "shown": shown,
        "faulty": next((one for one in (*shown.values(), came) if one is not None and one.problems), None),
        "lines": _lines(come, days, said, came),
        "back": Link(said["back"], come.back),
        "place": come.place,
    }
    if come.way == "by_steward":
        return place_page(
            request, come.place, "own_record/steward.html", values,
            folder=TEMPLATES, room="asks", here="partners", status=status,
        )  # fmt: skip
    page = site_page(
        request,
        "own_record/own.html",
        values,
        folder=TEMPLATES,
        room="asks",
        otherwise=come.place.languages[0],
    )
    return HttpResponse(page, status=status)


def _table(section: Section, said: Mapping[str, Any], language: str) -> Table | None:
    if not section.lines:
        return None
    names = said["columns"]
    columns = (Column(names["what"]), Column(names["day"]), Column(names["figure"]))
    rows = tuple((Cell(line.what), Cell(line.day), Cell(line.figure)) for line in section.lines)
    return table(section.title, columns, rows, language)


def _lines(come: Come, days: Days, said: Mapping[str, Any], came: ShownForm | None) -> list[dict[str, Any]]:
    """What was written down in these days, each with a way to strike it out, and to say what came."""
    players, language = records_of(come.place, come.player), come.language
    lines: list[dict[str, Any]] = [
        {"name": "time", "number": one.pk, "text": f"{spelled(one.given_on, language)}: {one.what_for}"}
        for one in time_given(come.place, players, days)[:ON_THE_PAGE]
    ]
    for one in asked_for(come.place, players, days)[:ON_THE_PAGE]:
        line: dict[str, Any] = {
            "name": "asked",
            "number": one.pk,
            "text": f"{spelled(one.asked_on, language)}: {one.what}",
        }
        if not one.came:
            line["came"] = _came_form(one.pk, said, language, came)
        lines.append(line)
    return lines


def _came_form(number: int, said: Mapping[str, Any], language: str, came: ShownForm | None) -> ShownForm:
    """The form that says what came of a line; the one that was just refused, where it was of this line."""
    if came is not None and any(str(field.value) == str(number) for field in came.hidden):
        return came
    form = CameForm(initial=today_first(line=number), auto_id=f"id_{number}_%s")
    return show_form(form, said["forms"]["came"], language)
