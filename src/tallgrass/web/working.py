"""The command that does the site's jobs. It stands here, since only the doors know how an instance is opened."""

from pathlib import Path

import click

from tallgrass.web.opening import data_option, opened


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
