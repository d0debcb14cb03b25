"""The next steps of a kept scorecard: who takes up which, and what became of it."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons, Cell, Column, Link, SummaryRow, Tag, summary, table
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.permissions import may
from tallgrass.places.queries import people_of
from tallgrass.places.roles import MAKE_SCORECARD, PUBLISH_SCORECARD, SEE_PLACE, TAKE_UP_STEPS
from tallgrass.strength.scorecard.kept_views import kept_page, kept_snapshot_or_404, page_language, said_of
from tallgrass.strength.scorecard.models import NextStepTaken, Snapshot
from tallgrass.strength.scorecard.published import published
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tallgrass.strength.scorecard.rendering.speech import Speech
from tallgrass.strength.scorecard.taking_up.actions import (
    LONGEST_NOTE,
    Owner,
    drop_step,
    finish_step,
    show_step,
    take_up_step,
)
from tallgrass.strength.scorecard.taking_up.queries import step_taken, steps_ended, steps_taken
from tallgrass.strength.scorecard.taking_up.sentences import day_of, owner_of, what_of

_PARTNER: Final = "partner"
_TONES: Final = {"taken": "waiting", "done": "done", "dropped": "ended"}


@in_place(SEE_PLACE)
def steps(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Every next step of a kept scorecard, who has taken it up, and what became of earlier ones."""
    snapshot = kept_snapshot_or_404(place, number)
    language, said = page_language(request, place), said_of(request, place)["steps"]
    values = {
        "heading": said["title"].format(day=Speech(language).date(snapshot.as_of.isoformat())),
        "table": _open_table(request, place, snapshot, language, said),
        "ended": _ended_table(place, language, said),
        "back": reverse("scorecard:preview", args=[place.slug, number]),
    }
    return kept_page(request, place, "steps", values)


class TakeForm(forms.Form):
    """Who takes a step up, and by when. Editors are not asked who: they do so themselves."""

    owner = forms.ChoiceField(choices=())
    partner = forms.CharField(max_length=300, required=False)
    until = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    owner_agrees = forms.BooleanField(required=False)
    public = forms.BooleanField(required=False)

    def __init__(self, *given: Any, place: Place, request: HttpRequest, partner: str, **more: Any) -> None:
        super().__init__(*given, **more)
        person = signed_in_person(request)
        self.people = {str(one.person_id): one.person for one in people_of(place)}
        if may(person, place, MAKE_SCORECARD):
            names = [(number, one.name or one.email.partition("@")[0]) for number, one in self.people.items()]
            self.fields["owner"] = forms.ChoiceField(choices=[*names, (_PARTNER, partner)])
        else:
            self.people = {str(one.pk): one for one in (person,) if one is not None}
            del self.fields["owner"], self.fields["partner"]
        if not may(person, place, PUBLISH_SCORECARD):
            del self.fields["public"]

    def owner_chosen(self) -> Owner:
        """Who takes it up."""
        chosen = self.cleaned_data.get("owner", next(iter(self.people), ""))
        if chosen == _PARTNER:
            return Owner(partner=self.cleaned_data["partner"])
        return Owner(person=self.people.get(chosen))


@in_place(TAKE_UP_STEPS)
def take(request: HttpRequest, place: Place, number: int, step: int) -> HttpResponse:
    """Take up a next step."""
    snapshot = kept_snapshot_or_404(place, number)
    language, said = page_language(request, place), said_of(request, place)["steps"]
    found = published(snapshot).document["next_steps"]
    if step >= len(found):
        raise Http404
    form = TakeForm(
        request.POST if request.method == "POST" else None,
        place=place,
        request=request,
        partner=said["a_partner"],
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            take_up_step(
                place=place,
                number=number,
                step=step,
                owner=form.owner_chosen(),
                until=given["until"],
                today=timezone.localdate(),
                by=signed_in_person(request),
                note=given["note"],
                owner_agrees=given["owner_agrees"],
                public=given.get("public", False),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return HttpResponseRedirect(reverse("scorecard:steps", args=[place.slug, number]))
    values = {
        "heading": said["take_title"],
        "lead": Sentences(*published(snapshot), language).what(found[step]),
        "form": show_form(form, said["form"], language),
        "buttons": Buttons(
            said["take"], Link(said["back"], reverse("scorecard:steps", args=[place.slug, number]))
        ),
    }
    return kept_page(request, place, "take", values, status=422 if form.is_bound else 200)


@in_place(TAKE_UP_STEPS)
def taken(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """One step that was taken up; and what became of it."""
    found = step_taken(place, number)
    if found is None:
        raise Http404
    person = signed_in_person(request)
    if request.method == "POST":
        _do(place, number, request.POST.get("what", ""), request)
        return HttpResponseRedirect(reverse("scorecard:taken", args=[place.slug, number]))
    language, said = page_language(request, place), said_of(request, place)["steps"]
    rows = (
        SummaryRow(said["step"], (what_of(found, language),)),
        SummaryRow(said["who"], (owner_of(found, language),)),
        SummaryRow(said["until"], (day_of(found, language),)),
        SummaryRow(said["note"], (found.note,) if found.note else ()),
        SummaryRow(said["state"], (said["states"][found.state],)),
        SummaryRow(said["seen"], (said["everybody" if found.public else "members"],)),
    )
    open_still = found.state == NextStepTaken.State.TAKEN
    own = found.person is not None and found.person == person
    acts = (
        [("done", said["done"]), ("drop", said["drop"])] if own or may(person, place, MAKE_SCORECARD) else []
    )
    if found.owner_agrees and may(person, place, PUBLISH_SCORECARD):
        acts.append(("hide", said["hide"]) if found.public else ("show", said["show"]))
    values = {
        "heading": said["taken_title"],
        "summary": summary(rows, language),
        "acts": acts if open_still else [],
        "back": reverse("scorecard:steps", args=[place.slug, found.snapshot_id]),
    }
    return kept_page(request, place, "taken", values)


def _do(place: Place, number: int, what: str, request: HttpRequest) -> None:
    by = signed_in_person(request)
    if what in ("done", "drop"):
        (finish_step if what == "done" else drop_step)(place=place, taken=number, by=by)
    elif what in ("show", "hide"):
        try:
            show_step(place=place, taken=number, public=what == "show", by=by)
        except ValidationError:
            return  # nobody is offered this where the owner does not agree


def _key(step: Any) -> tuple[str, str]:
    return step["key"], step["criterion"] or ""


def _open_table(
    request: HttpRequest, place: Place, snapshot: Snapshot, language: str, said: dict[str, Any]
) -> Any:
    """Every next step, and who is at it."""
    by_step = {(one.key, one.criterion): one for one in steps_taken(place)}
    readable = published(snapshot)
    sentences = Sentences(*readable, language)
    acts = may(signed_in_person(request), place, TAKE_UP_STEPS)
    rows = []
    for at, step in enumerate(readable.document["next_steps"]):
        one, what, until = by_step.get(_key(step)), sentences.what(step), ""
        who = Cell(said["nobody"])
        if one is not None:
            address = reverse("scorecard:taken", args=[place.slug, one.pk])
            name, until = owner_of(one, language), day_of(one, language)
            who = Cell(link=Link(name, address)) if acts else Cell(name)
        elif acts:
            address = reverse("scorecard:take", args=[place.slug, snapshot.pk, at])
            who = Cell(link=Link(said["take"], address, what))
        rows.append((Cell(what), who, Cell(until)))
    columns = (Column(said["step"]), Column(said["who"]), Column(said["until"]))
    return table(said["caption"], columns, tuple(rows), language) if rows else None


def _ended_table(place: Place, language: str, said: dict[str, Any]) -> Any:
    rows = [
        (
            Cell(what_of(one, language)),
            Cell(owner_of(one, language)),
            Cell(tag=Tag(said["states"][one.state], _TONES[one.state])),  # type: ignore[arg-type]
        )
        for one in steps_ended(place)[:20]
    ]
    columns = (Column(said["step"]), Column(said["who"]), Column(said["state"]))
    return table(said["ended_caption"], columns, tuple(rows), language) if rows else None
