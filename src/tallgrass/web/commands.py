"""Commands of the site."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from tallgrass.web import environment
from tallgrass.web.network import EVERYWHERE, let_in, refuse_where_it_cannot_be
from tallgrass.web.opening import data_option, opened


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
@click.option(
    "--network",
    is_flag=True,
    help="Let devices on the same network in, as phones in a meeting; says at which address.",
)
@click.option(
    "--example", "with_example", is_flag=True, help="Keep the example place, an invented city, on the site."
)
@data_option
def serve(port: int, host: str, network: bool, with_example: bool, data: Path | None) -> None:
    """Serve your places as web pages, on this computer.

    Makes everything it needs: the data folder, the secret key, the database (with a dated copy before it is
    changed). Does in the background what takes longer. Stop with Ctrl-C.

    With --network, phones and other computers on the same network reach it too, without the internet.
    """
    proxy = _proxy()
    if network:
        refuse_where_it_cannot_be()
        host = EVERYWHERE
    with opened(data) as folder:
        click.echo(f"Data folder: {folder}")
        if with_example:
            _show_example()
        _serve(folder, host, port, proxy, network=network)
    click.echo("Stopped.")


@click.command()
@data_option
def example(data: Path | None) -> None:
    """Make the example place, Prairie Junction, anew on your site.

    It is an invented city: every page of it says so. Your own places are left as they are.
    """
    with opened(data):
        click.echo(f"The example place {_make_example()} is ready.")


def _show_example() -> None:
    from tallgrass.web.example import there_is_an_example

    if there_is_an_example():
        _make_example()
    else:
        click.echo(f"The example place {_make_example()} was added.")


def _make_example() -> str:
    from tallgrass.web.example import Occupied, make_example

    try:
        return make_example(by=None).name
    except Occupied as error:
        raise click.ClickException(str(error)) from error


def _proxy() -> dict[str, Any]:
    from django.core.exceptions import ImproperlyConfigured

    try:
        return environment.proxy()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error


def _known_only_by_name(host: str) -> list[str]:
    """A line for who listens to others without having said under which names."""
    named = environment.public_address() or os.environ.get("TALLGRASS_HOSTS")
    if named or host in ("127.0.0.1", "localhost", "::1"):
        return []
    return [
        "",
        "Others reach the site only under names given in TALLGRASS_ADDRESS or TALLGRASS_HOSTS.",
        "To let devices on the same network in, start it with --network.",
    ]


def _serve(folder: Path, host: str, port: int, proxy: Mapping[str, Any], *, network: bool) -> None:
    """Listen, say where, and answer until somebody stops it; the worker runs beside."""
    from tallgrass.web.running import running_at
    from tallgrass.web.serving import NoPort, address_of, open_port, serve_until_stopped
    from tallgrass.web.supervising import worker_beside
    from tallgrass.web.welcome import first_steps

    try:
        listening = open_port(host, port)
    except NoPort as error:
        raise click.ClickException(str(error)) from error
    with listening:
        from tallgrass.web.wsgi import application

        if port and listening.getsockname()[1] != port:
            click.echo(f"Port {port} is taken, so this is the next one that is free.")
        public = environment.public_address()
        around = let_in(listening.getsockname()[1]) if network else _known_only_by_name(host)
        here = address_of(listening)
        click.echo(f"\nTallgrass is at {here}  (stop with Ctrl-C)")
        for line in (*around, *first_steps(f"{public.origin}/" if public else here)):
            click.echo(line)
        with running_at(folder, here), worker_beside():
            serve_until_stopped(application, listening, proxy)
