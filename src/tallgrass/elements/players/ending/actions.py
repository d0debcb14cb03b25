"""What a partner can say about the end of a place."""

from django.db import transaction

from tallgrass.elements.players.events import SAID_TO_STAY
from tallgrass.elements.players.models import Player
from tallgrass.elements.players.voices import Voice, heard, person_of, told_as
from tallgrass.foundation.events.record import record
from tallgrass.places.models import Place


@transaction.atomic
def say_whether_to_stay(*, place: Place, player: int, stays: bool, by: Voice) -> Player:
    """Keep whether a partner stays on the public list once the place has closed. It can be said anew until then.

    Raises ``NotAllowed`` and ``NoSuchPartner``.
    """
    row = heard(place, player, by)
    if row.stays is not stays:
        row.stays = stays
        row.save(update_fields=["stays"])
        record(SAID_TO_STAY, by=person_of(by), place=place.pk, subject=row.pk, told=told_as(by))
    return row
