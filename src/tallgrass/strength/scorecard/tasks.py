"""What the room does while nobody waits."""

from tallgrass.foundation.jobs.declaring import task
from tallgrass.strength.scorecard.making.actions import carry_out


@task(outside=True)
def make_what_was_asked_for(number: int, place: int) -> None:
    """Make a scorecard that was asked for. It holds no transaction while it counts, and may be begun again."""
    carry_out(number, place)
