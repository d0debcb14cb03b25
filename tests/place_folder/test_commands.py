"""``tallgrass load`` and ``tallgrass export`` as an operator meets them: sentences, and exit codes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tallgrass.examples.prairie_junction.generator import write_folder
from tests.instances import Instance, new_database
from tests.place_folder.conftest import Folder

pytestmark = [pytest.mark.database, pytest.mark.slow]


@pytest.fixture
def site(tmp_path: Path, socket_enabled: None) -> Iterator[Instance]:
    """An instance with nothing in it."""
    with new_database() as database:
        yield Instance(tmp_path / "data", database)


def test_a_folder_comes_in_and_goes_out_as_it_was(site: Instance, tmp_path: Path) -> None:
    write_folder(tmp_path / "in")
    loaded = site.run("load", str(tmp_path / "in"), "--place", "prairie", "--new")
    assert loaded.returncode == 0, loaded.stderr
    assert "Partners: 48 added, 0 changed, 0 the same as before." in loaded.stdout
    exported = site.run("export", "prairie", "--out", str(tmp_path / "out"))
    assert exported.returncode == 0, exported.stderr
    assert "THE FOLDER HOLDS ANSWERS" in exported.stderr
    for folder in ("in", "out"):
        assert site.run("assess", str(tmp_path / folder)).returncode in (0, 1)
    made = [(tmp_path / folder / "scorecard" / "scorecard.json").read_bytes() for folder in ("in", "out")]
    assert made[0] == made[1]
    copied = site.run("load", str(tmp_path / "out"), "--place", "copy", "--new")
    assert copied.returncode == 0, copied.stderr


def test_what_cannot_be_done_is_a_sentence_and_exit_code_2(
    site: Instance, riverbend: Folder, tmp_path: Path
) -> None:
    folder = str(riverbend.path)
    nowhere = site.run("load", folder, "--place", "riverbend")
    assert (nowhere.returncode, nowhere.stdout) == (2, "")
    assert "no place with the word riverbend" in nowhere.stderr
    assert site.run("load", folder, "--place", "No Word", "--new").returncode == 2
    assert (
        site.run("load", folder, "--place", "riverbend", "--new", "--told-on", "2026-06-01").returncode == 2
    )
    made = site.run("load", folder, "--place", "riverbend", "--new")
    assert made.returncode == 0
    assert "Only stewards see them until they are told" in made.stdout
    riverbend.answered(4)
    refused = site.run("load", folder, "--place", "riverbend")
    assert refused.returncode == 2
    assert "the round as of 2026-06-30" in refused.stderr
    assert "Nothing was written." in refused.stderr
    replaced = site.run("load", folder, "--place", "riverbend", "--replace")
    assert replaced.returncode == 0
    assert "Replaced: the round as of 2026-06-30." in replaced.stdout
    riverbend.write("players.csv", "player_id,name,kind,active\na,A,martian,\n")
    martian = site.run("load", folder, "--place", "riverbend")
    assert martian.returncode == 2
    assert "players.csv, row 2, column kind" in martian.stderr
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "something").write_text("here", "utf-8")
    full = site.run("export", "riverbend", "--out", str(tmp_path / "full"))
    assert full.returncode == 2
    assert "is not empty" in full.stderr
    assert site.run("export", "nowhere", "--out", str(tmp_path / "out")).returncode == 2
    assert "Traceback" not in "".join(each.stderr for each in (nowhere, refused, replaced, martian, full))
