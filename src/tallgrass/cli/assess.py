"""``tallgrass assess``: a folder of spreadsheets becomes a scorecard."""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from tallgrass.exit_codes import BAD_INPUT, DONE, PROBLEMS_FOUND
from tallgrass.foundation.files import Problem, Refused
from tallgrass.foundation.languages import (
    SOURCE_LANGUAGE,
    WORDS_FOLDER,
    available_languages,
    use_words,
    words,
)
from tallgrass.foundation.translation import broken_words


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Where to write.  [default: FOLDER/scorecard]")
@click.option(
    "--lang", "language", metavar="CODE", help="Language of the pages.  [default: the place's first]"
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day the scorecard speaks of, as 2026-11-01.  [default: as place.toml says]",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    help="An earlier scorecard.json, or the folder that holds it: shows what changed.",
)
@click.option(
    "--form",
    "forms",
    type=click.Path(path_type=Path),
    multiple=True,
    help="An export of an online form, CSV or .xlsx, that lies elsewhere. May be given several times.",
)
@click.option("--example", is_flag=True, help="Fill the empty FOLDER with a documented example, and stop.")
@click.pass_context
def assess(
    context: click.Context,
    folder: Path,
    out: Path | None,
    language: str | None,
    as_of: datetime | None,
    previous: Path | None,
    forms: tuple[Path, ...],
    example: bool,
) -> int:
    """Make a scorecard from the spreadsheets in FOLDER, which may also be one workbook (.xlsx).

    FOLDER holds the workbook that `tallgrass start` writes, or place.toml and players.csv, and whatever else you
    have: answers, evidence, links. Files called form....csv or form....xlsx are read as exports of an online form;
    what their columns are is printed, asked once where it is not clear, and kept beside them. The scorecard
    (scorecard.html, .json and .csv, and .pdf where the extra "pdf" is installed) is written to FOLDER/scorecard,
    which is replaced as a whole.

    Exit codes: 0 done, 1 done and problems found, 2 the files cannot be used as they are (nothing is written).
    """
    if language is not None and language not in available_languages():
        known = ", ".join(available_languages())
        raise click.BadParameter(
            f"there are no words in {language!r} yet; choose from {known}.", context, param_hint="'--lang'"
        )
    try:
        if example:
            return _write_example(folder, language or SOURCE_LANGUAGE)
        day = as_of.date() if as_of else None
        try:
            return _assess(folder, out, language, day, previous, forms)
        except Refused as refused:
            if not _asked(refused, language):
                raise
        return _assess(folder, out, language, day, previous, forms)
    except Refused as refused:
        for sentence in refused.sentences(language):
            click.echo(sentence, err=True)
        _say_what_to_write(refused, language)
        told = language or refused.language or SOURCE_LANGUAGE
        click.echo(words(told, "assess")["nothing_written"], err=True)
    return BAD_INPUT


def _asked(refused: Refused, language: str | None) -> bool:
    """Whether a person at a terminal has told what the program could not know about a form."""
    from tallgrass.strength.scorecard.files import Undecided

    if not isinstance(refused, Undecided) or not sys.stdin.isatty():
        return False
    from tallgrass.cli.form_questions import ask_about

    ask_about(refused.forms, language or refused.language or "en")
    return True


def _say_what_to_write(refused: Refused, language: str | None) -> None:
    """The lines that settle a form, to paste into the small file beside it."""
    from tallgrass.strength.scorecard.files import Undecided

    if isinstance(refused, Undecided):
        from tallgrass.strength.rounds.files.form_report import remedy

        for form in refused.forms:
            click.echo("\n".join(remedy(form, language or refused.language or "en")), err=True)


def _write_example(folder: Path, language: str) -> int:
    from tallgrass.examples.prairie_junction.generator import write_folder

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused([Problem("example_not_empty", details={"folder": str(folder)})])
    write_folder(folder, language=language)
    click.echo(words(language, "assess")["example_written"].format(folder=folder))
    return DONE


def _assess(
    path: Path,
    out: Path | None,
    language: str | None,
    as_of: date | None,
    previous: Path | None,
    forms: tuple[Path, ...],
) -> int:
    from tallgrass.strength.rounds.files.form_report import report
    from tallgrass.strength.scorecard.assess import assess_folder
    from tallgrass.strength.scorecard.output import (
        HTML_FILE,
        OUT_FOLDER,
        check_out,
        in_language,
        keep_digests,
        languages_of,
        write_scorecard,
    )
    from tallgrass.strength.scorecard.rendering.terminal import summary

    folder = path.parent if path.is_file() else path
    if (broken := broken_words(folder / WORDS_FOLDER)) is not None:
        raise Refused([Problem("words_broken", f"{WORDS_FOLDER}/{broken}")])
    use_words(folder / WORDS_FOLDER)
    out = out or folder / OUT_FOLDER
    assessed = assess_folder(path, as_of=as_of, previous=previous, forms=forms)
    check_out(out, folder)
    language = language or assessed.document["languages"][0]
    on_paper = write_scorecard(assessed, out, language)
    lost = keep_digests(assessed, folder)
    for form in assessed.forms:
        if not form.typed:
            click.echo("\n".join([*report(form, assessed.framework, language), ""]))
    problems = (*assessed.reported, *([lost] if lost else []))
    click.echo(
        summary(assessed.document, assessed.framework, language, problems, assessed.noted, assessed.noticed)
    )
    click.echo(words(language, "assess")["written"].format(folder=out))
    if further := languages_of(assessed, language)[1:]:
        pages = ", ".join(in_language(HTML_FILE, code, language) for code in further)
        click.echo(words(language, "assess")["further"].format(pages=pages))
    click.echo(on_paper.sentence(language))
    found = len(problems) + sum(one.is_problem for one in assessed.noticed)
    click.echo("\n" + _done(found, out / HTML_FILE, language))
    return PROBLEMS_FOUND if assessed.has_problems or lost else DONE


def _done(found: int, page: Path, language: str) -> str:
    """The last line: whether there is anything to look into, and what to open next."""
    said = words(language, "assess")
    ending = "done" if not found else "done_one" if found == 1 else "done_more"
    return str(said[ending]).format(number=found, page=page)
