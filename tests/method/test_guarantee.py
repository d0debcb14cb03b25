"""The guarantee of METHOD 1, section 3, rule 11, proved by going through every answer set there is.

An attacker knows how many answered, how many were asked (or that nobody knows), and everything printed. For each
thing that can be printed of 5 to 9 answers, all answer sets that print it are gathered here, and what they have
in common is what the attacker learns. An answer set is five counts; m depends on them through their sum alone
(``test_say`` holds the program's m to the written-out formula).
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from tallgrass.strength.rounds.method.cells import Cell
from tallgrass.strength.rounds.method.records import Count
from tallgrass.strength.rounds.method.say import Mark, mark
from tests.method.by_hand import Counts, answer_sets_by_sum, every_answer_set, vectors

V = vectors("guarantee")
SIZES = (5, 6, 7, 8, 9)


def asked_for(n: int) -> Iterator[int | None]:
    yield from range(n, 6 * n + 1)
    yield from (8 * n, 10 * n, 20 * n, 10**6, None)


@cache
def printed_alike(n: int, asked: int | None) -> dict[Mark, tuple[Counts, ...]]:
    """Every answer set, by all that is printed of it: value, bound, range and the variance behind every SE."""
    alike: dict[Mark, list[Counts]] = defaultdict(list)
    for sets in answer_sets_by_sum(n).values():
        found = {mark(Cell(("community",), "shown", Count(counts), asked)) for counts in (sets[0], sets[-1])}
        assert len(found) == 1, "two answer sets of one sum must print the same"
        alike[found.pop()].extend(sets)
    return {found: tuple(sets) for found, sets in alike.items()}


@pytest.mark.parametrize("n", SIZES)
def test_at_least_eighteen_answer_sets_fit_whatever_is_printed(n: int) -> None:
    fewest = min(len(sets) for asked in range(n, 6 * n + 1) for sets in printed_alike(n, asked).values())
    assert fewest == V["fewest"][str(n)]
    assert min(len(sets) for asked in asked_for(n) for sets in printed_alike(n, asked).values()) >= 18


@pytest.mark.parametrize("n", SIZES)
def test_no_sum_no_count_and_no_absence_can_be_proved(n: int) -> None:
    for asked in asked_for(n):
        for found, sets in printed_alike(n, asked).items():
            where = f"{n} of {asked} printing {float(found.value)} {found.bound}"
            assert len({sum(k * counts[k] for k in range(5)) for counts in sets}) > 1, f"the sum of {where}"
            for level in range(5):
                chose = {counts[level] for counts in sets}
                assert 0 in chose, f"somebody surely chose {level}: {where}"
                assert max(chose) > 0, f"nobody surely chose {level}: {where}"


@pytest.mark.parametrize("n", SIZES)
def test_somebody_who_knows_their_own_answer_never_learns_all_the_others(n: int) -> None:
    fewest = min(
        sum(counts[own] > 0 for counts in sets)
        for asked in asked_for(n)
        for sets in printed_alike(n, asked).values()
        for own in range(5)
    )
    assert fewest >= 2
    assert fewest == V["insider"].get(str(n), fewest)


@pytest.mark.parametrize("n", SIZES)
def test_everything_printed_is_one_of_five_marks_and_one_public_variance(n: int) -> None:
    for asked in asked_for(n):
        alike = printed_alike(n, asked)
        assert len(alike) <= 5
        assert len({found.variance for found in alike}) == 1
        assert {found.low for found in alike} | {found.high for found in alike} == {None}
        assert sum(map(len, alike.values())) == len(every_answer_set(n))
