"""The computers that people have: their folder names, line ends, encodings and terminals."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tallgrass.cli.main import main

ABOUT = 'name = "Peñasco"\nas_of = 2026-11-01\n'
PLAYERS = "player_id;name;kind;active\np1;Secretaría;government;yes\np2;Noche de Datos;civic_tech;\n"


def place(folder: Path, *, encoding: str = "utf-8", line_end: str = "\n") -> Path:
    """Two files as an editor and a spreadsheet program of another computer save them."""
    folder.mkdir(parents=True)
    for name, text in (("place.toml", ABOUT), ("players.csv", PLAYERS)):
        (folder / name).write_bytes(text.replace("\n", line_end).encode(encoding))
    return folder


def typed(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tallgrass.cli.main", *arguments],
        cwd=folder, env={**os.environ, **environment}, capture_output=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["Our City 2026", "Año Nuevo", "Ciudad Juárez & friends (draft)", "100% ours", "東京", "it's ours"],
)
def test_a_folder_may_be_called_what_people_call_it(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = place(tmp_path / name / "records of 2026")
    assert main(["assess", str(folder)]) == 0, capsys.readouterr().err
    assert (folder / "scorecard" / "scorecard.html").exists()
    assert name in capsys.readouterr().out


def test_files_of_windows_and_of_other_systems_make_the_same_scorecard(tmp_path: Path) -> None:
    made = []
    for number, (encoding, line_end) in enumerate(
        [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("utf-16", "\r\n"), ("utf-8", "\r\n")]
    ):
        folder = place(tmp_path / str(number), encoding=encoding, line_end=line_end)
        assert main(["assess", str(folder)]) == 0
        made.append(json.loads((folder / "scorecard" / "scorecard.json").read_text(encoding="utf-8")))
    assert made[0]["place"]["name"] == "Peñasco"
    assert all(one == made[0] for one in made)


def test_a_table_of_an_older_windows_program_makes_the_same_scorecard_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = []
    for encoding in ("utf-8", "cp1252"):
        folder = place(tmp_path / encoding)
        (folder / "players.csv").write_bytes(PLAYERS.replace("\n", "\r\n").encode(encoding))
        assert main(["assess", str(folder)]) == 0
        made.append((folder / "scorecard" / "scorecard.csv").read_bytes())
    assert made[0] == made[1]
    assert "read as Windows text" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_a_file_in_the_letters_of_one_system_alone_is_refused_with_the_remedy(
    tmp_path: Path, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Guessing would print other people's names wrong."""
    folder = place(tmp_path / "place")
    (folder / "players.csv").write_bytes(PLAYERS.replace("\n", "\r\n").encode(encoding))
    assert main(["assess", str(folder)]) == 2
    told = capsys.readouterr().err
    assert told.startswith("players.csv, row 2: ")
    assert "save the file again as CSV UTF-8" in told
    assert not (folder / "scorecard").exists()


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252", "ascii"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_terminal_that_lacks_letters_stops_nothing(tmp_path: Path, encoding: str, language: str) -> None:
    folder = place(tmp_path / "Peñasco")
    done = typed("assess", str(folder), "--lang", language, folder=tmp_path, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"scorecard.html" in done.stdout


def test_a_framework_sent_to_a_file_is_whole_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    plain = typed("framework", "show", "v1", folder=tmp_path, PYTHONIOENCODING="utf-8")
    other = typed("framework", "show", "v1", folder=tmp_path, PYTHONIOENCODING="cp850")
    assert json.loads(other.stdout) == json.loads(plain.stdout)
