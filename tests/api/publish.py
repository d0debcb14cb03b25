"""Writes the description of the API, ``docs/reference/openapi.json``: ``python -m tests.api.publish``."""

import json
from pathlib import Path

import django

FILE = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"


def described() -> str:
    """The description as the file holds it."""
    from tallgrass.api.site import api, description

    return json.dumps(description(api), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    FILE.write_text(described(), encoding="utf-8")
    print(f"wrote {FILE}")
