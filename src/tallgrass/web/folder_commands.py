"""A place from a folder, and a folder from a place: commands of whoever runs the site, as both hold answers."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from tallgrass.exit_codes import BAD_INPUT, DONE, PROBLEMS_FOUND
from tallgrass.web.opening import data_option, opened

if TYPE_CHECKING:
    from tallgrass.strength.scorecard.place_folder.actions import Loaded
    from tallgrass.strength.scorecard.place_folder.reading import NotKept, PlaceFolder

_DAY: Final = click.DateTime(["%Y-%m-%d"])
#: How partners may have been told, as on the page.
_WAYS: Final = ("mail", "phone", "letter", "in_person")
#: So many things that were left out or given up are named; the rest are counted.
_NAMED: Final = 10


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--place", required=True, metavar="WORD", help="The place's word in addresses, as riverbend.")
@click.option("--new", is_flag=True, help="Make the place: it is not there yet.")
@click.option(
    "--replace", is_flag=True, help="Let the folder take the place of links, evidence and rounds that differ."
)
@click.option(
    "--as-of", type=_DAY, metavar="DATE", help="The day it speaks of.  [default: as place.toml says]"
)
@click.option(
    "--told-on",
    type=_DAY,
    metavar="DATE",
    help="When the partners were told that they are on record. Without it only stewards see them.",
)
@click.option("--told-by", type=click.Choice(_WAYS), help="How they were told.")
@click.option(
    "--form",
    "forms",
    type=click.Path(path_type=Path),
    multiple=True,
    help="An export of an online form that lies elsewhere. May be given several times.",
)
@data_option
def load(
    folder: Path,
    place: str,
    new: bool,
    replace: bool,
    as_of: datetime | None,
    told_on: datetime | None,
    told_by: str | None,
    forms: tuple[Path, ...],
    data: Path | None,
) -> int:
    """Bring FOLDER into a place of your site, whole or not at all.

    FOLDER is one that `tallgrass assess` reads, a workbook (.xlsx) of one, or a copy that `tallgrass export` wrote.
    Partners are known again by their id. It may hold answers, so no page of the site can do this.

    Exit codes: 0 done, 1 done and something to look into, 2 the folder cannot be used as it is (nothing is written).
    """
    if (told_on is None) is not (told_by is None):
        raise click.UsageError(
            "--told-on and --told-by belong together: say when and how partners were told."
        )
    with opened(data):
        from tallgrass.foundation.files import Refused
        from tallgrass.strength.scorecard.place_folder.actions import Told
        from tallgrass.strength.scorecard.place_folder.reading import read_place_folder

        try:
            read = read_place_folder(folder, as_of=_date(as_of), forms=forms)
        except Refused as refused:
            return _nothing_written(refused.sentences())
        told = Told(told_by or "", _date(told_on))
        return _load(place, read, new=new, replace=replace, told=told)


@click.command()
@click.argument("place", metavar="WORD")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="A new or an empty folder to write."
)
@click.option(
    "--as-of",
    type=_DAY,
    metavar="DATE",
    help="The day it speaks of.  [default: that of the latest round, else today]",
)
@data_option
def export(place: str, out: Path, as_of: datetime | None, data: Path | None) -> int:
    """Write a copy of the place with the word WORD in its address, answers included, into a folder.

    The folder is one that `tallgrass assess` reads and `tallgrass load` brings in again. It holds what people
    answered, so no page of the site can do this; the history of the place says that it was done.
    """
    with opened(data):
        from django.utils import timezone

        from tallgrass.places.queries import place_by_slug
        from tallgrass.strength.rounds.queries import days_of_rounds
        from tallgrass.strength.scorecard.place_folder.actions import export_place

        found = place_by_slug(place)
        if found is None:
            return _nothing_written([_no_place(place)])
        day = _date(as_of) or next(iter(days_of_rounds(found)), timezone.localdate())
        try:
            files = export_place(place=found, out=out, as_of=day, by=None)
        except FileExistsError:
            return _nothing_written([f"{out} is not empty. Name a new or an empty folder."])
        except OSError as error:
            return _nothing_written([f"{out} cannot be written: {error.strerror or error}."])
        click.echo(f"Written to {out}: {len(files)} files. Start with {files[0]}.")
        click.echo("THE FOLDER HOLDS ANSWERS. Keep it as you keep the filled-in sheets themselves.", err=True)
        return DONE


def _load(slug: str, folder: "PlaceFolder", **how: object) -> int:
    from django.core.exceptions import ValidationError

    from tallgrass.foundation.files import sentences
    from tallgrass.places.models import Place
    from tallgrass.strength.scorecard.place_folder.actions import (
        DoesNotFit,
        ExampleMismatch,
        WouldReplace,
        load_folder,
    )

    try:
        loaded = load_folder(place=slug, folder=folder, by=None, **how)  # type: ignore[arg-type]
    except Place.DoesNotExist:
        return _nothing_written([f"{_no_place(slug)} To make it, add --new."])
    except ExampleMismatch:
        return _nothing_written(
            ["An example goes into an example place alone, and nothing else does (example in place.toml)."]
        )
    except WouldReplace as would:
        return _nothing_written(
            [f"This would replace {_listed(_words_of(would.what))}. To let it, add --replace."]
        )
    except DoesNotFit as fault:
        return _nothing_written(
            f"place.toml, {name}: {' '.join(told)}" for name, told in fault.fields.items()
        )
    except ValidationError as error:
        return _nothing_written(error.messages)
    language = folder.read.inputs.place.languages[0]
    for sentence in (*sentences(folder.read.reported, language), *sentences(folder.read.noted, language)):
        click.echo(sentence)
    for sentence in _told(loaded, folder.not_kept):
        click.echo(sentence)
    lost = loaded.lost_links or loaded.partners["asked_not_to_be_listed"] or folder.not_kept
    return PROBLEMS_FOUND if folder.read.reported or lost else DONE


def _told(loaded: "Loaded", not_kept: Iterable["NotKept"]) -> Iterator[str]:
    """What became of a folder, one sentence each."""
    counts = loaded.partners
    yield (
        f"Partners: {counts['added']} added, {counts['changed']} changed, {counts['same']} the same as before."
    )
    if counts["hidden"]:
        yield f"{counts['hidden']} of them said no on the site, and stay hidden."
    if counts["asked_not_to_be_listed"]:
        yield f"Left out: {counts['asked_not_to_be_listed']} who asked not to be listed."
    for name, count in loaded.tables.items():
        yield f"{name}.csv: {count} rows."
    if loaded.lost_links:
        yield f"Left out: {loaded.lost_links} working links with somebody who is not in the place."
    yield f"Rounds: {_listed([day.isoformat() for day in loaded.rounds])}."
    if loaded.replaced:
        yield f"Replaced: {_listed(_words_of(loaded.replaced))}."
    for one in not_kept:
        yield _NOT_KEPT[one.key].format(what=_listed(list(one.what)), number=len(one.what) - 1)
    yield from _not_told(loaded)
    yield f"{loaded.place} is on your site, at /{loaded.place.slug}/. Nobody sees a scorecard before one is made there."


def _not_told(loaded: "Loaded") -> Iterator[str]:
    """Who is seen by stewards alone, as nobody has told them."""
    from tallgrass.elements.players.queries import not_told

    if count := not_told(place=loaded.place).count():
        yield (
            f"Partners that nobody has told: {count}. Only stewards see them until they are told: on the page Partners "
            "of the place, or by loading the folder again with --told-on and --told-by."
        )


_NOT_KEPT: Final = {
    "files": "Not kept, as it cannot be read: {what}.",
    "words": "Not kept: the folder {what}. A site has the words that come with it.",
    "form_columns": "Not kept: {number} columns that are neither a question nor a type of partner ({what}).",
    "scorecards": "Not brought in: the scorecards in {what}. Make them anew in the place.",
}
_REPLACED: Final = {
    "settings": "what place.toml says of the place",
    "ties": "its working links",
    "apart ties": "working links of hidden partners",
    "evidence": "its evidence",
    "readings": "its measures taken elsewhere",
}


def _words_of(what: Iterable[str]) -> list[str]:
    return [_REPLACED.get(key) or key.replace("round ", "the round as of ") for key in what]


def _listed(what: list[str]) -> str:
    more = len(what) - _NAMED
    return ", ".join(what[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _no_place(slug: str) -> str:
    return f"Your site has no place with the word {slug} in its address."


def _nothing_written(sentences: Iterable[str]) -> int:
    for sentence in sentences:
        click.echo(sentence, err=True)
    click.echo("Nothing was written.", err=True)
    return BAD_INPUT


def _date(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
