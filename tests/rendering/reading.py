"""Reading a page as a browser does, far enough to ask what it says and how it is built."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.rendering import html
from tallgrass.strength.scorecard.rendering.links import SiteLinks

Document = dict[str, Any]


@dataclass
class Read:
    """A page taken apart: elements in order as (tag, attributes), and the text outside style."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text, spaces run together."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Read()
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._silent = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.page.words.append(data)


def read(page: str) -> Read:
    """A page taken apart."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.page


def site_links(document: Document, language: str = "en") -> SiteLinks:
    """Addresses of a site that keeps the place below ``/junction/``."""
    elements = {item["id"]: item["element"] for item in document["criteria"]}
    return SiteLinks(
        "/junction/", "/static/tallgrass.css", elements,
        language=language, own="en", others=("en", "es"), paper=True,
    )  # fmt: skip


def pages(document: Document, framework: Framework, language: str = "en") -> dict[str, str]:
    """The overview, two elements, three criteria and the whole file of a document."""
    links = site_links(document, language)
    return {
        "overview": html.overview_page(document, framework, language, links),
        **{
            name: html.element_page(document, framework, name, language, links)
            for name in ("players", "culture")
        },
        **{
            name: html.criterion_page(document, framework, name, language, links)
            for name in ("KP1", "KP2", "KP3", "KP8", "CA1", "CA7", "RE3")
        },
        "file": html.scorecard_file(document, framework, language),
    }
