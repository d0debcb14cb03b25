"""Settings from outside: read as documented, refused with a sentence."""

import os
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tallgrass.cli.extras import remedy
from tallgrass.web.environment import THIS_COMPUTER, data_folder, database, hosts, secret_key


def test_the_database_is_a_file_in_the_data_folder_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    settings = database(tmp_path, {})
    assert settings["NAME"] == str(tmp_path / "tallgrass.sqlite3")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert settings["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("address", "name"),
    [("sqlite:////var/lib/a%20b.sqlite3", "/var/lib/a b.sqlite3"), ("sqlite:///c.sqlite3", "c.sqlite3")],
)
def test_a_file_can_be_named(tmp_path: Path, address: str, name: str) -> None:
    assert database(tmp_path, {"DATABASE_URL": address})["NAME"] == str(tmp_path / name)


def test_a_postgresql_address_is_read_in_all_its_parts(tmp_path: Path) -> None:
    address = "postgresql://rosa:p%40ss@db.example:6543/tall%2Fgrass?sslmode=require"
    settings = database(tmp_path, {"DATABASE_URL": address})
    assert {key: settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "tall/grass", "USER": "rosa", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "6543",
        "OPTIONS": {"application_name": "tallgrass", "connect_timeout": "10", "sslmode": "require"},
    }  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["mysql://a/b", "postgresql://host", "sqlite:", "tallgrass.sqlite3", "postgresql://host:port/name"],
)
def test_an_address_that_cannot_be_read_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database(tmp_path, {"DATABASE_URL": address})


def test_the_key_is_made_once_and_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "new", {})
    assert len(first) >= 50
    assert secret_key(tmp_path / "new", {}) == first
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret_key"]


def test_two_instances_have_two_keys(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "a", {}) != secret_key(tmp_path / "b", {})


def test_a_key_can_be_given_and_a_short_one_is_refused(tmp_path: Path) -> None:
    assert secret_key(tmp_path, {"TALLGRASS_SECRET_KEY": "k" * 50}) == "k" * 50
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ImproperlyConfigured, match="50 characters"):
        secret_key(tmp_path, {"TALLGRASS_SECRET_KEY": "short"})


def test_only_this_computer_is_answered_unless_names_are_given() -> None:
    assert hosts({}) == [*THIS_COMPUTER]
    assert hosts({"TALLGRASS_HOSTS": "a.example, b.example,"}) == [*THIS_COMPUTER, "a.example", "b.example"]


def test_the_data_folder_can_be_chosen(tmp_path: Path) -> None:
    assert data_folder({"TALLGRASS_DATA": str(tmp_path)}) == tmp_path
    assert data_folder({}).name == "tallgrass"


def test_postgresql_without_its_driver_is_answered_with_the_command_that_adds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tallgrass.web.environment.storage.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError) as missing:
        database(tmp_path, {"DATABASE_URL": "postgresql://host/name"})
    assert 'pip install "tallgrass[postgres]"' in (remedy(missing.value.name or "") or "")
