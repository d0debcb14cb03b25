"""Commands about the site's jobs. They stand here, since only the doors know how an instance is opened."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallgrass.web.opening import data_option, opened

if TYPE_CHECKING:
    from tallgrass.foundation.jobs.models import Job
    from tallgrass.places.models import Place


@click.command()
@click.option(
    "--with-parent",
    is_flag=True,
    help="Stop when standard input ends: for a program that starts the worker and may be killed.",
)
@data_option
def worker(with_parent: bool, data: Path | None) -> None:
    """Do what your site does later: send messages, take in files, tidy up.

    `tallgrass serve` starts one by itself. Start more where one is not enough, on PostgreSQL also on other
    computers: each job is still done once. Stop with Ctrl-C; the job that runs is finished, or given back.
    """
    with opened(data):
        from tallgrass.foundation.jobs.stopping import work_until_stopped

        if not with_parent:
            click.echo("Doing what is due, as it falls due (stop with Ctrl-C).")
        work_until_stopped(with_parent=with_parent)


@click.command()
@click.option("--again", type=int, metavar="NUMBER", help="Have one of them done again.")
@click.option("--drop", type=int, metavar="NUMBER", help="Let one of them be; it is not listed any more.")
@data_option
def jobs(again: int | None, drop: int | None, data: Path | None) -> None:
    """List what your site has tried to do later and given up, in every place.

    Each line has a number, the place (or "site"), what was to be done, when it was given up, and the kind of fault.
    """
    if again is not None and drop is not None:
        raise click.UsageError("Choose either --again or --drop.")
    with opened(data):
        if again is not None:
            _have_done_again(again)
            click.echo(f"Job {again} is due now.")
        elif drop is not None:
            _let_be(drop)
            click.echo(f"Job {drop} is let be.")
        else:
            _list()


def _list() -> None:
    from tallgrass.foundation.jobs.queries import failed_anywhere
    from tallgrass.places.queries import all_places

    names = {place.pk: place.slug for place in all_places()}
    failed = failed_anywhere()
    for job in failed:
        place = "site" if job.place_id is None else names.get(job.place_id, "a place that is gone")
        click.echo(f"{job.pk}  {place}  {job.task}  {job.finished_at:%Y-%m-%d %H:%M}  {job.fault}")
    if not failed:
        click.echo("Nothing was given up.")


def _have_done_again(number: int) -> None:
    from tallgrass.foundation.jobs.actions import run_again
    from tallgrass.places import troubles

    job, place = _given_up(number)
    if place is None:
        run_again(job=number, place=job.place_id)
    else:
        troubles.run_again(place=place, number=number, by=None)


def _let_be(number: int) -> None:
    from tallgrass.foundation.jobs.actions import drop
    from tallgrass.places import troubles

    job, place = _given_up(number)
    if place is None:
        drop(job=number, place=job.place_id)
    else:
        troubles.let_be(place=place, number=number, by=None)


def _given_up(number: int) -> "tuple[Job, Place | None]":
    """A job that is listed, and the place that it belongs to, where there is one: its history is to tell of it."""
    from tallgrass.foundation.jobs.queries import failed_anywhere
    from tallgrass.places.queries import all_places

    job = next((job for job in failed_anywhere() if job.pk == number), None)
    if job is None:
        raise click.ClickException(f"There is no job {number} among those that `tallgrass jobs` lists.")
    return job, next((place for place in all_places() if place.pk == job.place_id), None)
