"""``tallgrass start``: a workbook to fill in."""

from pathlib import Path

import click

from tallgrass.exit_codes import BAD_INPUT, DONE
from tallgrass.foundation.files import Refused
from tallgrass.foundation.languages import available_languages, words


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--lang", "language", metavar="CODE", default="en", help="Language of the workbook.  [default: en]"
)
@click.pass_context
def start(context: click.Context, folder: Path, language: str) -> int:
    """Write ecosystem.xlsx into FOLDER: a workbook to fill in, with help in its cells.

    It opens in Excel, LibreOffice and Google Sheets. FOLDER is made if it is not there; a workbook that is there
    already is never overwritten. Once it is filled in and saved: tallgrass assess FOLDER

    Exit codes: 0 done, 2 it cannot be written there.
    """
    from tallgrass.strength.framework.files import packaged
    from tallgrass.strength.scorecard.workbook.labels import sheet_name
    from tallgrass.strength.scorecard.workbook.writing import write_workbook

    if language not in available_languages():
        known = ", ".join(available_languages())
        raise click.BadParameter(
            f"there are no words in {language!r} yet; choose from {known}.", context, param_hint="'--lang'"
        )
    try:
        written = write_workbook(folder, packaged(), language)
    except Refused as refused:
        for sentence in refused.sentences(language):
            click.echo(sentence, err=True)
        return BAD_INPUT
    argument = f'"{written}"' if " " in str(written) else str(written)
    told = words(language, "workbook")["started"]
    click.echo(told.format(file=written, sheet=sheet_name("place", language), argument=argument))
    return DONE
