"""What rounds say about the end of a place: an open one is closed first, and who can still be reached is told.

Nothing of a round stays: its results are in the scorecards, which hold no answers.
"""

from collections.abc import Iterator

from tallgrass.places.ending.seam import Reached, finished_before_the_end, told_at_the_end
from tallgrass.places.models import Place
from tallgrass.strength.rounds.models import Invitation, RoomMeeting, Round


def take_part_in_the_end() -> None:
    """Say it, when the site starts."""
    finished_before_the_end("round", _is_open)
    finished_before_the_end("meeting", _is_running)
    told_at_the_end("rounds", _invited)


def _is_open(place: Place) -> bool:
    return Round.objects.filter(place=place, state=Round.State.OPEN).exists()


def _is_running(place: Place) -> bool:
    return RoomMeeting.objects.filter(place=place, state=RoomMeeting.State.RUNNING).exists()


def _invited(place: Place) -> Iterator[Reached]:
    """Who was invited and whose address is still kept: it is deleted some days after a round."""
    for one in Invitation.objects.filter(place=place).exclude(email="").order_by("pk").iterator():
        yield Reached(one.email, one.language or place.languages[0])
