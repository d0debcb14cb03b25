"""``tallgrass questions`` and ``tallgrass meeting``: the questions, to ask them somewhere else."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallgrass.exit_codes import BAD_INPUT, DONE
from tallgrass.foundation.languages import words

if TYPE_CHECKING:
    from tallgrass.places.method.records import PlaceRecord
    from tallgrass.strength.framework.method.document import Framework
    from tallgrass.strength.rounds.asking.form import Behind

#: Questions are asked on any day: the place's own date, blank or not, does not matter here.
_NO_DAY_NEEDED = date.max

_LANGUAGES = click.option(
    "--lang", "languages", metavar="CODE", multiple=True,
    help="A language to write in; may be given several times.  [default: the place's, else all there are]",
)  # fmt: skip


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--form", "forms", type=click.Choice(["full", "short", "resident"]), multiple=True,
    help="A set of questions; may be given several times.  [default: all three]",
)  # fmt: skip
@_LANGUAGES
def questions(folder: Path, forms: tuple[str, ...], languages: tuple[str, ...]) -> int:
    """Write the questions to FOLDER/questions, to ask them elsewhere.

    Each set comes as an XLSForm (.xlsx, for Kobo and ODK), as plain text for any form maker, and as a sheet to
    print with a tally for whoever leads. If FOLDER holds a place.toml or a workbook, the sheets say who asks; else
    they leave a line to write it on. Files that are there already are never replaced.
    """
    from tallgrass.strength.rounds.asking.writing import ALL_FORMS, QUESTIONS_FOLDER, question_files

    framework, behind, chosen = _chosen(folder, languages)
    files = question_files(framework, forms or ALL_FORMS, chosen, behind)
    return _write(folder / QUESTIONS_FOLDER, files, chosen[0], "questions")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@_LANGUAGES
def meeting(folder: Path, languages: tuple[str, ...]) -> int:
    """Write what a meeting needs to FOLDER/meeting: agendas, a sheet to write on, and agreed.csv to fill in.

    The agendas are for 60 and for 90 minutes, two pages each. If FOLDER holds a place.toml or a workbook, they say
    who asks. Files that are there already are never replaced.
    """
    from tallgrass.strength.rounds.asking.writing import MEETING_FOLDER, meeting_files

    framework, behind, chosen = _chosen(folder, languages)
    return _write(folder / MEETING_FOLDER, meeting_files(framework, chosen, behind), chosen[0], "meeting")


def _chosen(folder: Path, languages: Sequence[str]) -> "tuple[Framework, Behind, list[str]]":
    """The framework, who stands behind the questions, and the languages: as the place says, or as usual."""
    from tallgrass.places.files import USUAL_FRAMEWORK, framework_location
    from tallgrass.strength.framework.files import FrameworkFaults, load_framework
    from tallgrass.strength.rounds.asking.form import Behind

    place = _place(folder)
    location = framework_location(folder, place) if place else USUAL_FRAMEWORK
    try:
        framework = load_framework(location or USUAL_FRAMEWORK)
    except FrameworkFaults as faulty:
        raise click.ClickException("\n".join(faulty.faults)) from None
    known = list(framework.texts)
    for code in languages:
        if code not in known:
            raise click.BadParameter(
                f"there are no questions in {code!r} yet; choose from {', '.join(known)}.",
                param_hint="'--lang'",
            )
    wanted = list(dict.fromkeys(languages or (place.languages if place else known)))
    chosen = [code for code in wanted if code in known] or known[:1]
    if place is None:
        return framework, Behind(), chosen
    behind = Behind(
        place.name, place.run_by, place.paid_by, place.asked_chosen_by, place.smallest_group, place.example
    )
    return framework, behind, chosen


def _place(folder: Path) -> "PlaceRecord | None":
    """The place of the folder's ``place.toml`` or workbook; None where nobody has written its name down yet."""
    from tallgrass.foundation.files import Grid, Problems, Refused
    from tallgrass.places.files import FILE, place_of, read_place
    from tallgrass.strength.scorecard.gathering import gather
    from tallgrass.strength.scorecard.workbook import WORKBOOK_FILE
    from tallgrass.strength.scorecard.workbook.reading import place_entries

    problems, place = Problems(), None
    if (folder / FILE).is_file():
        place = read_place(folder / FILE, problems, _NO_DAY_NEEDED)
    elif (folder / WORKBOOK_FILE).is_file():
        grid = gather(folder / WORKBOOK_FILE, (), Problems()).place
        entries = place_entries(grid)[0] if isinstance(grid, Grid) else {}
        if isinstance(grid, Grid) and entries.get("name"):
            place = place_of(entries, grid.name, folder, problems, _NO_DAY_NEEDED)
    try:
        problems.raise_refusals()
    except Refused as refused:
        raise click.ClickException("\n".join(refused.sentences())) from None
    return place


def _write(folder: Path, files: dict[str, bytes], language: str, what: str) -> int:
    from tallgrass.foundation.ui import paper
    from tallgrass.strength.rounds.asking.form import filled
    from tallgrass.strength.rounds.asking.writing import Exists, write_files

    said = words(language, "paper")["written"]
    try:
        write_files(folder, files)
    except Exists as there:
        click.echo(filled(said["exists"], file=there.file), err=True)
        return BAD_INPUT
    except OSError as error:
        click.echo(filled(said["cannot"], folder=folder, reason=error.strerror or str(error)), err=True)
        return BAD_INPUT
    click.echo(filled(said[what], folder=folder, count=len(files)))
    if not paper.available():
        click.echo(said["no_pdf"])
    return DONE
