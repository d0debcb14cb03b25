"""Rows that are added once and never changed: what was said, done or published stays as it was."""

from collections.abc import Iterable
from typing import Any, Never

from django.db import models


class Kept(Exception):
    """Raised on an attempt to change what is kept for good."""


class KeptQuerySet(models.QuerySet[Any]):
    """Reads and adds, and refuses to change rows in bulk, to write over them, or to take them out.

    Rows go only with the place that they belong to.
    """

    def update(self, **values: Any) -> Never:
        """Refuse: what is kept is not changed."""
        raise Kept(f"{self.model.__name__} rows are never changed; add a new one")

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> Never:
        """Refuse: what is kept is not changed."""
        self.update()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Add many rows. Raises ``Kept`` where rows that are there would be written over or left out."""
        if kwargs.get("update_conflicts") or kwargs.get("ignore_conflicts"):
            self.update()
        return super().bulk_create(objs, *args, **kwargs)

    def delete(self) -> Never:
        """Refuse: what is kept stays."""
        raise Kept(f"{self.model.__name__} rows stay")


class KeptModel(models.Model):
    """A row that is added once and never changed."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises ``Kept`` where it is there already."""
        if not self._state.adding:
            raise Kept(f"{type(self).__name__} {self.pk} is never changed; add a new one")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refuse: what is kept stays."""
        raise Kept(f"{type(self).__name__} {self.pk} stays")
