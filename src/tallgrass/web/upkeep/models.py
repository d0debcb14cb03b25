"""One table: what the site has noticed about itself, the latest of each sort."""

from django.db import models
from django.utils import timezone


class Sort(models.TextChoices):
    """What can be noticed."""

    BACKUP_MADE = "backup_made"
    BACKUP_COPIED = "backup_copied"
    ADDRESS = "address"


class Sign(models.Model):
    """The latest sign of its sort: when, and what there is to tell of it. No word is about a person.

    ``backup_made``: ``bytes``. ``backup_copied``: nothing. ``address``: what came of asking for the site at its own
    address (``looking.py``): ``trouble`` (blank: none) and ``ahead``, the seconds by which this computer's clock is
    ahead of the answer's.
    """

    sort = models.CharField("what was noticed", max_length=20, choices=Sort, unique=True)
    seen_at = models.DateTimeField("when", default=timezone.now)
    told = models.JSONField("what there is to tell", default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(sort__in=Sort.values), name="web_upkeep_sort_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.seen_at:%Y-%m-%d}"
