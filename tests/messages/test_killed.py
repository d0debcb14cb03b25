"""Five thousand messages through a real server for mail, and a worker that is killed five times on the way."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.jobs.instance import PATIENCE, ROOT, Instance, new_instance
from tests.messages.office import PostOffice, Taken, post_office

pytestmark = [pytest.mark.database, pytest.mark.slow, pytest.mark.usefixtures("socket_enabled")]
MESSAGES = 5_000
#: Where the worker is killed: at which step with which message, and what the server then does with it.
KILLS = {
    ("rcpt", "p600@example.org"): None,
    ("content", "p1500@example.org"): None,
    ("dot", "p2400@example.org"): None,  # it is taken, and nobody is there to hear it
    ("dot", "p3300@example.org"): "hang up",  # it is thrown away
    ("mail", "p4200@example.org"): None,  # just after a message was taken
}


@dataclass
class Site:
    """A site of its own that sends through the server of the test."""

    instance: Instance
    office: PostOffice

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        environment = {
            **self.instance.environment,
            "TALLGRASS_MAIL": self.office.address,
            "TALLGRASS_MAIL_FROM": "tallgrass@example.org",
            "TALLGRASS_ADDRESS": "https://tallgrass.example.org",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.messages.site", *arguments],
            cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.instance.started.append(process)
        return process

    def run(self, *arguments: str) -> str:
        """What a process says that comes to its end by itself."""
        process = self.start(*arguments)
        said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        return said.strip().splitlines()[-1]

    def worker(self) -> subprocess.Popen[str]:
        process = self.start("work")
        assert process.stdout is not None
        assert process.stdout.readline() == "working\n"
        return process

    def states(self) -> dict[str, int]:
        query = "SELECT state, COUNT(*) FROM foundation_messages_message GROUP BY state"
        return dict(self.instance.read(query))

    def at_rest(self) -> bool:
        return not {"waiting", "sending"} & set(self.states())


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The site and the server."""
    with new_instance(tmp_path) as instance, post_office() as office:
        yield Site(instance, office)


def test_each_is_accepted_once_though_the_worker_is_killed_five_times(site: Site) -> None:
    killed: list[tuple[str, str]] = []
    last = {"receiver": ""}
    at_work: list[subprocess.Popen[str]] = []

    def steps(step: str, receiver: str) -> str | None:
        last["receiver"] = receiver or last["receiver"]
        where = (step, last["receiver"])
        if where not in KILLS or where in killed:
            return None
        killed.append(where)
        at_work[-1].kill()
        at_work[-1].wait()
        return KILLS[where] or (None if step in ("dot", "mail") else "hang up")

    site.office.steps = steps
    assert site.run("post", str(MESSAGES)) == str(MESSAGES)
    at_work.append(site.worker())
    while not site.at_rest():
        if at_work[-1].poll() is not None:
            at_work.append(site.worker())
        assert_going_on(site)
    assert len(killed) == len(KILLS)

    got = site.office.received()
    assert set(got.values()) == {1}
    everybody = {f"p{number}@example.org" for number in range(MESSAGES)}
    time.sleep(2.5)  # until no answer can come any more for what was being handed over
    doubted = set(json.loads(site.run("settle", ",".join(got))))
    assert everybody - set(got) <= doubted
    assert {"p2400@example.org", "p3300@example.org"} <= doubted
    assert len(doubted) <= len(KILLS)

    site.instance.until("all is over", lambda: set(site.states()) == {"sent"})
    assert site.office.received() == dict.fromkeys(everybody, 1)
    kept = site.instance.read(
        "SELECT COUNT(*) FROM foundation_messages_message WHERE body <> '' OR \"to\" <> ''"
    )
    assert kept == [(0,)]
    at_work[-1].terminate()
    at_work[-1].communicate(timeout=PATIENCE)

    links = {link for taken in site.office.taken[:: MESSAGES // 250] for link in links_in(taken)}
    assert len(links) == 250  # the one in the head is the one in the text
    assert site.run("look", ",".join(links)) == "True"


def links_in(taken: Taken) -> list[str]:
    """The paths of every link in a message, in its head and in its text."""
    texts = [*map(str, taken.mail.values()), taken.mail.get_content()]
    return [link for text in texts for link in re.findall(r"https://tallgrass\.example\.org(/[^\s>]+)", text)]


def assert_going_on(site: Site) -> None:
    """Wait until some more messages have come, or nothing is left."""
    before = len(site.office.taken)
    site.instance.until(
        "some more are sent",
        lambda: len(site.office.taken) >= min(before + 50, MESSAGES) or site.at_rest() or ended(site),
    )


def ended(site: Site) -> bool:
    """Whether the worker that was started last was killed."""
    return site.instance.started[-1].poll() is not None
