"""What this room itself does later."""

from datetime import time

from tallgrass.foundation.jobs.actions import forget_old_jobs
from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.foundation.jobs.pulse import pulse

__all__ = ["forget_what_is_long_done", "pulse"]


@scheduled(daily_at=time(3, 20))
@task
def forget_what_is_long_done() -> int:
    """Delete jobs that were done a month ago; gives how many."""
    return forget_old_jobs()
