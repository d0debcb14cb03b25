"""Whom nothing is sent to: what they ended, what came back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.db.models import Q

from tallgrass.foundation.messages.addresses import digest_of
from tallgrass.foundation.messages.models import Message, Suppression
from tallgrass.foundation.messages.purposes import declared
from tallgrass.foundation.messages.purposes import purpose as purpose_of

#: Why an address is refused before anybody looks it up.
NO_ADDRESS: Final = "no_address"
#: How many addresses are looked up with one question to the database.
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is sent to an address: ``no_address``, or a reason of ``models.Reason``."""

    reason: str


def may_send_to(*, place: int | None, channel: str, to: str, purpose: str) -> Refusal | None:
    """Why a message of this purpose may not be sent to an address; None where it may.

    Raises ``UnknownPurpose``.
    """
    return refusals(place=place, channel=channel, to=[to], purpose=purpose).get(to)


def refusals(*, place: int | None, channel: str, to: Iterable[str], purpose: str) -> Mapping[str, Refusal]:
    """The same of many addresses, as they were given: those that may not be sent to. One question for 500 of them."""
    wanted = purpose_of(purpose)
    digests: dict[str, str] = {}
    refused: dict[str, Refusal] = {}
    for address in to:
        try:
            digests[address] = digest_of(channel, address)
        except ValidationError:
            refused[address] = Refusal(NO_ADDRESS)
    if not wanted.needed:
        reasons = _reasons(place, channel, list(set(digests.values())), wanted.stream)
        refused |= {
            address: Refusal(reasons[digest]) for address, digest in digests.items() if digest in reasons
        }
    return refused


def ended_for(*, place: int, channel: str, to: str) -> list[Suppression]:
    """Everything that holds messages back from an address in a place. Raises ``ValidationError`` for no address."""
    here = Q(place_id__isnull=True) | Q(place_id=place)
    return list(Suppression.objects.filter(here, channel=channel, digest=digest_of(channel, to)))


def refused_since(messages: Iterable[Message]) -> Mapping[int, str]:
    """The messages, by number, whose address has been refused since they were posted, with the reason."""
    found: dict[int, str] = {}
    for (place, channel, key), group in _alike(messages).items():
        wanted = declared().get(key)
        if wanted is not None and not wanted.needed:
            reasons = _reasons(place, channel, [message.digest for message in group], wanted.stream)
            found |= {one.pk: reasons[one.digest] for one in group if one.digest in reasons}
    return found


def _alike(messages: Iterable[Message]) -> dict[tuple[int | None, str, str], list[Message]]:
    groups: dict[tuple[int | None, str, str], list[Message]] = defaultdict(list)
    for message in messages:
        groups[message.place_id, message.channel, message.purpose].append(message)
    return groups


def _reasons(place: int | None, channel: str, digests: list[str], stream: str) -> dict[str, str]:
    here = Q(place_id__isnull=True) if place is None else Q(place_id__isnull=True) | Q(place_id=place)
    found: dict[str, str] = {}
    for first in range(0, len(digests), _AT_ONCE):
        rows = Suppression.objects.filter(
            here, channel=channel, digest__in=digests[first : first + _AT_ONCE], stream__in=("", stream)
        )
        found |= dict(rows.values_list("digest", "reason"))
    return found
