"""The command ``update``."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from tallgrass import __version__
from tallgrass.web import environment
from tallgrass.web.opening import data_option, opened
from tallgrass.web.updating import installation
from tallgrass.web.updating.offered import NotTallgrass, Offered, is_older, offered

#: Seconds that a server may take to end after its service was stopped.
_PATIENCE: Final = 30.0


@click.command()
@click.argument("source", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--service", metavar="NAME", help="The systemd service to stop before and start after.")
@click.option(
    "--database", "database_alone", is_flag=True, help="Bring only the database to this program's shape."
)
@data_option
def update(source: Path | None, service: str | None, database_alone: bool, data: Path | None) -> None:
    """Bring your site to a newer Tallgrass, with a backup of everything first.

    SOURCE is a folder of its source (a clone that you have pulled, a download that you have unpacked) or a wheel.
    Everything is backed up, the program and what it needs are installed, the database is brought up to date. Where a
    step fails it says what holds now, and how to go back. The site has to be stopped meanwhile: --service does that.
    """
    if database_alone:
        with opened(data):
            click.echo("The database is in the shape that this program expects.")
        return
    if source is None:
        raise click.UsageError("Say where the newer Tallgrass is: a folder of its source, or a wheel.")
    _refuse_where_it_cannot_be()
    new = _newer(source)
    folder = environment.data_folder({**os.environ, **({"TALLGRASS_DATA": str(data)} if data else {})})
    with _stopped(service):
        _refuse_while_running(folder, _PATIENCE if service else 2.0)
        backup = _back_up(folder)
        _install(new)
        _bring_database(folder, backup)
    click.echo(f"Tallgrass {__version__} is now {new.version}.")
    if backup is not None:
        click.echo(f"As it was before: {backup}")
    if service is None:
        click.echo("Start it again.")


def _refuse_where_it_cannot_be() -> None:
    if os.environ.get("TALLGRASS_IN_IMAGE"):
        raise click.ClickException(
            "Here the program is part of an image. On the computer that runs the containers, in the folder of "
            "Tallgrass: sh deploy/update.sh"
        )
    if folder := installation.source_folder():
        raise click.ClickException(
            f"This Tallgrass runs from the folder of its source, {folder}. Bring that folder up to date (git pull), "
            "then start it again: make run"
        )
    if not installation.in_environment():
        raise click.ClickException(
            "This Tallgrass is not in an environment of its own with pip, so it cannot replace itself. Update it the "
            "way it was installed; `tallgrass backup` first."
        )


def _newer(source: Path) -> Offered:
    try:
        new = offered(source)
    except NotTallgrass as error:
        raise click.ClickException(f"{error} Nothing was changed.") from error
    if is_older(new.version, __version__):
        raise click.ClickException(
            f"{source} is Tallgrass {new.version}, older than this one ({__version__}). A database does not go back: "
            "to have an older one, install it and restore a backup that it made. Nothing was changed."
        )
    if new.wheel and new.version == __version__:
        raise click.ClickException(
            f"{source} is what you have: Tallgrass {__version__}. Nothing was changed."
        )
    return new


@contextmanager
def _stopped(service: str | None) -> Iterator[None]:
    """Keep a service stopped; it is started again whatever happens."""
    if service is None:
        yield
        return
    _systemctl("stop", service)
    try:
        yield
    finally:
        _systemctl("start", service)
        click.echo(f"The service {service} was started.")


def _systemctl(verb: str, service: str) -> None:
    try:
        run = subprocess.run(  # noqa: S603 (the operator's own service)
            ["systemctl", verb, "--", service],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise click.ClickException("--service is for computers with systemd. Stop it yourself.") from error
    if run.returncode:
        raise click.ClickException(f"systemctl {verb} {service}: {run.stderr.strip() or 'it did not work.'}")


def _refuse_while_running(folder: Path, patience: float) -> None:
    from tallgrass.web.locks import IN_USE, Busy, alone

    if not (folder / IN_USE).exists():
        return
    try:
        with alone(folder, IN_USE, patience=patience):
            pass
    except Busy as error:
        raise click.ClickException(
            f"Tallgrass is running on {folder}. Stop it, or name its service with --service. Nothing was changed."
        ) from error


def _back_up(folder: Path) -> Path | None:
    """Everything in one file beside the database; None where nothing has been kept yet."""
    file = environment.sqlite_file(folder)
    if file is not None and not file.exists():
        return None
    now = datetime.now().astimezone()
    target = folder / "backups" / f"before-update-{now:%Y-%m-%d-%H%M%S}.zip"
    done = _as_owner(folder, ["backup", "--out", str(target)])
    if done.returncode:
        raise click.ClickException(f"No backup could be made, so nothing was changed. {_why(done)}")
    return target


def _install(new: Offered) -> None:
    for command in installation.commands(new):
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own pip)
        if done.returncode:
            raise click.ClickException(
                f"Tallgrass {new.version} could not be installed; the database was not touched. {_why(done)}"
            )


def _bring_database(folder: Path, backup: Path | None) -> None:
    done = _as_owner(folder, ["update", "--database"])
    if done.returncode:
        raise click.ClickException(
            f"The program is new, and the database could not be brought up to date. {_why(done)} To go back: install "
            f"Tallgrass {__version__} again, then: tallgrass restore {backup} --replace"
        )


def _as_owner(folder: Path, arguments: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command of Tallgrass, as it is installed now, as the account that the data belongs to."""
    owner = installation.owner_of(folder)
    account = {"user": owner[0], "group": owner[1], "extra_groups": []} if owner else {}
    return subprocess.run(  # type: ignore[call-overload, no-any-return]  # noqa: S603 (ourselves)
        [sys.executable, "-m", "tallgrass", *arguments, "--data", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder if folder.exists() else None,
        **account,
    )


def _why(done: "subprocess.CompletedProcess[str]") -> str:
    """The last line of what went wrong, as a sentence."""
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    last = lines[-1].removeprefix("Error: ").removeprefix("ERROR: ") if lines else "It did not say why."
    return last if last.endswith((".", "!", "?")) else f"{last}."
