"""The command ``checklist``."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallgrass.exit_codes import DONE, PROBLEMS_FOUND
from tallgrass.foundation.languages import available_languages
from tallgrass.web import environment
from tallgrass.web.opening import data_option, opened

if TYPE_CHECKING:
    from tallgrass.web.checklist.facts import Seen


@click.command()
@click.option(
    "--lang",
    "language",
    type=click.Choice(available_languages()),
    default="en",
    help="Language of the words.",
)
@data_option
def checklist(language: str, data: Path | None) -> int:
    """Say whether your site is in good order, and what to do where it is not.

    Looks at its address and certificate (asking for it as a browser does), mail, backups, clock, disk, worker, secret
    key and database. Stewards read the same on a page of their place.

    Exit codes: 0 all in order, 1 something needs you.
    """
    with opened(data, as_it_is=True):
        from django.db import Error
        from django.utils import timezone

        from tallgrass.web.checklist.checks import all_checks
        from tallgrass.web.checklist.facts import Outcome
        from tallgrass.web.checklist.gathering import gather
        from tallgrass.web.checklist.wording import lines, summed_up
        from tallgrass.web.migrating import changes_to_apply

        try:
            found = all_checks(gather(timezone.now(), look=_look(timezone.now())))
        except Error as error:
            if not (waiting := len(changes_to_apply())):
                raise
            raise click.ClickException(
                f"The database is not in the shape that this program expects ({waiting} changes wait). Start "
                "tallgrass once: it makes them, with a copy first."
            ) from error
        told = lines(found, language)
        wide = max(len(line.tag.text) for line in told)
        for line in told:
            click.echo(f"{line.tag.text:<{wide}}  {line.title}: {line.text}")
            if line.remedy:
                click.echo(f"{'':<{wide}}  {line.remedy} {line.command}".rstrip())
        click.echo(f"\n{summed_up(found, language)}")
    return PROBLEMS_FOUND if any(each.outcome is Outcome.BAD for each in found) else DONE


def _look(now: datetime) -> "Seen | None":
    """What comes of asking for the site at its own address; None where it has no encrypted one."""
    from dataclasses import asdict

    from django.utils import timezone

    from tallgrass.web.checklist.facts import Seen
    from tallgrass.web.upkeep.looking import look_at

    public = environment.public_address()
    if public is None or not public.https:
        return None
    return Seen(now, asdict(look_at(public.origin, timezone.now)))
