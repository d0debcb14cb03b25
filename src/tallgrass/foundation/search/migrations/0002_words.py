"""The index over the words, each database its own."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tallgrass.foundation.search import engines


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index."""
    engines.install(schema_editor.connection.vendor, schema_editor)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away."""
    engines.remove(schema_editor.connection.vendor, schema_editor)


class Migration(migrations.Migration):
    """FTS5 on SQLite, a computed column with a GIN index on PostgreSQL."""

    dependencies = [("foundation_search", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
