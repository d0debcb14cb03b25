"""What a room said, in words, as a picture and as a table."""

from decimal import Decimal
from typing import Any

from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.ui.parts import Cell, Column, Table, table
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.room.asking import Worded
from tallgrass.strength.rounds.room.method.picture import picture_of
from tallgrass.strength.rounds.room.models import RoomCell, RoomQuestion


def said_in(language: str) -> Words:
    """Every word of the room."""
    return words(language, "room")


def result_of(cell: RoomCell, worded: Worded, *, example: bool) -> dict[str, Any]:
    """A cell as pages show it: sentences, ``picture`` and ``table`` (the same in words)."""
    said = said_in(worded.language)["result"]
    sentence = mark_sentence(cell, worded.language)
    picture = picture_of(cell.value, cell.bound, cell.low, cell.high, cell.counts)
    return {
        "sentence": sentence,
        "more": _more(cell, said),
        "picture": picture,
        "about": filled(said["picture"], sentence=sentence),
        "example": said["example"] if example else "",
        "table": _table(cell, worded, said),
        "counts": cell.counts,
    }


def mark_sentence(cell: RoomCell, language: str) -> str:
    """Where the room stands, in a sentence."""
    said = said_in(language)["result"]
    if cell.bound:
        return str(said[cell.bound])
    if cell.counts is None:
        return filled(said["half"], value=_half(cell.value))
    if cell.low == cell.high or cell.answered == cell.people:  # everybody: nothing is left open
        return filled(said["spread_all"], value=_number(cell.value))
    return filled(said["spread"], value=_number(cell.value), low=_number(cell.low), high=_number(cell.high))


def agreed_sentence(one: RoomQuestion, worded: Worded, said: Words) -> str:
    """The level that was agreed on, or that none was; ``said`` has ``agreed`` and ``none_agreed``."""
    if one.level is None:
        return str(said["none_agreed"])
    return filled(said["agreed"], level=level_name(one.level, worded))


def level_name(level: int, worded: Worded) -> str:
    """A level with its number, as it stands on cards."""
    return f"{level} · {worded.names[level]}"


def _more(cell: RoomCell, said: Words) -> list[str]:
    lines = [
        filled(said["answered"], answered=cell.answered)
        if cell.people is None
        else filled(said["answered_of"], answered=cell.answered, people=cell.people)
    ]
    if cell.counts is None:
        lines.append(said["no_counts"])
    if cell.many_dont_know:
        lines.append(said["many_dont_know"])
    elif cell.dont_know_share:
        lines.append(filled(said["dont_know"], tenths=int(cell.dont_know_share * 10)))
    return lines


def _table(cell: RoomCell, worded: Worded, said: Words) -> Table:
    if cell.counts is not None:
        lines = tuple(
            (Cell(level_name(level, worded)), Cell(str(count))) for level, count in enumerate(cell.counts)
        )
        columns = (Column(said["level"]), Column(said["count"], number=True))
        return table(said["caption"], columns, lines, worded.language)
    mark = said[f"{cell.bound}_mark"] if cell.bound else _half(cell.value)
    rows = ((said["mark"], mark), (said["answered_name"], str(cell.answered)))
    lines = tuple((Cell(name), Cell(value)) for name, value in rows)
    return table(said["caption"], (Column(said["what"]), Column(said["says"])), lines, worded.language)


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _half(value: Decimal) -> str:
    return f"{value.normalize():f}"
