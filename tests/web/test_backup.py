"""Everything in one file, and back: on another computer, on the other database, whole or not at all."""

import json
import signal
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tallgrass.web.backup.archive import opened
from tallgrass.web.backup.faults import Broken
from tests.instances import Instance, new_database

pytestmark = [pytest.mark.database, pytest.mark.slow]

PEOPLE = """
call_command("migrate", verbosity=0)
from tallgrass.places.actions import add_place, give_role
from tallgrass.places.roles import STEWARD
rosa = User.objects.create_user("rosa@example.org", name="Rosa Peñasco 🌾")
place = add_place(slug="elmwood", name="Elmwood", population=80000, by=rosa)
gone = [User.objects.create_user(f"p{number}@example.org") for number in range(5)]
for one in gone: one.delete()
"""
#: One transaction writes both a person and a place; a backup at any moment holds as many of the one as of the other.
WRITES_ALL_THE_TIME = """
from tallgrass.places.models import Place
print("writing", flush=True)
number = 0
while True:
    with transaction.atomic():
        User.objects.create_user(f"w{number}@example.org")
        Place.objects.create(slug=f"w{number}", name=f"W {number}")
    number += 1
"""


def manifest_of(backup: Path) -> dict[str, Any]:
    with ZipFile(backup) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return found


def rows_of(backup: Path, table: str) -> list[list[Any]]:
    with ZipFile(backup) as archive:
        return [json.loads(line) for line in archive.read(f"rows/{table}.jsonl").splitlines()]


def contents(backup: Path) -> dict[str, tuple[str, int | None]]:
    """The digest of every table, with the highest id it has given; history apart, as a backup is an event itself."""
    manifest = manifest_of(backup)
    digests = {part["name"]: part["sha256"] for part in manifest["parts"]}
    return {
        table["table"]: (digests[table["part"]], table["last_id"])
        for table in manifest["tables"]
        if table["table"] != "foundation_events_event"
    }


def back_up(instance: Instance, target: Path) -> Path:
    made = instance.run("backup", "--out", str(target))
    assert made.returncode == 0, made.stderr
    return target


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """The instance of Rosa and her place, which every test finds as it was."""
    with new_database() as database:
        instance = Instance(tmp_path_factory.mktemp("home") / "data", database)
        instance.program(PEOPLE)
        yield instance


@pytest.fixture(scope="module")
def backup(home: Instance) -> Path:
    """A backup of it."""
    return back_up(home, home.data.with_name("everything.zip"))


def test_a_backup_says_what_it_holds_and_is_for_its_owner_alone(home: Instance, tmp_path: Path) -> None:
    target = tmp_path / "all.zip"
    made = home.run("backup", "--out", str(target))
    assert made.stdout.splitlines()[0] == str(target)
    assert "It holds everything, answers and personal data too" in made.stdout
    assert manifest_of(target)["holds"] == "everything, answers and personal data too"
    with ZipFile(target) as archive:
        assert "everything, answers and personal data too" in archive.read("README.txt").decode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.glob("*all.zip.*")) == list(tmp_path.glob(".tallgrass-*")) == []


def test_restored_on_an_empty_computer_every_table_is_equal(
    backup: Path, another: Instance, tmp_path: Path
) -> None:
    restored = another.run("restore", str(backup))
    assert (restored.returncode, restored.stderr) == (0, "")
    assert contents(back_up(another, tmp_path / "again.zip")) == contents(backup)
    assert another.program("print(User.objects.get().name)") == "Rosa Peñasco 🌾"


def test_it_holds_nothing_that_lets_its_reader_in(instance: Instance, tmp_path: Path) -> None:
    secrets = ("session-of-rosa", "code-123456", "link-in-the-outbox", "link-that-waits", "key-to-confirm")
    instance.make()
    instance.program(f"""
from datetime import timedelta
from django.contrib.sessions.models import Session
from django.utils import timezone
from tallgrass.foundation.accounts.models import Attempt
from tallgrass.foundation.mail.models import OutboxMessage
from tallgrass.foundation.messages.models import Message
from allauth.account.models import EmailAddress, EmailConfirmation
day = timezone.now() + timedelta(days=1)
rosa = User.objects.create_user("rosa@example.org")
address = EmailAddress.objects.create(user=rosa, email=rosa.email)
Session.objects.create(session_key="s", session_data={secrets[0]!r}, expire_date=day)
Attempt.objects.create(cache_key="k", value={secrets[1]!r}, expires=day)
OutboxMessage.objects.create(to="a@example.org", subject="S", body={secrets[2]!r})
Message.objects.create(channel="mail", to="b@example.org", body={secrets[3]!r}, language="en", purpose="p", bulk=False)
Message.objects.create(channel="mail", language="en", purpose="p", bulk=False, state="sent", due_at=None,
    finished_at=timezone.now())
EmailConfirmation.objects.create(email_address=address, key={secrets[4]!r}, sent=timezone.now())
""")
    made = back_up(instance, tmp_path / "all.zip")
    with ZipFile(made) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert [secret for secret in secrets if secret in text] == []
    assert len(rows_of(made, "foundation_messages_message")) == 1, (
        "what became of a message that was sent stays"
    )
    another = Instance(tmp_path / "another", "")
    assert another.run("restore", str(made)).returncode == 0
    assert another.program("print(User.objects.get().email)") == "rosa@example.org"


def test_it_moves_from_sqlite_to_postgresql_and_back(instance: Instance, tmp_path: Path) -> None:
    """On SQLite both are files; where tests run on PostgreSQL, the way leads there and back."""
    lite = Instance(tmp_path / "lite", "")
    lite.program(PEOPLE)
    first = back_up(lite, tmp_path / "first.zip")
    assert instance.run("restore", str(first)).returncode == 0
    second = back_up(instance, tmp_path / "second.zip")
    back = Instance(tmp_path / "back", "")
    assert back.run("restore", str(second)).returncode == 0
    third = back_up(back, tmp_path / "third.zip")
    assert contents(first) == contents(second) == contents(third)


def test_an_id_that_was_given_is_not_given_again(backup: Path, another: Instance) -> None:
    """A link that was sent to somebody who has gone must not lead to whoever comes next."""
    another.run("restore", str(backup))
    assert int(another.program("print(User.objects.create_user('new@example.org').pk)")) == 7


def test_links_stay_valid_and_words_of_a_place_come_along(
    instance: Instance, another: Instance, tmp_path: Path
) -> None:
    instance.program(PEOPLE)
    words = instance.data / "words" / "es" / "site.json"
    words.parent.mkdir(parents=True)
    words.write_text('{"brand": "Pastizal"}', "utf-8")
    signed = instance.program("from django.core import signing; print(signing.dumps('Rosa'))")
    another.run("restore", str(back_up(instance, tmp_path / "b.zip")))
    assert another.program(f"from django.core import signing; print(signing.loads({signed!r}))") == "Rosa"
    assert (another.data / "words" / "es" / "site.json").read_bytes() == words.read_bytes()


def test_a_backup_while_somebody_writes_is_one_moment(
    instance: Instance, another: Instance, tmp_path: Path
) -> None:
    instance.program(PEOPLE)
    writer = instance.start_program(WRITES_ALL_THE_TIME)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    try:
        made = [back_up(instance, tmp_path / f"{number}.zip") for number in range(3)]
    finally:
        writer.kill()
        writer.communicate()
    counts = []
    for one in made:
        people, places = rows_of(one, "foundation_accounts_user"), rows_of(one, "places_place")
        assert len(people) == len(places)
        counts.append(len(people))
    assert counts == sorted(counts)
    assert counts[0] < counts[-1], "nobody wrote meanwhile"
    assert another.run("restore", str(made[-1])).returncode == 0
    assert contents(back_up(another, tmp_path / "again.zip")) == contents(made[-1])


def test_it_is_told_in_the_history(backup: Path, another: Instance) -> None:
    another.run("restore", str(backup))
    kinds = (
        "from tallgrass.foundation.events.models import Event\n"
        "print([*Event.objects.filter(place=None).values_list('kind', flat=True)])"
    )
    assert another.program(kinds).startswith("['instance.restored', 'instance.backed_up'")


def test_nothing_is_overwritten_unless_somebody_says_so(backup: Path, another: Instance) -> None:
    another.program(PEOPLE + "User.objects.create_user('otto@example.org')")
    refused = another.run("restore", str(backup))
    assert refused.returncode == 2
    assert "There is a database already. With --replace" in refused.stderr
    assert another.program("print(User.objects.count())") == "2"
    replaced = another.run("restore", str(backup), "--replace")
    assert replaced.returncode == 0, replaced.stderr
    assert another.program("print(User.objects.count())") == "1"
    (copy,) = (another.data / "backups").iterdir()
    assert f"As it was before: {copy}" in replaced.stdout


def test_what_was_replaced_can_be_brought_back(backup: Path, another: Instance) -> None:
    another.program(PEOPLE + "User.objects.create_user('otto@example.org')")
    another.run("restore", str(backup), "--replace")
    (copy,) = (another.data / "backups").iterdir()
    if copy.suffix == ".zip":
        assert another.run("restore", str(copy), "--replace").returncode == 0
    else:
        copy.replace(another.data / "tallgrass.sqlite3")
    assert another.program("print(User.objects.count())") == "2"


def test_what_a_newer_program_made_is_not_replaced_by_a_copy_with_holes(
    backup: Path, another: Instance, tmp_path: Path
) -> None:
    """SQLite is copied byte for byte, so it may be replaced; rows only by a program that knows them all."""
    another.program(
        PEOPLE + "from django.db.migrations.recorder import MigrationRecorder\n"
        "MigrationRecorder(connection).record_applied('places', '0999_from_the_future')"
    )
    refused = another.run("backup", "--out", str(tmp_path / "holes.zip"))
    assert refused.returncode == 2
    assert "does not know places.0999_from_the_future" in refused.stderr
    replaced = another.run("restore", str(backup), "--replace")
    if another.database:
        assert (replaced.returncode, replaced.stdout) == (2, "")
        assert "made by a newer Tallgrass" in replaced.stderr
    else:
        assert replaced.returncode == 0
        (copy,) = (another.data / "backups").iterdir()
        with closing(sqlite3.connect(copy)) as old:
            assert old.execute(
                "SELECT COUNT(*) FROM django_migrations WHERE name LIKE '0999%'"
            ).fetchone() == (1,)


def test_a_backup_is_not_written_over_a_file(backup: Path, home: Instance) -> None:
    before = backup.read_bytes()
    refused = home.run("backup", "--out", str(backup))
    assert (refused.returncode, backup.read_bytes()) == (2, before)
    assert "is there already" in refused.stderr


def test_an_instance_with_nothing_in_it_has_nothing_to_back_up(instance: Instance, tmp_path: Path) -> None:
    refused = instance.run("backup", "--out", str(tmp_path / "b.zip"))
    assert refused.returncode == 2
    assert "There is nothing to back up" in refused.stderr
    assert not (tmp_path / "b.zip").exists()


def test_an_older_shape_is_backed_up_as_it_is_and_restored_into_todays(
    instance: Instance, another: Instance, tmp_path: Path
) -> None:
    instance.program(PEOPLE + "call_command('migrate', 'strength_scorecard', '0001', verbosity=0)")
    old = back_up(instance, tmp_path / "old.zip")
    assert (
        instance.program("from tallgrass.web.migrating import *; print(len(changes_to_apply()) > 0)")
        == "True"
    )
    assert another.run("restore", str(old)).returncode == 0
    assert another.program("from tallgrass.web.migrating import *; print(changes_to_apply())") == "()"
    assert another.program("print(User.objects.get().email)") == "rosa@example.org"


def changed(backup: Path, target: Path, **parts: bytes | None) -> Path:
    """The backup with some parts changed (``a__b`` stands for ``a/b``), or left out."""
    wanted = {name.replace("__", "/").replace("_json", ".json"): content for name, content in parts.items()}
    with ZipFile(backup) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = wanted.pop(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in wanted.items():
            new.writestr(name, content or b"")
    return target


def with_manifest(backup: Path, target: Path, change: Any) -> Path:
    """The backup with another manifest: ``change`` is given it and alters it."""
    manifest = manifest_of(backup)
    change(manifest)
    return changed(backup, target, manifest_json=json.dumps(manifest).encode())


def test_what_cannot_be_restored_is_refused_in_a_sentence_and_nothing_is_left_behind(
    backup: Path, another: Instance, tmp_path: Path
) -> None:
    def newer(manifest: dict[str, Any]) -> None:
        manifest["changes"].append(["places", "0999_from_the_future"])

    def newer_form(manifest: dict[str, Any]) -> None:
        manifest["version"] = 99

    def other_columns(manifest: dict[str, Any]) -> None:
        next(one for one in manifest["tables"] if one["table"] == "places_place")["columns"].reverse()

    def fewer_tables(manifest: dict[str, Any]) -> None:
        manifest["tables"].pop()

    def hostile_column(manifest: dict[str, Any]) -> None:
        manifest["tables"][0]["columns"][0] = 'id") VALUES (1); DROP TABLE x; --'

    def outside(manifest: dict[str, Any]) -> None:
        manifest["parts"][0]["name"] = "words/../../../evil.json"

    whole = backup.read_bytes()
    torn, text, empty, foreign = (
        tmp_path / name for name in ("torn.zip", "text.zip", "empty.zip", "foreign.zip")
    )
    torn.write_bytes(whole[: len(whole) // 2])
    text.write_text("this is no backup")
    empty.touch()
    with ZipFile(foreign, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with ZipFile(backup) as archive:
        inside = archive.getinfo("rows/auth_permission.jsonl").header_offset + 200
    flipped = tmp_path / "flipped.zip"
    flipped.write_bytes(whole[:inside] + bytes([whole[inside] ^ 0xFF]) + whole[inside + 1 :])
    cases = {
        torn: "no backup of Tallgrass",
        text: "no backup of Tallgrass",
        empty: "no backup of Tallgrass",
        foreign: "no backup of Tallgrass",
        flipped: "damaged",
        changed(backup, tmp_path / "a.zip", rows__places_place=b"x"): "does not hold the files",
        changed(backup, tmp_path / "b.zip", secret_key=b"another key"): "damaged: secret_key",
        changed(backup, tmp_path / "c.zip", secret_key=None): "does not hold the files",
        changed(backup, tmp_path / "d.zip", manifest_json=b"[1]"): "cannot be read",
        changed(backup, tmp_path / "e.zip", manifest_json=b"[" * 100_000): "cannot be read",
        with_manifest(backup, tmp_path / "f.zip", newer): "does not know places.0999_from_the_future",
        with_manifest(backup, tmp_path / "g.zip", newer_form): "made by a newer Tallgrass",
        with_manifest(backup, tmp_path / "h.zip", other_columns): "columns of places_place",
        with_manifest(backup, tmp_path / "i.zip", fewer_tables): "tables that it should",
        with_manifest(backup, tmp_path / "j.zip", hostile_column): "cannot be read",
        with_manifest(backup, tmp_path / "k.zip", outside): "cannot be read",
    }
    for file, sentence in cases.items():
        if file.name not in (
            "flipped.zip",
            "f.zip",
            "h.zip",
            "i.zip",
        ):  # seen in the file: no instance is needed
            with pytest.raises(Broken, match=sentence), opened(file):
                pass
            continue
        refused = another.run("restore", str(file))
        assert (refused.returncode, refused.stdout) == (2, ""), (file.name, refused)
        (line,) = refused.stderr.splitlines()
        assert sentence in line, file.name
        assert line.endswith("Nothing was changed.")
        assert {path.name for path in another.data.iterdir()} <= {"in-use.lock", "secret_key"}, file.name
    assert another.program("print(connection.introspection.table_names())") == "[]"


def test_rows_that_do_not_fit_together_are_refused(backup: Path, another: Instance, tmp_path: Path) -> None:
    """A membership of a person who is not there, told with all the right digests."""
    from hashlib import sha256

    stray = b'[1,"steward","2026-01-01T00:00:00+00:00",999,999]\n'
    manifest = manifest_of(backup)
    columns = next(one for one in manifest["tables"] if one["table"] == "places_membership")["columns"]
    values = {
        "id": 1,
        "role": "steward",
        "place_id": 999,
        "person_id": 999,
        "since": "2026-01-01T00:00:00+00:00",
    }
    stray = (json.dumps([values.get(column, values["since"]) for column in columns]) + "\n").encode()
    for one in manifest["parts"]:
        if one["name"] == "rows/places_membership.jsonl":
            one.update(size=len(stray), sha256=sha256(stray).hexdigest())
    next(one for one in manifest["tables"] if one["table"] == "places_membership")["count"] = 1
    forged = tmp_path / "forged.zip"
    with ZipFile(backup) as old, ZipFile(forged, "w") as new:
        for name in old.namelist():
            content = {"rows/places_membership.jsonl": stray, "manifest.json": json.dumps(manifest).encode()}
            new.writestr(name, content.get(name, old.read(name)))
    refused = another.run("restore", str(forged))
    assert refused.returncode == 2
    assert "its rows do not fit together" in refused.stderr
    assert another.program("print(connection.introspection.table_names())") == "[]"


def test_a_bomb_is_refused_before_it_grows(backup: Path, another: Instance, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(manifest_of(backup)))
        with archive.open("rows/places_place.jsonl", "w") as file:
            for _ in range(300):
                file.write(b"0" * 1_000_000)
    refused = another.run("restore", str(bomb))
    assert refused.returncode == 2
    assert "many times its size" in refused.stderr


def test_while_the_site_runs_nothing_is_put_in_its_place(backup: Path, another: Instance) -> None:
    another.program(PEOPLE)
    site = another.start("serve", "--port", "0")
    assert site.stdout is not None
    while "Tallgrass is at" not in (line := site.stdout.readline()):
        assert line, "the site did not start"
    refused = another.run("restore", str(backup), "--replace")
    site.send_signal(signal.SIGINT)
    site.communicate(timeout=60)
    assert refused.returncode == 2
    assert "Tallgrass is running" in refused.stderr
    assert "Nothing was changed." in refused.stderr
    assert another.run("restore", str(backup), "--replace").returncode == 0


OLD_AND_NEW = ("['old@example.org']", "['rosa@example.org']")


@pytest.mark.slow
def test_whoever_is_killed_in_mid_restore_leaves_the_old_or_the_new(
    backup: Path, home: Instance, tmp_path: Path
) -> None:
    """Killed at many moments of the way; each time the key belongs to the people that are there."""
    found = set()
    with new_database() as database:
        victim = Instance(tmp_path / "victim", database)
        victim.program("call_command('migrate', verbosity=0); User.objects.create_user('old@example.org')")
        old_key = (victim.data / "secret_key").read_text()
        new_key = (home.data / "secret_key").read_text()
        back_up(victim, victim.data.with_name("old.zip"))
        started = time.monotonic()
        assert victim.run("restore", str(backup), "--replace").returncode == 0
        whole = time.monotonic() - started
        for share in (0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 0.99, None):
            assert victim.run("restore", str(victim.data.with_name("old.zip")), "--replace").returncode == 0
            process = victim.start("restore", str(backup), "--replace")
            if share is not None:
                time.sleep(share * whole)
                process.kill()
            process.communicate()
            settled = victim.run("backup", "--out", str(victim.data.with_name(f"{share}.zip")))
            assert settled.returncode == 0, settled.stderr
            people = victim.program("print([*User.objects.values_list('email', flat=True)])")
            assert people in OLD_AND_NEW
            key = (victim.data / "secret_key").read_text()
            assert key == (old_key if people == OLD_AND_NEW[0] else new_key)
            assert not {"restoring", "restored"} & {path.name for path in victim.data.iterdir()}
            found.add(people)
    assert found == set(OLD_AND_NEW)


def test_who_waited_to_be_sent_their_link_can_be_sent_it_anew(instance: Instance, tmp_path: Path) -> None:
    instance.make()
    instance.program("""
from django.utils import timezone
from tallgrass.foundation.messages.addresses import digest_of
from tallgrass.foundation.messages.models import Message
from tallgrass.places.models import Place
from tallgrass.strength.rounds.models import AskedGroup, Invitation, Reached, Round
place = Place.objects.create(name="Elmwood", slug="elmwood", languages=["en"])
found = Round.objects.create(place=place, mode="anonymous")
group = AskedGroup.objects.create(place=place, round=found, kind="resident", form="resident")
over = {"state": "sent", "due_at": None, "finished_at": timezone.now()}
for number, state in enumerate(({"to": "b@example.org", "body": "a link"}, over)):
    to = f"person-{number}@example.org"
    one = Invitation.objects.create(place=place, round=found, group=group, sort="personal", digest=f"{number}" * 64,
        email=to, seed="s", language="en")
    Reached.objects.create(place=place, invitation=one, sort="invitation", channel="mail", on=timezone.localdate())
    Message.objects.create(place_id=place.pk, channel="mail", digest=digest_of("mail", to), language="en",
        purpose="rounds.invitation", about=found.pk, bulk=True, **state)
""")
    made = back_up(instance, tmp_path / "all.zip")
    another = Instance(tmp_path / "another", "")
    assert another.run("restore", str(made)).returncode == 0
    assert (
        another.program("""
from tallgrass.strength.rounds.models import Round
from tallgrass.strength.rounds.reaching.queries import to_invite
print([one.email for one in to_invite(Round.objects.get())])
""")
        == "['person-0@example.org']"
    )
