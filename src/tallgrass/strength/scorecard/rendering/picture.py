"""The pictures of a scorecard: which mark stands where, and the words that say the same."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from tallgrass.foundation.ui.charts import (
    Bar,
    Figure,
    Scale,
    Square,
    Strip,
    columns,
    in_right_half,
    mark,
    percent,
    stretch,
)
from tallgrass.strength.scorecard.rendering.sentences import Sentences

Part = Mapping[str, Any]


def example_mark(sentences: Sentences) -> str | None:
    """The word that stands inside every picture of an example place."""
    return sentences.speech.text("page.example_mark") if sentences.document["example"] else None


def marks_in_words(sentences: Sentences, part: Part, records: Figure | None) -> str:
    """What people, residents and records say, in one or a few short sentences.

    ``part`` is an element or a criterion; ``records`` its figure on record, None where there is not enough.
    """
    text, say, residents = sentences.speech.text, part["say"], part["residents"]
    questions = sentences.questions_of(part)
    said = []
    if say["estimate"] is not None:
        path = f"picture.say_{sentences.origin(part)}"
        named = sentences.named(say["estimate"], say["bound"])
        said.append(text(path, **named, part=part_of(sentences, part, "say")))
    elif few := _with(questions, "say"):
        said.append(text("picture.say_few", number=few, total=len(questions)))
    else:
        said.append(text(f"picture.say_{sentences.origin(part)}"))
    if residents["estimate"] is not None:
        named = sentences.named(residents["estimate"], residents["bound"])
        said.append(text("picture.say_residents", **named, part=part_of(sentences, part, "residents")))
    if records is not None:
        named = sentences.named(records)
        said.append(text("picture.say_records", **named, part=part_of(sentences, part, "show")))
    elif few := _with(questions, "show"):
        said.append(text("picture.say_few_records", number=few, total=len(questions)))
    else:
        said.append(text("picture.say_no_records"))
    return " ".join(said)


def part_of(sentences: Sentences, part: Part, voice: Literal["say", "residents", "show"]) -> str:
    """From how many of an element's questions a mark is made; blank where it is all, and for a question."""
    found = counted_of(sentences, part, voice)
    path = "picture.part_records" if voice == "show" else "picture.part_people"
    return sentences.speech.text(path, number=found[0], total=found[1]) if found else ""


def counted_of(
    sentences: Sentences, part: Part, voice: Literal["say", "residents", "show"]
) -> tuple[int, int] | None:
    """How many of an element's questions have a mark, and of how many; None where it is all or none."""
    questions = sentences.questions_of(part)
    number = _with(questions, voice)
    return (number, len(questions)) if 0 < number < len(questions) else None


def _with(questions: Sequence[Part], voice: str) -> int:
    """How many questions have a mark of people or residents, or a level on record."""
    key = "level" if voice == "show" else "estimate"
    return sum(1 for item in questions if item[voice][key] is not None)


def middle_of(sentences: Sentences, element: Part) -> str:
    """Of how many of its questions an element's word is the middle."""
    questions = sentences.questions_of(element)
    number = sum(1 for item in questions if item["standing"] is not None)
    if number == len(questions):
        return sentences.speech.text("picture.middle_all", total=number)
    return sentences.speech.counted("picture.middle", number, number=number, total=len(questions))


def scale(sentences: Sentences, name: str, part: Part, records: Figure | None) -> Scale:
    """Levels with people, residents and records of an element or a criterion."""
    say, residents = part["say"], part["residents"]
    differs = bool({"people_higher", "records_higher"} & set(part["findings"]))
    levels = sentences.texts.levels
    apart = mark(residents["estimate"], residents["bound"])
    return Scale(
        title=sentences.speech.text(
            "picture.scale_title", name=name, marks=marks_in_words(sentences, part, records)
        ),
        description=sentences.speech.text("picture.scale_desc", first=levels[0], last=levels[4]),
        people=mark(say["estimate"], say["bound"]),
        residents=apart,
        records=mark(records, None),
        span=stretch(say["estimate"], records) if differs else None,
        range=stretch(say.get("low"), say.get("high")),
        example_left=in_right_half(apart),
        example=example_mark(sentences),
    )


def square(criterion: Part) -> Square:
    """The square of a criterion: the level people give beside the level on record."""
    return Square(criterion["say"]["level"], criterion["show"]["level"])


def square_in_words(sentences: Sentences, criterion: Part) -> str:
    """What a square shows, for those who do not see it; it follows the name of the criterion."""
    text = sentences.speech.text
    seen = square(criterion)
    if seen.people is not None:
        who = "agreed" if criterion["say"]["source"] == "agreed" else "people"
        people = text(f"picture.square_{who}", level=sentences.level(seen.people))
    else:
        people = text("picture.square_no_people" if criterion["asked"] else "picture.square_not_asked")
    if seen.records is not None:
        records = text("picture.square_records", level=sentences.level(seen.records))
    else:
        records = text("picture.square_no_records")
    return text("picture.square", people=people, records=records)


def strip(
    sentences: Sentences, part: Part, shape: Literal["dot", "tri", "ring"], *, first: bool = False
) -> Strip:
    """One voice by itself: a cell, residents or other partners. The ``first`` of a picture says *example*."""
    drawn = mark(part["estimate"], part["bound"])
    return Strip(
        shape,
        drawn,
        in_right_half(drawn),
        stretch(part.get("low"), part.get("high")),
        columns(part.get("counts") or (), 38, 28),
        example_mark(sentences) if first else None,
    )


def counts_in_words(sentences: Sentences, counts: Sequence[int]) -> str:
    """How many of a group of ten or more chose each level, from the lowest to the highest."""
    return sentences.speech.text("list.comma").join(
        sentences.speech.text("criterion.spread", level=sentences.level(level), count=count)
        for level, count in enumerate(counts)
    )


def participation_bars(sentences: Sentences) -> tuple[Bar, ...]:
    """A bar for each row of participation: the share of those asked. What may not be said is hatched, not short.

    Each type has the same length, as each counts the same; it takes two thirds of the width, so that the word
    *example* has its place. Where nobody knows how many were asked there is no bar.
    """
    rows: Sequence[Part] = sentences.document["participation"]
    whole = percent(Decimal(65))
    return tuple(
        Bar(
            answered=percent(Decimal(65 * row["answered"]) / Decimal(row["asked"]))
            if row["state"] == "counted" and row["asked"]
            else None,
            asked=whole if row["state"] == "fewer_than_k" or row["asked"] else None,
            hidden=row["state"] == "fewer_than_k",
            example=None if at else example_mark(sentences),
        )
        for at, row in enumerate(rows)
    )
