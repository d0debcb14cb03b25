"""Puts a digest together so that it stays short: blocks of lines, as many of each as there is room for. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

#: The whole message has 250 words at most; what ends it (``messages.json``: ``footer``) needs some of them.
MOST_WORDS: Final = 250
KEPT_FOR_FOOTER: Final = 50
#: A line is cut after so many words; one that is cut ends so.
LONGEST_LINE: Final = 30
_CUT: Final = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say, and the address where it is found (blank: nowhere)."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under a title, the most needed first.

    ``none`` is said where there are none; ``more``, with ``{count}`` in it, and the address ``rest`` where some are
    left out. ``further`` counts those that were not even brought along. ``most`` lines are shown at most.
    """

    title: str
    lines: tuple[Line, ...]
    none: str
    more: str
    rest: str
    most: int
    further: int = 0


@dataclass(slots=True)
class Fitted:
    """A block as it is shown: some of its lines, and what is said after them."""

    title: str
    lines: list[Line] = field(default_factory=list)
    after: str = ""
    rest: str = ""

    @property
    def words(self) -> int:
        """How many words it has, addresses included."""
        texts = [self.title, self.after, self.rest, *(f"{one.text} {one.address}" for one in self.lines)]
        return sum(words_in(text) for text in texts)


def words_in(text: str) -> int:
    """How many words a text has; an address is one."""
    return len(text.split())


def fitted(blocks: Sequence[Block], *, most_words: int) -> list[Fitted]:
    """The blocks with as many lines as fit into ``most_words``: one line of each in turn, so that none is crowded out.

    Titles, and that more is left out, are said in any case.
    """
    shown = [_closed(block, ()) for block in blocks]
    for turn in range(max((len(block.lines) for block in blocks), default=0)):
        for place, block in enumerate(blocks):
            if turn != len(shown[place].lines) or turn >= min(len(block.lines), block.most):
                continue  # this block has ended
            longer = _closed(block, block.lines[: turn + 1])
            others = sum(one.words for one in shown) - shown[place].words
            if others + longer.words <= most_words:
                shown[place] = longer
    return shown


def as_text(opening: Sequence[str], blocks: Sequence[Fitted], closing: Sequence[str]) -> str:
    """The whole as plain text: paragraphs, a title over each block, a dash before each line."""
    return "\n\n".join([*opening, *(_block_text(block) for block in blocks), "\n".join(closing)])


def _closed(block: Block, lines: Sequence[Line]) -> Fitted:
    """A block that shows these lines."""
    left = len(block.lines) - len(lines) + block.further
    cut = [Line(_short(line.text), line.address) for line in lines]
    if not left:
        return Fitted(block.title, cut, "" if cut else block.none)
    return Fitted(block.title, cut, block.more.format(count=left), block.rest)


def _short(text: str) -> str:
    said = text.split()
    return text if len(said) <= LONGEST_LINE else " ".join(said[:LONGEST_LINE]) + _CUT


def _block_text(block: Fitted) -> str:
    lines = [block.title]
    for one in block.lines:
        lines += [f"- {one.text}", *([f"  {one.address}"] if one.address else [])]
    lines += [text for text in (block.after, block.rest) if text]
    return "\n".join(lines)
