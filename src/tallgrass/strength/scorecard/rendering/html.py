"""A scorecard as pages: the overview, an element, a criterion, and all of it as one file."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.template import Engine
from django.utils.safestring import SafeString

from tallgrass.foundation.ui.pages import build_engine, render
from tallgrass.foundation.ui.style import FACES, inlined_face, inlined_stylesheet
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.rendering.links import FileLinks, Links
from tallgrass.strength.scorecard.rendering.pages import Views, element_order
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tallgrass.strength.scorecard.rendering.shown import Frame

#: The templates of the scorecard.
TEMPLATES: Final = Path(__file__).parents[1] / "templates"


#: A file larger than this, in bytes, leaves out the face of its headings, and if need be the other (those of the
#: reader's system stand in).
ROOMY: Final = 395_000

#: End tags and quotes that HTML lets a page leave out; a file that is sent about goes without them.
_IDLE_END: Final = re.compile(r"</(?:li|td|th|tr|dt|dd)>")
_TAG: Final = re.compile(r"<[a-z][^<>]*>")
_IDLE_QUOTES: Final = re.compile(r'="([A-Za-z0-9#%._-]+)"(?=[ >])')


@cache
def engine() -> Engine:
    """The engine that all pages of the scorecard use."""
    return build_engine(TEMPLATES)


def overview_page(document: Mapping[str, Any], framework: Framework, language: str, links: Links) -> str:
    """The first page of a place: how strong, what changed, what next."""
    views = Views(Sentences(document, framework, language), links)
    page = views.overview()
    return _page(views, "overview", views.frame(page.headline, None), page=page)


def element_page(
    document: Mapping[str, Any], framework: Framework, element_id: str, language: str, links: Links
) -> str:
    """The page of an element. Raises ``KeyError`` for an element that the document lacks."""
    views = Views(Sentences(document, framework, language), links)
    page = views.element(element_id)
    return _page(views, "element", views.frame(page.name, element_id, links.element(element_id)), page=page)


def criterion_page(
    document: Mapping[str, Any], framework: Framework, criterion_id: str, language: str, links: Links
) -> str:
    """The page of a criterion. Raises ``KeyError`` for a criterion that the document lacks."""
    views = Views(Sentences(document, framework, language), links)
    page = views.criterion(criterion_id)
    element = views.criteria[criterion_id]["element"]
    frame = views.frame(page.question, element, links.criterion(criterion_id))
    return _page(views, "criterion", frame, page=page)


def scorecard_file(
    document: Mapping[str, Any], framework: Framework, language: str, links: FileLinks | None = None
) -> str:
    """Everything as one self-contained file: style and faces inside, no script, nothing to fetch.

    ``links`` names the files that lie beside it.
    """
    views = Views(Sentences(document, framework, language), links or FileLinks())
    page = views.overview()
    elements = [
        (
            views.element(element),
            [views.criterion(item["id"]) for item in document["criteria"] if item["element"] == element],
        )
        for element in element_order(document)
    ]
    frame = views.frame(page.headline, None)
    whole = _lean(_page(views, "file", frame, page=page, elements=elements))
    for face in FACES:
        if len(whole.encode()) > ROOMY:
            whole = whole.replace(inlined_face(face), "data:,")
    return whole


def _lean(page: str) -> str:
    """The page without idle end tags and quotes; nothing but markup is touched, as all text is escaped."""
    return _TAG.sub(lambda tag: _IDLE_QUOTES.sub(r"=\1", tag[0]), _IDLE_END.sub("", page))


def _page(views: Views, template: str, frame: Frame, **values: object) -> str:
    values.setdefault("elements", ())
    style = SafeString(inlined_stylesheet()) if frame.stylesheet is None else ""
    words = views.sentences.speech.words
    return render(
        engine(), f"scorecard/{template}.html", {"frame": frame, "w": words, "style": style, **values}
    )
