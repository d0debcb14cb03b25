"""Pages of the site that show no scorecard: lists, messages. They share style and engine with all pages."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.template import Engine

from tallgrass.foundation.assets import stylesheet_address
from tallgrass.foundation.languages import SOURCE_LANGUAGE, words
from tallgrass.foundation.ui.pages import build_engine, render

#: The folder of the plain page that the others extend.
TEMPLATES: Final = Path(__file__).parent / "templates"


def site_page(
    template: str, values: Mapping[str, Any], *, folder: Path = TEMPLATES, language: str = SOURCE_LANGUAGE
) -> str:
    """A page from the room's template ``folder``; ``w`` in it holds the words of ``site.json``."""
    frame = {"language": language, "stylesheet": stylesheet_address(), "w": words(language, "site")}
    return render(_engine(folder), template, {**frame, **values})


@cache
def _engine(folder: Path) -> Engine:
    return build_engine(folder, TEMPLATES)
