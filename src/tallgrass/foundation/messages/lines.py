"""Whether a channel works: a server that cannot be reached is left alone for a while, longer each time."""

from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.messages.method.pauses import rest_of_line
from tallgrass.foundation.messages.models import Line


def line(channel: str) -> Line | None:
    """What is known of a channel that does not work; None for one that does."""
    return Line.objects.filter(channel=channel, faults__gt=0).first()


def rests(line: Line | None) -> bool:
    """Whether a channel is left alone at this moment."""
    return line is not None and line.rests_until is not None and line.rests_until > timezone.now()


@transaction.atomic
def went_down(channel: str, said: str) -> None:
    """Note that a channel does not work, and leave it alone for a while."""
    found, _ = Line.objects.select_for_update().get_or_create(channel=channel)
    now = timezone.now()
    found.faults += 1
    found.down_since = found.down_since or now
    found.rests_until = now + rest_of_line(found.faults)
    found.said = said[:300]
    found.save()


def works(channel: str) -> None:
    """Note that a channel works (again)."""
    Line.objects.filter(channel=channel).delete()
