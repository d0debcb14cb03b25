"""What the page parts are given: links, tags, notices, lists and tables as plain data.

Each class goes with one template of the same purpose in ``templates/ui``; the template says how to include it. Words
come from the caller, but for those that every part of its kind needs (``languages/<code>/forms.json``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from tallgrass.foundation.languages import words

#: How a tag looks; never by colour alone, as its word says the same.
Tone = Literal["plain", "waiting", "done", "attention", "ended"]
#: The file of the words that all forms and parts share.
WORDS: Final = "forms"


@dataclass(frozen=True, slots=True)
class Link:
    """A link or button by its text. ``about`` is read out after it where many links say the same ("Change" what)."""

    text: str
    address: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A state in one or two words (``ui/tag.html``)."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Notice:
    """What has just happened (``success``) or what a reader must know first (``important``): ``ui/notice.html``."""

    title: str
    text: str = ""
    sort: Literal["success", "important"] = "success"
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of a summary list (``ui/summary_list.html``): what is asked, what is kept, what can be done about it.

    Several ``values`` stand below each other; none reads as "not given".
    """

    key: str
    values: tuple[str, ...]
    actions: tuple[Link, ...] = ()
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary list with the words for a line that holds nothing."""

    rows: tuple[SummaryRow, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``number`` sets it to the right, ``unseen`` keeps its name for those who listen."""

    name: str
    number: bool = False
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a text, a link, a tag, a softer second line, in that order; any may be missing."""

    text: str = ""
    link: Link | None = None
    tag: Tag | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: the cell that names it, and the others, one for each further column."""

    head: Cell
    cells: tuple[tuple[Column, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that becomes a stack of cards on a phone (``ui/table.html``)."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a long list. ``number`` None is a gap; ``here`` is the page being read."""

    number: int | None
    address: str = ""
    here: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The way through a long list (``ui/pages.html``); ``before`` and ``after`` are None at the ends."""

    title: str
    before: Link | None
    after: Link | None
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class Crumbs:
    """The way back up (``ui/crumbs.html``), from the top; the page itself is not among them."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Buttons:
    """The one primary button of a form and what stands beside it (``ui/form/buttons.html``).

    ``name`` and ``value`` go with the primary button; ``warning`` marks what cannot be taken back.
    """

    primary: str
    beside: Link | None = None
    name: str = ""
    value: str = ""
    warning: bool = False


def summary(rows: tuple[SummaryRow, ...], language: str) -> Summary:
    """A summary list in ``language``."""
    return Summary(rows, words(language, WORDS)["nothing"])


def table(
    caption: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], language: str
) -> Table:
    """A table whose first column names its rows. Raises ``ValueError`` for a row that is not as wide as the head."""
    made = tuple(TableRow(row[0], tuple(zip(columns[1:], row[1:], strict=True))) for row in rows)
    return Table(caption, columns, made, words(language, WORDS)["nothing"])


def crumbs(links: tuple[Link, ...], language: str) -> Crumbs:
    """The way back up in ``language``."""
    return Crumbs(words(language, WORDS)["crumbs"], links)


def page_links(here: int, last: int, address_of: Callable[[int], str], language: str) -> PageLinks | None:
    """The way through pages 1 to ``last`` from page ``here``: the ends, the neighbours, gaps; None for one page."""
    if last <= 1:
        return None
    said = words(language, WORDS)["pages"]
    pages = tuple(
        PageLink(number)
        if number is None
        else PageLink(number, address_of(number), number == here, said["page"].format(number=number))
        for number in _numbers(here, last)
    )
    before = Link(said["before"], address_of(here - 1)) if here > 1 else None
    after = Link(said["after"], address_of(here + 1)) if here < last else None
    return PageLinks(said["title"], before, after, pages)


def _numbers(here: int, last: int) -> list[int | None]:
    """The page numbers to show, None for a gap of two or more."""
    near = sorted({1, last} | {number for number in range(here - 1, here + 2) if 1 <= number <= last})
    found: list[int | None] = []
    for number in near:
        before = found[-1] if found else None
        if before is not None and number - before == 2:
            found.append(number - 1)
        elif before is not None and number - before > 2:
            found.append(None)
        found.append(number)
    return found
