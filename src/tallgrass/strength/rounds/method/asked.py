"""Who was asked what, and who was heard (METHOD 1, sections 1 and 3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.strength.rounds.method.records import Answers, Asked

ParticipationState = Literal["counted", "fewer_than_k", "none_yet", "not_asked"]

#: The kinds whose participation is always shown: the six, then residents.
HEARD_KINDS = (*SIX_KINDS, "resident")


@dataclass(frozen=True, slots=True)
class Participation:
    """How many people of one kind answered, as it may leave. ``answered`` is None under k."""

    kind: str
    answered: int | None
    asked: int | None
    state: ParticipationState


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Who was asked on which form, and what follows for each criterion.

    ``forms`` are the framework's forms (id to criteria); ``rows`` the asked table, None where it is absent.
    """

    forms: Mapping[str, Sequence[str]]
    rows: tuple[Asked, ...] | None
    answers: Answers

    def has_rows(self, kind: str) -> bool:
        """True if the asked table says anything about the kind."""
        return any(row.kind == kind for row in self.rows or ())

    def stated(self, kind: str, criterion: str) -> int | None:
        """N as the asked table has it: people of the kind asked on forms that hold the criterion."""
        numbers = [
            row.number for row in self.rows or () if row.kind == kind and criterion in self.forms[row.form]
        ]
        if not self.has_rows(kind) or None in numbers:
            return None
        return sum(number for number in numbers if number is not None)

    def answering(self, kind: str, criterion: str) -> int:
        """People of the kind who gave any answer to the criterion, *I don't know* and *skip* included."""
        count = self.answers.counts.get((kind, criterion))
        return count.answered + count.dont_know + count.skipped if count else 0

    def more_answered_than_asked(self, kind: str, criterion: str) -> bool:
        """True if the stated N cannot be right."""
        number = self.stated(kind, criterion)
        return number is not None and self.answering(kind, criterion) > number

    def number(self, kind: str, criterion: str) -> int | None:
        """N for a kind and a criterion, None where it is not known."""
        return None if self.more_answered_than_asked(kind, criterion) else self.stated(kind, criterion)

    def criteria(self) -> frozenset[str]:
        """The criteria that some of the six were asked.

        A kind without a row in the asked table was asked what its answers show: every criterion of the full form
        once it answered one outside the short form, else the short form.
        """
        found: set[str] = set()
        for row in self.rows or ():
            if row.kind in SIX_KINDS and row.number != 0:
                found.update(self.forms[row.form])
        unlisted = {kind for kind in SIX_KINDS if not self.has_rows(kind)}
        answered = {criterion for kind, criterion in self.answers.counts if kind in unlisted}
        if answered:
            found.update(self.forms["short"] if answered <= set(self.forms["short"]) else self.forms["full"])
        return frozenset(found)

    def anybody(self) -> bool:
        """True if anyone at all was asked or answered."""
        return bool(self.answers.people) or any(row.number != 0 for row in self.rows or ())

    def invited(self, kind: str) -> int | None:
        """People of the kind asked on any form, None where it is not known."""
        numbers = [row.number for row in self.rows or () if row.kind == kind]
        if not numbers or None in numbers:
            return None
        total = sum(number for number in numbers if number is not None)
        return None if self.answers.people.get(kind, 0) > total else total


def participation(asked: AskedOf, k: int) -> tuple[Participation, ...]:
    """Who was heard, per kind: the six, residents, and ``other`` where there is any (rule 6)."""
    kinds = list(HEARD_KINDS)
    if "other" in asked.answers.people or asked.has_rows("other"):
        kinds.append("other")
    return tuple(_heard(kind, asked, k) for kind in kinds)


def _heard(kind: str, asked: AskedOf, k: int) -> Participation:
    answered = asked.answers.people.get(kind, 0)
    invited = asked.invited(kind)
    if answered >= k:
        return Participation(kind, answered, invited, "counted")
    if answered:
        return Participation(kind, None, invited, "fewer_than_k")
    if invited == 0 or not asked.anybody():
        return Participation(kind, 0, invited, "not_asked")
    return Participation(kind, 0, invited, "none_yet")
