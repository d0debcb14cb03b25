"""The command ``copy``."""

from pathlib import Path

import click

from tallgrass.exit_codes import BAD_INPUT, DONE
from tallgrass.web.opening import data_option, opened


@click.command()
@click.argument("place", metavar="WORD")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="A new or an empty folder, or a file to write that ends in .zip.",
)
@data_option
def copy(place: str, out: Path, data: Path | None) -> int:
    """Write a copy of all public pages of the place with the word WORD in its address.

    Any web server can show it, and a browser from the folder itself. It holds what everybody sees on the site today,
    and nothing else: no answers, no addresses, nothing that members alone see.
    """
    with opened(data):
        from django.utils import timezone

        from tallgrass.places.queries import place_by_slug
        from tallgrass.web.static_copy.keeping import Taken, into
        from tallgrass.web.static_copy.taking import TooMany, take_copy

        found = place_by_slug(place)
        if found is None:
            return _refused(f"Your site has no place with the word {place} in its address.")
        try:
            with into(out) as write:
                pages = take_copy(place=found, on=timezone.localdate(), write=write)
        except Taken:
            return _refused(f"{out} is there already and not empty. Name a new or an empty folder.")
        except TooMany:
            return _refused(f"{found.name} has more public pages than a copy can hold.")
        except OSError as error:
            return _refused(f"{out} cannot be written: {error.strerror or error}.")
        click.echo(f"Written to {out}: {pages} pages and files. Start with index.html.")
        return DONE


def _refused(sentence: str) -> int:
    click.echo(f"{sentence}\nNothing was written.", err=True)
    return BAD_INPUT
