"""What the room does by itself: a backup every night, and a look at the site from outside every hour."""

from dataclasses import asdict
from datetime import time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.web.upkeep.actions import note_sign
from tallgrass.web.upkeep.looking import look_at
from tallgrass.web.upkeep.models import Sort
from tallgrass.web.upkeep.nightly import backup_of_tonight, copy_to, let_old_ones_go


@scheduled(daily_at=time(8, 10))  # night in the Americas
@task(outside=True)
def back_up() -> None:
    """Make tonight's backup, and copy it where the settings say. Nothing where they say that none is kept."""
    if not settings.BACKUP_DAYS:
        return
    backup = backup_of_tonight(settings.DATA, timezone.now(), settings.BACKUP_DAYS)
    note_sign(sort=Sort.BACKUP_MADE, now=timezone.now(), told={"bytes": backup.stat().st_size})
    if settings.BACKUP_COPY is not None:
        _copy(settings.BACKUP_COPY, backup)


@scheduled(every=timedelta(hours=1))
@task(outside=True)
def look_from_outside() -> None:
    """Ask for the site at its own address, where others reach it at one, and keep what came of it."""
    if settings.ADDRESS is not None and settings.HTTPS:
        found = look_at(settings.ADDRESS.origin, timezone.now)
        note_sign(sort=Sort.ADDRESS, now=timezone.now(), told=asdict(found))


def _copy(folder: Path, backup: Path) -> None:
    copy_to(folder, backup)
    let_old_ones_go(folder, timezone.now(), settings.BACKUP_DAYS)
    note_sign(sort=Sort.BACKUP_COPIED, now=timezone.now())
