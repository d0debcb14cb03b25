"""``tallgrass framework``: the questions an ecosystem is asked, to read, to adapt and to translate."""

import json
import sys
from pathlib import Path

import click

from tallgrass.exit_codes import BAD_INPUT, DONE, PROBLEMS_FOUND
from tallgrass.foundation.languages import (
    SOURCE_LANGUAGE,
    WORDS_FOLDER,
    available_languages,
    use_words,
    words,
)
from tallgrass.foundation.translation import broken_words


@click.group()
def framework() -> None:
    """Show a framework, check one of your own, or review a translation."""


@framework.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--lang", "language", metavar="CODE", default="en", help="Language of the report.  [default: en]"
)
def check(file: Path, language: str) -> int:
    """Check the framework in FILE, and name criterion and field of each fault.

    Exit codes: 0 whole, 1 faults found, 2 the file cannot be read.
    """
    from tallgrass.strength.framework.files import FrameworkFaults, packaged, read_document, sentence
    from tallgrass.strength.framework.method.build import build
    from tallgrass.strength.framework.method.check import faults

    said = words(_known(language), "framework_check")
    try:
        document = read_document(file)
    except FrameworkFaults as unreadable:
        for fault in unreadable.found:
            click.echo(sentence(file.name, fault, language), err=True)
        return BAD_INPUT
    found = faults(document)
    for fault in found:
        click.echo(sentence(file.name, fault, language))
    if found:
        click.echo(said["faults"]["one" if len(found) == 1 else "other"].format(number=len(found)))
        return PROBLEMS_FOUND
    built = build(document, packaged())
    adapted = [criterion.id for criterion in built.criteria if criterion.adapted]
    click.echo(
        said["whole"].format(file=file.name, criteria=len(built.criteria), measures=len(built.readings))
    )
    if adapted:
        click.echo(said["adapted"].format(criteria=", ".join(adapted)))
    return DONE


@framework.command()
@click.argument("name", default="v1")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file instead.")
def show(name: str, out: Path | None) -> int:
    """Print the whole framework NAME as one JSON file, to read or to adapt."""
    from tallgrass.strength.framework.files import PACKAGED, packaged_document

    if name not in PACKAGED:
        raise click.BadParameter(f"there is no framework {name!r} here; choose from {', '.join(PACKAGED)}.")
    text = json.dumps(packaged_document(name), ensure_ascii=False, indent=2) + "\n"
    if out is None:
        # Into a file or a program it goes as UTF-8, whatever the terminal speaks.
        click.echo(text if sys.stdout.isatty() else text.encode(), nl=False)
        return DONE
    if out.exists():
        raise click.BadParameter(f"{out} is there already; name a new file.")
    out.write_text(text, encoding="utf-8")
    return DONE


@framework.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--lang", "language", metavar="CODE", default="es", help="The translation.  [default: es]")
@click.option(
    "--read",
    "sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A sheet that came back, to read.",
)
@click.option(
    "--maintain", is_flag=True, help="With --read: FOLDER is the languages folder of the source code."
)
def review(folder: Path, language: str, sheet: Path | None, maintain: bool) -> int:
    """Have a translation read by people who speak it.

    Without --read, FOLDER gets a sheet with English and the translation side by side (review-CODE.csv and .xlsx), a
    guide for trying the questions with residents, and interviews.csv to count the interviews in. With --read, what
    readers corrected or confirmed is kept in FOLDER/words, where FOLDER is the folder of a place.

    Exit codes: 0 done, 1 some rows could not be taken, 2 the sheet cannot be read.
    """
    said = words(_known(language), "review")
    if language == SOURCE_LANGUAGE:
        raise click.BadParameter(said["not_source"].format(language=language))
    if not maintain:
        if (broken := broken_words(folder / WORDS_FOLDER)) is not None:
            problem = words(language, "files")["problems"]["words_broken"]
            raise click.BadParameter(f"{WORDS_FOLDER}/{broken}: {problem}")
        use_words(folder / WORDS_FOLDER)
    if sheet is None:
        return _write_review(folder, language)
    return _read_review(folder, language, sheet, maintain)


def _known(language: str) -> str:
    if language not in available_languages():
        known = ", ".join(available_languages())
        raise click.BadParameter(f"there are no words in {language!r} yet; choose from {known}.")
    return language


def _write_review(folder: Path, language: str) -> int:
    from collections import Counter

    from tallgrass.strength.framework.files import packaged
    from tallgrass.strength.framework.interviews import FILE
    from tallgrass.strength.framework.review import guide, rows, sheet

    said = words(language, "review")
    found = rows.review_rows(language)
    files = {
        f"review-{language}.csv": sheet.as_csv(found, language).encode("utf-8-sig"),
        f"review-{language}.xlsx": sheet.as_workbook(found, language),
        f"interview-guide-{language}.txt": guide.interview_guide(packaged(), language).encode(),
        FILE: guide.interviews_to_fill(language).encode(),
    }
    for name in files:
        if name != FILE and (folder / name).exists():
            click.echo(said["exists"].format(file=name, folder=folder), err=True)
            return BAD_INPUT
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(content)
    counts = Counter[str](row.state for row in found)
    states = {state: counts[state] for state in ("checked", "draft", "behind", "missing")}
    click.echo(said["written"].format(folder=folder, files=", ".join(files)))
    click.echo(said["counts"].format(total=len(found), **states))
    click.echo(said["how"].format(language=language, folder=folder))
    return DONE


def _read_review(folder: Path, language: str, sheet: Path, maintain: bool) -> int:
    from tallgrass.strength.framework.review.corrections import read_back, write_corrections
    from tallgrass.strength.framework.review.sheet import NotASheet, lines_of, titles

    said = words(language, "review")
    try:
        lines = lines_of(sheet)
    except NotASheet as refused:
        told = said["not_a_sheet"][refused.reason].format(
            file=sheet.name, columns=", ".join(titles(language))
        )
        click.echo(told, err=True)
        return BAD_INPUT
    back = read_back(lines, language)
    for one in back.refused:
        problem = said["refused"][one.reason].format(**one.details)
        click.echo(said["row"].format(file=sheet.name, row=one.row, problem=problem), err=True)
    if not back.taken:
        click.echo(said["nothing_to_read"].format(file=sheet.name))
        return PROBLEMS_FOUND if back.refused else 0
    written = write_corrections(folder if maintain else folder / WORDS_FOLDER, language, back.taken)
    changed = sum(1 for one in back.taken if one.changed)
    click.echo(said["read_back"].format(checked=len(back.taken), changed=changed))
    click.echo(said["kept"].format(files=", ".join(str(path) for path in written)))
    if not maintain:
        click.echo(said["kept_place"].format(folder=folder))
    return PROBLEMS_FOUND if back.refused else 0
