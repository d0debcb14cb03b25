"""A page of the site as a copy shows it: its links lead to files, and nothing on it asks the site for anything."""

from collections.abc import Callable
from enum import Enum
from html import escape
from html.parser import HTMLParser
from typing import Final


class Instead(Enum):
    """What stands instead of a link that a copy does not hold: its words, or nothing where they only call to act."""

    WORDS_ALONE = "words"
    NOTHING = "nothing"


WORDS_ALONE: Final = Instead.WORDS_ALONE
NOTHING: Final = Instead.NOTHING
#: Where a link leads in a copy.
Leads = str | Instead
#: Says where a link leads. The second word says whether it is to exactly this language; others stay in the language of
#: the page that they stand on.
Way = Callable[[str, bool], Leads]

#: Which attribute of an element names another page or file.
_LEADS: Final = {"a": "href", "link": "href", "img": "src", "script": "src", "use": "href"}
#: What works on a site alone.
_LEFT_OUT: Final = frozenset({"form", "script"})
_HEAD: Final = "header"


def rewritten(page: str, way: Way, note: str) -> str:
    """The page with each link as ``way`` gives it and ``note`` on top.

    A link that the copy does not hold becomes plain words, or goes where it only calls to act. So do forms and scripts.
    """
    writer = _Writer(way, note)
    writer.feed(page)
    writer.close()
    return "".join(writer.out)


class _Writer(HTMLParser):
    """Writes what it reads, byte for byte but for what changes."""

    def __init__(self, way: Way, note: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._way = way
        self._note = note
        self._skipped: list[str] = []
        self._unlinked: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self._skipped.append(tag)
        if self._skipped:
            return
        self._begin(tag, attrs)
        if tag == _HEAD and self._note:
            self.out.append(f'<p class="example-banner">{escape(self._note)}</p>')
            self._note = ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._skipped and tag not in _LEFT_OUT:
            self._begin(tag, attrs, closed=True)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if self._skipped[-1] == tag:
                self._skipped.pop()
            return
        if tag == "a" and self._unlinked and self._unlinked.pop():
            self.out.append("</span>")
            return
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._as_it_is(data)

    def handle_entityref(self, name: str) -> None:
        self._as_it_is(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._as_it_is(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._as_it_is(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._as_it_is(f"<!{decl}>")

    def _as_it_is(self, text: str) -> None:
        if not self._skipped:
            self.out.append(text)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]], *, closed: bool = False) -> None:
        """Write the beginning of an element, as it was where it leads nowhere else."""
        written = self.get_starttag_text() or ""
        named = _LEADS.get(tag)
        address = dict(attrs).get(named) if named else None
        if address is None or address.startswith("#") or _outside(address):
            if tag == "a":
                self._unlinked.append(False)
            self.out.append(written)
            return
        way = self._way(address, "hreflang" in dict(attrs))
        if way is NOTHING and tag == "a":
            self._skipped.append(tag)
            return
        if tag == "a":
            self._unlinked.append(way is WORDS_ALONE)
        if isinstance(way, str):
            self.out.append(_tag(tag, [(k, way if k == named else v) for k, v in attrs], closed=closed))
        elif tag == "a":
            self.out.append(_tag("span", [(k, v) for k, v in attrs if k in ("class", "lang")]))


def _outside(address: str) -> bool:
    """Whether an address leads away from the site."""
    return address.startswith(("http://", "https://", "mailto:", "tel:", "data:"))


def _tag(tag: str, attrs: list[tuple[str, str | None]], *, closed: bool = False) -> str:
    said = "".join(f" {k}" if v is None else f' {k}="{escape(v)}"' for k, v in attrs)
    return f"<{tag}{said}{'/' if closed else ''}>"
