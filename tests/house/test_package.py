"""What is installed is whole: the wheel alone, in an empty environment, makes a scorecard."""

import os
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the project as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
            "--wheel-dir", str(folder), str(ROOT),
        ],
        check=True,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that holds the wheel, what it needs, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    return scripts / "tallgrass"


def run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program, *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=program.parent,
        env={
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "TALLGRASS", "DJANGO"))
        },
    )  # fmt: skip


def test_the_wheel_holds_every_file_of_the_program(wheel: Path) -> None:
    source = ROOT / "src"
    there = {
        path.relative_to(source).as_posix()
        for path in (source / "tallgrass").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    with ZipFile(wheel) as opened:
        names = set(opened.namelist())
    assert there - names == set()
    assert {name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name} >= {
        "LICENSE",
        "NOTICE",
    }


def test_an_empty_environment_makes_a_scorecard(program: Path, tmp_path: Path) -> None:
    folder = tmp_path / "example"
    filled = run(program, "assess", "--example", str(folder))
    assert (filled.returncode, filled.stderr) == (0, "")
    made = run(program, "assess", str(folder))
    assert made.returncode in (0, 1), made.stderr
    assert "Key players" in made.stdout
    assert 'pip install "tallgrass[pdf]"' in made.stdout
    assert {path.name for path in (folder / "scorecard").iterdir()} == {
        "scorecard.json", "scorecard.html", "scorecard.csv",
    }  # fmt: skip


def test_an_empty_environment_starts_a_workbook_and_assesses_it(program: Path, tmp_path: Path) -> None:
    """A folder as people name theirs: with spaces and accents."""
    folder = tmp_path / "Año 2026, Peñasco & friends"
    started = run(program, "start", str(folder), "--lang", "es")
    assert (started.returncode, started.stderr) == (0, "")
    book = load_workbook(folder / "ecosystem.xlsx")
    about, players = book.worksheets[1:3]
    about["B2"], about["B4"] = "Peñasco", "2026-11-01"
    players["A2"], players["B2"] = "1", "Secretaría Municipal"
    book.save(folder / "ecosystem.xlsx")
    made = run(program, "assess", str(folder))
    assert made.returncode == 0, made.stderr
    assert "Peñasco" in made.stdout
    assert "Peñasco" in (folder / "scorecard" / "scorecard.html").read_text(encoding="utf-8")


def test_an_empty_environment_shows_and_checks_the_framework(program: Path, tmp_path: Path) -> None:
    shown = run(program, "framework", "show", "v1")
    assert (shown.returncode, shown.stderr) == (0, "")
    (tmp_path / "ours.json").write_text(shown.stdout, encoding="utf-8")
    checked = run(program, "framework", "check", str(tmp_path / "ours.json"))
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_an_empty_environment_says_how_to_get_the_site(program: Path, tmp_path: Path) -> None:
    answer = run(program, "serve", "--data", str(tmp_path))
    assert answer.returncode == 2
    assert answer.stderr.strip().endswith('Add it with: pip install "tallgrass[site]"')
