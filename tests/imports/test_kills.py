"""A site that is killed while it applies a list leaves the place as it was before, or as it is after.

A real ``tallgrass serve`` is asked over HTTP, as a steward's browser asks it, and killed (kill -9) in the middle.
"""

import json
import re
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.conftest import ROOT
from tests.instances import Instance, new_database
from tests.serving import Served, served

ROWS, KILLS = 1_500, 10
NOTHING = {"previewed": (0, 0, 0), "applied": (ROWS, ROWS, ROWS + 1)}


def prepared(site: Instance, *arguments: object) -> list[list[int | str]] | dict[str, object]:
    """What a program inside the instance prints."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.imports.prepare_kills", *map(str, arguments)],
        capture_output=True, text=True, cwd=ROOT, env=site.environment, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found: list[list[int | str]] | dict[str, object] = json.loads(run.stdout)
    return found


class Browser:
    """Rosa's browser: a session, and the token of the forms of the site."""

    def __init__(self, site: Served, cookie: str) -> None:
        parts = urlsplit(site.address)
        self._where = (str(parts.hostname), int(parts.port or 0))
        self._cookie = cookie

    def asked(self, method: str, path: str, body: str = "", cookie: str = "") -> tuple[int, str, str]:
        """The status of an answer, its text, and the cookies it sets. Raises ``OSError`` where none comes."""
        line = HTTPConnection(*self._where, timeout=60)
        headers = {"Cookie": f"{self._cookie}; {cookie}", "Content-Type": "application/x-www-form-urlencoded"}
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode(), answer.headers.get("Set-Cookie", "")
        finally:
            line.close()

    def form(self, path: str) -> tuple[str, str]:
        """The token of a form, and the cookie that belongs to it."""
        status, text, cookies = self.asked("GET", path)
        token, cookie = (
            re.search(r'csrfmiddlewaretoken" value="(\w+)"', text),
            re.search(r"\bform=\w+", cookies),
        )
        assert status == 200, text[:500]
        assert token, "the page has no form"
        assert cookie, "no cookie came with the form"
        return f"csrfmiddlewaretoken={token[1]}", cookie[0]


def applied(browser: Browser, number: int, imported: int, came: list[int]) -> Thread:
    """A request that applies a list, under way; ``came`` gets the status of its answer, or 0 where none comes."""
    path = f"/kill-{number}/imports/{imported}/"
    body, cookie = browser.form(path)

    def ask() -> None:
        try:
            came.append(browser.asked("POST", f"{path}apply/", body, cookie)[0])
        except (OSError, HTTPException):
            came.append(0)

    asking = Thread(target=ask)
    asking.start()
    return asking


def killed_while_applying(site: Served, browser: Browser, number: int, imported: int, after: float) -> int:
    """Kill the site so many seconds after a list was sent to be applied; the status that was answered before."""
    came: list[int] = []
    asking = applied(browser, number, imported, came)
    time.sleep(after)
    site.process.kill()
    site.process.wait()
    asking.join()
    return came[0]


def in_one_go(site: Served, browser: Browser, number: int, imported: int) -> float:
    """Apply a list; how many seconds that took."""
    came: list[int] = []
    began = time.monotonic()
    applied(browser, number, imported, came).join()
    assert came == [302]
    return time.monotonic() - began


@pytest.mark.slow
@pytest.mark.database
def test_no_half_list_is_left_by_a_site_that_is_killed(tmp_path: Path, socket_enabled: None) -> None:
    with new_database() as database:
        home = Instance(tmp_path, database)
        told = prepared(home, KILLS + 1, ROWS)
        assert isinstance(told, dict)
        cookie, waiting = str(told["cookie"]), list(map(int, told["waiting"]))  # type: ignore[call-overload]
        environment = {"DATABASE_URL": database}
        with served(tmp_path, environment=environment) as site:
            takes = in_one_go(site, Browser(site, cookie), KILLS, waiting[KILLS])
        answers = []
        for number in range(KILLS):
            with served(tmp_path, environment=environment) as site:
                after = takes * 1.2 * (number + 0.5) / KILLS
                answers.append(
                    killed_while_applying(site, Browser(site, cookie), number, waiting[number], after)
                )
        left = prepared(home, "look", KILLS + 1)
        for state, *counts in left:
            assert tuple(counts) == NOTHING[str(state)], left
        states = [str(state) for state, *_ in left][:KILLS]
        print(f"{connection.vendor}: takes {takes:.1f} s; answers {answers}; left {states}")
        assert answers.count(0) >= KILLS // 2
        assert "previewed" in states
        with served(tmp_path, environment=environment) as site:
            for number in range(KILLS):
                if states[number] == "previewed":
                    in_one_go(site, Browser(site, cookie), number, waiting[number])
        assert {tuple(one) for one in prepared(home, "look", KILLS + 1)} == {("applied", *NOTHING["applied"])}
