"""A guide for trying the residents' questions with residents, and the file that counts the interviews."""

import textwrap
from collections.abc import Iterator

from tallgrass.foundation.files import table_text
from tallgrass.foundation.languages import words
from tallgrass.strength.framework.method.document import Framework

_WIDTH = 88


def interview_guide(framework: Framework, language: str) -> str:
    """The guide as plain text, with every question for residents, to print or to open anywhere."""
    return "\n".join(_lines(framework, language)) + "\n"


def _lines(framework: Framework, language: str) -> Iterator[str]:
    said = words(language, "review")["guide"]
    texts = framework.texts.get(language, framework.texts[framework.language])
    yield from (said["title"], "=" * len(said["title"]), "")
    for part in ("before", "each"):
        yield from _part(said[f"{part}_title"], said[part], language)
    yield from (said["questions_title"], "-" * len(said["questions_title"]), "")
    for number, name in enumerate(framework.forms["resident"], start=1):
        wording = texts.criteria[name].resident or texts.criteria[name].wording
        yield from _wrapped(f"{number}. {wording.question}  [{name}]", "   ")
        if wording.help:
            yield from _wrapped(f"   {wording.help}", "   ")
        for level, text in enumerate(wording.levels):
            yield from _wrapped(f"     {level}  {text}", "        ")
        for prompt in ("own_words", "hard_words", "missing"):
            yield from ("", f"   {said[prompt]}", f"   {'_' * (_WIDTH - 6)}")
        yield ""
    yield from _part(said["after_title"], said["after"], language)


def _part(title: str, items: list[str], language: str) -> Iterator[str]:
    yield from (title, "-" * len(title), "")
    for item in items:
        yield from _wrapped(f"- {item.replace('{language}', language)}", "  ")
    yield ""


def _wrapped(text: str, hang: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=hang, break_on_hyphens=False)


def interviews_to_fill(language: str) -> str:
    """``interviews.csv`` with its head alone. It has no column for a person."""
    return table_text(words(language, "review")["interviews"]["columns"], [])
