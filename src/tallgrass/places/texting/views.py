"""The pages about texts of a place, for its stewards."""

from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.texts.before import missing
from tallgrass.foundation.texts.method.phone_numbers import shown
from tallgrass.foundation.texts.models import IncomingText
from tallgrass.foundation.texts.queries import how_many_agreed, incoming_of, terms_of, to_read
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Link as PageLink
from tallgrass.foundation.ui.parts import Notice, crumbs
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.roles import CHANGE_PLACE
from tallgrass.places.texting.actions import (
    change_terms,
    note_agreements,
    note_read,
    note_stop,
    send_test_text,
    take_stop_back,
)
from tallgrass.places.texting.country import country_of
from tallgrass.places.texting.forms import AgreementForm, EstimateForm, TermsForm, TestForm
from tallgrass.places.texting.shown import estimate_in_words, outcomes, shortened, steps, when

_TEMPLATES: Final = Path(__file__).parents[1] / "templates"
_TOLD: Final = ("terms", "agreed", "stop", "no_stop", "read", "test")
#: How many texts are listed that wait for a person.
_MOST_LISTED: Final = 50


@in_place(CHANGE_PLACE)
def overview(request: HttpRequest, place: Place) -> HttpResponse:
    """What is missing before people can be texted, what came in, what a text costs. The button sends a test."""
    language = reader_language(request, place.languages[0])
    said = words(language, "texts")
    lacking = missing(place.pk)
    test = TestForm(request.POST if request.method == "POST" else None, country=country_of(place))
    can_test = not {"gateway", "terms"} & set(lacking)
    if can_test and test.is_valid():
        to = test.cleaned_data["to"]
        try:
            send_test_text(place=place, to=to, language=language, by=signed_in_person(request))
        except ValidationError as error:
            test.add_error("to", error)
        else:
            return _back(place, "test")
    asked = "text" in request.GET
    estimate = EstimateForm(request.GET if asked else None)
    values: dict[str, Any] = {
        "notice": _told(request, said),
        "steps": steps(place, lacking, said),
        "ready": not lacking,
        "waiting": [
            {
                "address": reverse("texting:incoming", args=[place.slug, text.pk]),
                "number": shown(text.number),
                "when": when(text.came_at),
                "body": shortened(text.body),
                "stopped": text.meaning == "stop",
            }
            for text in to_read(place.pk)[:_MOST_LISTED]
        ],
        "estimate": show_form(estimate, said["estimate"], language),
        "estimated": estimate_in_words(place, estimate, said, language)
        if asked and estimate.is_valid()
        else None,
        "test": show_form(test, {**said["test"], **_number_errors(said, "to", said["test"])}, language)
        if can_test
        else None,
        "outcomes": outcomes(place, said, language),
        "here": reverse("texting:overview", args=[place.slug]),
        "terms_address": reverse("texting:terms", args=[place.slug]),
        "agreed_address": reverse("texting:agreed", args=[place.slug]),
        "agreed": said["agreed"]["how_many"].format(number=how_many_agreed(place.pk)),
    }
    faulty = (request.method == "POST" and can_test) or (asked and not estimate.is_valid())
    return _page(request, place, "texting/overview.html", values, status=422 if faulty else 200)


@in_place(CHANGE_PLACE)
def terms(request: HttpRequest, place: Place) -> HttpResponse:
    """How the place texts: its name in texts, what a part costs, whether its number is registered."""
    language = reader_language(request, place.languages[0])
    said = words(language, "texts")
    form = TermsForm(
        request.POST if request.method == "POST" else None, terms=terms_of(place.pk), name=place.name
    )
    if form.is_valid():
        try:
            change_terms(place=place, changes=form.changes(), by=signed_in_person(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _back(place, "terms")
    values = {"form": show_form(form, said["terms"], language), **_way_back(place, said, language)}
    return _page(request, place, "texting/terms.html", values, status=422 if form.is_bound else 200)


@in_place(CHANGE_PLACE)
def agreed(request: HttpRequest, place: Place) -> HttpResponse:
    """Note that people agreed to texts."""
    language = reader_language(request, place.languages[0])
    said = words(language, "texts")
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        country=country_of(place),
        language=place.languages[0],
        today=timezone.now().date(),
    )
    if form.is_valid():
        noted = note_agreements(
            place=place,
            numbers=form.cleaned_data["numbers"],
            agreement=form.agreement(),
            by=signed_in_person(request),
        )
        return _back(place, "agreed", new=noted.new, stopped=noted.stopped)
    reasons = said["number"]["errors"]
    values = {
        "form": show_form(form, said["agreed"], language),
        "wrong": [said["agreed"]["line"].format(line=one.line, why=reasons[one.why]) for one in form.wrong],
        "example": said["agreed"]["example"].format(place=place.name),
        **_way_back(place, said, language),
    }
    return _page(request, place, "texting/agreed.html", values, status=422 if form.is_bound else 200)


@in_place(CHANGE_PLACE)
def incoming(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """A text that came in and waits for a person: read it, and say what it means."""
    text = incoming_of(place=place.pk, number=number)
    if text is None:
        raise Http404
    if request.method == "POST":
        return _settled(request, place, text)
    language = reader_language(request, place.languages[0])
    said = words(language, "texts")
    values = {
        "text": {
            "number": shown(text.number),
            "when": when(text.came_at),
            "body": text.body,
            "stopped": text.meaning == "stop",
        },
        "said": said["incoming"],
        **_way_back(place, said, language),
    }
    return _page(request, place, "texting/incoming.html", values)


def _settled(request: HttpRequest, place: Place, text: IncomingText) -> HttpResponse:
    chosen = request.POST.get("do", "")
    actions = {"stop": note_stop, "no_stop": take_stop_back, "read": note_read}
    if chosen not in actions or (chosen == "no_stop" and text.meaning != "stop"):
        return HttpResponseRedirect(reverse("texting:overview", args=[place.slug]))
    actions[chosen](place=place, text=text, by=signed_in_person(request))
    return _back(place, chosen)


def _number_errors(said: Any, field: str, own: Any) -> dict[str, Any]:
    """The words of a form with the reasons why a number cannot be texted."""
    fields = own["fields"]
    errors = {**said["number"]["errors"], **fields[field].get("errors", {})}
    return {"fields": {**fields, field: {**fields[field], "errors": errors}}}


def _told(request: HttpRequest, said: Any) -> Notice | None:
    told = request.GET.get("told", "")
    if told not in _TOLD:
        return None
    figures = {key: request.GET.get(key, "") for key in ("new", "stopped")}
    counts = {key: value if value.isdecimal() and len(value) < 7 else "0" for key, value in figures.items()}
    own = said["told"][told]
    more = said["told"]["stopped"].format(**counts) if counts["stopped"] != "0" else ""
    return Notice(own.format(**counts), more)


def _back(place: Place, told: str, **figures: int) -> HttpResponse:
    asked = "".join(f"&{name}={figure}" for name, figure in figures.items())
    return HttpResponseRedirect(f"{reverse('texting:overview', args=[place.slug])}?told={told}{asked}")


def _way_back(place: Place, said: Any, language: str) -> dict[str, Any]:
    return {
        "crumbs": crumbs((PageLink(said["title"], reverse("texting:overview", args=[place.slug])),), language)
    }


def _page(
    request: HttpRequest, place: Place, template: str, values: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return place_page(
        request, place, template, values, folder=_TEMPLATES, room="texts", here="settings", status=status
    )
