"""What a place says about itself and about how people were asked."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """The place, and who stands behind the scorecard. None means not known.

    ``smallest_group`` is k of METHOD 1, section 3: at least 5. ``languages`` lists language codes,
    the first one is used where a reader names none. ``example`` marks invented data.
    """

    name: str
    population: int | None
    as_of: date
    framework: str
    smallest_group: int = 5
    languages: tuple[str, ...] = ("en",)
    run_by: str | None = None
    paid_by: str | None = None
    asked_chosen_by: str | None = None
    example: bool = False
