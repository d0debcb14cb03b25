"""The pages on which people answer: small, without a cookie, and with nothing in them that says who came."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.template import Engine
from django.utils.safestring import SafeString

from tallgrass.foundation.assets import asset_address
from tallgrass.foundation.languages import forgotten_with_words, words
from tallgrass.foundation.site_language import NO_COOKIE
from tallgrass.foundation.translation import is_draft
from tallgrass.foundation.ui.pages import build_engine, render
from tallgrass.strength.rounds.answering.packing import Piece, packed, piece_of, unpacked
from tallgrass.strength.rounds.asking.form import filled

TEMPLATES: Final = Path(__file__).parent / "templates"
#: Stands where a page is open for what one person is shown. Nobody can type it: whatever is typed is escaped.
_HOLE: Final = "<!---->"
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
    return _answer(_text(template, language, values, place, example), status)


def _text(template: str, language: str, values: Mapping[str, Any], place: str, example: bool) -> str:
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
    return render(_engine(), template, {**frame, **values})


def _answer(text: str | bytes, status: int) -> HttpResponse:
    response = HttpResponse(text, status=status)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    setattr(response, NO_COOKIE, True)
    return response


def page_around(
    request: HttpRequest,
    template: str,
    language: str,
    values: Mapping[str, Hashable],
    inner: Sequence[Piece],
    *,
    place: str,
    example: bool,
) -> HttpResponse:
    """A page like ``page``, of which only ``inner`` differs from person to person (its template has ``inner``).

    All pieces of it are made and packed once in a process. It holds no secret that its length could tell.
    """
    before, after = _around(template, language, tuple(values.items()), place, example)
    pieces = (before, *inner, after)
    if not re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
        return _answer(unpacked(pieces), 200)
    response = _answer(packed(pieces), 200)
    response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=200)
def _around(
    template: str, language: str, values: tuple[tuple[str, Hashable], ...], place: str, example: bool
) -> tuple[Piece, Piece]:
    whole = _text(template, language, {**dict(values), "inner": SafeString(_HOLE)}, place, example)
    before, _, after = whole.partition(_HOLE)
    return piece_of(before), piece_of(after)


forgotten_with_words(_around.cache_clear)


def day_text(day: date | None, language: str) -> str:
    """A day as people write it; blank for none."""
    if day is None:
        return ""
    said = words(language, "answering")["date"]
    return filled(said["day"], day=day.day, month=said["months"][day.month - 1], year=day.year)


def piece(template: str, language: str, values: Mapping[str, Any]) -> Piece:
    """A piece of a page, to be put into ``page_around`` as it is."""
    return piece_of(render(_engine(), template, {"t": words(language, "answering"), **values}))


@cache
def _engine() -> Engine:
    return build_engine(TEMPLATES)
