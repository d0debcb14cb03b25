"""The scorecards that a place has kept: its members look at them, its stewards make them and say who sees them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.files import Refused
from tallgrass.foundation.files.problems import at_most_printed
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons, Cell, Column, Link, Notice, SummaryRow, Tag, summary, table
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.roles import MAKE_SCORECARD, PUBLISH_SCORECARD, SEE_PLACE
from tallgrass.strength.rounds.models import Round
from tallgrass.strength.rounds.queries import days_of_rounds
from tallgrass.strength.scorecard.actions import (
    LONGEST_REASON,
    Made,
    make_scorecard,
    show_scorecard,
    stop_showing,
)
from tallgrass.strength.scorecard.files_to_take import FILES, file_name
from tallgrass.strength.scorecard.giving_back.queries import not_sent_yet
from tallgrass.strength.scorecard.making.actions import ask_for_scorecard, takes_long
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.published import names_not_to_show, published
from tallgrass.strength.scorecard.queries import (
    kept_snapshot,
    kept_snapshots,
    latest_snapshot,
    shown_of_the_same_answers,
)
from tallgrass.strength.scorecard.ready import make_front_page
from tallgrass.strength.scorecard.rendering import html
from tallgrass.strength.scorecard.rendering.links import Preview
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tallgrass.strength.scorecard.rendering.speech import Speech
from tallgrass.strength.scorecard.views import known_element, on_paper, own_or_asked, rendered
from tallgrass.strength.scorecard.workbook.tables import TABLES

ROOM: Final = "scorecards"
_TEMPLATES: Final = Path(__file__).parent / "templates"
_FIRST_DAY: Final = date(2000, 1, 1)
_HOLD_ANSWERS: Final = frozenset(one.file for one in TABLES if one.answers)


@in_place(SEE_PLACE)
def kept(request: HttpRequest, place: Place) -> HttpResponse:
    """Every scorecard of the place, who made it, and who may see it."""
    language, said = page_language(request, place), said_of(request, place)["kept"]
    values = {
        "heading": said["title"].format(place=place.name),
        "table": _table(request, place, language, said),
        "make": reverse("scorecard:make", args=[place.slug]),
        "steps": _steps_of_latest(place),
        "notice": _done(request, place, language),
    }
    return kept_page(request, place, "kept", values)


class DayForm(forms.Form):
    """The day that a scorecard speaks of."""

    as_of = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))

    def clean_as_of(self) -> date:
        """A day that has come, and that records could be of."""
        day: date = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise ValidationError("that day is still to come", code="future")
        if day < _FIRST_DAY:
            raise ValidationError("that day is long past", code="long_past")
        return day


@in_place(MAKE_SCORECARD)
def make(request: HttpRequest, place: Place) -> HttpResponse:
    """Make a scorecard of a day. What must be mended first is said."""
    if request.method != "POST":
        days = days_of_rounds(place)
        usual = days[0] if days and days[0] <= timezone.localdate() else timezone.localdate()
        return _ask(request, place, DayForm(initial={"as_of": usual}), ())
    form = DayForm(request.POST)
    if not form.is_valid():
        return _ask(request, place, form, (), status=422)
    if takes_long(place, form.cleaned_data["as_of"]):
        return _begun(request, place, form.cleaned_data["as_of"])
    try:
        made = make_scorecard(place=place, as_of=form.cleaned_data["as_of"], by=signed_in_person(request))
    except Refused as refused:
        return _ask(request, place, form, _faults(request, place, refused), status=422)
    return _made(request, place, made)


@in_place(PUBLISH_SCORECARD)
def show(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Show a scorecard to everybody, once somebody has read what that means."""
    snapshot = kept_snapshot_or_404(place, number)
    waits = None if snapshot.shown else not_sent_yet(place, snapshot)
    form = WhyForm(request.POST if request.method == "POST" else None, needed=waits is not None)
    if form.is_valid():
        why = form.cleaned_data.get("why_now", "")
        show_scorecard(place=place, number=number, by=signed_in_person(request), why_now=why)
        make_front_page(place.slug)
        return _back(place, "shown", number)
    language, said = page_language(request, place), said_of(request, place)["show"]
    speech = Speech(language)
    day = speech.date(snapshot.as_of.isoformat())
    asked = snapshot.asked_as_of
    rows = (
        SummaryRow(said["day"], (day,)),
        SummaryRow(said["made"], (_made_by(snapshot, language, said_of(request, place)["kept"]),)),
        SummaryRow(
            said["round"],
            (said["round_of"].format(day=speech.date(asked.isoformat())) if asked else said["no_round"],),
        ),
        SummaryRow(said["group"], (said["people"].format(number=published(snapshot).document["k"]),)),
    )
    twice = ", ".join(speech.date(one.isoformat()) for one in shown_of_the_same_answers(snapshot))
    now = latest_snapshot(place)
    values = {
        "heading": said["title"].format(day=day),
        "lead": said["lead"],
        "summary": summary(rows, language),
        "notice": Notice(said["twice_title"], said["twice"].format(days=twice), "important")
        if twice
        else None,
        "in_front": said["in_front"].format(day=speech.date(now.as_of.isoformat())) if now else "",
        "buttons": _buttons(place, said, warning=False),
        **(_not_sent_yet(place, snapshot, waits, form, language) if waits else {}),
    }
    return kept_page(request, place, "check", values, status=422 if form.errors else 200)


def _not_sent_yet(
    place: Place, snapshot: Snapshot, waits: Round, form: "WhyForm", language: str
) -> dict[str, Any]:
    """What the page says and asks while those who were asked do not have the result."""
    said = words(language, "asks")["not_sent"]
    day = "" if waits.result_by is None else Speech(language).date(waits.result_by.isoformat())
    send = Link(said["send"], reverse("giving_back:give_back", args=[place.slug, snapshot.pk]))
    return {
        "waits": Notice(said["title"], said["text"].format(day=day), "important", link=send),
        "form": show_form(form, said["form"], language),
        "buttons": _buttons(place, said, warning=True),
    }


class WhyForm(forms.Form):
    """Why a scorecard is shown before those who were asked have it; asks nothing where they have."""

    why_now = forms.CharField(max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, needed: bool) -> None:
        super().__init__(*args)
        if not needed:
            del self.fields["why_now"]


@in_place(PUBLISH_SCORECARD)
def stop(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Show a scorecard to members alone from now on."""
    snapshot = kept_snapshot_or_404(place, number)
    if request.method == "POST":
        stop_showing(place=place, number=number, by=signed_in_person(request))
        return _back(place, "stopped", number)
    language, said = page_language(request, place), said_of(request, place)["stop"]
    day = Speech(language).date(snapshot.as_of.isoformat())
    values = {
        "heading": said["title"].format(day=day),
        "lead": said["lead"],
        "buttons": _buttons(place, said, warning=True),
    }
    return kept_page(request, place, "check", values)


@in_place(SEE_PLACE)
def preview(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """A kept scorecard as members see it, shown or not."""
    return _preview(request, place, number, html.overview_page)


@in_place(SEE_PLACE)
def preview_element(request: HttpRequest, place: Place, number: int, element: str) -> HttpResponse:
    """One of the six elements of a kept scorecard."""
    return _preview(request, place, number, html.element_page, known_element(element))


@in_place(SEE_PLACE)
def preview_criterion(
    request: HttpRequest, place: Place, number: int, element: str, criterion: str
) -> HttpResponse:
    """One question of a kept scorecard."""
    return _preview(request, place, number, html.criterion_page, known_element(element), criterion)


@in_place(SEE_PLACE)
def preview_file(request: HttpRequest, place: Place, number: int, ending: str) -> HttpResponse:
    """A kept scorecard as a file to take away."""
    snapshot, form = kept_snapshot_or_404(place, number), FILES[ending]
    language = own_or_asked(request, tuple(snapshot.languages))
    text = form.text(snapshot, names_not_to_show(snapshot), language)
    name = file_name(place.slug, snapshot.as_of.isoformat(), ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=form.media_type, headers=headers)


@in_place(SEE_PLACE)
def preview_pdf(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """A kept scorecard on paper."""
    return on_paper(request, kept_snapshot_or_404(place, number))


def _preview(
    request: HttpRequest, place: Place, number: int, render: Callable[..., str], *names: str
) -> HttpResponse:
    snapshot = kept_snapshot_or_404(place, number)
    language = own_or_asked(request, tuple(snapshot.languages))
    said = words(language, ROOM)["preview"]
    bar = Preview(
        said["everybody" if snapshot.shown else "members"],
        said["back"],
        reverse("scorecard:kept", args=[place.slug]),
    )
    root = reverse("scorecard:preview", args=[place.slug, number])
    return HttpResponse(rendered(snapshot, render, names, language, root, bar))


def kept_snapshot_or_404(place: Place, number: int) -> Snapshot:
    """A kept scorecard of the place. Raises ``Http404`` where it has no such one."""
    snapshot = kept_snapshot(place, number)
    if snapshot is None:
        raise Http404
    return snapshot


def _table(request: HttpRequest, place: Place, language: str, said: dict[str, Any]) -> Any:
    """The scorecards as a table; None where there are none."""
    snapshots = kept_snapshots(place)
    front = next((one.pk for one in snapshots if one.shown), None)
    acts = _may_publish(request, place)
    columns = [Column(said["day"]), Column(said["made"]), Column(said["who"])]
    rows = []
    for one in snapshots:
        day = Speech(language).date(one.as_of.isoformat())
        look = reverse("scorecard:preview", args=[place.slug, one.pk])
        who = (
            Tag(said["members"])
            if not one.shown
            else Tag(said["shown"], "done")
            if one.pk == front
            else Tag(said["shown_before"], "ended")
        )
        row = [Cell(link=Link(day, look)), Cell(_made_by(one, language, said)), Cell(tag=who)]
        if acts:
            route = "stop" if one.shown else "show"
            address = reverse(f"scorecard:{route}", args=[place.slug, one.pk])
            row.append(Cell(link=Link(said[route], address, said["of"].format(day=day))))
        rows.append(tuple(row))
    if acts:
        columns.append(Column(said["act"]))
    return table(said["caption"], tuple(columns), tuple(rows), language) if rows else None


def _steps_of_latest(place: Place) -> str:
    """Where the next steps of the scorecard of the latest day are; blank before the first."""
    latest = kept_snapshots(place)[:1]
    return reverse("scorecard:steps", args=[place.slug, latest[0].pk]) if latest else ""


def _may_publish(request: HttpRequest, place: Place) -> bool:
    from tallgrass.places.permissions import may

    return may(signed_in_person(request), place, PUBLISH_SCORECARD)


def _made_by(snapshot: Snapshot, language: str, said: dict[str, Any]) -> str:
    maker = snapshot.made_by
    who = said["operator"] if maker is None else maker.name or said["gone"]
    day = Speech(language).date(timezone.localtime(snapshot.created_at).date().isoformat())
    return str(said["made_by"].format(day=day, who=who))


def _done(request: HttpRequest, place: Place, language: str) -> Notice | None:
    """What was just done, as the address says; nothing for an address that somebody made up."""
    what, number = request.GET.get("done", ""), request.GET.get("scorecard", "")
    said = words(language, ROOM)["done"]
    snapshot = kept_snapshot(place, int(number)) if number.isdecimal() and len(number) < 19 else None
    if what not in said or snapshot is None or snapshot.shown is not (what == "shown"):
        return None
    return Notice(said[what].format(day=Speech(language).date(snapshot.as_of.isoformat())))


def _ask(
    request: HttpRequest, place: Place, form: DayForm, faults: tuple[str, ...], *, status: int = 200
) -> HttpResponse:
    language, said = page_language(request, place), said_of(request, place)["make"]
    speech, days = Speech(language), days_of_rounds(place)
    told = [speech.date(day.isoformat()) for day in days[:12]]
    rounds = (
        said["no_round"]
        if not days
        else said["with_round"].format(day=told[0])
        if len(days) == 1
        else said["other_rounds"].format(days=", ".join(told))
    )
    values = {
        "form": show_form(form, said["form"], language),
        "faults": faults,
        "rounds": rounds,
        "buttons": _buttons(place, said, warning=False),
    }
    return kept_page(request, place, "make", values, status=status)


def _faults(request: HttpRequest, place: Place, refused: Refused) -> tuple[str, ...]:
    """What must be mended, one sentence each; of tables that hold answers only that something is wrong."""
    language = page_language(request, place)
    about_answers = [one for one in refused.problems if one.file in _HOLD_ANSWERS]
    told = [one.sentence(language) for one in refused.problems if one not in about_answers]
    if about_answers:
        told.append(said_of(request, place)["make"]["faults_answers"])
    total = refused.total - len(about_answers) + bool(about_answers)
    return tuple(at_most_printed(told, language, total))


def _begun(request: HttpRequest, place: Place, day: date) -> HttpResponse:
    """So many people have answered that nobody should wait here while they are counted."""
    making = ask_for_scorecard(place=place, as_of=day, by=signed_in_person(request))
    return HttpResponseRedirect(reverse("scorecard:making", args=[place.slug, making.pk]))


def _made(request: HttpRequest, place: Place, made: Made) -> HttpResponse:
    language, said = page_language(request, place), said_of(request, place)["made"]
    day = Speech(language).date(made.snapshot.as_of.isoformat())
    sentences = Sentences(*published(made.snapshot), language)
    look_into = [one.sentence(language) for one in made.reported if one.file not in _HOLD_ANSWERS]
    look_into += [
        sentences.noted(one.table, one.key, one.count)
        for one in made.noticed
        if one.is_problem and f"{one.table}.csv" not in _HOLD_ANSWERS
    ]
    values = {
        "notice": Notice(
            said["title" if made.new else "same"].format(day=day),
            said["lead" if made.new else "same_lead"],
            link=Link(said["look"], reverse("scorecard:preview", args=[place.slug, made.snapshot.pk])),
        ),
        "look_into": at_most_printed(look_into, language),
        "to_show": reverse("scorecard:show", args=[place.slug, made.snapshot.pk]),
        "to_all": reverse("scorecard:kept", args=[place.slug]),
    }
    return kept_page(request, place, "made", values)


def _buttons(place: Place, said: dict[str, Any], *, warning: bool) -> Buttons:
    back = Link(said["back"], reverse("scorecard:kept", args=[place.slug]))
    return Buttons(said["button"], back, warning=warning)


def _back(place: Place, done: str, number: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(
        f"{reverse('scorecard:kept', args=[place.slug])}?done={done}&scorecard={number}"
    )


def kept_page(
    request: HttpRequest, place: Place, template: str, values: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the room, with its words."""
    return place_page(
        request,
        place,
        f"scorecards/{template}.html",
        values,
        folder=_TEMPLATES,
        room=ROOM,
        here="strength",
        status=status,
    )


def page_language(request: HttpRequest, place: Place) -> str:
    """The language of the pages of scorecards for this reader."""
    return reader_language(request, place.languages[0])


def said_of(request: HttpRequest, place: Place) -> dict[str, Any]:
    """The words of the room for this reader."""
    return dict(words(page_language(request, place), ROOM))
