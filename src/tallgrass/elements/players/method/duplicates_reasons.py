"""Why two records may be of the same organization: a closed list, which pages say in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final, Literal

ReasonKey = Literal[
    "same_identifier",
    "different_identifier",
    "same_website",
    "same_name",
    "same_name_but_for_legal_form",
    "same_name_but_for_short_forms",
    "same_name_but_for_spaces",
    "also_known_as",
    "same_words_in_another_order",
    "same_name_but_for_a_note",
    "initials",
    "misspelt",
    "one_name_inside_the_other",
]

#: Reasons that make two names the same name.
STRONG_NAMES: Final = frozenset(
    {
        "same_name",
        "same_name_but_for_legal_form",
        "same_name_but_for_short_forms",
        "same_name_but_for_spaces",
        "also_known_as",
    }
)
#: Reasons beside the names, and the one that speaks against.
NUMBERS: Final = frozenset({"same_identifier", "same_website"})
AGAINST: Final = frozenset({"different_identifier"})

#: Up to so many records that share something are compared each with each; more along a chain and with the first.
EACH_WITH_EACH: Final = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. ``one`` and ``other`` are what it rests on in either record, as compared; empty where nothing is.

    By key: identifiers (with their ``scheme``) and websites, as compared; what only one name has, where names differ by
    it (articles for ``same_name``, legal forms, notes, words); the words or names that differ (short forms, spaces,
    order; ``misspelt``: the words alone); initials in one and the name of the other, or both names where one gives the
    other (``initials``, ``also_known_as``).
    """

    key: ReasonKey
    one: str = ""
    other: str = ""
    scheme: str = ""


#: Two records by their places, the earlier one first, and why.
Pair = tuple[int, int, Reason]


def pairs_of(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of a group of records, places rising: each with each in a small group, else a number that grows evenly."""
    if len(places) <= EACH_WITH_EACH:
        yield from combinations(places, 2)
        return
    yield from ((places[0], other) for other in places[1:])
    yield from pairwise(places[1:])
