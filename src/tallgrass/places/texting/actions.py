"""What stewards do about texts of their place. No event holds a number, or a word of what somebody texted."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.kinds import EventKind
from tallgrass.foundation.events.record import record
from tallgrass.foundation.languages import words
from tallgrass.foundation.messages.purposes import TEST
from tallgrass.foundation.texts import actions as texts
from tallgrass.foundation.texts.actions import Agreement
from tallgrass.foundation.texts.models import IncomingText
from tallgrass.foundation.texts.queries import stopped
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import CHANGE_PLACE
from tallgrass.places.texting.country import country_of
from tallgrass.places.texting.events import (
    AGREEMENTS_NOTED,
    STOP_NOTED,
    STOP_TAKEN_BACK,
    TERMS_CHANGED,
    TEST_SENT,
    TEXT_READ,
)


class Noted(NamedTuple):
    """What became of agreements: how many are new, and how many of the people have texted STOP, which holds."""

    new: int
    stopped: int


@transaction.atomic
def change_terms(*, place: Place, changes: Mapping[str, Any], by: User | None) -> None:
    """Say how the place texts: ``name``, ``price``, ``currency``, ``registration``.

    Raises ``NotAllowed``, and ``ValidationError`` for what cannot be.
    """
    require(by, place, CHANGE_PLACE)
    given = {**changes, "country": country_of(place)}
    if texts.set_terms(place=place.pk, changes=given):
        record(TERMS_CHANGED, by=by, place=place.pk)


@transaction.atomic
def note_agreements(*, place: Place, numbers: Sequence[str], agreement: Agreement, by: User | None) -> Noted:
    """Note that people agreed to get texts from this place. Who has texted STOP gets none until they text START.

    ``numbers`` are E.164. Raises ``NotAllowed``, and ``ValidationError`` for what is no number.
    """
    require(by, place, CHANGE_PLACE)
    noted_by = None if by is None else by.pk
    new = texts.agree(place=place.pk, numbers=numbers, to=agreement, noted_by=noted_by)
    if new:
        record(AGREEMENTS_NOTED, by=by, place=place.pk, told={"number": new})
    return Noted(new, len(stopped(numbers)))


@transaction.atomic
def send_test_text(*, place: Place, to: str, language: str, by: User | None) -> None:
    """Let one text wait for a number, at once and at any hour: somebody tries whether texts arrive.

    Raises ``NotAllowed``, ``NotReady`` where the place has not said how it texts, and ``ValidationError`` (``stopped``)
    for a number that has texted STOP: whoever types it here is not the one who gets it.
    """
    require(by, place, CHANGE_PLACE)
    if stopped([to]):
        raise ValidationError("This number has texted STOP.", code="stopped")
    body = words(language, "texts")["test"]["body"].format(place=place.name)
    texts.post_text(
        place=place.pk, to=to, body=body, language=language, purpose=TEST.key, about=None, bulk=False
    )
    record(TEST_SENT, by=by, place=place.pk)


def note_stop(*, place: Place, text: IncomingText, by: User | None) -> None:
    """Heed that somebody wants no more texts, whatever words they used. Raises ``NotAllowed``."""
    _settle(place, text, by, STOP_NOTED, texts.stop_number)


def take_stop_back(*, place: Place, text: IncomingText, by: User | None) -> None:
    """Text somebody again whose text was taken for "stop" and meant something else. Raises ``NotAllowed``."""
    _settle(place, text, by, STOP_TAKEN_BACK, texts.was_no_stop)


def note_read(*, place: Place, text: IncomingText, by: User | None) -> None:
    """Note that a person has read a text, and that nothing else is to be done. Raises ``NotAllowed``."""
    _settle(place, text, by, TEXT_READ, texts.mark_read)


@transaction.atomic
def _settle(
    place: Place, text: IncomingText, by: User | None, kind: EventKind, settle: Callable[..., None]
) -> None:
    require(by, place, CHANGE_PLACE)
    settle(text=text)
    record(kind, by=by, place=place.pk, subject=text.pk)
