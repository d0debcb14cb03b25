"""The small signs with which a text says what is a heading, a list, or a sentence to say aloud.

A line that begins with ``# `` is a heading, with ``## `` a smaller one, with ``- `` a point of a list, with ``[ ] ``
something to tick, with ``> `` something to say aloud. Everything else is a paragraph, which ends at a blank line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

Kind = Literal["heading", "subheading", "points", "boxes", "say", "text"]
_SIGNS: Final[tuple[tuple[str, Kind], ...]] = (
    ("# ", "heading"),
    ("## ", "subheading"),
    ("- ", "points"),
    ("[ ] ", "boxes"),
    ("> ", "say"),
)
_LEAD_IN: Final = re.compile(r"([^.:?!“]{1,40}[:?])\s+")
_HEADINGS: Final[dict[Kind, int]] = {"heading": 1, "subheading": 2}


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; a heading has one."""

    kind: Kind
    lines: tuple[str, ...]


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order; without a word there is none."""
    signed = [_signed(line.strip()) for line in text.splitlines()]
    found: list[Block] = []
    for key, group in groupby(enumerate(signed), key=_together):
        if key is not None:
            found.append(Block(group_kind(key), tuple(line for _, (_, line) in group)))
    return tuple(found)


def group_kind(key: tuple[Kind, int]) -> Kind:
    """The kind of lines that stand together."""
    return key[0]


def without_empty(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without those that hold no word, and without a heading below which nothing is left."""
    kept: list[Block] = []
    below = 1
    for block in reversed([block for block in blocks if any(block.lines)]):
        level = _HEADINGS.get(block.kind)
        if level is not None and below <= level:
            continue
        kept.append(block)
        below = 9 if level is None else level
    return tuple(reversed(kept))


def plain(blocks: Iterable[Block]) -> str:
    """The blocks as text that can be sent or pasted anywhere: points keep their dash, what is said aloud its marks."""
    return "\n\n".join("\n".join(_plain(block)) for block in blocks)


def sentences(blocks: Iterable[Block]) -> list[str]:
    """What is read, line by line, without headings."""
    return [line for block in blocks if block.kind not in _HEADINGS for line in block.lines]


def _signed(line: str) -> tuple[Kind, str]:
    for sign, kind in _SIGNS:
        if line.startswith(sign):
            return kind, line.removeprefix(sign).strip()
    return "text", line


def _together(numbered: tuple[int, tuple[Kind, str]]) -> tuple[Kind, int] | None:
    """Lines of the same kind stand together; a heading stands alone, and a blank line parts."""
    number, (kind, line) = numbered
    if not line:
        return None
    return kind, number if kind in _HEADINGS else -1


def lead_in(line: str) -> tuple[str, str]:
    """The first words of a point that name it, up to a colon or a question mark, and the rest; blank for none."""
    found = _LEAD_IN.match(line)
    return ("", line) if found is None else (found[1], line[found.end() :])


def quoted(line: str) -> str:
    """What is said aloud, in quotation marks; those inside become single ones."""
    inner = line.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def _plain(block: Block) -> Iterator[str]:
    if block.kind == "say":
        return (quoted(line) for line in block.lines)
    before = {"points": "- ", "boxes": "[ ] "}.get(block.kind, "")
    return (f"{before}{line}" for line in block.lines)
