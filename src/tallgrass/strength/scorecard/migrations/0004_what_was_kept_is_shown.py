"""Every scorecard that was kept before making and showing came apart was there for everybody to see: it stays so."""

import json
from typing import Any

from django.db import migrations


def show(apps: Any, schema_editor: Any) -> None:
    Snapshot = apps.get_model("strength_scorecard", "Snapshot")
    Publication = apps.get_model("strength_scorecard", "Publication")
    for snapshot in Snapshot.objects.order_by("pk").iterator(chunk_size=50):
        snapshot.languages = json.loads(snapshot.document).get("languages") or []
        snapshot.save(update_fields=["languages"])
        if not Publication.objects.filter(snapshot=snapshot).exists():
            Publication.objects.create(
                place_id=snapshot.place_id,
                snapshot=snapshot,
                shown=True,
                by_id=snapshot.made_by_id,
                at=snapshot.created_at,
            )


class Migration(migrations.Migration):
    dependencies = [
        ("strength_scorecard", "0003_making_and_showing"),
    ]

    operations = [migrations.RunPython(show, migrations.RunPython.noop)]
