"""How long the backups of every night are kept, and where they are copied to."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.core.exceptions import ImproperlyConfigured

_DAYS: Final = "TALLGRASS_BACKUP_DAYS"
_COPY: Final = "TALLGRASS_BACKUP_COPY"
_USUAL: Final = 14
_MOST: Final = 3660


def backup_days(environment: Mapping[str, str] = os.environ) -> int:
    """Days for which a nightly backup is kept; 0: none is made. Raises ``ImproperlyConfigured`` for anything else."""
    written = environment.get(_DAYS, "").strip()
    if not written:
        return _USUAL
    if not re.fullmatch(r"[0-9]{1,4}", written) or int(written) > _MOST:
        raise ImproperlyConfigured(f"{_DAYS} is a number of days, as 14, or 0 for no nightly backup.")
    return int(written)


def backup_copy(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The second folder for each nightly backup; None where there is none. It need not be there now.

    Raises ``ImproperlyConfigured`` for one that is no whole path: where the program was started decides nothing.
    """
    written = environment.get(_COPY, "").strip()
    if not written:
        return None
    folder = Path(written).expanduser()
    if not folder.is_absolute():
        raise ImproperlyConfigured(f"{_COPY} must be a whole path, as /mnt/backups.")
    return folder
