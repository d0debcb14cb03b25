"""The tables that a database has after certain migrations: not those of today's models, which may be ahead of it."""

from collections.abc import Iterable
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, Model

Change = tuple[str, str]


def last_of_each_room(changes: Iterable[Change]) -> list[Change]:
    """Of the migrations that a database has had, those that no other one of the same room builds on."""
    graph = MigrationLoader(None).graph
    had = {change for change in changes if change in graph.nodes}
    return sorted(
        change
        for change in had
        if not any(
            child.key in had and child.key[0] == change[0] for child in graph.node_map[change].children
        )
    )


def models_after(changes: Iterable[Change]) -> list[type[Model]]:
    """A model for every table that the database has after ``changes``, by the name of the table."""
    state = MigrationLoader(None).project_state(last_of_each_room(changes))
    found = {
        model._meta.db_table: model
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return [found[table] for table in sorted(found)]


def columns_of(model: type[Model]) -> list["Field[Any, Any]"]:
    """The fields of a model that have a column of their own, which nothing computes."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]
