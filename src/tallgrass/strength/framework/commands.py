"""``tallgrass framework``: the questions an ecosystem is asked, to read and to adapt."""

import json
from pathlib import Path

import click

PROBLEMS_FOUND = 1
BAD_INPUT = 2


@click.group()
def framework() -> None:
    """Show a framework, or check one of your own."""


@framework.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Check the framework in FILE, and name criterion and field of each fault.

    Exit codes: 0 whole, 1 faults found, 2 the file cannot be read.
    """
    from tallgrass.strength.framework.files import FrameworkFaults, packaged, read_document, sentence
    from tallgrass.strength.framework.method.build import build
    from tallgrass.strength.framework.method.check import faults

    try:
        document = read_document(file)
    except FrameworkFaults as unreadable:
        for told in unreadable.faults:
            click.echo(told, err=True)
        return BAD_INPUT
    found = faults(document)
    for fault in found:
        click.echo(sentence(file.name, fault))
    if found:
        click.echo(f"{len(found)} faults." if len(found) > 1 else "1 fault.")
        return PROBLEMS_FOUND
    built = build(document, packaged())
    adapted = [criterion.id for criterion in built.criteria if criterion.adapted]
    click.echo(f"{file.name} is whole: {len(built.criteria)} criteria, {len(built.readings)} measures.")
    if adapted:
        click.echo(f"Adapted, and marked so everywhere: {', '.join(adapted)}.")
    return 0


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
        click.echo(text, nl=False)
        return 0
    if out.exists():
        raise click.BadParameter(f"{out} is there already; name a new file.")
    out.write_text(text, encoding="utf-8")
    return 0
