"""What a partner, or a steward for it, writes down in its own record: hours given, what it asked for, what came."""

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tallgrass.elements.players.actions import NoSuchPartner
from tallgrass.elements.players.models import Player, Standing
from tallgrass.elements.players.queries import speaks_for
from tallgrass.elements.players.voices import Voice, heard, person_of, told_as
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.kinds import EventKind
from tallgrass.foundation.events.record import record
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import TELL_PARTNERS
from tallgrass.strength.scorecard.own_record.events import ASKED, CAME, STRUCK_OUT, TIME_GIVEN
from tallgrass.strength.scorecard.own_record.models import AskedFor, TimeGiven
from tallgrass.strength.scorecard.own_record.queries import records_of


class NotInThisRecord(ObjectDoesNotExist):
    """The partner's record has no such line."""


@transaction.atomic
def write_down_time(
    *, place: Place, player: int, by: Voice, minutes: int, on: date, what_for: str, after: int | None = None
) -> TimeGiven:
    """Keep that a partner gave so many minutes on a day. Nothing of it is taken from answers.

    Whoever speaks for the partner may, and a steward for it. ``after`` is the number of its last line of hours when the
    page was made. Raises ``NotAllowed``, ``NoSuchPartner``, and ``ValidationError`` for a day to come, no time at all,
    no word on what for, and (``sent_before``) where the very same was written down since the page was made.
    """
    row, itself = _written_by(place, player, by)
    _not_to_come(on)
    said = {"minutes": minutes, "given_on": on, "what_for": what_for, "itself": itself}
    _refuse_same_since(after, TimeGiven.objects.filter(place=place, player=row, **said))
    made = TimeGiven(place=place, player=row, **said)
    made.full_clean(exclude=["place", "player"])
    made.save()
    _tell(TIME_GIVEN, place, row, by)
    return made


@transaction.atomic
def write_down_asked(
    *, place: Place, player: int, by: Voice, what: str, on: date, after: int | None = None
) -> AskedFor:
    """Keep what a partner asked the others for. ``after`` and what it raises: as for ``write_down_time``."""
    row, itself = _written_by(place, player, by)
    _not_to_come(on)
    said = {"what": what, "asked_on": on, "itself": itself}
    _refuse_same_since(after, AskedFor.objects.filter(place=place, player=row, **said))
    made = AskedFor(place=place, player=row, **said)
    made.full_clean(exclude=["place", "player"])
    made.save()
    _tell(ASKED, place, row, by)
    return made


@transaction.atomic
def say_what_came(*, place: Place, player: int, by: Voice, line: int, came: str, on: date) -> AskedFor:
    """Keep what came of something that was asked for. Raises as ``write_down_time`` does, and ``NotInThisRecord``."""
    row, _ = _written_by(place, player, by)
    _not_to_come(on)
    found = (
        AskedFor.objects.select_for_update()
        .filter(place=place, player__in=records_of(place, row), pk=line)
        .first()
    )
    if found is None:
        raise NotInThisRecord
    found.came, found.came_on = came, on
    found.full_clean(exclude=["place", "player"])
    found.save(update_fields=["came", "came_on"])
    _tell(CAME, place, row, by)
    return found


@transaction.atomic
def strike_out(
    *, place: Place, player: int, by: Voice, time: int | None = None, asked: int | None = None
) -> None:
    """Delete a line that was wrong: the hours numbered ``time``, or what was ``asked`` for.

    Raises ``NotAllowed``, ``NoSuchPartner`` and ``NotInThisRecord``.
    """
    row, _ = _written_by(place, player, by)
    own = records_of(place, row)
    if time is not None:
        gone, _kinds = TimeGiven.objects.filter(place=place, player__in=own, pk=time).delete()
    elif asked is not None:
        gone, _kinds = AskedFor.objects.filter(place=place, player__in=own, pk=asked).delete()
    else:
        gone = 0
    if not gone:
        raise NotInThisRecord
    _tell(STRUCK_OUT, place, row, by)


def _written_by(place: Place, player: int, by: Voice) -> tuple[Player, bool]:
    """The partner's row, for nobody else to change meanwhile, and whether the partner itself is writing."""
    if not isinstance(by, User):
        return heard(place, player, by), by is not None
    row = Player.objects.select_for_update().filter(place=place, pk=player, merged_into=None).first()
    if row is None:
        raise NoSuchPartner
    if speaks_for(place=place, player=row, person=by):
        return row, True
    require(by, place, TELL_PARTNERS)
    if row.standing == Standing.HIDDEN:
        raise NoSuchPartner
    return row, False


def _refuse_same_since(after: int | None, same: "QuerySet[Any]") -> None:
    """Refuse a line of which there is the same already that is newer than the page: it was sent twice."""
    if after is not None and same.filter(pk__gt=after).exists():
        raise ValidationError("This was written down already.", code="sent_before")


def _tell(what: EventKind, place: Place, row: Player, by: Voice) -> None:
    record(what, by=person_of(by), place=place.pk, subject=row.pk, told=told_as(by))


def _not_to_come(day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError({"on": ValidationError("a day to come", code="to_come")})
