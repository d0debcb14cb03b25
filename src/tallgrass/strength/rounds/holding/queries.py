"""Reads of rounds for those who hold them, each within one place. None gives what anybody said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet

from tallgrass.places.models import Place
from tallgrass.strength.rounds.method.sheets import DONT_KNOW, LEVELS
from tallgrass.strength.rounds.models import (
    AskedGroup,
    Invitation,
    Remark,
    Round,
    Sheet,
    ShownParticipation,
)

#: So many days after closing, for whom an invitation was made is deleted.
NAMES_KEPT_DAYS: Final = 30
#: So long after the promised day stewards are still reminded of a result.
_LATE_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Ways:
    """How many ways in of a group are good: personal links, codes on paper, open links."""

    personal: int = 0
    paper: int = 0
    open: int = 0


def rounds_of_place(*, place: Place) -> "QuerySet[Round]":
    """Every round of a place, the latest first."""
    return Round.objects.filter(place=place).order_by("-pk")


def round_in(*, place: Place, number: int) -> Round | None:
    """A round of the place; None where it has none of that number."""
    return Round.objects.filter(place=place, pk=number).first()


def open_or_draft(*, place: Place) -> Round | None:
    """The round that is being prepared or open; a place has one at a time."""
    return Round.objects.filter(place=place).exclude(state=Round.State.CLOSED).first()


def groups_of(found: Round) -> list[AskedGroup]:
    """Who is asked, in the order in which it was said."""
    return list(AskedGroup.objects.filter(place=found.place_id, round=found).order_by("pk"))


def group_in(*, place: Place, number: int, group: int) -> AskedGroup | None:
    """A group of a round of the place."""
    return AskedGroup.objects.filter(place=place, round=number, pk=group).select_related("round").first()


def ways_in(found: Round) -> Mapping[int, Ways]:
    """How many ways in are good, by group. Whether they were used plays no part."""
    rows = (
        Invitation.objects.filter(place=found.place_id, round=found, ended=False)
        .order_by()
        .values("group_id", "sort")
        .annotate(count=Count("pk"))
    )
    counts: dict[int, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row["group_id"], {})[row["sort"]] = row["count"]
    return {group: Ways(**sorts) for group, sorts in counts.items()}


def asked_by_kind(found: Round) -> dict[str, int | None]:
    """How many people of each kind are asked, by links and codes that are good and besides them; None where nobody can
    know (an open link).
    """
    ways = ways_in(found)
    numbers: dict[str, int | None] = {}
    for group in groups_of(found):
        own = ways.get(group.pk, Ways())
        before = numbers.get(group.kind, 0)
        unknown = group.open_link or before is None
        numbers[group.kind] = None if unknown else (before or 0) + group.number + own.personal + own.paper
    return numbers


def answered_by_kind(found: Round) -> dict[str, int]:
    """How many people of each kind gave a level or *I don't know* to something. While a round is open this is for
    ``note_participation`` alone: what is shown moves in steps.
    """
    said = Q()
    for sign in LEVELS + DONT_KNOW:
        said |= Q(levels__contains=sign)
    rows = Sheet.objects.filter(said, round=found).order_by().values("kind").annotate(count=Count("pk"))
    return {row["kind"]: row["count"] for row in rows}


def invitations_of(found: Round, *, group: int) -> "QuerySet[Invitation]":
    """The ways in of a group that are good, as they were made. What is read of them never includes ``used``."""
    return (
        Invitation.objects.filter(place=found.place_id, round=found, group=group, ended=False)
        .defer("used", "digest")
        .order_by("pk")
    )


def invitation_in(*, place: Place, number: int, invitation: int) -> Invitation | None:
    """A way in of a round of the place, without whether it was used."""
    return (
        Invitation.objects.filter(place=place, round=number, pk=invitation)
        .select_related("group")
        .defer("used", "digest")
        .first()
    )


def silent(found: Round) -> "QuerySet[Invitation]":
    """Those with a name or address whose link of an open confidential round nobody has used yet, by name.

    In an anonymous round nobody is: that somebody was silent is not looked up there.
    """
    if found.mode != Round.Mode.CONFIDENTIAL or found.state != Round.State.OPEN:
        return Invitation.objects.filter(place=found.place_id).none()
    return (
        Invitation.objects.filter(place=found.place_id, round=found, used=False, ended=False)
        .exclude(label="", email="", phone="")
        .order_by("label", "pk")
    )


def remarks_of(found: Round, *, cleared: bool | None) -> "QuerySet[Remark]":
    """The words that people wrote, in the order of their random keys, which tells nothing; none before closing.

    ``cleared`` None are those that nobody has decided on.
    """
    if found.state != Round.State.CLOSED:
        return Remark.objects.filter(place=found.place_id).none()
    wanted = Remark.objects.filter(place=found.place_id, round=found).exclude(text="")
    return (wanted.filter(cleared=None) if cleared is None else wanted.filter(cleared=cleared)).order_by(
        "key"
    )


def remarks_waiting(*, place: Place) -> tuple[int, int] | None:
    """The latest closed round with remarks that nobody has decided on, and how many; None where none waits."""
    row = (
        Remark.objects.filter(place=place, round__state=Round.State.CLOSED, cleared=None)
        .exclude(text="")
        .order_by()
        .values("round_id")
        .annotate(count=Count("key"))
        .order_by("-round_id")
        .first()
    )
    return None if row is None else (row["round_id"], row["count"])


def result_is_due(*, place: Place, today: date) -> "QuerySet[Round]":
    """Closed rounds whose result is promised for a day that is not long past, and was not sent to those asked yet."""
    return Round.objects.filter(
        place=place,
        state=Round.State.CLOSED,
        told_on=None,
        result_by__gte=today - timedelta(days=_LATE_DAYS),
    )


def made_so_far(group: AskedGroup) -> int:
    """How many ways in a group has ever had."""
    return Invitation.objects.filter(place=group.place_id, group=group).count()


def over_in(place: Place) -> list[Round]:
    """The open round of a place, if any, whose last day may be over."""
    return list(Round.objects.filter(place=place, state=Round.State.OPEN))


def to_forget_in(place: Place, today: date) -> list[int]:
    """The closed rounds of a place that still hold names or codes whose day has come."""
    closed = Round.objects.filter(place=place, state=Round.State.CLOSED)
    named = Q(
        invitations__in=Invitation.objects.filter(place=place).exclude(label="", email="", phone="", seed="")
    )
    due = closed.filter(
        (named & Q(closed_on__lte=today - timedelta(days=NAMES_KEPT_DAYS)))
        | Q(codes__isnull=False, codes_until__lte=today)
    )
    return list(due.order_by().values_list("pk", flat=True).distinct())


def shown_by_kind(found: Round) -> dict[str, int]:
    """The numbers of an open round that were shown last, by kind."""
    rows = ShownParticipation.objects.filter(place=found.place_id, round=found)
    return dict(rows.values_list("kind", "number"))
