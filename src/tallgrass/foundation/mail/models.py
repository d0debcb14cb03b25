"""What a site without a server for mail would have sent."""

from django.db import models
from django.utils import timezone


class OutboxMessage(models.Model):
    """A message that nobody carried. It is read on the page of the outbox, and goes after a week.

    It may hold a code with which somebody signs in: whoever reads it can be that person.
    """

    to = models.EmailField("address", max_length=254)
    subject = models.CharField("subject", max_length=300)
    body = models.TextField("text")
    language = models.CharField("language", max_length=20, blank=True)
    made_at = models.DateTimeField("made", default=timezone.now, editable=False, db_index=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"message {self.pk}"
