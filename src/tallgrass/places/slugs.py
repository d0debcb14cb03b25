"""The word of a place in addresses, made from its name."""

import re
import unicodedata
from collections.abc import Callable
from itertools import chain, count
from typing import Final

#: As long as the word may be.
LONGEST: Final = 60
#: The word of a place whose name has no letter that an address can hold.
_OTHERWISE: Final = "place"


def slug_for(name: str, taken: Callable[[str], bool]) -> str:
    """A free word for a place of that name: plain small letters, digits and hyphens; a number is added where needed.

    ``taken`` says whether a word is in use.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    word = (
        re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")[: LONGEST - 6].strip("-")
        or _OTHERWISE
    )
    candidates = chain((word,), (f"{word}-{number}" for number in count(2)))
    return next(candidate for candidate in candidates if not taken(candidate))
