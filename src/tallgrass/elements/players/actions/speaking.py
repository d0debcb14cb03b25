"""Who speaks for a partner with an account of their own."""

from django.db import transaction

from tallgrass.elements.players.actions.changing import locked
from tallgrass.elements.players.events import SPEAKER_GIVEN, SPEAKER_TAKEN
from tallgrass.elements.players.models import Speaker
from tallgrass.foundation.accounts.actions import person_with
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import record
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import TELL_PARTNERS


@transaction.atomic
def make_speaker(*, place: Place, player: int, email: str, by: User | None, name: str = "") -> Speaker:
    """Let the person with that address speak for a partner. They need no role in the place.

    Raises ``NotAllowed``, ``NoSuchPartner``, and ``ValidationError`` for what is no address.
    """
    require(by, place, TELL_PARTNERS)
    row = locked(place, player)
    person = person_with(email=email, name=name)
    speaker, new = Speaker.objects.get_or_create(place=place, player=row, person=person)
    if new:
        record(SPEAKER_GIVEN, by=by, place=place.pk, subject=row.pk, told={"person": person.pk})
    return speaker


@transaction.atomic
def end_speaker(*, place: Place, player: int, person: int, by: User | None) -> None:
    """Let somebody speak for a partner no more; one may also step back oneself.

    Raises ``NotAllowed`` and ``NoSuchPartner``.
    """
    if by is None or by.pk != person:
        require(by, place, TELL_PARTNERS)
    row = locked(place, player)
    gone, _ = Speaker.objects.filter(place=place, player=row, person=person).delete()
    if gone:
        record(SPEAKER_TAKEN, by=by, place=place.pk, subject=row.pk, told={"person": person})
