"""Words of a place's own for pieces of the asking kit."""

from typing import Final

from django.db import models
from django.utils import timezone

#: Longer words are refused; no piece needs a quarter of it.
LONGEST_OWN_BODY: Final = 20_000
LONGEST_OWN_SUBJECT: Final = 300


class KitText(models.Model):
    """How a place says a piece in a language. Without a row it is said in the original words.

    ``subject`` and ``body`` hold marks as ``{who}`` (``method/filling.py``), so they hold for every round to come.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="kit_texts")
    piece = models.CharField("piece", max_length=40)
    language = models.CharField("language", max_length=20)
    subject = models.CharField("subject or title", max_length=LONGEST_OWN_SUBJECT, blank=True)
    body = models.TextField("words", max_length=LONGEST_OWN_BODY)
    changed_at = models.DateTimeField("changed", default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "piece", "language"], name="strength_rounds_kit_text_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(body=""), name="strength_rounds_kit_text_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.piece} ({self.language})"
