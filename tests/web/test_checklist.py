"""The checklist: what is wrong is said in words, on a page for stewards and in the terminal for the operator."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils import timezone

from tallgrass.foundation.jobs.pulse import WorkerState
from tallgrass.foundation.languages import words
from tallgrass.foundation.messages.models import Channel, Message, State
from tallgrass.foundation.messages.purposes import TEST
from tallgrass.web.checklist import checks, gathering
from tallgrass.web.checklist.checks import all_checks
from tallgrass.web.checklist.facts import Facts, Found, Kept, Machine, Outcome, Post, Reach, Seen
from tallgrass.web.checklist.wording import lines, summed_up
from tallgrass.web.environment import public_address
from tallgrass.web.upkeep.actions import note_sign
from tallgrass.web.upkeep.models import Sign, Sort
from tests.cast import Cast
from tests.instances import Instance

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
AT = "https://tallgrass.example.org"
HOUR = timedelta(hours=1)


def seen(ago: timedelta, **told: Any) -> Seen:
    return Seen(NOON - ago, told)


GOOD = Facts(
    NOON,
    Reach(AT, look=seen(HOUR, trouble="", ahead=1)),
    Post("tallgrass@example.org", sent=NOON - 24 * HOUR),
    Kept(14, 50_000_000_000, 20_000_000, "sqlite", seen(4 * HOUR, bytes=3_000_000), seen(30 * HOUR)),
    Machine(WorkerState(NOON, True), kept_right=True),
)


def found(check: str, **changes: Any) -> tuple[Outcome, str]:
    """What a check finds where everything is in order but for these changes (``reach__https=""``)."""
    facts = GOOD
    for name, value in changes.items():
        part, _, field = name.partition("__")
        facts = replace(facts, **{part: replace(getattr(facts, part), **{field: value})})
    one: Found = getattr(checks, check)(facts)
    return one.outcome, one.why


def test_a_site_in_good_order_is_told_so_in_one_sentence() -> None:
    assert {each.outcome for each in all_checks(GOOD)} == {Outcome.GOOD}
    assert summed_up(all_checks(GOOD), "en") == "All is in order."


BAD, LOOK, FINE, NOT = Outcome.BAD, Outcome.LOOK, Outcome.GOOD, Outcome.NOT_NEEDED


@pytest.mark.parametrize(
    ("check", "changes", "expected"),
    [
        ("address", {"reach__https": ""}, (BAD, "mail_leads_nowhere")),
        ("address", {"reach__https": "", "post__sender": ""}, (NOT, "here")),
        ("address", {"reach__https": "", "reach__nearby": "http://192.168.1.20:8000"}, (NOT, "network")),
        ("address", {"reach__look": None}, (LOOK, "unseen")),
        ("address", {"reach__look": None, "reach__reader_encrypted": True}, (FINE, "read")),
        ("address", {"reach__look": seen(4 * HOUR, trouble="")}, (LOOK, "unseen")),
        ("address", {"reach__look": seen(HOUR, trouble="certificate")}, (BAD, "certificate")),
        ("address", {"reach__look": seen(HOUR, trouble="unreachable")}, (BAD, "unreachable")),
        ("address", {"reach__look": seen(HOUR, trouble="elsewhere")}, (BAD, "elsewhere")),
        (
            "address",
            {"reach__look": seen(HOUR, trouble="certificate"), "reach__reader_encrypted": True},
            (BAD, "certificate"),
        ),
        ("mail", {"post__sender": ""}, (BAD, "none")),
        ("mail", {"post__sender": "", "reach__https": ""}, (NOT, "outbox")),
        ("mail", {"post__sent": None}, (LOOK, "untested")),
        ("mail", {"post__sent": NOON - timedelta(days=200)}, (LOOK, "untested")),
        ("mail", {"post__failed": NOON - HOUR}, (BAD, "failed")),
        ("mail", {"post__failed": NOON - 48 * HOUR}, (FINE, "tested")),
        ("backup", {"kept__backup": None}, (BAD, "none")),
        ("backup", {"kept__backup": seen(37 * HOUR)}, (BAD, "old")),
        ("backup", {"kept__backup": None, "kept__days": 0}, (BAD, "off")),
        ("backup", {"kept__days": 0}, (FINE, "made")),
        ("copied", {"kept__copied": None}, (BAD, "never")),
        ("copied", {"kept__copied": seen(9 * 24 * HOUR)}, (BAD, "old")),
        ("clock", {"machine__database_ahead": -61}, (BAD, "database")),
        ("clock", {"reach__look": seen(HOUR, trouble="", ahead=75)}, (BAD, "outside")),
        ("clock", {"kept__backup": seen(-HOUR)}, (BAD, "back")),
        ("clock", {"machine__kept_right": False}, (LOOK, "alone")),
        ("clock", {"machine__kept_right": None}, (LOOK, "unknown")),
        ("disk", {"kept__free": 400_000_000}, (BAD, "little")),
        ("disk", {"kept__size": 30_000_000_000}, (BAD, "little")),
        ("worker", {"machine__worker": WorkerState(None, False)}, (BAD, "never")),
        ("worker", {"machine__worker": WorkerState(NOON - HOUR, False)}, (BAD, "gone")),
        ("key", {"machine__weak_key": True}, (BAD, "weak")),
        ("key", {"machine__open_key": True}, (BAD, "open")),
        ("database", {"kept__waiting": 2}, (BAD, "waiting")),
        ("database", {"kept__drive": True}, (BAD, "drive")),
        ("database", {"kept__kind": "postgresql"}, (FINE, "postgresql")),
    ],
)
def test_what_is_wrong_is_found(check: str, changes: dict[str, Any], expected: tuple[Outcome, str]) -> None:
    assert found(check, **changes) == expected


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_finding_has_a_sentence_and_what_is_wrong_says_what_to_do(language: str) -> None:
    said = words(language, "checklist")["checks"]
    source = Path(checks.__file__).read_text(encoding="utf-8")
    assert list(said) == [each.key for each in all_checks(GOOD)]
    good = {
        "seen",
        "read",
        "network",
        "outbox",
        "tested",
        "made",
        "kept",
        "room",
        "own",
        "sqlite",
        "postgresql",
    }
    for key, entries in said.items():
        for why, entry in entries.items():
            if why == "title":
                continue
            assert f'"{why}"' in source or why in {"certificate", "unreachable", "elsewhere", *good}, (
                key,
                why,
            )
            assert ("do" in entry) is (why not in good), (key, why)


def test_red_is_a_mark_and_words_and_never_colour_alone() -> None:
    bad = all_checks(replace(GOOD, kept=replace(GOOD.kept, backup=None, copied=None)))
    told = {line.key: line for line in lines(bad, "en")}
    assert told["backup"].tag.text == "✗ Mend this"
    assert told["backup"].command == "tallgrass backup"
    assert told["disk"].text == "50000 MB are free. The database takes 20 MB."
    assert summed_up(bad, "en") == "2 things need to be mended."
    assert summed_up(bad, "es") == "Hay 2 cosas por arreglar."


def test_a_file_on_another_computers_disk_is_known_by_where_it_is_mounted(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\nnas:/data /srv/our\\040data nfs4 rw 0 0\nx /srv/our\\040data/in ext4 rw 0 0\n"
    )
    assert gathering.on_network_drive(Path("/srv/our data/tallgrass.sqlite3"), mounts)
    assert not gathering.on_network_drive(Path("/srv/our data/in/tallgrass.sqlite3"), mounts)
    assert not gathering.on_network_drive(Path("/srv/other/tallgrass.sqlite3"), mounts)


@pytest.fixture
def online(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site has an address, and a server for mail."""
    monkeypatch.setattr(site, "ADDRESS", public_address({"TALLGRASS_ADDRESS": AT}))
    monkeypatch.setattr(site, "HTTPS", True)
    monkeypatch.setattr(site, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")


def test_rosa_reads_how_it_stands_and_others_do_not(cast: Cast, client: Client) -> None:
    client.force_login(cast.bea)
    assert client.get("/elmwood/checklist/").status_code == 403
    client.force_login(cast.rosa)
    page = client.get("/elmwood/checklist/").text
    assert "✗ Mend this" in page
    assert "No backup has been copied anywhere else" in page
    assert "tallgrass backup --copied" in page
    assert 'href="/elmwood/checklist/"' in client.get("/elmwood/home/").text
    assert "✗ Por arreglar" in client.get("/elmwood/checklist/?lang=es").text


@pytest.mark.usefixtures("online")
def test_what_the_site_has_noticed_is_what_the_page_says(cast: Cast, client: Client) -> None:
    now = timezone.now()
    note_sign(sort=Sort.ADDRESS, now=now, told={"trouble": "certificate", "ahead": 2})
    note_sign(sort=Sort.BACKUP_MADE, now=now, told={"bytes": 5_400_000})
    note_sign(sort=Sort.BACKUP_MADE, now=now, told={"bytes": 5_500_000})
    Message.objects.create(
        channel=Channel.MAIL, purpose=TEST.key, state=State.SENT, due_at=None, finished_at=now, language="en",
        bulk=False, digest="x",
    )  # fmt: skip
    client.force_login(cast.rosa)
    page = client.get("/elmwood/checklist/").text
    assert "is not one that browsers trust" in page
    assert "(5.5 MB)" in page
    assert f"The last test was sent on {now:%Y-%m-%d %H:%M} UTC, from tallgrass@localhost." in page
    assert Sign.objects.filter(sort=Sort.BACKUP_MADE).count() == 1


def test_the_home_says_so_where_others_reach_the_site_and_something_is_wrong(
    cast: Cast, client: Client, online: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(cast.bea)
    assert "See to the site itself" not in client.get("/elmwood/home/").text
    client.force_login(cast.rosa)
    assert "See to the site itself" in client.get("/elmwood/home/").text
    monkeypatch.setattr(site, "HTTPS", False)
    assert "See to the site itself" not in client.get("/elmwood/home/").text


@pytest.mark.database
@pytest.mark.slow
def test_the_command_says_the_same_and_ends_with_1_where_something_is_wrong(instance: Instance) -> None:
    instance.make()
    told = instance.run("checklist")
    assert (told.returncode, told.stderr) == (1, "")
    assert "✗ Mend this   Backup: There is no backup yet." in told.stdout
    backup = instance.run("backup", "--out", str(instance.data / "elsewhere.zip"))
    assert backup.returncode == 0, backup.stderr
    assert instance.run("backup", "--copied").stdout == "Noted: a backup was copied elsewhere today.\n"
    handed_on = subprocess.run(
        [sys.executable, "-m", "tallgrass", "backup", "--out", "-"],
        env=instance.environment, capture_output=True, check=True,
    )  # fmt: skip
    assert "manifest.json" in ZipFile(BytesIO(handed_on.stdout)).namelist()
    again = instance.run("checklist", "--lang", "es")
    assert "Copia de seguridad: La última copia se hizo el" in again.stdout
    assert "✓ En orden" in again.stdout


@pytest.mark.database
@pytest.mark.slow
def test_a_database_without_its_tables_is_said_in_a_sentence(instance: Instance) -> None:
    refused = instance.run("checklist")
    assert refused.returncode == 2
    assert "Start tallgrass once" in refused.stderr
