"""Where the parts of a scorecard are found: in one file by anchors, on the site by addresses."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away: ``format`` is ``html``, ``csv`` or ``json``."""

    format: str
    address: str


class Links(Protocol):
    """Addresses that the pages need. ``home``, ``method`` and ``stylesheet`` are None where there is no such page."""

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

    def element(self, element: str) -> str:
        """The page of an element."""

    def criterion(self, criterion: str) -> str:
        """The page of a criterion."""


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Anchors inside ``scorecard.html``; the other files lie beside it."""

    home: str | None = None
    overview: str = "#overview"
    method: str | None = "#reading"
    stylesheet: str | None = None
    downloads: tuple[Download, ...] = (
        Download("csv", "scorecard.csv"),
        Download("json", "scorecard.json"),
    )

    def element(self, element: str) -> str:
        """The anchor of an element."""
        return f"#{element}"

    def criterion(self, criterion: str) -> str:
        """The anchor of a criterion."""
        return f"#{criterion.lower()}"


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Addresses on the site below ``overview``, which ends in a slash.

    ``elements`` maps a criterion to its element, as the address of a criterion needs both.
    """

    overview: str
    stylesheet: str | None
    elements: dict[str, str]
    home: str | None = "/"
    method: str | None = None

    @property
    def downloads(self) -> tuple[Download, ...]:
        """The scorecard as files."""
        return tuple(
            Download(format_, f"{self.overview}scorecard.{format_}") for format_ in ("html", "csv", "json")
        )

    def element(self, element: str) -> str:
        """The page of an element."""
        return f"{self.overview}{element}/"

    def criterion(self, criterion: str) -> str:
        """The page of a criterion."""
        return f"{self.overview}{self.elements[criterion]}/{criterion.lower()}/"
