"""The words of a meeting are plain: at sixth grade for the phones, at eighth for stewards, and easy in Spanish."""

from collections.abc import Iterator
from typing import Any

import pytest

from tallgrass.foundation.languages import words
from tallgrass.strength.framework.method.readability import ease_es, grade, perspicuity_es

PARTS = (
    "list",
    "begin",
    "steer",
    "open",
    "talk",
    "end",
    "discard",
    "after",
    "result",
    "wall",
    "phone",
    "code",
    "cards",
)


def sentences(said: Any) -> Iterator[str]:
    """Every whole sentence in a part of the words."""
    if isinstance(said, str):
        if said.endswith((".", "?", "!")):
            yield said
    elif isinstance(said, list):
        for each in said:
            yield from sentences(each)
    else:
        for each in said.values():
            yield from sentences(each)


@pytest.mark.parametrize("part", PARTS)
def test_words_are_plain(part: str) -> None:
    english, spanish = (list(sentences(words(language, "room")[part])) for language in ("en", "es"))
    assert grade(english) <= (6 if part in ("phone", "wall", "code", "result") else 8)
    assert ease_es(spanish) >= 70
    assert perspicuity_es(spanish) >= 65
