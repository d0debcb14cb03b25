"""Pages that belong to no room: whether the site is well, and what it says when something is not."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation import where
from tallgrass.foundation.access import public
from tallgrass.foundation.api_faults import NOTHING_THERE
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import drawing, language_asked, reader_language, site_page
from tallgrass.foundation.ui.qr import qr_code
from tallgrass.places.queries import place_by_slug
from tallgrass.web.health import findings, told
from tallgrass.web.request_log import id_of

_TEMPLATES: Final = Path(__file__).parent / "templates"
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


@public
def nearby(request: HttpRequest) -> HttpResponse:
    """How others in the room come in, to be shown on a wall; only where the site is served to their network."""
    addresses = [f"{origin}/" for origin in where.nearby()]
    if not addresses:
        raise Http404
    about = words(reader_language(request), "checklist")["nearby"]["square"].format(address=addresses[0])
    values = {"addresses": addresses, "others": addresses[1:], "square": qr_code(addresses[0], about)}
    page = site_page(request, "web/nearby.html", values, folder=_TEMPLATES, room="checklist")
    return HttpResponse(page, headers={"Cache-Control": "no-store"})


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
