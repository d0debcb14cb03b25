"""The one way in which history is deleted: with somebody who asked that nothing be held about them."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from tallgrass.foundation.events.models import Event


def erase_events(*, place: int, subject_type: str, subjects: Collection[int]) -> None:
    """Delete every event about these, or in which they take part. The action records that it did so."""
    numbers = list(subjects)
    about = Q(subject_id__in=numbers) | Q(other_id__in=numbers)
    # A plain query set: that of events refuses to delete, and so it should everywhere else.
    QuerySet(Event).filter(about, place=place, subject_type=subject_type).delete()
