"""The places on this instance."""

from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.access import public
from tallgrass.foundation.site_pages import LANGUAGE, language_asked, site_page
from tallgrass.places.models import Place
from tallgrass.places.queries import all_places

_TEMPLATES: Final = Path(__file__).parent / "templates"


@public
def index(request: HttpRequest) -> HttpResponse:
    """The places by name; straight to the place where there is only one."""
    places = all_places()
    asked = f"?{LANGUAGE}={language_asked(request)}" if LANGUAGE in request.GET else ""
    if len(places) == 1:
        return HttpResponseRedirect(_address(places[0]) + asked)
    listed = [
        {"name": place.name, "example": place.example, "address": _address(place) + asked} for place in places
    ]
    return HttpResponse(site_page(request, "places/index.html", {"places": listed}, folder=_TEMPLATES))


def _address(place: Place) -> str:
    """Where a place begins: with its scorecard."""
    return reverse("scorecard:overview", args=[place.slug])
