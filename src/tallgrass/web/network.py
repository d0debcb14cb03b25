"""Serving to the network around this computer: phones in a meeting, a second laptop; no internet is needed."""

import ipaddress
import socket
import sys
from typing import Final

import click

from tallgrass.web import environment

#: Where to listen for every network that the computer is in.
EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 (asked for by name)
_WARNING: Final = (
    "What people send travels unencrypted there: everybody who can listen in on the network can read it. Use one "
    "that you trust, with a password (your own hotspot, say), and stop Tallgrass when you are done."
)


def refuse_where_it_cannot_be() -> None:
    """Raise ``click.ClickException`` with a sentence where this site is not one for a network around a computer."""
    public = environment.public_address()
    if public and public.https:
        raise click.ClickException(
            f"TALLGRASS_ADDRESS says that people reach this site at {public.origin}, encrypted. Take it away to serve "
            "the network around this computer: nobody could sign in under two addresses."
        )
    if environment.proxy():
        raise click.ClickException(
            "TALLGRASS_BEHIND_PROXY is for a site behind a proxy. With --network others reach it around that."
        )
    if open_to_all := [one for one in environment.own_addresses() if ipaddress.ip_address(one).is_global]:
        raise click.ClickException(
            f"The whole internet reaches this computer at {open_to_all[0]}, so --network would let everybody in, "
            "unencrypted. Put the site online with a certificate: docs/how-to/put-it-online.md."
        )


def let_in(port: int) -> list[str]:
    """Let Django answer under this computer's addresses, and give the lines that say so.

    Raises ``click.ClickException`` where the computer is in no network.
    """
    from django.conf import settings

    from tallgrass.foundation.where import announce

    found = environment.own_addresses()
    if not found:
        raise click.ClickException(
            "This computer is in no network. Join one, or open a hotspot on it or on a phone, and start again."
        )
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *found, *_names()]
    origins = [f"http://{address}:{port}" for address in found]
    announce(origins)
    return said(origins)


def said(origins: list[str]) -> list[str]:
    """The lines for the terminal: where others find the site, a square to scan, and what to be careful about."""
    others = [f"  or {origin}/" for origin in origins[1:]]
    return [
        "",
        f"Devices on the same network open {origins[0]}/",
        *others,
        *_square(f"{origins[0]}/"),
        f"To show this on a wall, open {origins[0]}/nearby/ here.",
        _WARNING,
    ]


def _square(text: str) -> list[str]:
    """The address as a square to scan; nothing where the terminal has no letters to draw it with."""
    from tallgrass.foundation.ui.qr import qr_lines

    lines = ["", *qr_lines(text), ""]
    try:
        "\n".join(lines).encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return []
    return lines


def _names() -> list[str]:
    """The name of the computer, as its network may know it."""
    name = socket.gethostname().split(".")[0].lower()
    return [name, f"{name}.local"] if name.replace("-", "").isalnum() and name.isascii() else []
