"""Many tests at once: p values adjusted by Holm (1979) and by Benjamini and Hochberg (1995).

Both keep the order of what is handed in, and return adjusted p values of at most 1.
"""

from collections.abc import Sequence


def holm(p: Sequence[float]) -> list[float]:
    """Holm's step-down adjustment: the chance of any false finding stays under the cut.

    >>> holm([.012, .9, .01, .011])
    [0.04, 0.9, 0.04, 0.04]
    """
    order = sorted(range(len(p)), key=lambda place: p[place])
    adjusted = [0.0] * len(p)
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, p[place] * (len(p) - rank)))
        adjusted[place] = highest
    return adjusted


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's step-up adjustment: the share of false findings stays under the cut.

    >>> benjamini_hochberg([.012, .9, .01, .011])
    [0.016, 0.9, 0.016, 0.016]
    """
    order = sorted(range(len(p)), key=lambda place: p[place], reverse=True)
    adjusted = [0.0] * len(p)
    lowest = 1.0
    for rank, place in enumerate(order):
        lowest = min(lowest, p[place] * len(p) / (len(p) - rank))
        adjusted[place] = lowest
    return adjusted
