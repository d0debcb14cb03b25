"""Adding partners: somebody proposes them, and they are seen by stewards alone until they have been told."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tallgrass.elements.players.actions.finding import forget_in_search, refresh_search
from tallgrass.elements.players.events import ADDED, REMOVED
from tallgrass.elements.players.fields_kept import write_fields
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Player, Standing, ToldBy
from tallgrass.elements.players.not_listed import asked_not_to_be_listed
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import event_of, record, record_many
from tallgrass.places.models import Place
from tallgrass.places.permissions import NotAllowed, require
from tallgrass.places.roles import ADD_PARTNERS, IMPORT, TELL_PARTNERS

#: How many rows go to the database at once.
BATCH: Final = 500
_KEY_LENGTH: Final = 100
_ROOM_FOR_A_NUMBER: Final = 20


class AskedNotToBeListed(ValidationError):
    """Partners of these names asked not to be listed; nothing was added."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"asked not to be listed: {', '.join(names[:10])}", code="asked_not_to_be_listed")


class KeyTaken(ValidationError):
    """The place has partners with these ids, or they are given twice; nothing was added."""

    def __init__(self, keys: Collection[str]) -> None:
        self.keys = tuple(sorted(keys))
        super().__init__(f"these ids are taken: {', '.join(self.keys[:10])}", code="key_taken")


@dataclass(frozen=True, slots=True)
class Addition:
    """A partner to be added. ``key`` is its id in files; blank: one is made from its name.

    ``told_by`` (with ``told_on``; today where it is None), ``hidden`` and the partner's own words come from a copy of
    a place, and are taken from the operator's own command line alone; in an example place ``ToldBy.EXAMPLE`` is taken
    from a steward as well.
    """

    fields: PartnerFields
    key: str = ""
    told_by: str = ""
    told_on: date | None = None
    hidden: bool = False
    led_by: str = ""
    led_by_shown: bool = False


@transaction.atomic
def add_partner(*, place: Place, fields: PartnerFields, by: User | None, key: str = "") -> Player:
    """Propose a partner and return it. It is seen by stewards alone until it has been told.

    Raises ``NotAllowed``, ``AskedNotToBeListed`` and ``KeyTaken``.
    """
    require(by, place, ADD_PARTNERS)
    player = _make(place, [Addition(fields, key)])[0]
    player.save()
    record(ADDED, by=by, place=place.pk, subject=player.pk)
    refresh_search(place, [player])
    return player


@transaction.atomic
def add_partners(
    *, place: Place, additions: Sequence[Addition], by: User | None, batch: int | None = None
) -> list[Player]:
    """Add many partners, all or none, in their order. ``batch`` is the id of the import that they come with.

    Raises ``NotAllowed``, ``AskedNotToBeListed`` and ``KeyTaken``.
    """
    require(by, place, IMPORT)
    if by is not None:
        _only_the_operator_restores(place, additions, by)
    players = _make(place, additions)
    Player.objects.bulk_create(players, batch_size=BATCH)
    record_many([event_of(ADDED, by=by, place=place.pk, subject=one.pk, batch=batch) for one in players])
    refresh_search(place, players)
    return players


@transaction.atomic
def remove_partners(
    *, place: Place, players: Collection[int], by: User | None, batch: int | None = None
) -> int:
    """Take partners out again that an import brought, all of them, with their working links; returns how many.

    ``players`` are ids; those of hidden partners are left, as it is theirs to say. Raises ``NotAllowed``.
    """
    require(by, place, IMPORT)
    rows = Player.objects.select_for_update().filter(place=place, pk__in=list(players))
    gone = list(rows.exclude(standing=Standing.HIDDEN).values_list("pk", flat=True))
    record_many([event_of(REMOVED, by=by, place=place.pk, subject=one, batch=batch) for one in gone])
    for start in range(0, len(gone), BATCH):
        Player.objects.filter(place=place, pk__in=gone[start : start + BATCH]).delete()
    forget_in_search(place, gone)
    return len(gone)


def _make(place: Place, additions: Sequence[Addition]) -> list[Player]:
    """The rows, not saved. Nobody else makes ids in the place meanwhile."""
    Place.objects.select_for_update().get(pk=place.pk)
    new = [one for one in additions if not one.hidden]
    asked = asked_not_to_be_listed(place=place, partners=[one.fields for one in new])
    if asked:
        raise AskedNotToBeListed([new[position].fields.name for position in sorted(asked)])
    keys = _keys(place, additions)
    return [_row(place, one, key) for one, key in zip(additions, keys, strict=True)]


def _row(place: Place, addition: Addition, key: str) -> Player:
    player = Player(place=place, key=key, led_by=addition.led_by, led_by_shown=addition.led_by_shown)
    write_fields(player, addition.fields)
    if addition.told_by:
        player.standing = Standing.LISTED
        player.told_by, player.told_on = addition.told_by, addition.told_on or timezone.localdate()
    if addition.hidden:
        player.standing = Standing.HIDDEN
    return player


def _only_the_operator_restores(place: Place, additions: Sequence[Addition], by: User) -> None:
    """Refuse what nobody may say for a partner on a page."""
    as_example = {"", ToldBy.EXAMPLE.value} if place.example else {""}
    if any(
        one.hidden or one.led_by or one.led_by_shown or one.told_by not in as_example for one in additions
    ):
        raise NotAllowed(TELL_PARTNERS)


def _keys(place: Place, additions: Sequence[Addition]) -> list[str]:
    """The id of each, made from its name where none is given."""
    taken = set(Player.objects.filter(place=place).values_list("key", flat=True))
    given = Counter(one.key for one in additions if one.key)
    doubled = {key for key, times in given.items() if times > 1 or key in taken}
    if doubled:
        raise KeyTaken(doubled)
    taken |= set(given)
    return list(_free_keys(additions, taken))


def _free_keys(additions: Sequence[Addition], taken: set[str]) -> Iterator[str]:
    """The given ids, and new ones; a person's tells nothing of the person."""
    last: Counter[str] = Counter()
    for one in additions:
        word = "person" if one.fields.is_person else _word(one.fields.name)
        key = one.key or ("" if one.fields.is_person else word)
        while not one.key and (not key or key in taken):
            last[word] += 1
            key = f"{word}-{last[word] + (not one.fields.is_person)}"
        taken.add(key)
        yield key


def _word(name: str) -> str:
    """A name as an id: small plain letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return word[: _KEY_LENGTH - _ROOM_FOR_A_NUMBER].strip("-") or "partner"
