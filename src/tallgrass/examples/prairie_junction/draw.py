"""Draws that are the same on every computer and every version of Python."""

import random
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")

#: Three uniform draws added up have this spread (standard deviation); close enough to a bell.
_SPREAD_OF_THREE = 0.5


class Draw:
    """A row of draws from one seed.

    Only ``random()`` is used: of all that ``random.Random`` offers it is the one promised to stay the same
    from one version of Python to the next.
    """

    def __init__(self, seed: int) -> None:
        self._next = random.Random(seed).random  # noqa: S311  invented data, no secret

    def chance(self, share: float) -> bool:
        """True in ``share`` (0 to 1) of all draws."""
        return self._next() < share

    def below(self, number: int) -> int:
        """A whole number from 0 to ``number`` - 1."""
        return int(self._next() * number)

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of the things, each as likely as the others."""
        return things[self.below(len(things))]

    def some(self, things: Sequence[Thing], number: int) -> list[Thing]:
        """``number`` different things, in the order drawn."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(min(number, len(left)))]

    def weighted(self, things: Sequence[tuple[Thing, float]]) -> Thing:
        """One of the things, as likely as its weight says."""
        rest = self._next() * sum(weight for _, weight in things)
        for thing, weight in things:
            rest -= weight
            if rest < 0:
                return thing
        return things[-1][0]

    def level(self, mean: float, spread: float = 0.7) -> int:
        """A level from 0 to 4 around ``mean``."""
        bell = (self._next() + self._next() + self._next() - 1.5) / _SPREAD_OF_THREE
        return min(4, max(0, int(mean + spread * bell + 0.5)))
