"""What a partner does with its own record, by its secret link or through somebody who speaks for it."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tallgrass.elements.players.actions.changing import NoSuchPartner
from tallgrass.elements.players.actions.finding import forget_in_search, refresh_search
from tallgrass.elements.players.actions.remembering import remember_not_to_list
from tallgrass.elements.players.events import (
    CAME_BACK,
    CHANGED,
    CONFIRMED,
    ERASED,
    HIDDEN,
    OWN_WORDS,
    PARTNER,
)
from tallgrass.elements.players.fields_kept import WRITTEN, fields_of, told_of, write_fields
from tallgrass.elements.players.method.fields import PartnerFields, clean
from tallgrass.elements.players.models import Player, Standing, Telling, ToldBy
from tallgrass.elements.players.voices import Voice, heard, person_of, told_as
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.erasing import erase_events
from tallgrass.foundation.events.record import record
from tallgrass.foundation.messages.actions import forget_address
from tallgrass.foundation.messages.models import Channel
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import TELL_PARTNERS

#: The longest that a partner's own words about who leads it may be, in characters.
OWN_WORDS_LENGTH: Final = 1000

#: What other rooms forget together with a partner: called with the place and the ids, inside the transaction.
_FORGET: Final[list[Callable[[Place, frozenset[int]], None]]] = []


def forgotten_with_partners(forget: Callable[[Place, frozenset[int]], None]) -> None:
    """Call ``forget`` whenever partners are deleted for good: for whoever keeps something of them elsewhere."""
    if forget not in _FORGET:
        _FORGET.append(forget)


@transaction.atomic
def correct_own_record(*, place: Place, player: int, fields: PartnerFields, by: Voice) -> Player:
    """Let the partner's own record say ``fields``. Raises ``NotAllowed`` and ``NoSuchPartner``."""
    row = heard(place, player, by)
    told = told_of(fields_of(row), fields)
    if told is not None:
        told_before = (row.standing, row.told_on, row.told_by)
        write_fields(row, fields)
        row.standing, row.told_on, row.told_by = told_before  # whoever speaks for it knows what it says
        row.save(update_fields=WRITTEN)
        record(CHANGED, by=person_of(by), place=place.pk, subject=row.pk, told=told_as(by, **told))
        refresh_search(place, [row])
    return row


@transaction.atomic
def say_who_leads(*, place: Place, player: int, words: str, shown: bool, by: Voice) -> Player:
    """Keep in a partner's own words how it is led by the people it serves, and whether everybody may read them.

    Blank words take them back. Raises ``NotAllowed``, ``NoSuchPartner`` and ``ValidationError`` for too long a text.
    """
    said = clean(words)
    if len(said) > OWN_WORDS_LENGTH:
        raise ValidationError(
            {
                "led_by": ValidationError(
                    "too long", code="max_length", params={"limit_value": OWN_WORDS_LENGTH}
                )
            }
        )
    row = heard(place, player, by)
    shows = shown and bool(said)
    if (row.led_by, row.led_by_shown) != (said, shows):
        row.led_by, row.led_by_shown = said, shows
        row.save(update_fields=["led_by", "led_by_shown"])
        record(OWN_WORDS, by=person_of(by), place=place.pk, subject=row.pk, told=told_as(by, shown=shows))
    return row


@transaction.atomic
def confirm_record(*, place: Place, player: int, by: Voice) -> Player:
    """Say that the record is right. A partner that nobody had told is listed from then on: it has seen it itself.

    Raises ``NotAllowed`` and ``NoSuchPartner``.
    """
    row = heard(place, player, by)
    if row.standing == Standing.PROPOSED:
        _list(row)
    record(CONFIRMED, by=person_of(by), place=place.pk, subject=row.pk, told=told_as(by))
    refresh_search(place, [row])
    return row


@transaction.atomic
def hide_partner(*, place: Place, player: int, by: Voice) -> Player:
    """Take a partner out of sight at once: lists, search, files, history. No reason is asked.

    Whoever speaks for it may, and a steward whom it told so. Raises ``NotAllowed`` and ``NoSuchPartner``.
    """
    row = _heard_or_told(place, player, by)
    if row.standing != Standing.HIDDEN:
        # Records that were merged into it are of the same partner.
        ids = _with_merged(place, row.pk)
        row.standing = Standing.HIDDEN
        Player.objects.filter(place=place, pk__in=ids).update(standing=Standing.HIDDEN)
        Telling.objects.filter(place=place, player=row, state=Telling.State.WAITING).update(
            state=Telling.State.DROPPED
        )
        forget_in_search(place, ids)
        record(HIDDEN, by=person_of(by), place=place.pk, subject=row.pk, told=told_as(by))
    return row


@transaction.atomic
def bring_back(*, place: Place, player: int, by: Voice) -> Player:
    """Show a hidden partner again, listed. Only whoever speaks for it may.

    Raises ``NotAllowed`` and ``NoSuchPartner``.
    """
    row = heard(place, player, by)
    if row.standing == Standing.HIDDEN:
        _list(row)
        Player.objects.filter(
            place=place, pk__in=_with_merged(place, row.pk), standing=Standing.HIDDEN
        ).update(standing=Standing.LISTED, told_on=row.told_on, told_by=row.told_by)
        refresh_search(place, [row])
        record(CAME_BACK, by=person_of(by), place=place.pk, subject=row.pk, told=told_as(by))
    return row


@transaction.atomic
def erase_partner(*, place: Place, player: int, by: Voice) -> None:
    """Delete everything that is held about a partner: its record and those merged into it, links, history.

    What stays is that somebody had a record deleted, and salted digests by which it is not added again. Raises
    ``NotAllowed`` and ``NoSuchPartner``.
    """
    row = heard(place, player, by)
    ids = _with_merged(place, row.pk)
    remember_not_to_list(place, ids)
    _forget_messages(place, ids)
    forget_in_search(place, ids)
    for forget in _FORGET:
        forget(place, ids)
    erase_events(place=place.pk, subject_type=PARTNER, subjects=ids)
    Player.objects.filter(place=place, pk=row.pk).delete()
    record(ERASED, by=None, place=place.pk, told={"itself": True})


def _forget_messages(place: Place, ids: frozenset[int]) -> None:
    """Delete what was sent to the partner, or waits to be."""
    addresses = Player.objects.filter(place=place, pk__in=ids).exclude(contact_email="")
    for to in addresses.values_list("contact_email", flat=True):
        with suppress(ValidationError):  # to what is no address nothing was sent
            forget_address(place=place.pk, channel=Channel.MAIL, to=to)


def _list(row: Player) -> None:
    row.standing, row.told_on, row.told_by = Standing.LISTED, timezone.localdate(), ToldBy.ITSELF
    row.save(update_fields=["standing", "told_on", "told_by"])


def _heard_or_told(place: Place, player: int, by: Voice) -> Player:
    if (
        isinstance(by, User)
        and not Player.objects.filter(place=place, pk=player, speakers__person=by).exists()
    ):
        require(by, place, TELL_PARTNERS)
        row = Player.objects.select_for_update().filter(place=place, pk=player, merged_into=None).first()
        if row is None:
            raise NoSuchPartner
        return row
    return heard(place, player, by)


def _with_merged(place: Place, player: int) -> frozenset[int]:
    """The record and all that were merged into it, however many steps away."""
    found, newest = {player}, {player}
    while newest:
        newest = (
            set(Player.objects.filter(place=place, merged_into__in=newest).values_list("pk", flat=True))
            - found
        )
        found |= newest
    return frozenset(found)
