"""Scorecards as they were published. They are never changed: a new one is added beside the old."""

from typing import Any, Never

from django.db import models
from django.utils import timezone

_DIGEST = r"^[0-9a-f]{64}$"


class Kept(Exception):
    """Raised on an attempt to change what is kept for good."""


class KeptQuerySet(models.QuerySet[Any]):
    """Reads and adds, and refuses to change rows in bulk."""

    def update(self, **values: Any) -> Never:
        """Refuse: what is kept is not changed."""
        raise Kept(f"{self.model.__name__} rows are never changed; add a new one")


class KeptModel(models.Model):
    """A row that is added once and never changed."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises ``Kept`` where it is there already."""
        if not self._state.adding:
            raise Kept(f"{type(self).__name__} {self.pk} is never changed; add a new one")
        super().save(*args, **kwargs)


class KeptFramework(KeptModel):
    """A framework that some scorecard was made with, kept once, so that the scorecard stays readable."""

    digest = models.CharField("SHA-256 of the text that is kept", max_length=64, unique=True)
    identifier = models.CharField("id", max_length=100)
    version = models.CharField("version", max_length=100)
    document = models.TextField("the framework as JSON")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(digest__regex=_DIGEST), name="strength_scorecard_framework_digest"
            ),
            models.CheckConstraint(
                condition=~models.Q(document="") & ~models.Q(identifier=""),
                name="strength_scorecard_framework_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.identifier} {self.version}"


class Snapshot(KeptModel):
    """One scorecard of one place. ``document`` is ``scorecard.json``, byte for byte."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="snapshots")
    as_of = models.DateField("the day it speaks of")
    document = models.TextField("scorecard.json")
    digest = models.CharField("SHA-256 of the document", max_length=64)
    framework = models.ForeignKey(KeptFramework, on_delete=models.PROTECT, related_name="snapshots")
    method = models.CharField("method version", max_length=20)
    program = models.CharField("version of the program that made it", max_length=40)
    published_by = models.ForeignKey(
        "foundation_accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="published by (nobody: the operator's own command)",
    )
    created_at = models.DateTimeField("published", default=timezone.now, editable=False)

    class Meta:
        get_latest_by = ["as_of", "created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "digest"], name="strength_scorecard_snapshot_once_per_place"
            ),
            models.CheckConstraint(
                condition=models.Q(digest__regex=_DIGEST), name="strength_scorecard_snapshot_digest"
            ),
            models.CheckConstraint(
                condition=~models.Q(document="") & ~models.Q(method=""),
                name="strength_scorecard_snapshot_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "-as_of", "-created_at"], name="strength_scorecard_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.place} as of {self.as_of:%Y-%m-%d}"
