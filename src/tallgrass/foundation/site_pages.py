"""Pages of the site that show no scorecard: lists, messages. They share style and engine with all pages."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Engine
from django.utils.functional import SimpleLazyObject

from tallgrass.foundation.assets import stylesheet_address
from tallgrass.foundation.languages import SOURCE_LANGUAGE, available_languages, words
from tallgrass.foundation.translation import is_draft
from tallgrass.foundation.ui.pages import build_engine, render

#: The folder of the plain page that the others extend.
TEMPLATES: Final = Path(__file__).parent / "templates"
#: How an address asks for a language, and the cookie that remembers it on pages of the site itself.
LANGUAGE: Final = "lang"
LANGUAGE_COOKIE: Final = "language"


def language_asked(request: HttpRequest, otherwise: str = SOURCE_LANGUAGE) -> str:
    """The language that the address asks for with ``?lang=``, where there are words for it; else ``otherwise``."""
    asked = request.GET.get(LANGUAGE)
    return str(asked) if asked in available_languages() else otherwise


def reader_language(request: HttpRequest, otherwise: str = SOURCE_LANGUAGE) -> str:
    """The language that the address asks for, else the one that the reader chose last, else ``otherwise``."""
    chosen = request.COOKIES.get(LANGUAGE_COOKIE)
    return language_asked(request, chosen if chosen in available_languages() else otherwise)


def in_language(address: str, language: str, own: str = SOURCE_LANGUAGE) -> str:
    """An address that keeps the reader's language, bare where it is the one that the page begins in."""
    return address if language == own else f"{address}?{LANGUAGE}={language}"


def site_page(
    request: HttpRequest,
    template: str,
    values: Mapping[str, Any],
    *,
    folder: Path = TEMPLATES,
    above: tuple[Path, ...] = (),
    room: str | None = None,
    otherwise: str = SOURCE_LANGUAGE,
) -> str:
    """A page from a room's template ``folder`` in the reader's language, ``otherwise`` where they chose none.

    ``above`` are folders of templates that those of the room extend or include.
    ``w`` in the template holds ``site.json``, ``t`` the words of the ``room`` (a file of words). ``csrf`` is the value
    that a form must send along; a page without a form never makes one.
    """
    language = reader_language(request, otherwise)
    frame = {
        "language": language,
        "languages": _languages(request, language),
        "draft": is_draft(language, ("site", room) if room else ("site",)),
        "stylesheet": stylesheet_address(),
        "home": in_language("/", language),
        "w": words(language, "site"),
        "t": words(language, room) if room else None,
        "csrf": SimpleLazyObject(lambda: get_token(request)),
    }
    return render(_engine(folder, *above), template, {**frame, **values})


def drawing(template: str) -> str:
    """A picture of the site by itself."""
    return render(_engine(TEMPLATES), template, {})


def _languages(request: HttpRequest, language: str) -> list[dict[str, str | None]]:
    """Every language with the address of this page in it; whatever else the address asks for is kept."""
    codes = available_languages()
    return [
        {
            "code": code,
            "name": words(code, "site")["language_name"],
            "address": None if code == language else _asking_for(request, code),
        }
        for code in codes
        if len(codes) > 1
    ]


def _asking_for(request: HttpRequest, language: str) -> str:
    asked = request.GET.copy()
    asked[LANGUAGE] = language
    return f"{request.path}?{asked.urlencode()}"


@cache
def _engine(*folders: Path) -> Engine:
    return build_engine(*folders, TEMPLATES)
