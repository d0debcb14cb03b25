"""Texts of the kit, filled with what is known of a place and a round."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from tallgrass.strength.rounds.kit.method.blocks import Block, blocks_of, plain, without_empty
from tallgrass.strength.rounds.kit.method.facts import Facts, Pay, Said
from tallgrass.strength.rounds.kit.method.pieces import LONGEST_TEXT, Piece

_MARK: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class OwnText:
    """A steward's own words for a piece, with marks as ``{who}``; a text for telephones has no subject."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A piece as it is sent or printed. ``body`` is plain text, ``blocks`` are the same for print; ``gaps`` are the
    marks of what is not known yet, in the order in which they are met. ``subject`` is the title of a sheet.
    """

    subject: str
    blocks: tuple[Block, ...]
    gaps: tuple[str, ...]

    @property
    def body(self) -> str:
        """The text without its subject."""
        return plain(self.blocks)


def filled(piece: Piece, said: Said, facts: Facts, own: OwnText | None = None) -> Filled:
    """A piece in a language, in its original words or in a steward's own.

    Of the original texts for telephones, which get shorter from one to the next, it is the first that is short enough.
    """
    if own is not None:
        return _filled(own, said, facts, piece)
    versions = [_filled(text, said, facts, piece) for text in originals(piece, said)]
    return next((made for made in versions if len(made.body) <= LONGEST_TEXT), versions[-1])


def originals(piece: Piece, said: Said) -> list[OwnText]:
    """The original texts of a piece: one, or for telephones some of the same sense, the longest first."""
    told = said.kit["pieces"][piece.key]
    subject = told.get("subject", "")
    bodies = told["body"] if piece.sort == "text" else ["\n\n".join(told["body"])]
    return [OwnText(subject, body) for body in bodies]


def original(piece: Piece, said: Said) -> OwnText:
    """The original text that a steward changes; of those for telephones the longest."""
    return originals(piece, said)[0]


def marks_in(text: str) -> tuple[str, ...]:
    """The marks of a text in the order in which they are first met."""
    return tuple(dict.fromkeys(found[1] for found in _MARK.finditer(text)))


def _filled(text: OwnText, said: Said, facts: Facts, piece: Piece) -> Filled:
    known = _Known(said, facts, piece)
    blocks = without_empty(_fill(block, known) for block in blocks_of(text.body))
    subject = _tidy(known.fill(text.subject))
    return Filled(subject, blocks, tuple(known.gaps))


def _fill(block: Block, known: "_Known") -> Block:
    lines = [_tidy(part) for line in block.lines for part in known.fill(line).split("\n")]
    return Block(block.kind, tuple(line for line in lines if line))


def _tidy(line: str) -> str:
    return re.sub(r" {2,}", " ", line).strip()


class _Known:
    """What marks stand for. Those that were met and are not known are kept in ``gaps``."""

    def __init__(self, said: Said, facts: Facts, piece: Piece) -> None:
        self._phrases = _phrases(said, facts)
        self._values = dict(_values(said, facts))
        self._not_yet = dict(said.kit["gaps"])
        if piece.without_link and not facts.link:
            self._values["link"] = ""
        if piece.on_a_wall:
            self._not_yet["link"] = self._not_yet["open_link"]
        self.gaps: dict[str, None] = {}

    def fill(self, text: str) -> str:
        """The text with every mark that there is filled. A value is never read as a text with marks."""
        return _MARK.sub(lambda found: self._of(found[1], found[0]), text)

    def _of(self, mark: str, as_it_stands: str) -> str:
        if mark in self._phrases:
            return self.fill(self._phrases[mark])
        if mark not in self._values:
            return as_it_stands
        value = self._values[mark]
        if value is None:
            self.gaps[mark] = None
            return str(self._not_yet.get(mark, self._not_yet["other"]))
        return value


def _values(said: Said, facts: Facts) -> Mapping[str, str | None]:
    """What each mark that is no sentence stands for; None where it is not known yet."""
    return {
        "place": _line(facts.place),
        "who": _line(facts.asked_by) or None,
        "count": str(facts.questions),
        "minutes": str(facts.minutes),
        "thanks": _line(facts.thanks),
        "k": str(facts.smallest_group),
        "closes": _day(facts.closes_on, said),
        "closes_short": _day(facts.closes_on, said, short=True),
        "result_by": _day(facts.result_by, said),
        "codes_until": _day(facts.codes_until, said),
        "phone": _line(facts.telephone),
        "link": _line(facts.link) or None,
        "code_address": _line(facts.code_address) or None,
        "paid_by": _line(facts.paid_by),
        "result": _line(facts.result) or None,
        "next_step": _line(facts.next_step) or None,
        "result_link": _line(facts.result_link) or None,
        "funder": _line(facts.funder) or None,
        "pay": "\n".join(pay_lines(said, facts)),
    }


def _phrases(said: Said, facts: Facts) -> Mapping[str, str]:
    """The sentences that depend on what was chosen; blank where there is nothing to say."""
    told, start = said.kit["phrases"], said.answering["start"]
    pay = "paid" if facts.thanks else "unpaid"
    public = start[f"public_{facts.mode}"] if facts.public_body else ""
    return {
        "about": told["about"][facts.audience],
        "headline": told["headline"][facts.audience],
        "why": told["why"][facts.audience],
        "paid": told[pay]["sentence"],
        "paid_short": told[pay]["short"],
        "paid_word": told[pay]["word"],
        "promise": _promise([*start[facts.mode], public]),
        "promise_short": told["promise_short"][facts.mode],
        "own_words": start["words_apart"],
        "call": told["call"] if facts.telephone else "",
        "call_short": told["call_short"] if facts.telephone else "",
        "number": told["number"] if facts.telephone else "",
        "already": told["already"][facts.mode],
        "no": told["no"],
        "stop": told["stop"],
        # Once the result is known, no next step means that none is named.
        "what_next": told["what_next"] if facts.next_step or not facts.result else "",
        "who_pays": told["who_pays"] if facts.paid_by else "",
    }


def _promise(sentences: Iterable[str]) -> str:
    """Promises one after the other. They call the day on which codes are deleted ``date``; here it has its own name."""
    return " ".join(sentence for sentence in sentences if sentence).replace("{date}", "{codes_until}")


def pay_lines(said: Said, facts: Facts) -> list[str]:
    """What a funder is asked for, a line for each sort of people and one for all of it; open where not yet said."""
    told = said.kit["phrases"]["pay"]
    lines = facts.pay or (Pay("partner"), Pay("resident"))
    sums = [None if line.people is None or line.each is None else line.people * line.each for line in lines]
    texts = [
        told[line.audience].format(
            people=told["open"] if line.people is None else line.people,
            each=_money(line.each, facts, told),
            sum=_money(total, facts, told),
        )
        for line, total in zip(lines, sums, strict=True)
    ]
    known = [total for total in sums if total is not None]
    whole = sum(known, Decimal()) if len(known) == len(sums) else None
    return [*texts, told["all"].format(sum=_money(whole, facts, told))]


def _money(amount: Decimal | None, facts: Facts, told: Mapping[str, Any]) -> str:
    if amount is None:
        return str(told["open"])
    return f"{facts.currency}{amount:,.2f}".removesuffix(".00")


def _day(day: date | None, said: Said, *, short: bool = False) -> str | None:
    """A day in words; ``short`` leaves the year out."""
    if day is None:
        return None
    pattern = said.kit["short_day"] if short else said.answering["date"]["day"]
    month = said.answering["date"]["months"][day.month - 1]
    return str(pattern.format(day=day.day, month=month, year=day.year))


def _line(text: str) -> str:
    """A value on one line."""
    return " ".join(text.split())
