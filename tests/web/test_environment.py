"""Settings from outside: read as documented, refused with a sentence."""

import os
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tallgrass.cli.extras import remedy
from tallgrass.web.environment import (
    THIS_COMPUTER,
    data_folder,
    database,
    hosts,
    mail,
    proxy,
    public_address,
    secret_key,
)


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


@pytest.mark.parametrize(
    ("written", "origin", "host", "https"),
    [
        ("https://Tallgrass.example.org/", "https://tallgrass.example.org", "tallgrass.example.org", True),
        ("https://a.example:8443", "https://a.example:8443", "a.example", True),
        ("http://localhost:8000", "http://localhost:8000", "localhost", False),
        ("http://[::1]:8000/", "http://[::1]:8000", "[::1]", False),
    ],
)
def test_the_public_address_is_read_and_its_name_answered(
    written: str, origin: str, host: str, https: bool
) -> None:
    environment = {"TALLGRASS_ADDRESS": written}
    assert public_address(environment) == (origin, host, https)
    assert host in hosts(environment)


@pytest.mark.parametrize(
    "written",
    [
        "tallgrass.example.org", "ftp://a.example", "https://a.example/path", "https://rosa:secret@a.example",
        "https://", "https://a.example?x=1", "https://a b.example", "http://a.example", "https://a.example:x",
        "https://[a", "https://*.example.org",
    ],
)  # fmt: skip
def test_a_public_address_that_is_none_or_in_the_open_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TALLGRASS_ADDRESS"):
        public_address({"TALLGRASS_ADDRESS": written})


def test_nobody_is_believed_about_who_asks_unless_a_proxy_is_named() -> None:
    assert proxy({}) == proxy({"TALLGRASS_BEHIND_PROXY": "0"}) == {}
    one = proxy({"TALLGRASS_BEHIND_PROXY": "10.0.0.2"})
    assert (one["trusted_proxy"], one["trusted_proxy_count"]) == ("10.0.0.2", 1)
    two = proxy({"TALLGRASS_BEHIND_PROXY": "2"})
    assert (two["trusted_proxy"], two["trusted_proxy_count"]) == ("*", 2)


@pytest.mark.parametrize("written", ["yes", "99", "-1", "10.0.0", "*", "10.0.0.0/8"])
def test_a_proxy_that_cannot_be_meant_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TALLGRASS_BEHIND_PROXY"):
        proxy({"TALLGRASS_BEHIND_PROXY": written})


def mail_of(address: str) -> dict[str, object]:
    settings = mail({"TALLGRASS_MAIL": address, "TALLGRASS_MAIL_FROM": "tallgrass@example.org"})
    assert settings is not None
    return settings


def test_without_a_server_for_messages_there_is_none() -> None:
    assert mail({}) is None


@pytest.mark.parametrize(
    ("address", "port", "from_the_first_byte", "after_greeting"),
    [
        ("smtp://rosa:p%40ss@mail.example", 587, False, True),
        ("smtp://rosa:p%40ss@mail.example:2525?tls=yes", 2525, False, True),
        ("smtps://rosa:p%40ss@mail.example", 465, True, False),
        ("smtp://rosa:p%40ss@127.0.0.1?tls=no", 25, False, False),
    ],
)
def test_messages_are_sent_encrypted(
    address: str, port: int, from_the_first_byte: bool, after_greeting: bool
) -> None:
    settings = mail_of(address)
    assert settings["EMAIL_PORT"] == port
    assert (settings["EMAIL_USE_SSL"], settings["EMAIL_USE_TLS"]) == (from_the_first_byte, after_greeting)
    assert (settings["EMAIL_HOST_USER"], settings["EMAIL_HOST_PASSWORD"]) == ("rosa", "p@ss")
    assert settings["DEFAULT_FROM_EMAIL"] == "tallgrass@example.org"


@pytest.mark.parametrize(
    "address",
    [
        "mail.example", "imap://mail.example", "smtp://", "smtp://mail.example/path", "smtp://mail.example?tls=no",
        "smtp://127.0.0.1?tls=maybe", "smtps://127.0.0.1?tls=no", "smtp://127.0.0.1?ssl=1", "smtp://mail.example:x",
    ],
)  # fmt: skip
def test_a_server_for_messages_that_cannot_be_read_or_is_in_the_open_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TALLGRASS_MAIL"):
        mail_of(address)


@pytest.mark.parametrize("sender", ["", "nobody", "a@b\nBcc: c@example.org"])
def test_messages_need_an_address_that_they_come_from(sender: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TALLGRASS_MAIL_FROM"):
        mail({"TALLGRASS_MAIL": "smtp://mail.example", "TALLGRASS_MAIL_FROM": sender})
