"""What a closed round says: as counts for the computation, or row by row for the operator's copy of a place.

Nothing is read of a round that still takes answers (METHOD 1, section 3, rule 7). A closed round never changes, so what
is read of it is the same whenever it is read, and no transaction need be held meanwhile.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, cast

from django.db.models import Count, Q

from tallgrass.foundation.files import letter_by_letter
from tallgrass.foundation.freshness import is_fresh
from tallgrass.places.models import Place
from tallgrass.strength.framework.files import PACKAGED, packaged
from tallgrass.strength.framework.method.build import build
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.files.tables import ANSWERS, ASKED, COMMENTS, RANKINGS
from tallgrass.strength.rounds.method.adding import added
from tallgrass.strength.rounds.method.records import Answers, Asked, Form, Ranking
from tallgrass.strength.rounds.method.sheets import AS_WRITTEN, answers_of, counted
from tallgrass.strength.rounds.models import AskedGroup, Invitation, OutsideRound, Remark, Round, Sheet

#: So many sheets are in memory at once, and between two words on how far the counting is.
AT_ONCE: Final = 5_000
#: Between the ids of what somebody picked.
BETWEEN_PICKS: Final = "|"

#: Is told how many sheets have been counted so far.
Progress = Callable[[int], None]
#: A row of a table, in the order of its columns.
Row = tuple[str, ...]


class NotClosed(RuntimeError):
    """A round still takes answers: nobody reads any of them."""


def told_on(place: Place, day: date) -> Round | OutsideRound | None:
    """Where what people told us comes from on a day: the round of that day or the latest before, held here or brought
    in, while it is fresh (METHOD 1, section 1). Of two of one day the one held here counts. None where there is none.
    """
    held = Round.objects.filter(place=place, state=Round.State.CLOSED, closed_on__lte=day)
    brought = OutsideRound.objects.filter(place=place, as_of__lte=day)
    found: list[Round | OutsideRound] = [
        *held.order_by("-closed_on", "-pk")[:1],
        *brought.order_by("-as_of", "-pk")[:1],
    ]
    last = max(found, key=spoken_of, default=None)  # the first of equals
    return last if last is not None and is_fresh(spoken_of(last), day) else None


def closed_rounds(place: Place) -> list[Round]:
    """The rounds of a place that are over, the latest first."""
    return list(Round.objects.filter(place=place, state=Round.State.CLOSED).order_by("-closed_on", "-pk"))


def closed_round_of(place: Place, day: date) -> Round | None:
    """The round held here that speaks of a day; of several that were closed on it, the last."""
    rows = Round.objects.filter(place=place, state=Round.State.CLOSED, closed_on=day)
    found: Round | None = rows.order_by("-pk").first()
    return found


def spoken_of(told: Round | OutsideRound) -> date:
    """The day that a round speaks of. Raises ``NotClosed``."""
    if isinstance(told, OutsideRound):
        return told.as_of
    return _day_of(told)


def framework_of(chosen: Place | Round) -> Framework:
    """The framework of a place, or the one that was frozen as a round was opened: one that ships, or its own."""
    if chosen.framework_document:
        return build(json.loads(chosen.framework_document), packaged(PACKAGED[0]))
    return packaged(chosen.framework)


def sheets_of(closed: Round) -> int:
    """How many sheets there are to count."""
    _day_of(closed)
    return Sheet.objects.filter(round=closed).count()


def counts_of(closed: Round, progress: Progress | None = None) -> Answers:
    """All answers as counts. So many sheets are held as ``AT_ONCE`` says, whatever their number; between two parts
    nothing is being read, so ``progress`` may write.
    """
    _day_of(closed)
    framework = framework_of(closed)
    criteria = tuple(one.id for one in framework.criteria)
    counts, done = added((), criteria), 0
    for some in _in_parts(closed):
        counts = added((counts, counted(some, framework.forms)), criteria)
        done += len(some)
        if progress is not None:
            progress(done)
    return counts


def asked_in(closed: Round) -> tuple[Asked, ...]:
    """How many were asked, by type and form (METHOD 1, section 1): invitations that were not ended or had been used
    before, and those whom no invitation counts. A group that was given an open link has no number.
    """
    _day_of(closed)
    place = closed.place_id
    invitations = Invitation.objects.filter(place=place, round=closed)
    asked = invitations.filter(Q(ended=False) | Q(used=True))
    counting = asked.exclude(sort=Invitation.Sort.OPEN)
    invited = dict(counting.values_list("group").annotate(Count("pk")).order_by())
    open_to_all = set(
        invitations.filter(sort=Invitation.Sort.OPEN).values_list("group", flat=True).distinct()
    )
    return tuple(
        sorted(
            (
                Asked(
                    one.kind,
                    cast(Form, one.form),
                    None if one.open_link or one.pk in open_to_all else one.number + invited.get(one.pk, 0),
                )
                for one in AskedGroup.objects.filter(place=place, round=closed)
            ),
            key=lambda row: (row.kind, row.form),
        )
    )


def rankings_of(closed: Round) -> tuple[Ranking, ...]:
    """What people put first. Who put it is a number that leads to no sheet."""
    return tuple(Ranking(who, kind, item, int(rank)) for who, kind, item, rank, _ in _ranking_rows(closed))


def small_tables_of(closed: Round) -> dict[str, str]:
    """How many were asked, and what people wrote, as CSV: the very text that a copy of the place holds."""
    rows = rows_of(closed)
    return {name: letter_by_letter(*rows[name]) for name in (ASKED.name, COMMENTS.name)}


def rows_of(closed: Round) -> dict[str, tuple[tuple[str, ...], Iterator[Row]]]:
    """The tables of a closed round, each with its titles and its rows as they are asked for. They hold answers.

    People are numbered in the order of what they said: no number leads back to a sheet, nor from one table to another.
    """
    _day_of(closed)
    asked = ((one.kind, one.form, "" if one.number is None else str(one.number)) for one in asked_in(closed))
    return {
        ANSWERS.name: (("respondent", "kind", "criterion", "answer"), _answer_rows(closed)),
        ASKED.name: (("kind", "form", "asked"), asked),
        RANKINGS.name: (("respondent", "kind", "item", "rank", "cleared"), _ranking_rows(closed)),
        COMMENTS.name: (("criterion", "text", "cleared"), _comment_rows(closed)),
    }


def _answer_rows(closed: Round) -> Iterator[Row]:
    forms = framework_of(closed).forms
    rows = Sheet.objects.filter(round=closed).order_by("kind", "form", "levels", "picks", "key")
    said = rows.values_list("kind", "form", "levels").iterator(chunk_size=AT_ONCE)
    for number, (kind, form, levels) in enumerate(said, 1):
        for criterion, sign in answers_of(levels, forms[form]).items():
            yield f"a{number}", kind, criterion, AS_WRITTEN[sign]


def _ranking_rows(closed: Round) -> Iterator[Row]:
    _day_of(closed)
    rows = Sheet.objects.filter(round=closed).exclude(picks="").order_by("kind", "picks", "key")
    for number, (kind, picks) in enumerate(rows.values_list("kind", "picks").iterator(AT_ONCE), 1):
        for rank, item in enumerate(dict.fromkeys(picks.split(BETWEEN_PICKS)), 1):
            yield f"p{number}", kind, item, str(rank), ""


def _comment_rows(closed: Round) -> Iterator[Row]:
    """Words alone: that a question did not fit, without a word on why, is no comment."""
    _day_of(closed)
    rows = Remark.objects.filter(place=closed.place_id, round=closed).exclude(text="")
    found = rows.order_by("criterion", "text", "key").values_list("criterion", "text", "cleared")
    for criterion, text, cleared in found.iterator(chunk_size=AT_ONCE):
        if text.strip():
            yield criterion, text, "yes" if cleared else "no"


def _in_parts(closed: Round) -> Iterator[list[tuple[str, str, str]]]:
    """Kind, form and signs of every sheet, by its key: a question for each part, answered whole.

    A question that is still being answered would keep SQLite from writing in the same process, once somebody else has
    written.
    """
    rows = Sheet.objects.filter(round=closed).order_by("key")
    last = 0
    while some := list(rows.filter(key__gt=last).values_list("key", "kind", "form", "levels")[:AT_ONCE]):
        last = some[-1][0]
        yield [(kind, form, levels) for _, kind, form, levels in some]


def _day_of(told: Round) -> date:
    if told.state != Round.State.CLOSED or told.closed_on is None:
        raise NotClosed
    return told.closed_on
