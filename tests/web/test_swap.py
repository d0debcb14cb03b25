"""What is restored takes the place of the old at one moment, wherever the process dies."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tallgrass.web.backup import swap
from tallgrass.web.backup.swap import Swap, new_database, settle, settle_name


class Killed(BaseException):
    """The process ends here."""


class KilledAt:
    """Lets so many operations on the disk happen, and kills the process at the next one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, allowed: int) -> None:
        self.left = allowed
        for owner, name in (
            (Path, "replace"),
            (Path, "rename"),
            (Path, "unlink"),
            (shutil, "rmtree"),
            (swap, "_to_disk"),
        ):
            monkeypatch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            if self.left == 0:
                raise Killed
            self.left -= 1
            return operation(*args, **kwargs)

        return counted


def folder_of(tmp_path: Path, database: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "words" / "es").mkdir(parents=True)
    (folder / "words" / "es" / "old.json").write_text("old")
    (folder / "secret_key").write_text("old")
    database.parent.mkdir(exist_ok=True)
    database.write_text("old")
    database.with_name(database.name + "-wal").write_text("old")
    return folder


def restore(folder: Path, database: Path | None) -> None:
    swapping = Swap(folder, database)
    if database is not None:
        new_database(database).write_text("new")
    swapping.keep("secret_key", b"new")
    swapping.keep("words/es/new.json", b"new")
    swapping.decide()


def what_is_there(folder: Path, database: Path) -> tuple[str, str, list[str], bool]:
    words = [path.name for path in (folder / "words" / "es").iterdir()]
    log = database.with_name(database.name + "-wal").exists()
    return database.read_text(), (folder / "secret_key").read_text(), words, log


def killed(*_: object) -> None:
    raise Killed


def refused(folder: Path, database: Path) -> None:
    with Swap(folder, database):
        new_database(database).write_text("half")
        raise ValueError("refused")


OLD = ("old", "old", ["old.json"], True)
NEW = ("new", "new", ["new.json"], False)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_wherever_it_dies_the_next_start_finds_all_of_the_old_or_all_of_the_new(
    tmp_path: Path, elsewhere: bool
) -> None:
    found = []
    for allowed in range(60):
        home = tmp_path / str(allowed)
        home.mkdir()
        database = (home / "disk" if elsewhere else home / "data") / "tallgrass.sqlite3"
        folder = folder_of(home, database)
        with pytest.MonkeyPatch.context() as monkeypatch:
            killed = KilledAt(monkeypatch, allowed)
            try:
                restore(folder, database)
            except Killed:
                assert killed.left == 0
        settle(folder, database)
        found.append(what_is_there(folder, database))
        assert not (folder / "restoring").exists()
        assert not (folder / "restored").exists()
        assert not new_database(database).exists()
    assert [one for one in found if one not in (OLD, NEW)] == []
    turn = found.index(NEW)
    assert found == [OLD] * turn + [NEW] * (60 - turn)
    assert 0 < turn < 50


def test_settling_may_die_too(tmp_path: Path) -> None:
    database = tmp_path / "data" / "tallgrass.sqlite3"
    folder = folder_of(tmp_path, database)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(swap, "finish", killed)
        with pytest.raises(Killed):
            restore(folder, database)
    for allowed in range(20):
        with pytest.MonkeyPatch.context() as monkeypatch:
            KilledAt(monkeypatch, allowed % 4)
            try:
                settle(folder, database)
            except Killed:
                continue
        break
    assert what_is_there(folder, database) == NEW


@pytest.mark.parametrize(("name_is_there", "expected"), [(True, "new"), (False, "old")])
def test_on_postgresql_the_database_says_whether_the_moment_had_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name_is_there: bool, expected: str
) -> None:
    folder = folder_of(tmp_path, tmp_path / "unused.sqlite3")
    swapping = Swap(folder, None)
    swapping.keep("secret_key", b"new")
    monkeypatch.setattr(swap, "_name_in_database", lambda: swapping.name if name_is_there else "another")
    assert settle(folder, None) is False
    assert settle_name(folder) is name_is_there
    assert (folder / "secret_key").read_text() == expected
    assert not (folder / "restoring").exists()


def test_what_was_refused_leaves_nothing_beside_the_old(tmp_path: Path) -> None:
    database = tmp_path / "data" / "tallgrass.sqlite3"
    folder = folder_of(tmp_path, database)
    with pytest.raises(ValueError, match="refused"):
        refused(folder, database)
    assert what_is_there(folder, database) == OLD
    assert not (folder / "restoring").exists()
    assert not new_database(database).exists()
