"""The yardstick of the gap rule: a permutation test that sees every answer.

Each kind of 5 or more against everybody else (5 or more), difference of means, two-sided, labels permuted: every
arrangement where there are at most 250,000, else 9,999 drawn once with a fixed seed. People are pooled, so this is no
equal voice. Elements by Holm at .05, then the questions of flagged pairs by Benjamini and Hochberg at .10 with 0.75
levels or more.
"""

import math
from collections.abc import Mapping
from functools import cache
from itertools import combinations

import numpy as np

from benchmarks.chunks import SEED
from benchmarks.gap_rules import Flag
from benchmarks.reports import Questions
from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.strength.scorecard.method.many_tests import benjamini_hochberg, holm

SMALLEST = 5
EXACT_TO = 250_000
DRAWS = 9_999
ELEMENT_P, QUESTION_P, QUESTION_GAP = 0.05, 0.10, 0.75


@cache
def arrangements(people: int, members: int) -> tuple[np.ndarray, bool]:
    """Who could have been the members (rows of 0 and 1), and whether that is all there is."""
    if math.comb(people, members) <= EXACT_TO:
        chosen = np.array(list(combinations(range(people), members)))
    else:
        random = np.random.default_rng((SEED, people, members))
        chosen = np.argsort(random.random((DRAWS, people)), axis=1)[:, :members]
    rows = np.zeros((len(chosen), people), dtype=np.float32)
    np.put_along_axis(rows, chosen, 1, axis=1)
    return rows, len(rows) == math.comb(people, members)


def p_values(members: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """Two-sided p of every column (whole numbers), the arrangement seen included.

    >>> community = [[1], [0], [1], [2], [1], [1], [2], [0]]
    >>> others = [[3], [3], [2], [4], [3], [2], [4], [3], [4], [3], [2], [3], [3]]
    >>> float(p_values(np.array(community), np.array(others))[0] * 203_490)
    10.0
    """
    everybody = np.concatenate([members, rest]).astype(np.float32)
    people, size = len(everybody), len(members)
    rows, all_of_them = arrangements(people, size)
    middle = size * everybody.sum(axis=0)
    # people * (sum of members) - size * (sum of all): the difference of means in whole numbers, exact in float32.
    seen = np.abs(people * everybody[:size].sum(axis=0) - middle)
    as_far = (np.abs(people * (rows @ everybody) - middle) >= seen).sum(axis=0)
    p: np.ndarray = as_far / len(rows) if all_of_them else (as_far + 1) / (len(rows) + 1)
    return p


def flags(answers: Mapping[str, np.ndarray], questions: Questions) -> set[Flag]:
    """What the test flags in one report."""
    six = [kind for kind in SIX_KINDS if kind in answers]
    pairs: list[tuple[str, str, list[int], np.ndarray, np.ndarray]] = []
    tested: list[np.ndarray] = []
    for kind in (*six, "resident"):
        rest = [answers[other] for other in six if other != kind]
        if len(answers.get(kind, ())) < SMALLEST or sum(map(len, rest)) < SMALLEST:
            continue
        members, others = answers[kind].astype(int), np.concatenate(rest).astype(int)
        sums = []
        for element, of_element in questions.elements.items():
            columns = [one for one in of_element if kind != "resident" or one in questions.residents]
            if columns:
                pairs.append((kind, element, columns, members, others))
                sums.append((members[:, columns].sum(axis=1), others[:, columns].sum(axis=1)))
        tested.append(p_values(np.stack([a for a, _ in sums], 1), np.stack([b for _, b in sums], 1)))
    adjusted = holm(np.concatenate(tested).tolist())
    clear = [pair for pair, p in zip(pairs, adjusted, strict=True) if p <= ELEMENT_P]
    flagged: set[Flag] = {(kind, element, None) for kind, element, *_ in clear}
    every: list[tuple[str, str, int, float, float]] = []
    for kind, element, columns, members, others in clear:
        p = p_values(members[:, columns], others[:, columns])
        apart = members[:, columns].mean(axis=0) - others[:, columns].mean(axis=0)
        every += [(kind, element, *rest) for rest in zip(columns, p.tolist(), apart.tolist(), strict=True)]
    by_question = benjamini_hochberg([p for *_, p, _ in every])
    for (kind, element, column, _, apart_by), p_adjusted in zip(every, by_question, strict=True):
        if p_adjusted <= QUESTION_P and abs(apart_by) >= QUESTION_GAP:
            flagged.add((kind, element, column))
    return flagged
