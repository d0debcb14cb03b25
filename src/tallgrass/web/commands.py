"""Commands of the site."""

import os
from datetime import datetime
from pathlib import Path

import click

from tallgrass.web import environment

_data = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="TALLGRASS_DATA",
    help="Folder for the database and the secret key.  [default: this system's folder for program data]",
)


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Where to listen; the next if taken.",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; this computer alone."
)
@_data
def serve(port: int, host: str, data: Path | None) -> None:
    """Serve your places as web pages, on this computer.

    Makes everything it needs: the data folder, the secret key, the database (with a dated backup before
    it is changed), and on an empty instance the example place. Stop with Ctrl-C.
    """
    folder = _open(data)
    from tallgrass.web.serving import NoPort, address_of, open_port, serve_until_stopped

    try:
        opened = open_port(host, port)
    except NoPort as error:
        raise click.ClickException(str(error)) from error
    with opened:
        from tallgrass.web.wsgi import application

        click.echo(f"Data folder: {folder}")
        if port and opened.getsockname()[1] != port:
            click.echo(f"Port {port} is taken, so this is the next one that is free.")
        if host not in ("127.0.0.1", "localhost", "::1") and not os.environ.get("TALLGRASS_HOSTS"):
            click.echo("Others reach the site only under names given in TALLGRASS_HOSTS.")
        click.echo(f"\nTallgrass is at {address_of(opened)}  (stop with Ctrl-C)")
        serve_until_stopped(application, opened)
    click.echo("Stopped.")


@click.command()
@_data
def example(data: Path | None) -> None:
    """Make the example place, Prairie Junction, anew on your site.

    It is an invented city: every page of it says so. Your own places are left as they are.
    """
    _open(data, with_example=False)
    from tallgrass.web.example import Occupied, make_example

    try:
        place = make_example(by=None)
    except Occupied as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"The example place {place} is ready.")


def _open(data: Path | None, *, with_example: bool = True) -> Path:
    """Start Django on the data folder, its database up to date; an empty instance gets the example."""
    if data is not None:
        os.environ["TALLGRASS_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tallgrass.web.settings"
    folder = environment.data_folder()
    os.umask(0o077)  # the database and all beside it are for this account alone

    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error, connection

    from tallgrass.web.data_folder import bring_up_to_date, make_ready

    make_ready(folder)
    try:
        django.setup()
        connection.ensure_connection()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error
    except Error as error:
        told = str(error).strip().splitlines() or [type(error).__name__]
        raise click.ClickException(f"The database cannot be used: {told[0]}.") from error
    backup = bring_up_to_date(folder, datetime.now().astimezone())
    if backup is not None:
        click.echo(f"The database was brought up to date. As it was before: {backup}")

    if with_example:
        from tallgrass.web.example import keep_example_current

        if (place := keep_example_current(by=None)) is not None:
            click.echo(f"The instance was empty, so the example place {place} was loaded.")
    return folder
