"""Pages that belong to no room: whether the site is well, and what it says when something is not."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.access import public
from tallgrass.foundation.api_faults import NOTHING_THERE
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import drawing, language_asked, site_page
from tallgrass.places.queries import place_by_slug
from tallgrass.web.health import findings, told
from tallgrass.web.request_log import id_of

#: Anything else is no place, and may hold what a database refuses.
_LIKE_A_PLACE: Final = re.compile(r"[a-z0-9-]{1,60}")


@public
def health(request: HttpRequest) -> HttpResponse:
    """How the instance is, line by line, for whoever watches over it; 503 where something is not well."""
    found = findings(timezone.now())
    return HttpResponse(
        told(found),
        status=200 if all(each.well for each in found) else 503,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


@public
def icon(request: HttpRequest) -> HttpResponse:
    """The mark that a browser shows beside the title; browsers ask for it by themselves."""
    return HttpResponse(
        drawing("site/icon.svg"),
        content_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=86400"},
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What somebody sees whose browser sent what nobody can read."""
    return _said(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What somebody sees who may not come through a door."""
    return _said(request, "forbidden", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What somebody sees at an address where nothing is, and what a program is answered below ``/api/``."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": NOTHING_THERE, "faults": []}, status=404)
    return _said(request, "not_found", 404)


def too_large(request: HttpRequest) -> HttpResponse:
    """What somebody sees who sends more at once than the site takes."""
    return _said(request, "too_large", 413)


def our_fault(request: HttpRequest) -> HttpResponse:
    """What somebody sees when the program failed."""
    return _said(request, "our_fault", 500)


def _said(request: HttpRequest, key: str, status: int) -> HttpResponse:
    said = words(language_asked(request), "site")
    values = {
        "message": said[key],
        "place": _place_of(request, said) if status == 404 else None,
        "request_id": id_of(request),
    }
    return HttpResponse(site_page(request, "site/message.html", values), status=status)


def _place_of(request: HttpRequest, said: Mapping[str, Any]) -> dict[str, str] | None:
    """The way back to the place inside which an address leads nowhere; None outside of every place."""
    slug = request.path.split("/")[1]
    place = place_by_slug(slug) if _LIKE_A_PLACE.fullmatch(slug) else None
    if place is None:
        return None
    address = reverse("scorecard:overview", args=[place.slug])
    asked = language_asked(request, "")
    return {
        "name": said["to_place"].replace("{place}", place.name),
        "address": f"{address}?lang={asked}" if asked else address,
    }
