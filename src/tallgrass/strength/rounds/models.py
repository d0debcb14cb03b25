"""What people told us, as a place keeps it."""

from django.db import models
from django.utils import timezone


class OutsideRound(models.Model):
    """A round that was held outside of the site (on paper, in a meeting, with a form) and brought in whole.

    ``tables`` maps the name of a table (``answers``, ``asked``, ``agreed``, ``rankings``, ``comments``, ``signed``) to
    its CSV text, read by the same code that reads a folder. It holds answers: no page and no API reads it, only the
    computation of a scorecard and the operator's own command line (METHOD 1, section 3, rule 9).
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="outside_rounds")
    as_of = models.DateField("the day it speaks of")
    tables = models.JSONField("tables as CSV text, by name", default=dict)
    brought_in_at = models.DateTimeField("brought in", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "as_of"], name="strength_rounds_outside_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.place} as of {self.as_of:%Y-%m-%d}"
