"""The page that says whether the site is in good order, for the stewards of its places."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tallgrass.foundation.site_pages import reader_language
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.roles import CHANGE_PLACE
from tallgrass.web.checklist.checks import all_checks
from tallgrass.web.checklist.gathering import gather
from tallgrass.web.checklist.wording import lines, summed_up

_TEMPLATES: Final = Path(__file__).parents[1] / "templates"


@in_place(CHANGE_PLACE)
def page(request: HttpRequest, place: Place) -> HttpResponse:
    """Every check with its mark, its sentence and what to do. Reading it changes nothing and asks nobody."""
    language = reader_language(request, place.languages[0])
    found = all_checks(gather(timezone.now(), reader_encrypted=_encrypted(request)))
    values: dict[str, Any] = {"lines": lines(found, language), "summary": summed_up(found, language)}
    return place_page(
        request, place, "checklist/page.html", values, folder=_TEMPLATES, room="checklist", here="home"
    )


def _encrypted(request: HttpRequest) -> bool:
    """Whether the reader came to the site's own address, encrypted."""
    public: Any = settings.ADDRESS
    return public is not None and request.is_secure() and f"https://{request.get_host()}" == public.origin
