"""Where the parts of a scorecard are found: in one file by anchors, on the site by addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away: ``format`` is ``pdf``, ``html``, ``csv`` or ``json``."""

    format: str
    address: str


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The same page in the language ``code``: None as ``address`` where it is the page itself."""

    code: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a scorecard says on top that is not shown here for everybody: for whom it is, and the way back."""

    text: str
    back: str
    address: str


class Links(Protocol):
    """Addresses that the pages need. ``home``, ``method`` and ``stylesheet`` are None where there is no such page."""

    @property
    def partners(self) -> str | None:
        """The partners of the place; None where there is no such page."""

    @property
    def sign_in(self) -> str | None:
        """Where members sign in; None where nobody can."""

    @property
    def preview(self) -> Preview | None:
        """What stands on top of a page that is not the one for everybody."""

    @property
    def taken(self) -> Mapping[tuple[str, str], str]:
        """Who has taken up which next step, as a sentence, by the key of the step and its question (or blank)."""

    @property
    def home(self) -> str | None:
        """The places on this instance."""

    @property
    def overview(self) -> str:
        """The scorecard of the place."""

    @property
    def method(self) -> str | None:
        """How this is measured."""

    @property
    def stylesheet(self) -> str | None:
        """The style sheet; None puts it inside the page."""

    @property
    def downloads(self) -> tuple[Download, ...]:
        """The files to take away."""

    def languages(self, page: str) -> tuple[InLanguage, ...]:
        """The page at the address ``page`` in each language it can be read in; none where there is only one."""

    def element(self, element: str) -> str:
        """The page of an element."""

    def criterion(self, criterion: str) -> str:
        """The page of a criterion."""


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Anchors inside ``scorecard.html``; the other files lie beside it.

    ``beside`` holds the same file in other languages, this one included: code and name of each.
    """

    home: str | None = None
    overview: str = "#overview"
    method: str | None = "#reading"
    stylesheet: str | None = None
    downloads: tuple[Download, ...] = (
        Download("csv", "scorecard.csv"),
        Download("json", "scorecard.json"),
    )
    beside: tuple[InLanguage, ...] = ()
    partners: str | None = None
    sign_in: str | None = None
    preview: Preview | None = None
    taken: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def languages(self, page: str) -> tuple[InLanguage, ...]:
        """The files beside this one that say the same in another language."""
        return self.beside

    def element(self, element: str) -> str:
        """The anchor of an element."""
        return f"#{element}"

    def criterion(self, criterion: str) -> str:
        """The anchor of a criterion."""
        return f"#{criterion.lower()}"


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Addresses on the site below ``root``, which ends in a slash.

    ``elements`` maps a criterion to its element, as the address of a criterion needs both. ``language`` is carried
    along by every link where it is not ``own``, the language the place begins in; ``others`` are all those that the
    pages can be read in. ``paper`` says whether there is a PDF. ``partners_page`` and ``sign_in_page`` are the bare
    addresses of ``partners`` and ``sign_in``.
    """

    root: str
    stylesheet: str | None
    elements: dict[str, str]
    places: str = "/"
    method: str | None = None
    language: str = ""
    own: str = ""
    others: tuple[str, ...] = ()
    paper: bool = False
    partners_page: str | None = None
    sign_in_page: str | None = None
    preview: Preview | None = None
    taken: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def partners(self) -> str | None:
        """The partners of the place."""
        return None if self.partners_page is None else self._spoken(self.partners_page)

    @property
    def sign_in(self) -> str | None:
        """Where members sign in."""
        return None if self.sign_in_page is None else self._spoken(self.sign_in_page)

    @property
    def home(self) -> str | None:
        """The places on this instance."""
        return self._spoken(self.places)

    @property
    def overview(self) -> str:
        """The scorecard of the place."""
        return self._spoken(self.root)

    @property
    def downloads(self) -> tuple[Download, ...]:
        """The scorecard as files."""
        return tuple(
            Download(format_, self._spoken(f"{self.root}scorecard.{format_}"))
            for format_ in (*(("pdf",) if self.paper else ()), "html", "csv", "json")
        )

    def languages(self, page: str) -> tuple[InLanguage, ...]:
        """The page in each language, the one that is shown without an address."""
        plain = page.partition("?")[0]
        if len(self.others) < 2:
            return ()
        return tuple(
            InLanguage(code, None if code == self.language else f"{plain}?lang={code}")
            for code in self.others
        )

    def element(self, element: str) -> str:
        """The page of an element."""
        return self._spoken(f"{self.root}{element}/")

    def criterion(self, criterion: str) -> str:
        """The page of a criterion."""
        return self._spoken(f"{self.root}{self.elements[criterion]}/{criterion.lower()}/")

    def _spoken(self, address: str) -> str:
        return address if self.language == self.own else f"{address}?lang={self.language}"
