"""What a place says about itself, for its stewards to change."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import show_form
from tallgrass.places.access import in_place
from tallgrass.places.actions import change_place
from tallgrass.places.forms import SettingsForm
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.pages.home import TEMPLATES
from tallgrass.places.roles import CHANGE_PLACE


@in_place(CHANGE_PLACE)
def settings(request: HttpRequest, place: Place) -> HttpResponse:
    """The settings, all on one page."""
    form = SettingsForm(request.POST if request.method == "POST" else None, place=place)
    if form.is_valid():
        try:
            change_place(place=place, by=signed_in_person(request), changes=form.changes())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return HttpResponseRedirect(f"{reverse('places:home', args=[place.slug])}?told=settings_saved")
    language = reader_language(request, place.languages[0])
    said = words(language, "places")["settings"]
    values: dict[str, Any] = {
        "form": show_form(form, said["form"], language),
        "said": said,
        "mail_address": reverse("mailing:overview", args=[place.slug]),
        "copy_address": reverse("copy:take", args=[place.slug]),
        "end_address": reverse("ending:end", args=[place.slug]),
    }
    return place_page(
        request,
        place,
        "places/settings.html",
        values,
        folder=TEMPLATES,
        room="places",
        here="settings",
        status=422 if form.is_bound else 200,
    )
