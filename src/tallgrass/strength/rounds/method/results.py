"""A whole round as it may leave: for each criterion the cells, the marks, and what people told us.

Everything above this module works from what is printed here; nothing above sees an answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.strength.rounds.method.agreement import AgreementKey, agreement_in_words
from tallgrass.strength.rounds.method.asked import AskedOf, Participation, participation
from tallgrass.strength.rounds.method.cells import SPREAD_FROM, Cell, pooled, published_cells
from tallgrass.strength.rounds.method.meeting import latest_agreed, say_agreed
from tallgrass.strength.rounds.method.records import Agreed, Answers, Asked, Count
from tallgrass.strength.rounds.method.say import Mark, Say, dont_know, mark, together

#: More than this share of *I don't know* is a blind spot: a finding about what people can see.
BLIND_SPOT_ABOVE = Fraction(1, 3)


@dataclass(frozen=True, slots=True)
class Apart:
    """People whose mark stands by itself, residents or ``other``: never averaged in, never merged."""

    mark: Mark
    answered: int
    asked: int | None


@dataclass(frozen=True, slots=True)
class CriterionSay:
    """One criterion as it may leave.

    ``cells`` and ``marks`` belong together in order. ``dont_know_share`` is None where it leaves only in words.
    ``too_few`` says that people of the six answered and nothing may be shown.
    """

    criterion: str
    asked: bool
    cells: tuple[Cell, ...]
    marks: tuple[Mark, ...]
    say: Say | None
    dont_know_share: Fraction | None
    blind_spot: bool
    agreement: tuple[AgreementKey, bool] | None
    residents: Apart | None
    other: Apart | None
    agreed: Agreed | None
    too_few: bool

    @property
    def from_meeting(self) -> bool:
        """True if a meeting's agreed level stands for what people told us."""
        return self.say is not None and self.say.source == "agreed"

    def mark_of(self, kind: str) -> Mark | None:
        """The mark of a kind of the six that is a cell by itself, or of residents."""
        if kind == "resident":
            return self.residents.mark if self.residents else None
        for cell, found in zip(self.cells, self.marks, strict=True):
            if cell.by_itself and cell.kinds == (kind,):
                return found
        return None


@dataclass(frozen=True, slots=True)
class RoundResults:
    """What a round may say: participation per kind, and every criterion of the framework by id.

    ``miscounted`` lists the kinds of which more answered than were asked.
    """

    participation: tuple[Participation, ...]
    criteria: Mapping[str, CriterionSay]
    anybody_asked: bool
    miscounted: tuple[str, ...]

    def state(self, kind: str) -> Participation:
        """The participation of one kind."""
        return next(one for one in self.participation if one.kind == kind)


def round_results(
    *,
    forms: Mapping[str, tuple[str, ...]],
    answers: Answers | None,
    asked: tuple[Asked, ...] | None,
    agreed: Iterable[Agreed] | None,
    k: int,
    as_of: date,
) -> RoundResults:
    """What may leave of a round (METHOD 1, sections 1 to 3), for every criterion of the full form."""
    asked_of = AskedOf(forms, asked, answers or Answers())
    meetings = latest_agreed(tuple(agreed or ()), as_of)
    in_form = asked_of.criteria()
    heard = participation(asked_of, k)
    return RoundResults(
        participation=heard,
        criteria={
            criterion: _criterion(criterion, asked_of, meetings.get(criterion), k, criterion in in_form)
            for criterion in forms["full"]
        },
        anybody_asked=asked_of.anybody() or bool(meetings),
        miscounted=tuple(one.kind for one in heard if _miscounted(one.kind, asked_of)),
    )


def _miscounted(kind: str, asked: AskedOf) -> bool:
    criteria = (criterion for of_kind, criterion in asked.answers.counts if of_kind == kind)
    return any(asked.more_answered_than_asked(kind, criterion) for criterion in criteria)


def _criterion(criterion: str, asked: AskedOf, agreed: Agreed | None, k: int, in_form: bool) -> CriterionSay:
    counts = {kind: asked.answers.counts.get((kind, criterion), Count()) for kind in SIX_KINDS}
    numbers = {kind: asked.number(kind, criterion) for kind in SIX_KINDS}
    cells = published_cells(counts, numbers, k)
    marks = tuple(mark(cell) for cell in cells)
    answered = any(count.answered for count in counts.values())
    from_meeting = agreed is not None and not answered
    say = say_agreed(agreed) if agreed is not None and not answered else together(cells, marks)
    unknown = dont_know(cells)
    exact = all(cell.answered >= SPREAD_FROM for cell in cells)
    spreads = [cell.count for cell in cells if cell.answered >= SPREAD_FROM]
    return CriterionSay(
        criterion=criterion,
        asked=in_form or from_meeting,
        cells=cells,
        marks=marks,
        say=say,
        dont_know_share=unknown if exact else None,
        blind_spot=unknown is not None
        and unknown > BLIND_SPOT_ABOVE
        and sum(cell.count.dont_know for cell in cells) >= k,
        agreement=agreement_in_words(pooled(spreads).levels) if spreads else None,
        residents=_apart("resident", criterion, asked, k),
        other=_apart("other", criterion, asked, k),
        agreed=agreed,
        too_few=answered and not cells,
    )


def _apart(kind: str, criterion: str, asked: AskedOf, k: int) -> Apart | None:
    count = asked.answers.counts.get((kind, criterion), Count())
    if count.answered < k:
        return None
    number = asked.number(kind, criterion)
    return Apart(mark(Cell((kind,), "shown", count, number)), count.answered, number)
