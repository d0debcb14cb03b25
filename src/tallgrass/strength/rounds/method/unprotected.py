"""The estimate that hides nothing: a yardstick for the published one, **never used for a scorecard**.

It borrows strength across kinds (each kind's prior is shaped like the whole room), so that every figure carries
something of every answer; the published marks of ``say`` take each cell alone and are rounded first. The benchmarks
print the width and error of the one beside the other. Finite-population Bayes, also called the Pólya posterior
(Ericson 1969; Ghosh and Meeden 1997; Binder 1982), with two pseudo-votes: one like the whole room, one spread evenly.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tallgrass.foundation.numbers import Z95

#: A cell as answers by level 0 to 4 (at least one) and how many were asked (N >= n; None where nobody knows).
Voices = tuple[Sequence[int], int | None]

LEVELS = range(5)
#: Half of the two pseudo-votes is shaped like the room, half is spread over the five levels.
ROOM, EVEN = 1.0, 0.2


@dataclass(frozen=True, slots=True)
class UnprotectedPart:
    """One cell: the mean over everybody asked, its variance, and mu and s2 that both come from (levels)."""

    mean: float
    variance: float
    mu: float
    spread: float


@dataclass(frozen=True, slots=True)
class Unprotected:
    """All cells with their weights: mean, standard error and 95 % range, clipped to 0 to 4."""

    mean: float
    standard_error: float
    low: float
    high: float
    parts: tuple[UnprotectedPart, ...]


def unprotected(cells: Sequence[Voices], weights: Sequence[float] | None = None) -> Unprotected:
    """The pooled-prior estimate over one or more cells. ``weights`` sum to 1; equal where absent.

    >>> found = unprotected([((0, 0, 2, 3, 1), 10), ((0, 0, 0, 2, 2), 6), ((2, 4, 2, 0, 0), 20),
    ...                      ((0, 0, 1, 1, 0), 5), ((0, 0, 0, 1, 0), 3)])
    >>> round(found.mean, 4), round(found.standard_error, 4)
    (2.4827, 0.1611)
    """
    shares = weights or [1 / len(cells)] * len(cells)
    room = [
        sum(w * counts[level] / sum(counts) for w, (counts, _) in zip(shares, cells, strict=True))
        for level in LEVELS
    ]
    parts = tuple(_part(counts, asked, room) for counts, asked in cells)
    centre = math.fsum(w * part.mean for w, part in zip(shares, parts, strict=True))
    error = math.sqrt(math.fsum(w * w * part.variance for w, part in zip(shares, parts, strict=True)))
    low, high = (min(max(centre + side * Z95 * error, 0.0), 4.0) for side in (-1, 1))
    return Unprotected(centre, error, low, high, parts)


def _part(counts: Sequence[int], asked: int | None, room: Sequence[float]) -> UnprotectedPart:
    alpha = [counts[level] + ROOM * room[level] + EVEN for level in LEVELS]
    total = math.fsum(alpha)
    mu = math.fsum(level * alpha[level] for level in LEVELS) / total
    spread = math.fsum(level * level * alpha[level] for level in LEVELS) / total - mu * mu
    if asked is None:
        return UnprotectedPart(mu, spread / (total + 1), mu, spread)
    unheard = asked - sum(counts)
    said = sum(level * counts[level] for level in LEVELS)
    variance = unheard * spread * (total + unheard) / ((total + 1) * asked * asked)
    return UnprotectedPart((said + unheard * mu) / asked, variance, mu, spread)
