"""Keeps what the site has noticed about itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tallgrass.web.upkeep.models import Sign, Sort


@transaction.atomic
def note_sign(*, sort: Sort, now: datetime, told: Mapping[str, Any] | None = None) -> None:
    """Keep a sign in the place of the one before. ``told`` is plain JSON, and about nobody."""
    Sign.objects.update_or_create(sort=sort, defaults={"seen_at": now, "told": dict(told or {})})
