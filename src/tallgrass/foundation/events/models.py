"""What was done, by whom and when. Events hold no foreign keys: they outlive what they speak of."""

from django.db import models
from django.utils import timezone

from tallgrass.foundation.kept import KeptModel


class Event(KeptModel):
    """One change, kept for good.

    ``kind`` is a declared event kind (``foundation/events/kinds.py``). ``subject_type`` and ``subject_id`` say
    what was changed, ``other_id`` a second thing of the same type that takes part (a merge, a link).
    ``told`` holds what the sentence needs: old and new values by field. ``by`` is the id of the person, None the
    operator's own command line. ``batch`` joins the events of one import.
    """

    place = models.BigIntegerField("id of the place (none: the instance)", null=True, blank=True)
    kind = models.CharField("event kind", max_length=100)
    subject_type = models.CharField("type of what was changed", max_length=40)
    subject_id = models.BigIntegerField("id of what was changed", null=True, blank=True)
    other_id = models.BigIntegerField("id of a second one of the same type", null=True, blank=True)
    told = models.JSONField("what the sentence needs", default=dict)
    by = models.BigIntegerField("id of who did it", null=True, blank=True)
    batch = models.BigIntegerField("id of the import that it belongs to", null=True, blank=True)
    at = models.DateTimeField("when", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="") & ~models.Q(subject_type=""), name="foundation_events_is_whole"
            ),
        ]
        indexes = [
            models.Index(fields=["place", "-id"], name="foundation_events_of_place"),
            models.Index(
                fields=["place", "subject_type", "subject_id", "-id"], name="foundation_events_of_subject"
            ),
            models.Index(fields=["place", "batch"], name="foundation_events_of_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
