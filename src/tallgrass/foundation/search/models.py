"""What can be found, one row a record."""

from django.db import models


class SeenBy(models.IntegerChoices):
    """Who may find a record. Each level includes those before it: a steward finds what everybody finds."""

    PUBLIC = 0, "everybody"
    MEMBERS = 1, "members of the place"
    STEWARDS = 2, "stewards of the place"


class SearchDocument(models.Model):
    """The words by which a record is found; ``title`` weighs more than ``body``. Both are folded.

    The index over the words is the database's own (``engines``), and in step with every change of a row.
    """

    place = models.BigIntegerField("id of the place")
    subject_type = models.CharField("type of the record", max_length=40)
    subject_id = models.BigIntegerField("id of the record")
    seen_by = models.PositiveSmallIntegerField("who may find it", choices=SeenBy.choices)
    title = models.TextField("folded words that weigh more")
    body = models.TextField("folded words", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "subject_type", "subject_id"], name="foundation_search_once_a_record"
            ),
            models.CheckConstraint(
                condition=models.Q(seen_by__in=SeenBy.values), name="foundation_search_seen_by_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"
