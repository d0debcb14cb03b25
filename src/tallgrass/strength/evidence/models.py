"""What is on record, as a place keeps it: what people attached to a question, and measures taken elsewhere."""

from django.db import models
from django.db.models import Q


class Evidence(models.Model):
    """Something attached to a criterion, as claimed: one row of ``evidence.csv``."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="evidence")
    criterion = models.CharField("criterion", max_length=200)
    title = models.TextField("title")
    link = models.TextField("link", blank=True)
    dated_on = models.DateField("dated", null=True, blank=True)
    grade = models.PositiveSmallIntegerField("grade claimed, 0 to 3")
    provided_by_kind = models.CharField("given by a partner of the type", max_length=20, blank=True)
    checked_by_kind = models.CharField("checked by a partner of the type", max_length=20, blank=True)
    further = models.JSONField("further columns of files", default=dict, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grade__lte=3) & ~Q(title="") & ~Q(criterion=""), name="strength_evidence_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RecordedReading(models.Model):
    """A measure taken elsewhere: one row of ``readings.csv``. ``value`` is as exact as it was written."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="recorded_readings")
    reading = models.CharField("reading", max_length=200)
    value = models.CharField("value", max_length=100, blank=True)
    records = models.PositiveBigIntegerField("records behind it")
    records_needed = models.PositiveBigIntegerField("records needed", null=True, blank=True)
    measured_on = models.DateField("measured on", null=True, blank=True)
    source = models.TextField("source", blank=True)
    further = models.JSONField("further columns of files", default=dict, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "reading"], name="strength_evidence_reading_once"),
        ]

    def __str__(self) -> str:
        return self.reading
