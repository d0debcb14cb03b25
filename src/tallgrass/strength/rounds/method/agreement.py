"""How far people agree: Van der Eijk's A for levels, Kendall's W for rankings.

A: Van der Eijk, C. (2001), "Measuring agreement in ordered rating scales", Quality and Quantity 35. W: Kendall and
Babington Smith (1939), with the correction for ties. Both leave as words only.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Literal

AgreementKey = Literal["most_agree", "lean_together", "mixed", "two_camps"]

MOST_AGREE = Fraction(3, 5)
LEAN_TOGETHER = Fraction(3, 10)
TWO_CAMPS_BELOW = Fraction(-1, 5)
#: Under this many answers A says little: no word at all.
WORD_FROM = 10
#: Under this many the word is rough, and two camps cannot be told from mixed.
FIRM_FROM = 20


def agreement(counts: Sequence[int]) -> Fraction:
    """A of ordered categories: +1 all at one level, 0 even spread, -1 two camps at the ends.

    ``counts`` holds at least three categories; without any answer A is 0.
    """
    total = sum(counts)
    if not total:
        return Fraction(0)
    left = list(counts)
    result = Fraction(0)
    while any(left):
        height = min(count for count in left if count)
        filled = [count > 0 for count in left]
        share = Fraction(height * sum(filled), total)
        result += share * _layer_agreement(filled)
        left = [count - height if count else 0 for count in left]
    return result


def _layer_agreement(filled: Sequence[bool]) -> Fraction:
    """A of one layer, in which each category is either filled or empty."""
    categories, levels = len(filled), sum(filled)
    if levels == 1:
        return Fraction(1)
    near = apart = 0
    for first, middle, last in combinations(filled, 3):
        if middle and first != last:
            near += 1
        elif first and last and not middle:
            apart += 1
    if not near + apart:
        return Fraction(0)
    unimodality = Fraction(
        (categories - 2) * near - (categories - 1) * apart, (categories - 2) * (near + apart)
    )
    return unimodality * (1 - Fraction(levels - 1, categories - 1))


def agreement_in_words(counts: Sequence[int]) -> tuple[AgreementKey, bool] | None:
    """The word for A and whether it is rough (METHOD 1, section 2). None under 10 answers."""
    total = sum(counts)
    if total < WORD_FROM:
        return None
    found = agreement(counts)
    rough = total < FIRM_FROM
    if found >= MOST_AGREE:
        return "most_agree", rough
    if found >= LEAN_TOGETHER:
        return "lean_together", rough
    if found >= TWO_CAMPS_BELOW or rough:
        return "mixed", rough
    return "two_camps", rough


def concordance(ranks: Sequence[Sequence[Fraction]]) -> Fraction | None:
    """Kendall's W of m complete rankings of n items, ties sharing their mean rank.

    W = 12 S / (m^2 (n^3 - n) - m T), where S sums the squared distances of the rank sums from their mean and T sums
    t^3 - t over each rater's groups of t tied items. None where it is undefined (fewer than 2 items, all tied).
    """
    raters = len(ranks)
    items = len(ranks[0]) if raters else 0
    if items < 2:
        return None
    sums = [sum((row[item] for row in ranks), Fraction(0)) for item in range(items)]
    middle = sum(sums, Fraction(0)) / items
    squares = sum(((one - middle) ** 2 for one in sums), Fraction(0))
    ties = sum(row.count(rank) ** 3 - row.count(rank) for row in map(list, ranks) for rank in set(row))
    below = raters * raters * (items**3 - items) - raters * ties
    return 12 * squares / below if below else None


def concordance_of_picks(picked: Iterable[Mapping[str, int]], items: Sequence[str]) -> Fraction | None:
    """``concordance`` of people who ranked a few of the items each; what a person left out shares the places left.

    Each of ``picked`` maps items to ranks, all of them among ``items``. The same figure without a row for each person,
    and in whole numbers (every rank counted twice), as there may be very many people.
    """
    count, people, shared, ties = len(items), 0, 0, 0
    apart = dict.fromkeys(items, 0)
    for ranks in picked:
        places = sorted(ranks.values())
        left = len(places) + 1 + count
        people, shared = people + 1, shared + left
        ties += (count - len(places)) ** 3 - (count - len(places))
        for item, rank in ranks.items():
            apart[item] += 2 * (places.index(rank) + 1) - left
        if len(set(places)) < len(places):
            ties += sum(tied**3 - tied for tied in Counter(places).values())
    if count < 2 or not people:
        return None
    sums = [shared + one for one in apart.values()]
    squares = sum((one - Fraction(sum(sums), count)) ** 2 for one in sums) / 4
    below = people * people * (count**3 - count) - people * ties
    return Fraction(12 * squares / below) if below else None
