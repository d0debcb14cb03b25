"""Writes docs/reference/commands.md from the commands and settings themselves; a test compares the two.

``make docs`` runs it.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from tallgrass.cli.main import tallgrass
from tallgrass.web.environment import SETTINGS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"

HEAD = """\
# Commands and settings

This page is written by `make docs` from the program itself, and a test fails where the two differ.

Every command ends with an exit code: **0** done, **1** done and problems found, **2** bad input or usage, **3** our
fault. Messages about what went wrong go to standard error, one sentence each.
"""


def commands(
    group: click.Group, ctx: click.Context, path: str = "tallgrass"
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command with its full name, the group itself first."""
    yield path, group, ctx
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=ctx, **command.context_settings)
        if isinstance(command, click.Group):
            yield from commands(command, inner, f"{path} {name}")
        else:
            yield f"{path} {name}", command, inner


def all_commands() -> list[tuple[str, click.Command, click.Context]]:
    """Every command there is."""
    return list(
        commands(tallgrass, click.Context(tallgrass, info_name="tallgrass", **tallgrass.context_settings))
    )


def page() -> str:
    """The page as it should be."""
    parts = [HEAD]
    for name, command, ctx in all_commands():
        ctx.max_content_width = ctx.terminal_width = 100
        parts.append(f"## `{name}`\n\n```\n{command.get_help(ctx).rstrip()}\n```\n")
    parts.append("## Settings\n\nEnvironment variables that the program reads.\n")
    rows = [f"| `{setting.name}` | {setting.meaning} | {setting.default} |" for setting in SETTINGS]
    parts.append("\n".join(["| Variable | What it does | Without it |", "|---|---|---|", *rows]) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
