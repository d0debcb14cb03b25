"""One key an answer, and the marks by which paper calls what can be picked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_uppercase
from typing import Final

from tallgrass.strength.rounds.method.sheets import DONT_KNOW, LEVELS, NOT_REACHED, SKIPPED

#: The signs in the order in which they stand on paper, the blank one last.
ORDER: Final = (*LEVELS, DONT_KNOW, SKIPPED, NOT_REACHED)


def key_of(sign: str, own: Mapping[str, str]) -> str:
    """The key for a sign in a language; ``own`` are the keys of the language that are letters."""
    return own.get(sign, sign)


def sign_of(key: str, own: Mapping[str, str]) -> str | None:
    """What a key says: ``0`` to ``4``, *I don't know*, skipped, or left blank on paper; None for any other.

    Capital letters say the same. *I don't know* is understood in every language as ``d`` and as ``n``, unless the
    language has one of these for something else.

    >>> sign_of("N", {"d": "n", "s": "s"}), sign_of("-", {}), sign_of("5", {})
    ('d', '-', None)
    """
    signs = {"d": DONT_KNOW, "n": DONT_KNOW, "s": SKIPPED, NOT_REACHED: NOT_REACHED}
    signs |= {level: level for level in LEVELS} | {letter: sign for sign, letter in own.items()}
    return signs.get(key.strip().lower())


def tally(signs: Iterable[str]) -> dict[str, int]:
    """How often each sign was keyed, to hold against the paper."""
    found = Counter(signs)
    return {sign: found[sign] for sign in ORDER}


def pick_marks(items: Sequence[str], big: int) -> dict[str, str]:
    """The mark on paper of each thing that can be picked: letters for the ``big`` topics, which stand first in
    ``items``, then the numbers of the questions.

    >>> pick_marks(["players", "culture", "KP7", "CA2"], 2)
    {'players': 'A', 'culture': 'B', 'KP7': '1', 'CA2': '2'}
    """
    letters = dict(zip(items[:big], ascii_uppercase, strict=False))
    return letters | {item: str(number) for number, item in enumerate(items[big:], 1)}


def picked(mark: str, marks: Mapping[str, str]) -> str | None:
    """What a mark on paper stands for; None where it is on no list."""
    wanted = mark.strip().upper()
    return next((item for item, one in marks.items() if one == wanted), None)
