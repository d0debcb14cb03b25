"""What the room does by itself: asking the gateway about texts in doubt and missed, and letting go of old ones."""

from datetime import time, timedelta

from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.foundation.texts.actions import forget_old_texts
from tallgrass.foundation.texts.catching_up import catch_up
from tallgrass.foundation.texts.doubts import ask_about_doubts


@scheduled(every=timedelta(minutes=5))
@task(outside=True)
def settle_texts_in_doubt() -> int:
    """Ask the gateway what became of texts that it may or may not have; gives how many are settled."""
    return ask_about_doubts()


@scheduled(every=timedelta(minutes=10))
@task(outside=True)
def catch_up_on_texts() -> int:
    """Take in what came in while the site was away; gives how many."""
    return catch_up()


@scheduled(daily_at=time(3, 45))
@task
def forget_texts() -> int:
    """Empty and delete what came in long ago; gives how many."""
    return forget_old_texts()
