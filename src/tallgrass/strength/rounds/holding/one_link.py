"""One person gets one link in a round, so that nobody answers under two types."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Lower

from tallgrass.strength.rounds.models import AskedGroup, Invitation


@dataclass(frozen=True, slots=True)
class Doubled:
    """An address or number that would have two links; ``kind`` is the type it has one as, blank where it stands in
    the list twice.
    """

    way: str
    kind: str = ""


class Twice(ValidationError):
    """Some would have two links that are good in one round. ``doubled`` are theirs; nobody was asked."""

    def __init__(self, doubled: Sequence[Doubled]) -> None:
        super().__init__([_said(one) for one in doubled])
        self.doubled = tuple(doubled)


def refuse_twice(asked: AskedGroup, ways: Sequence[str]) -> None:
    """Raise ``Twice`` where one of these addresses or numbers stands here twice, or has a link of the round that is
    good, in whatever group. Small and capital letters of an address are the same.
    """
    written = Counter(way.strip().lower() for way in ways if way.strip())
    has = _has_a_link(asked, list(written))
    doubled = [Doubled(way, has.get(way, "")) for way, times in written.items() if times > 1 or way in has]
    if doubled:
        raise Twice(doubled)


def _has_a_link(asked: AskedGroup, ways: Sequence[str]) -> dict[str, str]:
    """The type that each of these has a good link as. Whether it was used plays no part."""
    addresses = [way for way in ways if "@" in way]
    numbers = [way for way in ways if "@" not in way]
    if not ways:
        return {}
    found = (
        Invitation.objects.filter(place=asked.place_id, round=asked.round_id, ended=False)
        .annotate(written=Lower("email"))
        .filter(Q(written__in=addresses) | Q(phone__in=numbers))
        .values_list("written", "phone", "group__kind")
    )
    return {way: kind for written, phone, kind in found for way in (written, phone) if way}


def _said(one: Doubled) -> ValidationError:
    text = (
        "%(value)s already has a link in this round." if one.kind else "%(value)s stands in the list twice."
    )
    return ValidationError(text, code="twice", params={"value": one.way, "kind": one.kind})
