"""Where an instance keeps what it knows: its data folder and its database."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote

from django.core.exceptions import ImproperlyConfigured

from tallgrass.web.environment.addresses import port_of, split

_NAME: Final = "DATABASE_URL"
_SQLITE_OPENING: Final = "".join(
    f"PRAGMA {pragma};"
    for pragma in (
        "journal_mode=WAL",  # readers never wait for a writer
        "synchronous=NORMAL",  # safe with WAL against a crash of the program
        "mmap_size=134217728",
        "journal_size_limit=27103364",
        "cache_size=2000",
    )
)


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where this instance keeps its data. The folder need not be there yet."""
    if chosen := environment.get("TALLGRASS_DATA", ""):
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("tallgrass", appauthor=False)


def database(folder: Path, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings of the database.

    Raises ``ImproperlyConfigured`` for an address it cannot read, ``ModuleNotFoundError`` for PostgreSQL without
    its driver.
    """
    address = environment.get(_NAME, "")
    if not address:
        return _sqlite(str(folder / "tallgrass.sqlite3"))
    parts = split(_NAME, address)
    if parts.scheme == "sqlite" and parts.path:
        name = unquote(parts.path.removeprefix("/"))
        return _sqlite(str(folder / name) if name else ":memory:")
    if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
        return _postgresql(parts)
    raise ImproperlyConfigured(
        f"{_NAME} is neither sqlite:///FILE nor postgresql://USER:PASSWORD@HOST:PORT/NAME."
    )


def sqlite_file(folder: Path, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The file that holds the database; None on PostgreSQL. Raises what ``database`` raises."""
    settings = database(folder, environment)
    return Path(settings["NAME"]) if settings["ENGINE"].endswith("sqlite3") else None


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": 60,  # opening it for each request costs more than most questions to it
        "OPTIONS": {
            "timeout": 20,  # seconds to wait for another writer
            "transaction_mode": "IMMEDIATE",  # a transaction that would write never fails half way
            "init_command": _SQLITE_OPENING,
        },
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    if find_spec("psycopg") is None:
        raise ModuleNotFoundError("the driver of PostgreSQL is not installed", name="psycopg")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port_of(_NAME, parts) or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # The name by which `restore` finds out that somebody else is at work in the database.
        "OPTIONS": {"application_name": "tallgrass", "connect_timeout": "10", **dict(parse_qsl(parts.query))},
    }
