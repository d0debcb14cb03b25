"""Every setting that comes from outside, in one place: what it is called, what it means, how it is read."""

import os
import secrets
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


class Setting(NamedTuple):
    """An environment variable: its name, what it does, and what holds without it."""

    name: str
    meaning: str
    default: str


#: Every environment variable that the program reads (docs/reference/commands.md is written from this).
SETTINGS: Final = (
    Setting(
        "TALLGRASS_DATA",
        "The folder for the database, its backups and the secret key.",
        "the folder this system keeps for a program's data",
    ),
    Setting(
        "DATABASE_URL",
        "The database: sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME.",
        "tallgrass.sqlite3 in the data folder",
    ),
    Setting(
        "TALLGRASS_HOSTS",
        "Names under which the site answers, separated by commas. Needed when others can reach it.",
        "this computer alone",
    ),
    Setting(
        "TALLGRASS_SECRET_KEY",
        "The key that signs what the site hands out. At least 50 characters.",
        "made once, kept in the data folder, readable by you alone",
    ),
    Setting(
        "TALLGRASS_DEBUG", "Anything but empty shows where in the program an error arose.", "one sentence"
    ),
)

#: Names for this computer, the only ones that answer unless TALLGRASS_HOSTS says otherwise.
THIS_COMPUTER: Final = ("127.0.0.1", "localhost", "[::1]")

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


def secret_key(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The key of this instance: from the environment, else from the data folder, made there once (0600).

    Raises ``ImproperlyConfigured`` for a key under 50 characters.
    """
    if given := environment.get("TALLGRASS_SECRET_KEY", ""):
        if len(given) < 50:
            raise ImproperlyConfigured("TALLGRASS_SECRET_KEY needs at least 50 characters.")
        return given
    path = folder / "secret_key"
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


def hosts(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Names under which the site answers."""
    named = [name.strip() for name in environment.get("TALLGRASS_HOSTS", "").split(",")]
    return [*THIS_COMPUTER, *(name for name in named if name)]


def database(folder: Path, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings of the database.

    Raises ``ImproperlyConfigured`` for an address it cannot read, ``ModuleNotFoundError`` for PostgreSQL without
    its driver.
    """
    address = environment.get("DATABASE_URL", "")
    if not address:
        return _sqlite(str(folder / "tallgrass.sqlite3"))
    parts = _split(address)
    if parts.scheme == "sqlite" and parts.path:
        name = unquote(parts.path.removeprefix("/"))
        return _sqlite(str(folder / name) if name else ":memory:")
    if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
        if find_spec("psycopg") is None:
            raise ModuleNotFoundError("the driver of PostgreSQL is not installed", name="psycopg")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(_port(address) or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured(
        "DATABASE_URL is neither sqlite:///FILE nor postgresql://USER:PASSWORD@HOST:PORT/NAME."
    )


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        raise ImproperlyConfigured("DATABASE_URL is not an address that can be read.") from error


def _port(address: str) -> int | None:
    try:
        return urlsplit(address).port
    except ValueError as error:
        raise ImproperlyConfigured("The port in DATABASE_URL is not a number.") from error


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "timeout": 20,  # seconds to wait for another writer
            "transaction_mode": "IMMEDIATE",  # a transaction that would write never fails half way
            "init_command": _SQLITE_OPENING,
        },
    }
