"""The one command, ``tallgrass``. Exit codes: 0 done, 1 done and problems found, 2 bad input or usage, 3 our fault."""

import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Final

import click

from tallgrass import __version__
from tallgrass.cli.extras import remedy
from tallgrass.cli.lazy import LazyGroup
from tallgrass.cli.registry import COMMANDS, DEFAULT_COMMAND
from tallgrass.exit_codes import BAD_INPUT, DONE, OUR_FAULT

INTERRUPTED: Final = 130  # what shells report for Ctrl-C


@click.group(
    name="tallgrass",
    cls=LazyGroup,
    entries=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="tallgrass", message="%(prog)s %(version)s")
@click.pass_context
def tallgrass(ctx: click.Context) -> int | None:
    """How strong is your civic tech and data ecosystem?

    Without a command, Tallgrass serves your places as web pages on this computer.
    """
    if ctx.invoked_subcommand is not None:
        return None
    command = tallgrass.get_command(ctx, DEFAULT_COMMAND)
    assert command is not None, "the default command is in the registry"  # noqa: S101
    with command.make_context(DEFAULT_COMMAND, [], parent=ctx) as sub:
        result: int | None = command.invoke(sub)
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Every failure is one sentence on standard error."""
    _speak_to_any_terminal()
    try:
        result = tallgrass.main(
            args=None if arguments is None else list(arguments), prog_name="tallgrass", standalone_mode=False
        )
    except click.ClickException as refused:
        refused.show()
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`tallgrass ... | head`): nothing is wrong, and nobody listens.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return DONE
    except Exception as error:
        return _failed(error)
    return result if isinstance(result, int) else DONE


def _speak_to_any_terminal() -> None:
    """Letters that a terminal or a redirected file lacks (dashes in cp850, say) become "?", and nothing stops."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


def _failed(error: Exception) -> int:
    """Say in one sentence what went wrong, and whose turn it is. The traceback is for those who ask for it."""
    if os.environ.get("TALLGRASS_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, ModuleNotFoundError) and (advice := remedy(error.name or "")):
        click.echo(advice, err=True)
        return BAD_INPUT
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        click.echo(f"Cannot use {error.filename}: {error.strerror}.", err=True)
        return BAD_INPUT
    click.echo(
        f"Something went wrong inside Tallgrass ({type(error).__name__}), and it is not your doing. "
        "Set TALLGRASS_DEBUG=1 and run it again to see where.",
        err=True,
    )
    return OUR_FAULT


if __name__ == "__main__":
    raise SystemExit(main())
