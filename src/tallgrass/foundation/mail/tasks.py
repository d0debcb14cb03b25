"""What the room does by itself: letting old messages go, also where no new one comes."""

from datetime import time

from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.foundation.mail.outbox import let_old_ones_go


@scheduled(daily_at=time(3, 25))
@task
def empty_outbox() -> None:
    """Delete the messages of the outbox that are older than a week."""
    let_old_ones_go()
