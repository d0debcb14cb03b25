"""Words that may be one word and a slip of the pen.

Words are put together by their first letters with one or two neighbours left out (as in SymSpell: Garbe 2012), so that
no word is compared with all others; then their distance is counted (optimal string alignment: letters added, left out,
changed, or two neighbours changed over).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, islice
from typing import Final

from tallgrass.elements.players.method.names_lists import COMMON_WORDS

#: Letters at the beginning of a word by which words are put together.
BEGINNING: Final = 7
#: Words of fewer or more letters are not looked at, and no more of the same beginning.
LETTERS: Final = range(3, 31)
MOST_ALIKE: Final = 30
#: Words and comparisons at most, in any list: far more than 10,000 real names need.
MOST_WORDS, MOST_COMPARED = 50_000, 500_000
#: A word that so many names have is a word, not a slip.
KNOWN_FROM: Final = 3
#: Letters from which one slip, and two, are plausible beside a word that is known; and one where neither is. One more
#: where a letter was changed for another: that makes other words more often.
ONE_SLIP, TWO_SLIPS, ONE_SLIP_UNKNOWN = 5, 8, 7
#: Letters from which the beginning of a common word is its short form.
SHORT_FORM: Final = 4
#: A word whose end was cut off, from so many letters of the whole word where neither is known.
CUT_OFF_UNKNOWN: Final = 8


def slips(names_with: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """For each word the words that it may be a slip of, or that may be a slip of it.

    ``names_with`` counts the names that hold a word.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in islice(_alike(names_with), MOST_COMPARED):
        if other not in found[one] and is_slip(one, other, names_with):
            found[one].add(other)
            found[other].add(one)
    return {word: tuple(sorted(others)) for word, others in found.items() if others}


def corrections(near: Mapping[str, tuple[str, ...]], names_with: Mapping[str, int]) -> dict[str, str]:
    """For each word that is not known the known word that it may be a slip of, where there is one alone."""
    found = {}
    for word, others in near.items():
        known = [other for other in others if _known(other, names_with)]
        if len(known) == 1 and not _known(word, names_with):
            found[word] = known[0]
    return found


def _alike(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words that begin alike; some more than once."""
    beginnings: dict[str, list[str]] = defaultdict(list)
    for word in islice(words, MOST_WORDS):
        if len(word) in LETTERS and _spelt(word):
            for key in _beginnings(word[:BEGINNING]):
                beginnings[key].append(word)
            if len(word) < BEGINNING or word in COMMON_WORDS:
                beginnings[f"{word[:SHORT_FORM]}..."].append(word)
    for group in beginnings.values():
        if len(group) <= MOST_ALIKE:
            yield from ((one, other) for one, other in combinations(group, 2) if one[0] == other[0])


def is_slip(one: str, other: str, names_with: Mapping[str, int]) -> bool:
    """Whether one word may be a slip of the other."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    cut_off, more = long.startswith(short), len(long) - len(short)
    if not cut_off and (more > 2 or len(long) < ONE_SLIP):
        return False
    if long in (short + "s", short[:-1] + "ies"):
        return True
    known = _known(one, names_with) + _known(other, names_with)
    return known < 2 and _is_plausible(short, long, cut_off, bool(known)) and not _gender(one, other)


def _is_plausible(short: str, long: str, cut_off: bool, known: bool) -> bool:
    """Whether a word may be a slip of a longer one: ``cut_off`` is its beginning, ``known`` where one of them is."""
    more = len(long) - len(short)
    if cut_off and len(short) >= SHORT_FORM and long in COMMON_WORDS:
        return True
    if more > 2:
        return False
    if cut_off:
        return more < len(short) - 1 if known else len(long) >= CUT_OFF_UNKNOWN
    if _one_slip(short, long):
        changed = not more and sorted(short) != sorted(long)
        return len(long) >= (ONE_SLIP if known else ONE_SLIP_UNKNOWN) + changed
    return known and len(long) >= TWO_SLIPS and _two_slips(short, long)


def _one_slip(short: str, long: str) -> bool:
    """Whether one letter was added, left out or changed, or two neighbours changed over."""
    more = len(long) - len(short)
    if more > 1:
        return False
    at = 0
    for letter, its in zip(short, long, strict=False):
        if letter != its:
            break
        at += 1
    if more:
        return short[at:] == long[at + 1 :]
    after = at + 1
    if short[after:] == long[after:]:
        return at < len(short)
    return short[after + 1 :] == long[after + 1 :] and short[at : after + 1] == long[after] + long[at]


def _two_slips(short: str, long: str) -> bool:
    """Whether two letters were left out; or two of any slips, beside a word that everybody knows.

    Two changed letters make another place of many: Bellworth is not Bellport.
    """
    if len(long) - len(short) == 2:
        left = iter(long)
        if all(letter in left for letter in short):
            return True
    return not COMMON_WORDS.isdisjoint((short, long)) and _distance(short, long) == 2


def _distance(one: str, other: str) -> int:
    """How many letters were added, left out, changed, or changed over with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        now = [i]
        for j, second in enumerate(other, 1):
            cost = min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (letter != second))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == second:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]


def _beginnings(letters: str) -> dict[str, None]:
    """The letters, and what is left of them without any one, or any two that stand side by side."""
    without_one = (letters[:place] + letters[place + 1 :] for place in range(len(letters)))
    without_two = (letters[:place] + letters[place + 2 :] for place in range(len(letters) - 1))
    return dict.fromkeys((letters, *without_one, *without_two))


def _spelt(word: str) -> bool:
    """Whether a word is of letters that have capitals: in other scripts one letter makes another word."""
    return word.isalpha() and word.upper() != word


def _known(word: str, names_with: Mapping[str, int]) -> bool:
    return word in COMMON_WORDS or names_with.get(word, 0) >= KNOWN_FROM


def _gender(one: str, other: str) -> bool:
    """Latino and latina, vecinos and vecinas: two words."""
    one, other = one.removesuffix("s"), other.removesuffix("s")
    return one[:-1] == other[:-1] and {one[-1:], other[-1:]} == {"a", "o"}
