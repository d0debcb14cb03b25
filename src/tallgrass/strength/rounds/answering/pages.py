"""The pages on which people answer: small, without a cookie, and with nothing in them that says who came."""

import gzip
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.template import Engine
from django.utils.safestring import SafeString

from tallgrass.foundation.assets import asset_address
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_language import NO_COOKIE
from tallgrass.foundation.translation import is_draft
from tallgrass.foundation.ui.pages import build_engine, render
from tallgrass.strength.rounds.asking.form import filled

TEMPLATES: Final = Path(__file__).parent / "templates"
#: The level of packing that takes the least time.
_QUICKEST: Final = 1
#: Languages that are written from right to left.
_FROM_THE_RIGHT: Final = frozenset({"ar", "fa", "he", "ur"})


def page(
    template: str,
    language: str,
    values: Mapping[str, Any],
    *,
    place: str = "",
    example: bool = False,
    status: int = 200,
) -> HttpResponse:
    """A page in a language. ``t`` in its template are the words; ``place`` is the name of the place, where it is known.

    Its address is never told to another page, and it is kept nowhere.
    """
    said = words(language, "answering")
    frame = {
        "language": language,
        "direction": "rtl" if language.partition("-")[0] in _FROM_THE_RIGHT else "ltr",
        "stylesheet": asset_address("answering"),
        "script": asset_address("one-by-one"),
        "place": place,
        "example": said["example"] if example else "",
        "draft": said["draft"] if is_draft(language, ("answering",)) else "",
        "t": said,
    }
    response = HttpResponse(render(_engine(), template, {**frame, **values}), status=status)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    setattr(response, NO_COOKIE, True)
    return response


def day_text(day: date | None, language: str) -> str:
    """A day as people write it; blank for none."""
    if day is None:
        return ""
    said = words(language, "answering")["date"]
    return filled(said["day"], day=day.day, month=said["months"][day.month - 1], year=day.year)


def packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page that is made for one person once, packed for the way in the shortest time. It holds no secret that its
    length could tell.
    """
    if re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
        response.content = gzip.compress(response.content, _QUICKEST, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
    return response


def piece(template: str, language: str, values: Mapping[str, Any]) -> SafeString:
    """A piece of a page, to be put into others as it is."""
    return SafeString(render(_engine(), template, {"t": words(language, "answering"), **values}))


@cache
def _engine() -> Engine:
    return build_engine(TEMPLATES)
