"""The secret key of an instance."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.core.exceptions import ImproperlyConfigured

#: The file in the data folder that holds the key where the environment gives none.
KEY_FILE: Final = "secret_key"


def secret_key(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The key of this instance: from the environment, else from the data folder, made there once (0600).

    Raises ``ImproperlyConfigured`` for a key under 50 characters.
    """
    if given := environment.get("TALLGRASS_SECRET_KEY", ""):
        if len(given) < 50:
            raise ImproperlyConfigured("TALLGRASS_SECRET_KEY needs at least 50 characters.")
        return given
    path = folder / KEY_FILE
    if not path.exists():
        _keep_key(path, secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii").strip()


def _keep_key(path: Path, key: str) -> None:
    """Write a new key whole or not at all, for its owner alone. Another process that was faster wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key + "\n")
    try:
        os.link(half, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
