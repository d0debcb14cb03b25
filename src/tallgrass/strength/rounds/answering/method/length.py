"""How long answering takes."""

from fractions import Fraction
from typing import Final

#: Minutes that a question takes, with its answers read through: 27 seconds.
_A_QUESTION: Final = Fraction(27, 60)


def minutes(questions: int) -> int:
    """About how many minutes so many questions take; at least 1.

    >>> [minutes(count) for count in (0, 1, 6, 12, 43)]
    [1, 1, 3, 5, 19]
    """
    return max(1, round(questions * _A_QUESTION))
