"""The operator's own door: a command that makes a link with which somebody comes in."""

from pathlib import Path
from typing import Final

import click

from tallgrass.web import environment
from tallgrass.web.opening import data_option, opened

#: Where the site is, as far as a command can know that is not the server.
_USUAL: Final = "http://localhost:8000"


@click.command()
@click.option("--email", help="Whom to let in.  [default: somebody new, who makes a place of their own]")
@click.option(
    "--forget-passkeys",
    is_flag=True,
    help="Take their passkeys and recovery codes away, as they have lost them.",
)
@data_option
def link(email: str | None, forget_passkeys: bool, data: Path | None) -> None:
    """Make a link that lets somebody in: once, within a day.

    With --email it signs in a person who is on the site already. Without, whoever opens it makes a place and becomes
    its steward. Hand it over by a way that you trust: it works for anybody who has it.
    """
    if forget_passkeys and email is None:
        raise click.UsageError("--forget-passkeys needs --email: whose?")
    with opened(data):
        click.echo(f"Good once, until this time tomorrow:\n{_link(email, forget_passkeys)}")
        if environment.public_address() is None:
            click.echo("Where your site is at another address or port, put that in front of /start/.")


def _link(email: str | None, forget_passkeys: bool) -> str:
    from tallgrass.foundation.accounts.actions import forget_passkeys as forget
    from tallgrass.foundation.accounts.links import make_link
    from tallgrass.foundation.accounts.queries import person_by_email

    person = None if email is None else person_by_email(email)
    if email is not None and person is None:
        raise click.ClickException(
            "Nobody on this site has that address. People come by being given a role by a steward."
        )
    if person is not None and forget_passkeys:
        forget(person=person)
    public = environment.public_address()
    return f"{_USUAL if public is None else public.origin}{make_link(person=person)}"
