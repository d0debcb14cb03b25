"""A whole round through a real server: nothing of it is told anywhere, and of many at once each counts once."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from tests.instances import new_database
from tests.rounds.answering.people import RESIDENT
from tests.rounds.answering.site import RoundSite, round_site

pytestmark = [pytest.mark.database, pytest.mark.slow]
WORDS = "the-river-behind-the-mill"


class Answer(NamedTuple):
    """What a server answered, after redirects."""

    status: int
    text: str
    address: str


@pytest.fixture
def anonymous_site(tmp_path: Path) -> Iterator[RoundSite]:
    """A site with an anonymous round."""
    with new_database() as database, round_site(tmp_path / "site", "anonymous", database) as site:
        yield site


@pytest.fixture
def confidential_site(tmp_path: Path) -> Iterator[RoundSite]:
    """A site with a confidential round."""
    with new_database() as database, round_site(tmp_path / "site", "confidential", database) as site:
        yield site


def ask(site: RoundSite, address: str, typed: dict[str, str] | None = None) -> Answer:
    """Fetch an address, or send a form to it."""
    address = address if address.startswith("http") else site.address + address
    address = urllib.parse.quote(address, safe=":/?&=%+")  # as a browser does: words of a code have accents
    body = None if typed is None else urllib.parse.urlencode(typed).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body), timeout=30) as answer:
            return Answer(answer.status, answer.read().decode(), answer.url)
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.read().decode(), error.url)


def filled(signs: str, **more: str) -> dict[str, str]:
    """The residents' form, ready to be sent."""
    answers = {f"answer-{criterion}": sign for criterion, sign in zip(RESIDENT, signs, strict=True)}
    return {**answers, "do": "send", "missed": WORDS, **more}


def told(site: RoundSite) -> str:
    """All that the server has said, once it has stopped."""
    site.running.stop()
    return "\n".join(site.running.said)


def test_nothing_of_an_anonymous_round_is_in_what_the_server_says(anonymous_site: RoundSite) -> None:
    site = anonymous_site
    addresses = [site.link("resident"), site.link("community"), site.open_link()]
    code = site.paper["resident"][0]
    came = ask(site, "/code/", {"code": code})
    addresses.append(came.address.removeprefix(site.address).partition("?")[0])
    for address in addresses:
        page = ask(site, f"{address}questions/").text
        number = page.split('name="number" value="')[1].split('"')[0]
        if "answer-CA8" in page:
            assert ask(site, f"{address}questions/", filled("402d1s", number=number)).status == 200
        else:
            sent = ask(site, f"{address}questions/", {"answer-KP7": "3", "do": "send", "missed": WORDS})
            assert sent.status == 200
        ask(site, f"{address}questions/", filled("402d1s", number=number))
        ask(site, f"{address}nothing/")
    ask(site, "/code/", {"code": "cabin cabin cabin cabin"})
    ask(site, "/elmwood/answer/forged-secret-of-nobody/")
    ask(site, f"/elmwood/answer/{code}/")
    # And where something goes wrong inside, while somebody answers.
    site.ask(
        'from django.db import connection; connection.cursor().execute("DROP TABLE strength_rounds_remark")'
    )
    assert ask(site, site.link("resident") + "questions/", filled("402d1s")).status == 500
    said = told(site)
    assert '"route": "answering:questions"' in said
    assert "OperationalError" in said or "ProgrammingError" in said
    secrets = [secret for group in (site.personal, site.paper) for kind in group.values() for secret in kind]
    hidden = [
        *secrets,
        *site.links.values(),
        *(each.split("/")[3] for each in addresses),
        WORDS,
        "402d1s",
        "forged-secret",
    ]
    assert [each for each in hidden if each in said] == []
    assert not re.search(r"answer/[^\"]", said)
    words = code.split("-")  # one alone may be a word of the program's
    assert not [pair for pair in pairwise(words) for between in " -+" if between.join(pair) in said]


def test_of_many_at_once_each_link_counts_once(anonymous_site: RoundSite) -> None:
    site = anonymous_site
    mine, everybody = site.link("resident"), site.open_link()
    number = "a-number-of-one-form-alone"
    with ThreadPoolExecutor(8) as people:
        sent = list(people.map(lambda _: ask(site, f"{mine}questions/", filled("222222")).status, range(8)))
        open_ones = list(
            people.map(
                lambda _: ask(site, f"{everybody}questions/", filled("333333", number=number)).status,
                range(8),
            )
        )
        others = list(
            people.map(
                lambda at: (
                    ask(site, f"{everybody}questions/", filled("444444", number=f"{number}-{at}")).status
                ),
                range(8),
            )
        )
    assert sorted(sent) == sorted(open_ones) == [200] + [409] * 7
    assert others == [200] * 8
    levels = json.loads(
        site.ask(
            "import json\nfrom tallgrass.strength.rounds.models import Sheet\n"
            "print(json.dumps(sorted(Sheet.objects.values_list('levels', flat=True))))"
        )
    )
    assert levels == ["222222", "333333", *["444444"] * 8]


def test_of_many_devices_of_one_person_no_answer_is_lost(confidential_site: RoundSite) -> None:
    site = confidential_site
    address = site.link("resident")
    with ThreadPoolExecutor(6) as devices:
        statuses = list(
            devices.map(
                lambda at: ask(site, f"{address}{at + 1}/", {f"answer-{RESIDENT[at]}": str(at % 5)}).status,
                range(6),
            )
        )
    assert statuses == [200] * 6
    found = site.ask(
        "from tallgrass.strength.rounds.models import Sheet\nprint(*Sheet.objects.values_list('levels'))"
    )
    assert found == "('012340',)"


def test_after_their_day_no_backup_holds_a_code(confidential_site: RoundSite, tmp_path: Path) -> None:
    site = confidential_site
    ask(site, f"{site.link('resident')}1/", {"answer-IN7": "3"})
    counted = "from tallgrass.strength.rounds.models import SheetCode\nprint(SheetCode.objects.count())"
    assert site.ask(counted) == "1"
    site.ask(
        "from datetime import timedelta\n"
        "from tallgrass.places.models import Place\n"
        "from tallgrass.strength.rounds.models import Round\n"
        "from tallgrass.strength.rounds.holding.actions import close_round, delete_codes, today\n"
        "place = Place.objects.get(slug='elmwood'); number = Round.objects.get(place=place).pk\n"
        "close_round(place=place, number=number, by=None)\n"
        "Round.objects.filter(place=place).update(codes_until=today())\n"
        "delete_codes(place=place, number=number)"
    )
    told(site)
    target = tmp_path / "copy.zip"
    made = site.instance.run("backup", "--out", str(target))
    assert made.returncode == 0, made.stderr
    with ZipFile(target) as copy:
        tables = {name: copy.read(name) for name in copy.namelist()}
    [codes] = [rows for name, rows in tables.items() if "sheetcode" in name.lower()]
    [sheets] = [
        rows
        for name, rows in tables.items()
        if name.lower().rpartition(".sheet.")[1] or "_sheet." in name.lower()
    ]
    assert codes.strip() == b""
    assert b"3-----" in sheets
