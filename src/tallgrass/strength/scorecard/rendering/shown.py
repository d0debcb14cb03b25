"""What each page shows, as plain data: no markup, and nothing left to work out."""

from dataclasses import dataclass

from tallgrass.foundation.ui.charts import Bar, LevelName, Scale, Square
from tallgrass.strength.scorecard.rendering.links import Preview
from tallgrass.strength.scorecard.rendering.on_record import MeasureRow
from tallgrass.strength.scorecard.rendering.said import Signed, Voice


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the navigation; ``here`` marks the page that is shown."""

    name: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class DownloadView:
    """A file to take away."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class LanguageView:
    """The page in another language, named in that language; no address where it is the one shown."""

    code: str
    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: title, place, navigation, who is behind it, the caution."""

    title: str
    language: str
    texts_language: str
    place: str
    example: bool
    overview: str
    home: str | None
    method: str
    stylesheet: str | None
    languages: tuple[LanguageView, ...]
    language_notes: tuple[str, ...]
    level_names: tuple[LevelName, ...]
    navigation: tuple[NavItem, ...]
    downloads_title: str
    downloads: tuple[DownloadView, ...]
    caution: str
    caveats: tuple[str, ...]
    behind: tuple[str, ...]
    colophon: tuple[str, ...]
    partners: str | None
    sign_in: str | None
    preview: Preview | None


@dataclass(frozen=True, slots=True)
class StepView:
    """A next step: what, why, for which question, who, how long, the first 30 minutes.

    ``takes`` is how long it takes, as it stands after a colon; ``taken`` says who has taken it up.
    """

    what: str
    why: str
    question: str | None
    address: str | None
    who: str
    how_long: str
    takes: str
    first: str
    detail: str | None = None
    taken: str | None = None


@dataclass(frozen=True, slots=True)
class StepGroup:
    """The next steps of one element."""

    name: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class SquareView:
    """A square of the picture with its name, its words and the page behind it."""

    square: Square
    name: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the picture (an element, or a criterion) and of the table beside it."""

    id: str
    name: str
    question: str
    address: str
    word: str
    known: bool
    middle: str
    marks: str
    scale: Scale
    squares: tuple[SquareView, ...]
    difference: str
    notes: tuple[str, ...]
    people: str
    residents: str
    records: str
    gap: str


@dataclass(frozen=True, slots=True)
class HeardRow:
    """A type of partner with how many of it answered."""

    name: str
    said: str
    bar: Bar
    apart: bool


@dataclass(frozen=True, slots=True)
class Priority:
    """An item on people's lists, with the share that put it there."""

    item: str
    share: str


@dataclass(frozen=True, slots=True)
class PriorityList:
    """What partners, or residents, want to work on first."""

    who: str
    caption: str
    items: tuple[Priority, ...]
    more: tuple[Priority, ...]
    more_title: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The first page: how strong, what changed, what next."""

    headline: str
    lead: tuple[str, ...]
    changes: tuple[str, ...]
    not_compared: tuple[str, ...]
    meta: tuple[str, ...]
    next_step: StepView | None
    people_title: str
    each_question: str
    rows: tuple[Row, ...]
    levels: tuple[str, ...]
    more_steps: tuple[StepView, ...]
    later_steps: tuple[StepView, ...]
    later: tuple[StepGroup, ...]
    steps_left: str | None
    gaps: tuple[str, ...]
    heard: tuple[HeardRow, ...]
    heard_notes: tuple[str, ...]
    priorities: tuple[PriorityList, ...]
    comments: tuple[str, ...]
    more_comments: tuple[str, ...]
    more_comments_title: str
    reading: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElementView:
    """An element with its questions."""

    id: str
    name: str
    question: str
    source: str
    stands: tuple[str, ...]
    notes: tuple[str, ...]
    people_title: str
    row: Row
    rows: tuple[Row, ...]
    levels: tuple[str, ...]
    gaps: tuple[str, ...]
    changes: tuple[str, ...]
    we: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One of the five levels of a question, with the voices that stand there."""

    number: int
    name: str
    text: str
    stands: bool
    people: bool
    residents: bool
    records: bool


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A question with everything that is known about it."""

    id: str
    anchor: str
    name: str
    question: str
    help: str | None
    we: str
    element: str
    element_address: str
    before: NavItem | None
    after: NavItem | None
    fairness: bool
    adapted: bool
    row: Row
    stands: tuple[str, ...]
    difference: tuple[str, ...]
    change: str | None
    level_names: tuple[str, ...]
    levels: tuple[LevelRow, ...]
    people: str
    told_title: str
    told: tuple[str, ...]
    voices: tuple[Voice, ...]
    few: bool
    many: bool
    findings: tuple[str, ...]
    gaps: tuple[str, ...]
    agreed: tuple[str, ...]
    signed: tuple[Signed, ...]
    comments: tuple[str, ...]
    record: tuple[str, ...]
    measures: tuple[MeasureRow, ...]
    proof: tuple[str, ...]
    would: tuple[str, ...]
    step: StepView | None
    top: bool
    why: str
    source: tuple[str, ...]
    source_language: str
