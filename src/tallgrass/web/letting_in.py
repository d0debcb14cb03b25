"""The operator's own door: a command that makes a link with which somebody comes in."""

from pathlib import Path
from typing import Final

import click

from tallgrass.web import environment
from tallgrass.web.opening import data_option, opened
from tallgrass.web.running import where_it_runs

#: Where a site is that does not run yet, unless its operator says otherwise.
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
    with opened(data) as folder:
        public, running = environment.public_address(), where_it_runs(folder)
        origin = public.origin if public else running or _USUAL
        click.echo(f"Good once, until this time tomorrow:\n{origin}{_path(email, forget_passkeys)}")
        if public is None and running is None:
            click.echo(
                "The site is not running now. Where it comes to be at another address or port, put that first."
            )


def _path(email: str | None, forget_passkeys: bool) -> str:
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
    return make_link(person=person)
