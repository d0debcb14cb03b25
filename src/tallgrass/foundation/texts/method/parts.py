"""How many parts a text is sent in. A gateway is paid by the part, not by the text.

After 3GPP TS 23.038 (the basic alphabet and its extension) and TS 23.040 (a longer text gives up room in each part).
"""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

#: The alphabet of a text that is sent in septets. Of Spanish, á, í, ó and ú are missing; é, ñ, ü, ¿ and ¡ are there.
BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: These take two septets each, which stay in one part.
EXTENSION: Final = frozenset("\f^{}\\[~]|€")

Coding = Literal["GSM-7", "UCS-2"]
#: Units that one part holds alone, and as one of several.
ROOM: Final[dict[Coding, tuple[int, int]]] = {"GSM-7": (160, 153), "UCS-2": (70, 67)}


class Length(NamedTuple):
    """How a text is coded, its length in units of that coding (septets, or halves of UTF-16), and its parts."""

    coding: Coding
    units: int
    parts: int


def length_of(text: str) -> Length:
    """The length of a text as it is sent. An empty text has no part; a lone half of a character counts as one unit."""
    coding: Coding = "GSM-7" if all(one in BASIC or one in EXTENSION for one in text) else "UCS-2"
    sizes = [_size(one, coding) for one in text]
    units = sum(sizes)
    alone, of_several = ROOM[coding]
    if units <= alone:
        return Length(coding, units, min(units, 1))
    return Length(coding, units, _filled(sizes, of_several))


def outside(text: str) -> tuple[str, ...]:
    """The characters that force the wider coding, in the order in which they first stand."""
    return tuple(dict.fromkeys(one for one in text if one not in BASIC and one not in EXTENSION))


def _size(character: str, coding: Coding) -> int:
    if coding == "GSM-7":
        return 2 if character in EXTENSION else 1
    return 2 if ord(character) > 0xFFFF else 1


def _filled(sizes: Iterable[int], room: int) -> int:
    """The parts of so much room that hold the characters in their order, none of them cut in two."""
    parts, left = 1, room
    for size in sizes:
        if size > left:
            parts, left = parts + 1, room
        left -= size
    return parts
