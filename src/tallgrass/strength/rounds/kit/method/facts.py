"""What is known of a place and a round when somebody is asked, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from tallgrass.strength.rounds.method.promise import ANONYMOUS, Mode

#: Whom a text speaks to: somebody who lives here, or somebody who works on the place's problems.
Audience = Literal["resident", "partner"]
RESIDENT: Final[Audience] = "resident"
PARTNER: Final[Audience] = "partner"


@dataclass(frozen=True, slots=True)
class Pay:
    """A line of what a funder is asked for: ``people`` of a sort, and what each gets, to two decimals.

    None: not said yet.
    """

    audience: Audience
    people: int | None = None
    each: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the texts are filled with. A blank or None is not known yet; it shows as a gap, and its mark is told.

    ``thanks`` blank means unpaid and no telephone means no sentence about calling: neither is a gap. ``link`` is the
    way in of one person, or the open link; ``code_address`` is where the four words of a slip are typed. ``result``
    (sentences), ``next_step`` and ``result_link`` are known once the round is closed. ``currency`` stands before an
    amount.
    """

    place: str
    asked_by: str = ""
    audience: Audience = PARTNER
    questions: int = 12
    minutes: int = 5
    thanks: str = ""
    mode: Mode = ANONYMOUS
    public_body: bool = False
    smallest_group: int = 5
    closes_on: date | None = None
    result_by: date | None = None
    codes_until: date | None = None
    telephone: str = ""
    link: str = ""
    code_address: str = ""
    paid_by: str = ""
    result: str = ""
    next_step: str = ""
    result_link: str = ""
    funder: str = ""
    pay: tuple[Pay, ...] = ()
    currency: str = "$"


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a language: ``kit`` is ``kit.json``; ``answering`` holds what people read before the first question
    (``answering.json``), so that the kit promises the same in the same words.
    """

    kit: Mapping[str, Any]
    answering: Mapping[str, Any]
