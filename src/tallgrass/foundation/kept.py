"""Rows that are added once and never changed: what was said, done or published stays as it was."""

from typing import Any, Never

from django.db import models


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
