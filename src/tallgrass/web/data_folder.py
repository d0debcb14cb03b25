"""The data folder of an instance: made ready, its database backed up and brought up to date."""

import sqlite3
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def make_ready(folder: Path) -> None:
    """Make the folder where it is missing, open to its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def changes_to_apply() -> int:
    """How many migrations the database has not had yet."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date(folder: Path, now: datetime) -> Path | None:
    """Apply the migrations that are missing, a dated backup first.

    Returns the backup; None where nothing had to be applied, or nothing was there to lose. A PostgreSQL
    database is backed up by its own tools: see docs/architecture.md.
    """
    if not changes_to_apply():
        return None
    backup = _back_up(folder, now)
    call_command("migrate", verbosity=0, interactive=False)
    return backup


def _back_up(folder: Path, now: datetime) -> Path | None:
    """Copy the SQLite database as it stands, also while somebody writes. ``now`` dates the copy."""
    if connection.vendor != "sqlite":
        return None
    source = Path(str(connection.settings_dict["NAME"]))
    if not source.exists() or not connection.introspection.table_names():
        return None
    backups = folder / "backups"
    backups.mkdir(mode=0o700, exist_ok=True)
    target = backups / f"tallgrass-{now:%Y-%m-%d-%H%M%S}.sqlite3"
    target.touch(mode=0o600)
    copy = sqlite3.connect(target)
    try:
        connection.ensure_connection()
        connection.connection.backup(copy)
    finally:
        copy.close()
    return target
