"""The words of the sheets: the same in each language, and light to read."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tallgrass.foundation.languages import available_languages, words
from tallgrass.strength.framework.method.readability import ease_es, grade

#: What stands together on one screen or sheet, with the English grade and the Spanish ease it is held to.
SCREENS = {
    "forms.resident": (5, 80), "forms.partner": (8, 70), "meeting.one": (8, 70), "meeting.rules": (8, 70),
    "meeting.after": (8, 70), "forms.paper.tally_how": (8, 70),
}  # fmt: skip


def texts(entries: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text by its dotted path."""
    if isinstance(entries, str):
        yield path, entries
    elif isinstance(entries, Mapping):
        for key, value in entries.items():
            yield from texts(value, f"{path}.{key}")
    else:
        for at, value in enumerate(entries):
            yield from texts(value, f"{path}.{at}")


def screen(language: str, path: str) -> list[str]:
    found: Any = words(language, "paper")
    for part in path.split("."):
        found = found[part]
    spoken = {"count": {"en": "six", "es": "seis"}, "k": {"en": "five", "es": "cinco"}}
    return [re.sub(r"\{(\w+)\}", lambda mark: spoken[mark[1]][language], text) for text in found]


@pytest.mark.parametrize("path", list(SCREENS))
def test_a_tired_person_can_read_what_stands_on_a_sheet(path: str) -> None:
    highest, lowest = SCREENS[path]
    assert grade(screen("en", path)) <= highest
    assert all(grade([text]) <= 9 for text in screen("en", path))
    assert ease_es(screen("es", path)) >= lowest


@pytest.mark.parametrize("language", available_languages())
def test_each_language_says_everything_with_the_same_placeholders(language: str) -> None:
    english, own = dict(texts(words("en", "paper"))), dict(texts(words(language, "paper")))
    assert words(language, "paper").borrowed == frozenset()
    assert set(own) == set(english)
    marks = re.compile(r"\{\w+\}")
    for path, text in english.items():
        assert sorted(marks.findall(own[path])) == sorted(marks.findall(text)), path
