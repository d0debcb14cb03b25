"""The commands are what the documentation says, quick to answer, and clear when something is wrong."""

import os
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import click
import pytest

import tallgrass
from tallgrass.cli.extras import EXTRAS, remedy
from tallgrass.cli.lazy import load
from tallgrass.cli.registry import COMMANDS
from tests.house.reference import PAGE, all_commands, page


def test_the_reference_page_is_what_the_program_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew with: make docs"


def test_every_command_and_option_says_what_it_is_for() -> None:
    for name, command, _ in all_commands():
        assert command.help, f"{name} has no help"
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts} has no help"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_registered_command_is_there(name: str) -> None:
    assert load(COMMANDS[name].target).name == name


def modules_imported_by(*arguments: str) -> set[str]:
    """The modules that a fresh interpreter has imported after running the command."""
    run = subprocess.run(
        [
            sys.executable, "-c",
            "import sys; from tallgrass.cli.main import main; code = main(sys.argv[1:]);"
            "print('\\n'.join(['MODULES', *sys.modules])); sys.exit(code)",
            *arguments,
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode in (0, 1), run.stderr
    return set(run.stdout.partition("MODULES\n")[2].split())


@pytest.mark.parametrize(
    "command",
    [
        ["start"],
        ["assess"],
        ["framework"],
        ["framework", "check"],
        ["framework", "show"],
        ["serve"],
        ["backup"],
        ["restore"],
    ],
)
def test_help_reaches_no_model(command: list[str]) -> None:
    assert "django.db.models" not in modules_imported_by(*command, "--help")


def test_the_list_of_commands_imports_no_room() -> None:
    rooms = {name for name in modules_imported_by("--help") if name.startswith("tallgrass.")}
    assert {name for name in rooms if not name.startswith("tallgrass.cli")} == {"tallgrass.exit_codes"}


def test_assessing_a_folder_reaches_no_model(tmp_path: Path) -> None:
    folder = tmp_path / "place"
    modules_imported_by("assess", "--example", str(folder))
    assert "django.db.models" not in modules_imported_by("assess", str(folder))


def test_the_version_is_one() -> None:
    project = tomllib.loads((PAGE.parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert tallgrass.__version__ == project["version"] == version("tallgrass")


def test_every_extra_knows_the_modules_it_brings() -> None:
    project = tomllib.loads((PAGE.parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    doors = set(project["optional-dependencies"]) - {"bench", "build", "dev", "testserver"}
    assert set(EXTRAS) == doors
    for extra in doors:
        assert len(project["optional-dependencies"][extra]) == len(EXTRAS[extra])


def test_a_missing_part_is_answered_with_the_command_that_adds_it() -> None:
    assert 'pip install "tallgrass[site]"' in (remedy("waitress.server") or "")
    assert remedy("no_such_module") is None


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tallgrass", *arguments],
        capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_an_unknown_command_is_bad_usage() -> None:
    answer = run("measure")
    assert answer.returncode == 2
    assert "No such command 'measure'" in answer.stderr


def test_a_database_address_that_nobody_can_read_is_bad_input(tmp_path: Path) -> None:
    answer = run("serve", "--data", str(tmp_path), DATABASE_URL="mysql://somewhere/else")
    assert answer.returncode == 2
    assert answer.stderr.splitlines() == [
        "Error: DATABASE_URL is neither sqlite:///FILE nor postgresql://USER:PASSWORD@HOST:PORT/NAME."
    ]


def test_a_database_that_cannot_be_used_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "tallgrass.sqlite3").write_bytes(b"this is no database" * 100)
    answer = run("serve", "--data", str(tmp_path), DATABASE_URL="")
    assert answer.returncode == 2
    assert answer.stderr.splitlines() == ["Error: The database cannot be used: file is not a database."]


def test_a_fault_of_ours_is_one_sentence_and_the_rest_is_for_those_who_ask() -> None:
    program = "import sys, tallgrass.cli.main as m; m.COMMANDS['example'] = m.COMMANDS['example']._replace("
    program += "target='tallgrass.no_such_room:command'); sys.exit(m.main(['example']))"
    for debug in ("", "1"):
        answer = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True, text=True, check=False, env={**os.environ, "TALLGRASS_DEBUG": debug},
        )  # fmt: skip
        assert answer.returncode == 3
        assert answer.stderr.splitlines()[-1].startswith("Something went wrong inside Tallgrass")
        assert ("Traceback" in answer.stderr) == bool(debug)
