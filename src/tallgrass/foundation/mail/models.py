"""What a site without a server for mail would have sent."""

from django.db import models
from django.utils import timezone


class OutboxMessage(models.Model):
    """A message that nobody carried. It is read on the page of the outbox, and goes after a week, or sooner where it is
    good no longer (``good_until``).

    It may hold a code with which somebody signs in: whoever reads it can be that person. Once somebody has passed it
    on (``passed_on_at``), nothing is kept but that it was so.
    """

    to = models.EmailField("address", max_length=254, blank=True)
    subject = models.CharField("subject", max_length=300, blank=True)
    body = models.TextField("text", blank=True)
    language = models.CharField("language", max_length=20, blank=True)
    made_at = models.DateTimeField("made", default=timezone.now, editable=False, db_index=True)
    good_until = models.DateTimeField("good until", null=True, blank=True)
    passed_on_at = models.DateTimeField("passed on", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(passed_on_at__isnull=True) | models.Q(to="", subject="", body=""),
                name="foundation_mail_nothing_is_kept_of_what_was_passed_on",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"
