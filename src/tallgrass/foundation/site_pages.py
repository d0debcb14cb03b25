"""Pages of the site that show no scorecard: lists, messages. They share style and engine with all pages."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest
from django.template import Engine

from tallgrass.foundation.assets import stylesheet_address
from tallgrass.foundation.languages import SOURCE_LANGUAGE, available_languages, words
from tallgrass.foundation.translation import is_draft
from tallgrass.foundation.ui.pages import build_engine, render

#: The folder of the plain page that the others extend.
TEMPLATES: Final = Path(__file__).parent / "templates"
#: How an address asks for a language.
LANGUAGE: Final = "lang"


def language_asked(request: HttpRequest, otherwise: str = SOURCE_LANGUAGE) -> str:
    """The language that the address asks for with ``?lang=``, where there are words for it; else ``otherwise``."""
    asked = request.GET.get(LANGUAGE)
    return str(asked) if asked in available_languages() else otherwise


def in_language(address: str, language: str, own: str = SOURCE_LANGUAGE) -> str:
    """An address that keeps the reader's language, bare where it is the one that the page begins in."""
    return address if language == own else f"{address}?{LANGUAGE}={language}"


def site_page(
    request: HttpRequest, template: str, values: Mapping[str, Any], *, folder: Path = TEMPLATES
) -> str:
    """A page from the room's template ``folder`` in the reader's language; ``w`` in it holds ``site.json``."""
    language = language_asked(request)
    frame = {
        "language": language,
        "languages": _languages(request.path, language),
        "draft": is_draft(language, ("site",)),
        "stylesheet": stylesheet_address(),
        "home": in_language("/", language),
        "w": words(language, "site"),
    }
    return render(_engine(folder), template, {**frame, **values})


def drawing(template: str) -> str:
    """A picture of the site by itself."""
    return render(_engine(TEMPLATES), template, {})


def _languages(path: str, language: str) -> list[dict[str, str | None]]:
    codes = available_languages()
    return [
        {
            "code": code,
            "name": words(code, "site")["language_name"],
            "address": None if code == language else f"{path}?{LANGUAGE}={code}",
        }
        for code in codes
        if len(codes) > 1
    ]


@cache
def _engine(folder: Path) -> Engine:
    return build_engine(folder, TEMPLATES)
