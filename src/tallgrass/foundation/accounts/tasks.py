"""What the room does by itself: forgetting what has run out."""

from datetime import time

from django.contrib.sessions.models import Session
from django.utils import timezone

from tallgrass.foundation.accounts.models import Attempt, OneTimeLink
from tallgrass.foundation.jobs.declaring import scheduled, task


@scheduled(daily_at=time(3, 20))
@task
def forget_what_has_run_out() -> None:
    """Delete sessions, one-time links and counted attempts that are good for nothing any more."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    OneTimeLink.objects.filter(expires_at__lt=now).delete()
    Attempt.objects.filter(expires__lt=now).delete()
