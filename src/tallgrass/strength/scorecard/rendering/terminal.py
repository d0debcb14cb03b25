"""The summary that a person reads in a terminal after ``assess``: 80 columns, no colour, no picture."""

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, Protocol

from tallgrass.foundation.files import Problem, at_most_printed
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.rendering.pages import element_order
from tallgrass.strength.scorecard.rendering.picture import counted_of
from tallgrass.strength.scorecard.rendering.sentences import Sentences

WIDTH: Final = 80
_INDENT: Final = "  "
#: Characters that move the cursor or hide text; a name from a spreadsheet may hold them.
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class Seen(Protocol):
    """Records that were found odd while computing: how many of ``table``, and what about them (``key``)."""

    @property
    def table(self) -> str:
        """The table they are in."""

    @property
    def key(self) -> str:
        """What is odd about them."""

    @property
    def count(self) -> int:
        """How many they are."""

    @property
    def is_problem(self) -> bool:
        """Whether a person should look into it."""


def summary(
    document: Mapping[str, Any],
    framework: Framework,
    language: str,
    reported: Sequence[Problem] = (),
    noted: Sequence[Problem] = (),
    noticed: Sequence[Seen] = (),
) -> str:
    """The first sentence, the six elements, who was heard, what to do next, and what was odd on the way."""
    sentences = Sentences(document, framework, language)
    problems = [one.sentence(language) for one in reported]
    problems += _seen(sentences, (one for one in noticed if one.is_problem))
    notes = [one.sentence(language) for one in noted]
    notes += _seen(sentences, (one for one in noticed if not one.is_problem))
    lines = [
        *_head(sentences),
        *_elements(sentences),
        *_heard(sentences),
        *_steps(sentences),
        *_listed(sentences.speech.text("terminal.problems"), at_most_printed(problems, language)),
        *_listed(sentences.speech.text("terminal.notes"), at_most_printed(notes, language)),
        *_foot(sentences),
    ]
    text = "\n".join(_CONTROL.sub("", line) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text)


def _wrapped(text: str, indent: str = "", hang: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + hang, break_on_hyphens=False
    )


def _head(sentences: Sentences) -> Iterable[str]:
    speech, document = sentences.speech, sentences.document
    date = speech.date(document["as_of"])
    heading = speech.text("terminal.heading", place=document["place"]["name"], date=date)
    yield from _wrapped(heading)
    yield "=" * min(len(heading), WIDTH)
    if document["example"]:
        yield from _wrapped(speech.text("page.example"))
    yield ""
    said = (*sentences.first_sentence(), *sentences.changes(), *sentences.not_compared())
    yield from _wrapped(" ".join(said))
    yield ""


def _elements(sentences: Sentences) -> Iterable[str]:
    elements = {item["id"]: item for item in sentences.document["elements"]}
    yield from _table(sentences, elements)
    yield ""
    for name in element_order(sentences.document):
        if difference := sentences.difference(elements[name]):
            yield from _wrapped(f"{sentences.element(name).name}: {' '.join(difference)}", _INDENT, _INDENT)
    for gap in sentences.gaps():
        yield from _wrapped(gap, _INDENT, _INDENT)


def _table(sentences: Sentences, elements: Mapping[str, Any]) -> Iterable[str]:
    """A row for each element; a mark from some of its questions says from how many, if it fits the width."""
    text = sentences.speech.text
    titles = [text(f"terminal.{key}") for key in ("element", "people", "residents", "records", "stands")]
    origins = {sentences.origin(item) for item in elements.values() if item["say"]["estimate"] is not None}
    if "agreed" in origins:
        titles[1] = text("terminal.agreed" if origins == {"agreed"} else "terminal.people_or_agreed")
    rows, parts = [titles], []
    for name in element_order(sentences.document):
        item = elements[name]
        figures: tuple[tuple[Literal["say", "residents", "show"], Any, Any], ...] = (
            ("say", item["say"]["estimate"], item["say"]["bound"]),
            ("residents", item["residents"]["estimate"], item["residents"]["bound"]),
            ("show", item["show"]["mean"], None),
        )
        word = sentences.level(item["word"]) if item["word"] is not None else text("picture.no_word_short")
        marks = [
            text("terminal.nothing") if mark is None else sentences.mark(mark, bound)
            for _, mark, bound in figures
        ]
        rows.append([sentences.element(name).name, *marks, word])
        parts.append(["" if mark is None else _part(sentences, item, voice) for voice, mark, _ in figures])
    short = [titles] + [
        [row[0], *(mark + part for mark, part in zip(row[1:4], found, strict=True)), row[4]]
        for row, found in zip(rows[1:], parts, strict=True)
    ]
    fits = max(len(line) for line in _set(short)) <= WIDTH
    yield from _set(short if fits else rows)
    some = next((part.strip(" ()") for found in parts for part in found if part), None)
    if some:
        yield ""
        number, _, total = some.partition("/")
        if fits:
            yield from _wrapped(text("terminal.part", number=number, total=total), _INDENT)
    if not fits:
        for row, found in zip(rows[1:], parts, strict=True):
            said = [f"{title}{part}" for title, part in zip(titles[1:4], found, strict=True) if part]
            if said:
                yield from _wrapped(f"{row[0]}: {'; '.join(said)}.", _INDENT, _INDENT)


def _part(
    sentences: Sentences, element: Mapping[str, Any], voice: Literal["say", "residents", "show"]
) -> str:
    found = counted_of(sentences, element, voice)
    return f" ({found[0]}/{found[1]})" if found else ""


def _set(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        _INDENT + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _heard(sentences: Sentences) -> Iterable[str]:
    yield ""
    yield sentences.speech.text("heard.title")
    rows = [
        (sentences.speech.kind_name(row["kind"]), sentences.participation(row))
        for row in sentences.document["participation"]
    ]
    width = max((len(name) for name, _ in rows), default=0)
    for name, said in rows:
        yield f"{_INDENT}{name:<{width}}  {said}"
    for note in sentences.heard():
        yield from _wrapped(note, _INDENT)


def _steps(sentences: Sentences) -> Iterable[str]:
    steps = sentences.document["next_steps"][:3]
    if not steps:
        return
    text = sentences.speech.text
    yield ""
    yield text("terminal.steps")
    for number, step in enumerate(steps, start=1):
        texts, what = sentences.step(step), sentences.what(step)
        yield from _wrapped(f"{number}. {what}", _INDENT, "   ")
        yield from _wrapped(sentences.why(step), _INDENT + "   ")
        yield from _wrapped(f"{text('step.first')}: {texts.first_30_minutes}", _INDENT + "   ")


def _seen(sentences: Sentences, noticed: Iterable[Seen]) -> list[str]:
    return [sentences.noted(one.table, one.key, one.count) for one in noticed]


def _listed(title: str, said: Sequence[str]) -> Iterable[str]:
    if said:
        yield ""
        yield title
        for sentence in said:
            yield from _wrapped(f"- {sentence}", _INDENT, "  ")


def _foot(sentences: Sentences) -> Iterable[str]:
    text = sentences.speech.text
    yield ""
    yield from _wrapped(". ".join(sentences.behind()) + ".")
    yield from _wrapped(text(f"caution.{sentences.document['caution']}"))
    yield from _wrapped(" ".join((*sentences.caveats(), *sentences.language_notes())))
