"""The page on which a steward closes a place, tells everybody, or calls it off."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.days import spelled
from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.messages.dead_links import LinksLeadNowhere
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Notice
from tallgrass.foundation.where import origin_for_others
from tallgrass.places.access import in_place
from tallgrass.places.ending.actions import USUAL, NotNow, begin_ending, call_off_ending, tell_everybody
from tallgrass.places.ending.forms import EndingForm
from tallgrass.places.ending.queries import ending_of, number_reached
from tallgrass.places.ending.seam import unfinished
from tallgrass.places.frame import place_page
from tallgrass.places.models import Ending, Place
from tallgrass.places.pages.home import TEMPLATES
from tallgrass.places.roles import END_PLACE


@in_place(END_PLACE)
def end(request: HttpRequest, place: Place) -> HttpResponse:
    """What closing means and what stays; the steps, each with its own button."""
    ending = ending_of(place)
    by = signed_in_person(request)
    if request.method == "POST" and ending is not None:
        return _done(request, place, by)
    form = _form(request, place)
    if form.is_bound and form.is_valid():
        day, why = form.cleaned_data["ends_on"], form.cleaned_data["why"]
        try:
            begin_ending(place=place, ends_on=day, why=why, by=by)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _back(place, "begun")
    return _page(request, place, ending, form)


def _form(request: HttpRequest, place: Place) -> EndingForm:
    offered = {"ends_on": timezone.localdate() + USUAL}
    return EndingForm(request.POST if request.method == "POST" else None, initial=offered, place=place)


def _done(request: HttpRequest, place: Place, by: User | None) -> HttpResponse:
    """Do what a button says of an end that has begun; a second press changes nothing."""
    told, site = request.POST.get("do", ""), origin_for_others(request)
    steps: Final[dict[str, Callable[[], int]]] = {
        "tell": lambda: tell_everybody(place=place, site=site, by=by),
        "call_off": lambda: call_off_ending(place=place, by=by, site=site),
    }
    if told in steps:
        try:
            sent = steps[told]()
            told = "called_off_and_told" if told == "call_off" and sent else told
        except (NotNow, LinksLeadNowhere) as error:
            told = str(error.code)
    return _back(place, told)


def _back(place: Place, told: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('ending:end', args=[place.slug])}?told={told}")


def _page(request: HttpRequest, place: Place, ending: Ending | None, form: EndingForm) -> HttpResponse:
    language = reader_language(request, place.languages[0])
    said = words(language, "ending")
    values = {
        "said": said["page"],
        "notice": _notice(said, request.GET.get("told", "")),
        "state": None if ending is None else _state(place, ending, said, language),
        "not_told": ending is not None and ending.told_on is None,
        "busy": [said["busy"][key] for key in unfinished(place)] if ending is None else [],
        "form": show_form(form, said["form"], language),
        "copy_address": reverse("copy:take", args=[place.slug]),
        "export_address": reverse("exporting:choose", args=[place.slug]),
    }
    return place_page(
        request,
        place,
        "places/ending.html",
        values,
        folder=TEMPLATES,
        room="ending",
        here="settings",
        status=422 if form.is_bound else 200,
    )


def _notice(said: Words, told: str) -> Notice | None:
    return Notice(said["told"][told]) if told in said["told"] else None


def _state(place: Place, ending: Ending, said: Words, language: str) -> list[str]:
    """Where it stands, in sentences."""
    page, day = said["page"], spelled(ending.ends_on, language)
    sentences = [page["closes"].format(place=place.name, day=day)]
    if ending.told_on is not None:
        sentences.append(page["told"].format(day=spelled(ending.told_on, language)))
    else:
        sentences.append(page["reached"].format(number=number_reached(place)))
    return sentences
