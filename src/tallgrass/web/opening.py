"""Opening an instance for a command: its folder, its database, Django itself; every trouble is a sentence."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from tallgrass.web import environment

#: Seconds that a start waits for a restore on the same data folder.
_PATIENCE: Final = 5.0

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="TALLGRASS_DATA",
    help="Folder for the database and the secret key.  [default: this system's folder for program data]",
)


@contextmanager
def opened(data: Path | None, *, as_it_is: bool = False) -> Iterator[Path]:
    """An instance to work with; gives its data folder, and holds it until the end.

    Its database is brought up to date, unless it is wanted ``as_it_is``.
    Raises ``click.ClickException`` with a sentence where the settings, the folder or the database cannot be used.
    """
    from tallgrass.web.locks import IN_USE, Busy, beside_others

    folder = prepare(data)
    try:
        with beside_others(folder, IN_USE, patience=_PATIENCE):
            start_django()
            if not as_it_is:
                _bring_up_to_date(folder)
            yield folder
    except Busy as error:
        raise click.ClickException(
            f"A restore is under way in {folder}. Wait until it is done, and start again."
        ) from error


def prepare(data: Path | None) -> Path:
    """Choose and make the data folder, and finish a restore that was interrupted. Raises what ``opened`` raises."""
    if data is not None:
        os.environ["TALLGRASS_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tallgrass.web.settings"
    folder = environment.data_folder()
    os.umask(0o077)  # the database and all beside it are for this account alone

    from django.core.exceptions import ImproperlyConfigured

    from tallgrass.web.backup.swap import settle
    from tallgrass.web.data_folder import make_ready

    make_ready(folder)
    try:
        settled = settle(folder, environment.sqlite_file(folder))
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error
    if not settled:
        _settle_with_database(folder)
    return folder


def start_django() -> None:
    """Start Django and reach the database. Raises what ``opened`` raises."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error, connection

    try:
        django.setup()
        connection.ensure_connection()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error
    except Error as error:
        told = str(error).strip().splitlines() or [type(error).__name__]
        raise click.ClickException(f"The database cannot be used: {told[0]}.") from error


def _settle_with_database(folder: Path) -> None:
    """Ask PostgreSQL whether an interrupted restore had come to its moment; the key that it brought holds at once."""
    from django.conf import settings

    from tallgrass.web.backup.swap import settle_name

    start_django()
    if settle_name(folder):
        settings.SECRET_KEY = environment.secret_key(folder)


def _bring_up_to_date(folder: Path) -> None:
    from tallgrass.web.migrating import NewerDatabase, bring_up_to_date

    try:
        bring_up_to_date(folder, datetime.now().astimezone(), click.echo)
    except NewerDatabase as error:
        raise click.ClickException(str(error)) from error
