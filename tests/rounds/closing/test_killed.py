"""Web, worker and database killed in mid load, ten times each: nothing acknowledged is lost, nothing counts twice."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pytest

from tests.instances import Instance, new_database
from tests.jobs.instance import Instance as Workplace
from tests.jobs.instance import kill
from tests.postgresql import _free_port, _rights, programs
from tests.rounds.closing.load import SENDERS, Load, forms_for, under_load
from tests.serving import Served, served

pytestmark = [pytest.mark.database, pytest.mark.slow, pytest.mark.usefixtures("socket_enabled")]
KILLS = 10
PEOPLE = 500
PATIENCE = 60.0
POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")

OPEN_ROUND = f"""
call_command("migrate", verbosity=0)
import json
from datetime import timedelta
from django.utils import timezone
from tallgrass.places.actions import add_place
from tallgrass.strength.rounds.holding import actions as rounds
place = add_place(slug="elmwood", name="Elmwood", population=80000, by=None)
number = rounds.prepare_round(place=place, by=None).pk
today = timezone.now().date()
rounds.change_round(place=place, number=number, by=None, changes=dict(
    languages=["en"], asked_by="Elmwood Community Foundation", closes_on=today + timedelta(days=30),
    result_by=today + timedelta(days=60)))
groups = {{
    kind: rounds.ask_group(place=place, number=number, by=None, kind=kind, form=form).pk
    for kind, form in (("community", "short"), ("resident", "resident"))
}}
secrets = []
for start in range(0, {PEOPLE}, 500):
    made = rounds.invite(place=place, group=groups["community"], by=None, guests=[rounds.Guest("x")] * 500)
    secrets += [one.secret for one in made]
link = rounds.make_open_link(place=place, group=groups["resident"], by=None).secret
rounds.open_round(place=place, number=number, by=None)
print(json.dumps([secrets, link]))
"""
#: What the database holds now: sheets by kind and signs, links that were used, forms that were noted.
HELD = """
import json
from tallgrass.strength.rounds.models import Invitation, SentForm, Sheet
sheets = [list(row) for row in Sheet.objects.values_list("kind", "levels")]
print(json.dumps([sheets, Invitation.objects.filter(used=True).count(), SentForm.objects.count()]))
"""
CLOSE = """
from tallgrass.strength.rounds.holding.actions import close_round
from tallgrass.strength.rounds.models import Round
held = Round.objects.get()
close_round(place=held.place, number=held.pk, by=None)
"""
#: A recount in its own words, beside what the program counts and what the scorecard says.
RECOUNT = """
import json
from collections import Counter
from tallgrass.strength.rounds.closing.queries import counts_of
from tallgrass.strength.rounds.models import Round, Sheet
from tallgrass.strength.scorecard.models import Snapshot
held = Round.objects.get()
counts = counts_of(held)
by_hand = Counter(kind for kind, levels in Sheet.objects.values_list("kind", "levels") if set(levels) & set("01234d"))
document = json.loads(Snapshot.objects.get().document)
heard = {one["kind"]: one["answered"] for one in document["participation"]}
print(json.dumps([counts.people, by_hand, {kind: heard[kind] for kind in by_hand}]))
"""


class Site:
    """An instance with an open round and the forms that are to be sent to it."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        secrets, link = json.loads(instance.program(OPEN_ROUND))
        self.forms = forms_for(secrets, link, seed=1)
        self.load = Load(list(self.forms))

    def check(self) -> None:
        """Hold what is there to what people were told, while nobody can send anything."""
        told = self.load.said()
        sheets, used, noted = json.loads(self.instance.program(HELD))
        held = Counter((kind, levels) for kind, levels in sheets)
        assert not told - held, "something acknowledged is lost"
        assert not held - Counter((form.kind, form.levels) for form in self.forms), "half a form is kept"
        assert held.total() - told.total() <= SENDERS, "something counts twice"
        kinds = Counter(kind for kind, _ in sheets)
        assert (kinds["community"], kinds["resident"]) == (used, noted)

    def some_sent(self, some: int = 20) -> None:
        """Wait until so many more are known to be kept."""
        wanted, end = len(self.load.acknowledged) + some, time.monotonic() + PATIENCE
        while len(self.load.acknowledged) < wanted:
            assert self.load.forms, "nothing is left to be killed for"
            assert time.monotonic() < end, "nothing is taken any more"
            time.sleep(0.01)

    def finish(self) -> None:
        """What was never known to be kept is sent once more, as a person would; then all is counted by hand."""
        known = set(self.load.acknowledged)
        self.load = Load([form for form in self.forms if form not in known], acknowledged=list(known))
        with heard(self.instance) as last:
            self.load.address = last.address
            with under_load(self.load) as senders:
                for sender in senders:
                    sender.join(timeout=10 * PATIENCE)
                    assert not sender.is_alive(), "forms are still on their way"
        self.check()
        assert len(self.load.acknowledged) == 2 * PEOPLE
        self.instance.program(CLOSE)
        counted, by_hand, shown = json.loads(self.instance.program(RECOUNT))
        assert counted == by_hand == shown
        assert sum(by_hand.values()) > PEOPLE


@contextmanager
def heard(instance: Instance) -> Iterator[Served]:
    """A site that is served; it is killed in the end, and its worker ends after it."""
    with served(instance.data, environment=instance.environment) as running:
        try:
            yield running
        finally:
            running.process.kill()
            running.process.wait(timeout=PATIENCE)
            running.listener.end()  # until the worker, which was left alone, has ended as well


@contextmanager
def own_postgresql() -> Iterator[tuple[str, Callable[[], None]]]:
    """A server of PostgreSQL that writes to the disk for good, and a function that kills it and starts it again."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("PostgreSQL is not here")
    home = Path(mkdtemp(prefix="tallgrass-killed-"))
    rights, port = _rights(home), _free_port()
    data = home / "data"
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=on"
    environment = {**os.environ, "LC_ALL": "C", "PGDATA": str(data)}

    def run(*command: str) -> None:
        subprocess.run(
            [str(bin_folder / command[0]), *command[1:]],
            check=True, cwd=home, stdout=subprocess.DEVNULL, env=environment, **rights,
        )  # fmt: skip

    def start() -> None:
        run("pg_ctl", "start", "--wait", f"--log={home / 'log'}", "--options", options)

    def kill_all_and_start() -> None:
        postmaster = int((data / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        for process in (postmaster, *map(int, children)):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        while any(Path(f"/proc/{process}").exists() for process in (postmaster, *children)):
            time.sleep(0.05)
        start()

    try:
        run("initdb", "--username=tallgrass", "--auth=trust", "--encoding=UTF8")
        start()
        yield f"postgresql://tallgrass@127.0.0.1:{port}/postgres", kill_all_and_start
    finally:
        subprocess.run(
            [str(bin_folder / "pg_ctl"), "stop", "--wait", "--mode=immediate"],
            check=False, cwd=home, stdout=subprocess.DEVNULL, env=environment, **rights,
        )  # fmt: skip
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Instance]:
    with new_database() as database:
        yield Instance(tmp_path / "site", database)


def test_the_site_killed_ten_times_in_mid_load(instance: Instance) -> None:
    """The web server with its worker, and on SQLite with them the database."""
    site, chance = Site(instance), Random(2)
    with under_load(site.load):
        for _ in range(KILLS):
            with heard(instance) as running:
                site.load.address = running.address
                site.some_sent()
                time.sleep(chance.uniform(0.0, 0.3))
            site.check()
    assert site.load.broken_off >= KILLS
    site.finish()


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite runs in the web server, which is killed above")
def test_the_database_killed_ten_times_in_mid_load(tmp_path: Path) -> None:
    chance = Random(3)
    with own_postgresql() as (address, kill_it):
        site = Site(Instance(tmp_path / "site", address))
        with heard(site.instance) as running:
            site.load.address = running.address
            with under_load(site.load):
                for _ in range(KILLS):
                    site.some_sent()
                    time.sleep(chance.uniform(0.0, 0.3))
                    kill_it()
        site.check()
        site.finish()


MANY = """
from datetime import timedelta
from random import Random
from tallgrass.strength.rounds.models import Round, Sheet
from tallgrass.strength.scorecard.making.actions import ask_for_scorecard
call_command("migrate", verbosity=0)
from tallgrass.places.actions import add_place
from django.utils import timezone
place = add_place(slug="elmwood", name="Elmwood", by=None)
day = timezone.now().date()
held = Round.objects.create(place=place, state="closed", languages=["en"], asked_by="x", opened_on=day,
    closed_on=day, result_by=day)
chance = Random(1)
Sheet.objects.bulk_create((Sheet(round=held, kind="community", form="full",
    levels="".join(chance.choices("01234ds-", k=43)), picks="KP7|CA2") for _ in range(30_000)), batch_size=500)
ask_for_scorecard(place=place, as_of=day, by=None)
"""
MADE = """
from tallgrass.foundation.events.models import Event
from tallgrass.strength.scorecard.actions import make_scorecard
from tallgrass.strength.scorecard.models import Making, Snapshot
kept = Snapshot.objects.get()
again = make_scorecard(place=kept.place, as_of=kept.as_of, by=None)
print(again.new, Event.objects.filter(kind="scorecards.made").count(), *Making.objects.values_list("state", flat=True))
"""


def test_the_worker_killed_ten_times_while_it_counts(instance: Instance) -> None:
    chance = Random(4)
    instance.program(MANY)
    work = Workplace(instance.data, instance.database)
    killed: set[tuple[object, ...]] = set()
    try:
        while len(killed) < KILLS:
            assert work.states() != {"done": 1}, f"all was done after {len(killed)} kills"
            processes = work.workers()
            work.until("it is begun", work.running)
            time.sleep(chance.uniform(0.0, 0.2))
            kill(processes)
            killed |= work.running()
        last = work.workers(lease=20.0)
        work.until("it is made", lambda: work.states() == {"done": 1})
        work.stop(last)
    finally:
        for process in work.started:
            process.kill()
            process.communicate(timeout=PATIENCE)
    assert instance.program(MADE) == "False 1 made"
