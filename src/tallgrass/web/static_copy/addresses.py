"""Which file of a copy holds which address of the site. Pure: texts in, texts out."""

import posixpath
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit

#: Where the site keeps its style sheet and faces, and the folder of a copy that holds them.
ASSETS: Final = "/static/"
_ASSET_FOLDER: Final = "static/"
_LANGUAGE: Final = "lang"
#: What an address may ask for in a copy; whoever filters or searches does so on the site itself.
_ASKED: Final = frozenset({_LANGUAGE, "page"})


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy is of: ``root`` is the place's own address (``/riverbend/``), ``language`` the one it begins in."""

    root: str
    language: str

    def file_of(self, address: str) -> str | None:
        """The file that holds an address of the site, as ``partners/index.html``; None where no copy holds it."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        if parts.path.startswith(ASSETS):
            return _ASSET_FOLDER + parts.path.removeprefix(ASSETS)
        if not parts.path.startswith(self.root):
            return None
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        if not asked.keys() <= _ASKED or not asked.get("page", "1").isdecimal():
            return None
        return self._folder(asked.get(_LANGUAGE, "")) + _named(parts.path.removeprefix(self.root), asked)

    def _folder(self, language: str) -> str:
        return f"{language}/" if language not in ("", self.language) else ""


def address_without_its_end(address: str) -> str:
    """An address without what leads to a part of its page."""
    return urlsplit(address)._replace(fragment="").geturl()


def way_from(here: str, to: str, address: str) -> str:
    """How a page in the file ``here`` leads to the file ``to``, and on to the part of it that ``address`` names."""
    way = quote(posixpath.relpath(to, posixpath.dirname(here) or "."))
    end = urlsplit(address).fragment
    return f"{way}#{end}" if end else way


def _named(path: str, asked: dict[str, str]) -> str:
    """A file by the path of a page below the place; pages of a list that goes on are numbered."""
    if path and not path.endswith("/"):
        return path
    number = int(asked.get("page", "1"))
    return f"{path}{'index' if number < 2 else f'page-{number}'}.html"
