"""Migrations: none is missing, and each can be applied, taken back and applied again."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OUR_APPS = [config.label for config in apps.get_app_configs() if config.name.startswith("tallgrass.")]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_custom_user_is_in_the_first_migration() -> None:
    loader = MigrationLoader(None)
    first = loader.get_migration("foundation_accounts", "0001_initial")
    assert [operation.name for operation in first.operations] == ["User"]  # type: ignore[attr-defined]


def tables() -> set[str]:
    return set(connection.introspection.table_names())


@pytest.mark.django_db(transaction=True)
def test_migrations_go_forward_back_and_forward_again() -> None:
    before = tables()
    ours = {name for name in before if name.startswith(tuple(OUR_APPS))}
    assert ours
    try:
        for app in reversed(OUR_APPS):
            call_command("migrate", app, "zero", verbosity=0)
        assert tables() & ours == set()
    finally:
        call_command("migrate", verbosity=0)
    assert tables() == before
