"""What the room does later: handing over the messages that tell partners."""

from datetime import time

from django.conf import settings

from tallgrass.elements.players.actions.telling import begin_telling, finish_telling, put_off_telling
from tallgrass.elements.players.asks.actions import forget_old_asks
from tallgrass.elements.players.imports.actions import forget_old_previews
from tallgrass.elements.players.letters import message_to
from tallgrass.elements.players.models import Telling
from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.foundation.mail.outbox import BACKEND
from tallgrass.foundation.mail.send import NotSent, send
from tallgrass.places.models import Place


class NotAllTold(Exception):
    """Some messages were not taken; those wait for the next try."""


@task(outside=True)
def hand_over_tellings(place_id: int, site: str) -> int:
    """Hand over every message of a place that waits; returns how many went. Each one is a step of its own.

    A message is marked before it is sent and listed after: one that was interrupted in between is never sent a second
    time by itself. Raises ``NotAllTold`` where the server refused some.
    """
    place = Place.objects.filter(pk=place_id).first()
    if place is None:
        return 0
    waiting = Telling.objects.filter(place=place, state=Telling.State.WAITING).values_list("pk", flat=True)
    outcomes = [hand_over(place, number, site) for number in list(waiting)]
    if False in outcomes:
        raise NotAllTold
    return outcomes.count(True)


def hand_over(place: Place, telling: int, site: str) -> bool | None:
    """Hand over one message: True when it went, False when it was refused, None when there was nothing to tell."""
    begun = begin_telling(place=place, telling=telling)
    if begun is None:
        return None
    message = message_to(place, begun.player, begun.secret.text, site, begun.sender)
    try:
        send(
            to=begun.player.contact_email,
            subject=message.subject,
            body=message.body,
            language=place.languages[0],
            reply_to=message.reply_to,
        )
    except NotSent:
        put_off_telling(place=place, telling=telling, secret=begun.secret)
        return False
    finish_telling(place=place, telling=telling, carried=mail_is_carried())
    return True


def mail_is_carried() -> bool:
    """Whether this site has a server for mail, so that a message leaves this computer."""
    return bool(settings.EMAIL_BACKEND != BACKEND)


@scheduled(daily_at=time(3, 50))
@task
def let_old_asks_go() -> int:
    """Delete what was asked of people so long ago that it no longer counts; gives how many asks went."""
    return sum(forget_old_asks(place=place) for place in Place.objects.all())


@scheduled(daily_at=time(3, 40))
@task
def let_old_previews_go() -> int:
    """Delete what was read from lists that nobody brought in for a week; gives how many previews went."""
    return sum(forget_old_previews(place=place) for place in Place.objects.all())
