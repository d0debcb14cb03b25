"""What meetings agreed on, as ``agreed.csv``: one row a question, the last word on it."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from tallgrass.foundation.files import letter_by_letter
from tallgrass.strength.rounds.method.records import Agreed

COLUMNS: Final = ("criterion", "level", "note", "agreed_on", "kinds_in_room", "disagreed", "cleared")


def agreed_text(agreed: Iterable[Agreed]) -> str:
    """``agreed.csv`` of these rows. Of two on one question the later one stays; of one day, the lower level (METHOD 1,
    section 1).
    """
    last: dict[str, Agreed] = {}
    for one in sorted(agreed, key=lambda one: (one.agreed_on or date.min, -one.level)):
        last[one.criterion] = one
    return letter_by_letter(COLUMNS, [_cells(last[criterion]) for criterion in sorted(last)])


def _cells(one: Agreed) -> tuple[str, ...]:
    return (
        one.criterion,
        str(one.level),
        one.note or "",
        one.agreed_on.isoformat() if one.agreed_on else "",
        "|".join(one.kinds_in_room),
        "yes" if one.disagreed else "no",
        "yes" if one.cleared else "no",
    )
