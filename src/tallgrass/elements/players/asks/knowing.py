"""By what else somebody is known, and everything that was asked of them, within one place.

Who is asked by an address and who is asked as a partner is one person where the partner's record has that address,
where two records were joined, and where one ask named both.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from django.db.models import Q
from django.db.models.functions import Lower

from tallgrass.elements.players.asks.marks import digest_or_blank, mark_of_digest, mark_of_partner
from tallgrass.elements.players.asks.models import Ask
from tallgrass.elements.players.models import Player
from tallgrass.places.models import Place

_T = TypeVar("_T", int, str)
#: So many people are looked up by one question to the database.
_AT_ONCE: Final = 400


@dataclass(slots=True)
class Names:
    """By what some people are known: ids of partners, digests of addresses, addresses of mail in small letters."""

    partners: set[int] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.partners or self.digests or self.addresses)

    def add(self, more: "Names") -> None:
        """Let these be among them."""
        self.partners |= more.partners
        self.digests |= more.digests
        self.addresses |= more.addresses

    def without(self, known: "Names") -> "Names":
        """Those of them that are not among others."""
        return Names(
            self.partners - known.partners,
            self.digests - known.digests,
            self.addresses - known.addresses,
        )


@dataclass(slots=True)
class Known:
    """Every ask of certain people since a day, by its id, and sets of marks that are one person's each."""

    asks: dict[int, Ask] = field(default_factory=dict)
    one_person: list[frozenset[str]] = field(default_factory=list)


def known(place: Place, names: Names, since: date) -> Known:
    """Look some people up, and again by whatever else they turn out to be known by, until nothing new is found.

    Only asks after ``since`` are read. A question to the database serves a few hundred people.
    """
    told, seen, new = Known(), Names(), names
    while new:
        seen.add(new)
        found = _partners(place, new, told)
        found.add(_asks(place, new, since, told))
        new = found.without(seen)
    return told


def marks_of(player: int | None, digest: str) -> frozenset[str]:
    """The marks of somebody who is a partner (None: is not known as one), or has an address (blank: none is known)."""
    partner = {mark_of_partner(player)} if player is not None else set()
    return frozenset(partner | ({mark_of_digest(digest)} if digest else set()))


def _partners(place: Place, names: Names, told: Known) -> Names:
    """The records of some people, with those they were joined with."""
    found = Names()
    for player, into, address in _rows_of(place, names):
        digest, mailbox = digest_or_blank(place, address), address.strip().lower()
        found.add(Names({player} | _some(into), _some(digest), _some(mailbox)))
        told.one_person.append(marks_of(player, digest) | marks_of(into, ""))
    return found


def _rows_of(place: Place, names: Names) -> Iterator[tuple[int, int | None, str]]:
    rows = Player.objects.filter(place=place).values_list("pk", "merged_into", "contact_email")
    for players in _in_parts(names.partners):
        yield from rows.filter(Q(pk__in=players) | Q(merged_into__in=players))
    by_mailbox = rows.alias(mailbox=Lower("contact_email"))
    for addresses in _in_parts(names.addresses):
        yield from by_mailbox.filter(mailbox__in=addresses)


def _asks(place: Place, names: Names, since: date, told: Known) -> Names:
    rows = Ask.objects.filter(place=place, asked_on__gt=since)
    of_partners = (rows.filter(player__in=players) for players in _in_parts(names.partners))
    of_addresses = (rows.filter(digest__in=digests) for digests in _in_parts(names.digests))
    found = Names()
    for query in (*of_partners, *of_addresses):
        for ask in query:
            told.asks[ask.pk] = ask
            found.add(Names(_some(ask.player_id), _some(ask.digest)))
    return found


def _some(value: _T | None) -> set[_T]:
    """A set of that value; empty for none and for a blank one."""
    return {value} if value else set()


def _in_parts(values: Collection[_T]) -> Iterable[list[_T]]:
    ordered = sorted(values)
    return (ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE))
