"""How a place texts, and letting go of what need not be kept."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.texts.models import Delivery, IncomingText, Reading, TextTerms

#: How long the words of a text that came in are kept, and how long that it came, and how far one of ours has come.
WORDS_KEPT: Final = timedelta(days=30)
ROWS_KEPT: Final = timedelta(days=400)


@transaction.atomic
def set_terms(*, place: int, changes: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Say how a place texts: ``name``, ``price``, ``currency``, ``registration``, ``country``.

    Returns what has changed, as [before, after] by field. Raises ``ValidationError`` for what cannot be.
    """
    found = TextTerms.objects.select_for_update().filter(place_id=place).first()
    terms = found or TextTerms(place_id=place)
    changed = {}
    for field, value in changes.items():
        before = None if found is None else getattr(terms, field)
        if before != value or found is None:
            changed[field] = [before, value]
            setattr(terms, field, value)
    if changed:
        terms.changed_at = timezone.now()
        terms.full_clean()
        terms.save()
    return changed


@transaction.atomic
def forget_old_texts() -> int:
    """Empty the words and the number of what came in a month ago; delete rows after a good year; returns how many."""
    now = timezone.now()
    emptied = (
        IncomingText.objects.filter(came_at__lt=now - WORDS_KEPT)
        .exclude(number="", body="")
        .update(number="", body="", reading=Reading.NOTHING)
    )
    gone, _ = IncomingText.objects.filter(came_at__lt=now - ROWS_KEPT).delete()
    more, _ = Delivery.objects.filter(at__lt=now - ROWS_KEPT).delete()
    return emptied + gone + more
