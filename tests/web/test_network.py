"""``tallgrass serve --network``: others in the room come in, and nobody else."""

import re
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.test import Client, RequestFactory

from tallgrass.foundation import where
from tallgrass.foundation.ui.qr import qr_lines
from tallgrass.web.environment import nearby
from tests.instances import Instance
from tests.serving import served

LAPTOP = "http://192.168.1.20:8000"


@pytest.fixture
def announced() -> Iterator[None]:
    """The site is served to a network, under two addresses."""
    where.announce([LAPTOP, "http://10.1.1.1:8000"])
    yield
    where.announce([])


def test_addresses_of_homes_and_offices_come_first_and_this_computer_is_none() -> None:
    found = nearby.ordered(
        ["127.0.0.1", "169.254.3.3", "172.20.0.4", "192.168.1.20", "0.0.0.0", "192.168.1.20"]
    )
    assert found == ["192.168.1.20", "172.20.0.4", "169.254.3.3"]


@pytest.mark.usefixtures("announced")
def test_links_for_others_lead_to_the_laptop_and_not_to_the_readers_own_device() -> None:
    asked = RequestFactory().get("/", headers={"host": "localhost:8000"})
    assert where.address_for_others(asked, "/x/") == f"{LAPTOP}/x/"
    assert where.origin_for_others(asked) == LAPTOP
    phone = RequestFactory().get("/", headers={"host": "testserver"})
    assert where.origin_for_others(phone) == "http://testserver"


def test_without_a_network_links_lead_where_the_reader_came(rf: RequestFactory) -> None:
    asked = rf.get("/", headers={"host": "localhost:8000"})
    assert where.address_for_others(asked, "/x/") == "http://localhost:8000/x/"


@pytest.mark.django_db
@pytest.mark.usefixtures("announced")
def test_the_page_for_the_wall_shows_the_addresses_and_a_square(client: Client) -> None:
    page = client.get("/nearby/").text
    assert f"<strong>{LAPTOP}/</strong>" in page
    assert "http://10.1.1.1:8000/" in page
    assert 'class="qr"' in page
    assert "not encrypted" in page
    assert "no va cifrado" in client.get("/nearby/?lang=es").text


@pytest.mark.django_db
def test_without_a_network_there_is_no_such_page(client: Client) -> None:
    assert client.get("/nearby/").status_code == 404


def test_the_square_in_the_terminal_is_as_wide_as_it_is_high() -> None:
    lines = qr_lines(f"{LAPTOP}/")
    assert len({len(line) for line in lines}) == 1
    assert abs(len(lines[0]) - 2 * len(lines)) <= 1
    assert set("".join(lines)) <= set("█▀▄ ")


def get(address: str, host: str) -> int:
    """What the site answers to who connects here and asks for it under ``host``."""
    port = int(re.findall(r":(\d+)/", address)[0])
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", "/", headers={"Host": host})
        with connection.getresponse() as answer:
            return answer.status


@pytest.mark.slow
@pytest.mark.skipif(not nearby.own_addresses(), reason="this computer is in no network")
@pytest.mark.usefixtures("socket_enabled")
def test_it_answers_under_the_addresses_that_it_prints_and_under_no_other_name(tmp_path: Path) -> None:
    with served(tmp_path, "--network") as site:
        while "unencrypted" not in site.line():
            pass
        said = "\n".join(site.said)
        (told, port) = re.findall(r"Devices on the same network open http://([\d.]+):(\d+)/", said)[0]
        assert told == nearby.own_addresses()[0]
        assert get(site.address, f"{told}:{port}") == 200
        assert get(site.address, "elsewhere.example") == 400
        assert site.stop() == 0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"TALLGRASS_ADDRESS": "https://tallgrass.example.org"}, "nobody could sign in under two addresses"),
        ({"TALLGRASS_BEHIND_PROXY": "1"}, "With --network others reach it around that"),
    ],
)
@pytest.mark.slow
def test_a_site_behind_a_proxy_is_not_opened_around_it(
    tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    refused = Instance(tmp_path, "").run("serve", "--network", "--port", "0", **settings)
    assert refused.returncode == 2
    assert sentence in refused.stderr
