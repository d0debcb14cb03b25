"""The pages without the frame of the site: the wall, and what phones see. They are small, load nothing from elsewhere,
and set no cookie.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpResponse
from django.template import Engine

from tallgrass.foundation.assets import asset_address
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_language import NO_COOKIE
from tallgrass.foundation.translation import is_draft
from tallgrass.foundation.ui.pages import build_engine, render

TEMPLATES: Final = Path(__file__).parent / "templates"


def bare_page(
    template: str,
    language: str,
    values: Mapping[str, Any],
    *,
    stylesheet: str,
    place: str = "",
    example: bool = False,
    status: int = 200,
) -> HttpResponse:
    """A page in a language: ``t`` in its template are the words of the room. It is kept nowhere."""
    common = words(language, "answering")
    frame = {
        "language": language,
        "stylesheet": asset_address(stylesheet),
        "script": asset_address("room"),
        "place": place,
        "example": common["example"] if example else "",
        "skip_to": common["skip_to"],
        "draft": common["draft"] if is_draft(language, ("room",)) else "",
        "t": words(language, "room"),
        "state": "",
        "token": "",
    }
    return bare_answer(render(_engine(), template, {**frame, **values}), status)


def bare_answer(text: str, status: int = 200) -> HttpResponse:
    """A page that is made already, as an answer."""
    response = HttpResponse(text, status=status)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    setattr(response, NO_COOKIE, True)
    return response


@cache
def _engine() -> Engine:
    return build_engine(TEMPLATES)
