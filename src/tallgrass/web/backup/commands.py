"""The commands ``backup`` and ``restore``."""

import os
import secrets
import shutil
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import quote

import click

from tallgrass.web import environment
from tallgrass.web.opening import data_option, opened, prepare, start_django

#: What stands for standard output.
_HANDED_ON: Final = Path("-")


@click.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write, or - to hand it on (to ssh, say).  [default: tallgrass-everything-DATE-TIME.zip, here]",
)
@click.option(
    "--copied",
    is_flag=True,
    help="Write nothing: say that you have copied a backup to another computer. The checklist remembers the day.",
)
@data_option
def backup(out: Path | None, copied: bool, data: Path | None) -> None:
    """Write everything that your site knows into one file.

    The file holds everything, answers and personal data too, and the secret key of the site, so that links that were
    sent go on working. Keep it as you keep a list of people who trust you. It can be made while the site runs, and
    restored on another computer, also on another database.
    """
    now = datetime.now().astimezone()
    if copied:
        _note_copied(out, data)
        return
    if out == _HANDED_ON:
        _hand_on(now, data)
        return
    target = (out or Path(f"tallgrass-everything-{now:%Y-%m-%d-%H%M%S}.zip")).absolute()
    if target.exists():
        raise click.ClickException(f"{target} is there already. Choose another name with --out.")
    with opened(data, as_it_is=True) as folder:
        rows = _write(folder, target, now)
    click.echo(f"{target}\nIt holds everything, answers and personal data too: {rows} rows. Keep it safe.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of what is there, which is copied first.")
@data_option
def restore(file: Path, replace: bool, data: Path | None) -> None:
    """Put what a backup holds into an empty site.

    FILE is what `tallgrass backup` wrote, on SQLite or on PostgreSQL. It is looked through before anything is
    changed, and restored whole or not at all. Stop the site before.
    """
    from tallgrass.web.backup.archive import opened as opened_backup
    from tallgrass.web.backup.faults import Broken, InTheWay
    from tallgrass.web.backup.swap import Swap
    from tallgrass.web.locks import IN_USE, Busy, alone

    folder = prepare(data)
    key_is_given = bool(os.environ.get("TALLGRASS_SECRET_KEY"))
    database = environment.sqlite_file(folder)
    try:
        with (
            opened_backup(file) as looked_through,
            alone(folder, IN_USE, patience=1),
            Swap(folder, database) as swap,
        ):
            _lead_django_beside(folder, database)
            start_django()
            from tallgrass.web.backup.restoring import Restore

            Restore(looked_through, folder, database, swap, click.echo).run(
                datetime.now().astimezone(), replace=replace
            )
    except Broken as error:
        raise click.ClickException(f"{file} cannot be restored. {error} Nothing was changed.") from error
    except InTheWay as error:
        raise click.ClickException(f"{error} Nothing was changed.") from error
    except Busy as error:
        raise click.ClickException(
            f"Tallgrass is running on {folder}. Stop it, and restore then. Nothing was changed."
        ) from error
    click.echo(f"Restored as it was on {looked_through.manifest.made_at}.")
    if key_is_given:
        click.echo(
            "TALLGRASS_SECRET_KEY stands over the key in the backup: links sent before work only with the same one."
        )


def _write(folder: Path, target: Path, now: datetime) -> int:
    """Write the backup, and note that it was made. Returns how many rows it holds."""
    from tallgrass.web.backup.making import make_backup

    _refuse_what_cannot_be_backed_up()
    _note_in_history()
    target.parent.mkdir(parents=True, exist_ok=True)
    manifest = make_backup(folder, target, now)
    _note_sign(now, target.stat().st_size)
    return sum(table.count for table in manifest.tables)


def _hand_on(now: datetime, data: Path | None) -> None:
    """Write the backup to standard output, once it is whole; nothing of it stays here."""
    output = sys.stdout.buffer
    if output.isatty():
        raise click.UsageError("A terminal cannot show a backup. Lead it into a file: --out - > FILE")
    with (
        opened(data, as_it_is=True) as folder,
        TemporaryDirectory(dir=folder, prefix=".tallgrass-") as beside,
    ):
        target = Path(beside) / "backup.zip"
        _write(folder, target, now)
        with target.open("rb") as file:
            shutil.copyfileobj(file, output)
        output.flush()


def _refuse_what_cannot_be_backed_up() -> None:
    from tallgrass.web.migrating import applied_changes, unknown_changes

    applied = applied_changes()
    if not applied:
        raise click.ClickException("There is nothing to back up: nothing has been kept here yet.")
    if unknown := unknown_changes(applied):
        raise click.ClickException(
            f"The database was made by a newer Tallgrass: this one does not know {'.'.join(unknown[-1])}. Back it up "
            "with that one."
        )


def _note_in_history() -> None:
    """Keep that a backup was made; a database that is not up to date yet has no history to write into."""
    from django.db import transaction

    from tallgrass.foundation.events.record import record
    from tallgrass.web.events import BACKED_UP
    from tallgrass.web.migrating import changes_to_apply

    if not changes_to_apply():
        with transaction.atomic():
            record(BACKED_UP, by=None)


def _note_sign(now: datetime, size: int) -> None:
    """Let the checklist know; a database that is not up to date yet has no table for it."""
    from tallgrass.web.migrating import changes_to_apply
    from tallgrass.web.upkeep.actions import note_sign
    from tallgrass.web.upkeep.models import Sort

    if not changes_to_apply():
        note_sign(sort=Sort.BACKUP_MADE, now=now, told={"bytes": size})


def _note_copied(out: Path | None, data: Path | None) -> None:
    if out is not None:
        raise click.UsageError("Choose either --out or --copied.")
    with opened(data):
        from tallgrass.web.upkeep.actions import note_sign
        from tallgrass.web.upkeep.models import Sort

        note_sign(sort=Sort.BACKUP_COPIED, now=datetime.now().astimezone())
    click.echo("Noted: a backup was copied elsewhere today.")


def _lead_django_beside(folder: Path, database: Path | None) -> None:
    """Let Django, which starts later, work on the file that will take the database's place; make no key of its own."""
    if database is not None:
        from tallgrass.web.backup.swap import new_database

        os.environ["DATABASE_URL"] = f"sqlite:///{quote(new_database(database).as_posix())}"
    if not (folder / environment.KEY_FILE).exists():
        os.environ.setdefault("TALLGRASS_SECRET_KEY", secrets.token_urlsafe(64))
