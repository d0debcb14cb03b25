"""Somebody who is to be asked, and whether they may be."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from tallgrass.elements.players.asks.method.budget import Found


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody to be asked: how the asker calls them, the partner they are, an e-mail address or a telephone number.

    All may be blank. Of whom neither partner nor address is known, nothing can be counted.
    """

    label: str = ""
    player: int | None = None
    address: str = ""

    @property
    def called(self) -> str:
        """How to speak of them; blank where there is nothing to call them by."""
        return self.label or self.address


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether somebody may be asked, and what was asked of them before."""

    asked: Asked
    found: Found

    @property
    def within(self) -> bool:
        """Whether they may be asked: it is within what is fair, or no new ask."""
        return self.found.over is None


class OverBudget(ValidationError):
    """Some would be asked more often than is fair. ``verdicts`` are theirs; nobody was asked."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        from tallgrass.elements.players.asks.saying import sentence

        super().__init__([sentence(one, "en") for one in verdicts], code="over_budget")
        self.verdicts = tuple(verdicts)
