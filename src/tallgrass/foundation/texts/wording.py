"""The words that every text gets, from ``languages/*/texts.json``."""

from typing import Final

from tallgrass.foundation.languages import words
from tallgrass.foundation.texts.method.wording import Endings, as_sent

#: A text that has one of these says itself how it is ended.
_MENTIONS: Final = ("STOP", "ALTO")


def complete(body: str, *, name: str, language: str, first: bool) -> str:
    """A text of a place as it is sent (``method.wording.as_sent``). ``name`` is how the place calls itself in texts."""
    said = words(language, "texts")["endings"]
    endings = Endings(said["first"], said["later"], _MENTIONS)
    return as_sent(body, name=name, endings=endings, first=first)


def answer(kind: str, *, name: str, language: str) -> str:
    """What is texted back: ``kind`` is stop, help, start, language or other."""
    said = words(language, "texts")["answers"]
    return str(said[kind].format(name=name) if name else said["nameless"][kind])
