"""``tallgrass recompute``: whether kept scorecards come out the same again."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from tallgrass.exit_codes import BAD_INPUT, DONE, PROBLEMS_FOUND
from tallgrass.web.opening import data_option, opened

if TYPE_CHECKING:
    from tallgrass.strength.scorecard.recomputing.queries import Recomputed

_SAID: Final = {
    "same": "the same, byte for byte.",
    "records_changed": "what people told us is the same to the last digit. What is on record has changed since.",
    "differs": "what people told us does NOT come out the same. Keep a backup, and ask who made Tallgrass.",
    "answers_gone": "not computed, as the answers that it was made from are not on your site (any more).",
    "other_method": "not computed, as it was made by version {method} of the method, which this program does not have.",
    "refused": "not computed, as something on record must be mended first. Make a scorecard of that day to see what.",
}


@click.command()
@click.argument("place", metavar="WORD")
@data_option
def recompute(place: str, data: Path | None) -> int:
    """Compute the kept scorecards of a place anew, and say whether they come out the same.

    WORD is the place's word in addresses. Each scorecard is computed from the answers and records that your site keeps.
    Nothing is written. That the codes of a confidential round are deleted makes no difference: its answers are kept.
    What is on record is as it is today, so a scorecard of last year may differ there, and only there.

    Exit codes: 0 all that could be computed came out the same in what people told us, 1 one did not, 2 there is no such
    place.
    """
    with opened(data):
        from tallgrass.places.queries import place_by_slug
        from tallgrass.strength.scorecard.recomputing.queries import recomputed

        found = place_by_slug(place)
        if found is None:
            click.echo(f"Your site has no place with the word {place} in its address.", err=True)
            return BAD_INPUT
        results = set()
        for one in recomputed(found):
            click.echo(_line(one))
            results.add(one.result)
        if not results:
            click.echo(f"{found} has no scorecard yet.")
        return PROBLEMS_FOUND if "differs" in results else DONE


def _line(one: "Recomputed") -> str:
    said = _SAID[one.result].format(method=one.snapshot.method)
    return f"{one.snapshot.as_of.isoformat()} (number {one.snapshot.pk}): {said}"
