"""Telling partners that they are on record: by a message from here, or in whatever way a steward did it."""

from collections.abc import Collection
from datetime import date
from typing import Final, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tallgrass.elements.players.actions.changing import locked
from tallgrass.elements.players.actions.finding import refresh_search
from tallgrass.elements.players.events import LINK_MADE, LINKS_ENDED, TOLD
from tallgrass.elements.players.models import PartnerLink, Player, Standing, Telling, ToldBy
from tallgrass.elements.players.queries import interrupted, not_told, to_be_written_to
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import event_of, record, record_many
from tallgrass.foundation.tokens import Secret, new_secret
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import TELL_PARTNERS

#: The ways that a steward can say they used. ``ToldBy.MAIL``: they sent the message themselves.
WAYS: Final = (ToldBy.MAIL, ToldBy.PHONE, ToldBy.LETTER, ToldBy.IN_PERSON)
#: How many partners are told at once; how often a message is tried.
MOST_AT_ONCE: Final = 5000
TRIES: Final = 5


class Begun(NamedTuple):
    """A message that was taken from those that wait: to whom, with which link, and who asked for it."""

    player: Player
    secret: Secret
    sender: User | None


class TooMany(ValidationError):
    """More partners than are told at once."""

    def __init__(self) -> None:
        super().__init__(
            f"at most {MOST_AT_ONCE} at once", code="too_many", params={"limit_value": MOST_AT_ONCE}
        )


@transaction.atomic
def tell_by_mail(*, place: Place, players: Collection[int] | None, site: str, by: User | None) -> int:
    """Ask that these partners be told by a message; returns how many messages are now on their way.

    None stands for all whom no message has reached or is on its way to. Only partners with an address that have not
    been told take part, each once: one whose message is on its way gets no second one, and one whose message was
    interrupted gets another as somebody asks for it here. ``site`` is where the site is reached
    (``https://example.org``). Each is listed once its message was handed over. Raises ``NotAllowed`` and ``TooMany``.
    """
    require(by, place, TELL_PARTNERS)
    if players is not None and len(players) > MOST_AT_ONCE:
        raise TooMany
    Place.objects.select_for_update().get(pk=place.pk)
    rows = (
        to_be_written_to(place=place)
        if players is None
        else not_told(place=place).filter(pk__in=list(players)).exclude(contact_email="")
    )
    wanted = list(rows[:MOST_AT_ONCE])
    _drop_interrupted(place, wanted)
    busy = set(
        Telling.objects.filter(
            place=place, state__in=[Telling.State.WAITING, Telling.State.SENDING]
        ).values_list("player_id", flat=True)
    )
    new = [Telling(place=place, player=row, asked_by=by) for row in wanted if row.pk not in busy]
    Telling.objects.bulk_create(new, batch_size=500)
    if new:
        _hand_over_later(place, site)
    return len(new)


@transaction.atomic
def record_told(*, place: Place, players: Collection[int], way: str, on: date, by: User | None) -> int:
    """Keep that these partners were told, how and when; they are listed from now on. Returns how many are newly listed.

    Raises ``NotAllowed``, ``TooMany``, ``ValidationError`` for another way or a day to come, and ``NoSuchPartner``.
    """
    require(by, place, TELL_PARTNERS)
    if len(players) > MOST_AT_ONCE:
        raise TooMany
    if way not in WAYS:
        raise ValidationError({"way": ValidationError("no such way", code="invalid_choice")})
    if on > timezone.localdate():
        raise ValidationError({"on": ValidationError("a day to come", code="to_come")})
    rows = [locked(place, number) for number in sorted(set(players))]
    told = [row for row in rows if row.standing == Standing.PROPOSED]
    for row in told:
        row.standing, row.told_on, row.told_by = Standing.LISTED, on, way
    Player.objects.bulk_update(told, ["standing", "told_on", "told_by"], batch_size=500)
    record_many([event_of(TOLD, by=by, place=place.pk, subject=row.pk, told={"way": way}) for row in told])
    Telling.objects.filter(place=place, player__in=told, state=Telling.State.WAITING).update(
        state=Telling.State.DROPPED
    )
    refresh_search(place, told)
    return len(told)


@transaction.atomic
def make_link(*, place: Place, player: int, by: User | None) -> Secret:
    """Make a secret address for a partner, to be written into a letter or read out; it is shown this once.

    Raises ``NotAllowed`` and ``NoSuchPartner``.
    """
    require(by, place, TELL_PARTNERS)
    row = locked(place, player)
    secret = new_secret()
    PartnerLink.objects.create(place=place, player=row, digest=secret.digest)
    record(LINK_MADE, by=by, place=place.pk, subject=row.pk)
    return secret


@transaction.atomic
def end_links(*, place: Place, player: int, by: User | None) -> int:
    """Let every link of a partner open nothing any more; returns how many. Raises ``NotAllowed``, ``NoSuchPartner``."""
    require(by, place, TELL_PARTNERS)
    row = locked(place, player)
    ended = PartnerLink.objects.filter(place=place, player=row, ended_at=None).update(ended_at=timezone.now())
    if ended:
        record(LINKS_ENDED, by=by, place=place.pk, subject=row.pk)
    return ended


@transaction.atomic
def begin_telling(*, place: Place, telling: int) -> Begun | None:
    """Take a message that waits, with a new link of its own. None where there is nothing (left) to tell.

    From here on the message is not sent by anybody else.
    """
    row = Telling.objects.select_for_update().filter(place=place, pk=telling).first()
    if row is None or row.state != Telling.State.WAITING:
        return None
    player = Player.objects.select_for_update().get(place=place, pk=row.player_id)
    if player.standing != Standing.PROPOSED or player.merged_into_id or not player.contact_email:
        row.state = Telling.State.DROPPED
        row.save(update_fields=["state"])
        return None
    row.state, row.begun_at = Telling.State.SENDING, timezone.now()
    row.save(update_fields=["state", "begun_at"])
    secret = new_secret()
    PartnerLink.objects.create(place=place, player=player, digest=secret.digest)
    return Begun(player, secret, row.asked_by)


@transaction.atomic
def finish_telling(*, place: Place, telling: int, carried: bool) -> None:
    """Keep that a message was handed over: the partner is listed, unless it said no meanwhile.

    ``carried`` is False where the site has no server for mail: the message lies in the outbox, and the partner is
    listed only when a steward says that they sent it.
    """
    row = Telling.objects.select_for_update().filter(place=place, pk=telling).first()
    if row is None or row.state != Telling.State.SENDING:
        return
    row.state = Telling.State.SENT
    row.save(update_fields=["state"])
    player = Player.objects.select_for_update().get(place=place, pk=row.player_id)
    if carried and player.standing == Standing.PROPOSED:
        player.standing, player.told_on, player.told_by = Standing.LISTED, timezone.localdate(), ToldBy.MAIL
        player.save(update_fields=["standing", "told_on", "told_by"])
        record(TOLD, by=row.asked_by, place=place.pk, subject=player.pk, told={"way": ToldBy.MAIL.value})
        refresh_search(place, [player])


@transaction.atomic
def put_off_telling(*, place: Place, telling: int, secret: Secret) -> None:
    """Keep that the server did not take a message: it waits again, or has failed after ``TRIES`` times."""
    row = Telling.objects.select_for_update().filter(place=place, pk=telling).first()
    if row is None or row.state != Telling.State.SENDING:
        return
    row.tries += 1
    row.state = Telling.State.FAILED if row.tries >= TRIES else Telling.State.WAITING
    row.begun_at = None
    row.save(update_fields=["state", "tries", "begun_at"])
    PartnerLink.objects.filter(place=place, digest=secret.digest).delete()


def _drop_interrupted(place: Place, players: Collection[Player]) -> None:
    rows = Telling.objects.filter(place=place, player__in=players, state=Telling.State.SENDING)
    lost = [row.pk for row in rows if interrupted(row)]
    Telling.objects.filter(place=place, pk__in=lost).update(state=Telling.State.DROPPED)


def _hand_over_later(place: Place, site: str) -> None:
    from tallgrass.elements.players.tasks import hand_over_tellings

    hand_over_tellings.using(place=place.pk, key=f"tell:{place.pk}").enqueue(place.pk, site)
