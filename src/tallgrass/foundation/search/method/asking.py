"""What a person typed, as what is looked for: whole words, phrases in quotes, and the beginning of the last word."""

import re
from typing import Final, NamedTuple

from tallgrass.foundation.search.method.folding import words_of

#: How much of what was typed is read.
LONGEST_QUESTION: Final = 400
#: How many tokens are looked for; later ones are left out.
MOST_TOKENS: Final = 24

_QUOTES: Final = re.compile('["“”„«»＂]')


class Part(NamedTuple):
    """Tokens that stand together in this order; with ``prefix`` the last one may go on."""

    tokens: tuple[str, ...]
    prefix: bool


def parts_of(typed: str) -> tuple[Part, ...]:
    """What must all be found, in the order typed. Empty where nothing typed is a letter or a figure.

    Words in quotes are a phrase. The last word, unless in quotes, may be only the beginning of one.
    """
    pieces = _QUOTES.split(typed[:LONGEST_QUESTION])
    found: list[Part] = []
    for place, piece in enumerate(pieces):
        quoted = place % 2 == 1 and place < len(pieces) - 1
        last = place == len(pieces) - 1
        found += _phrase(piece) if quoted else _single(piece, last)
    return _few(found)


def _phrase(piece: str) -> list[Part]:
    tokens = tuple(token for word in words_of(piece) for token in word)
    return [Part(tokens, prefix=False)] if tokens else []


def _single(piece: str, last: bool) -> list[Part]:
    words = words_of(piece)
    return [Part(word, prefix=last and place == len(words) - 1) for place, word in enumerate(words)]


def _few(parts: list[Part]) -> tuple[Part, ...]:
    """The parts that hold the first ``MOST_TOKENS`` tokens; a part that goes over is cut."""
    left, kept = MOST_TOKENS, []
    for part in parts:
        if left:
            kept.append(Part(part.tokens[:left], part.prefix))
            left -= len(kept[-1].tokens)
    return tuple(kept)
