"""Four words from paper: read with forgiveness, and of no use to who guesses."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from time_machine import Traveller, travel

from tallgrass.strength.rounds.answering import tries
from tallgrass.strength.rounds.answering.tries import FROM_ALL, FROM_ONE, give_back, take_try
from tests.rounds.answering.people import at, whole
from tests.rounds.held import Held

pytestmark = pytest.mark.django_db
WRONG = "cabin cabin cabin cabin"


@pytest.fixture(autouse=True)
def clock() -> Iterator[Traveller]:
    """A clock that stands still, and nobody has tried before."""
    cache.clear()
    with travel(datetime(2026, 11, 24, 12, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def typed(code: str, address: str = "192.0.2.1") -> Any:
    """What somebody sees who types a code, from a network address."""
    return Client(REMOTE_ADDR=address).post("/code/", {"code": code})


def test_a_code_leads_to_the_start_page_and_does_not_stand_in_its_address(anonymous: Held) -> None:
    code = anonymous.paper["resident"][0]
    went = typed(code)
    assert went.status_code == 303
    assert not [word for word in code.split("-") if word in went.headers["Location"]]
    page = Client().get(went.headers["Location"])
    assert page.status_code == 200
    assert went.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(("chosen", "read"), [("", "es"), ("?lang=en", "en")])
def test_a_code_speaks_its_own_language_unless_the_reader_chose_one(
    anonymous: Held, chosen: str, read: str
) -> None:
    """The codes were made in Spanish, and the browser prefers English."""
    person = Client(headers={"accept-language": "en-US"})
    page = person.get(f"/code/{chosen}").content.decode()
    assert f'action="/code/{chosen}"' in page
    went = person.post(f"/code/{chosen}", {"code": anonymous.paper["resident"][0]})
    assert f'<html lang="{read}"' in person.get(went.headers["Location"]).content.decode()


@pytest.mark.parametrize("between", [" ", "  ", "-", " - ", ", ", ".", "\n", "_"])
def test_a_code_is_read_with_forgiveness(anonymous: Held, between: str) -> None:
    code = anonymous.paper["resident"][0]
    assert typed(f"  {between.join(code.upper().split('-'))} ").status_code == 303


def test_an_anonymous_code_is_used_up(anonymous: Held) -> None:
    went = typed(anonymous.paper["resident"][0])
    address = went.headers["Location"].partition("?")[0]
    assert Client().post(f"{address}questions/", whole("222222", do="send")).status_code == 200
    again = Client().get(typed(anonymous.paper["resident"][0]).headers["Location"])
    assert again.status_code == 410
    assert "Este enlace ya se usó" in again.content.decode()


def test_a_printed_square_leads_to_its_code_and_looks_nothing_up(anonymous: Held) -> None:
    code = anonymous.paper["resident"][0]
    for secret in (code, WRONG.replace(" ", "-")):
        page = Client().get(at(secret))
        assert page.status_code == 200
        assert f'value="{secret.replace("-", " ")}"' in page.content.decode()


@pytest.mark.parametrize("code", ["", "   "])
def test_nothing_typed_costs_no_try(anonymous: Held, code: str) -> None:
    for _ in range(FROM_ONE + 1):
        assert typed(code).status_code == 422
    assert typed(anonymous.paper["resident"][0]).status_code == 303


@pytest.mark.parametrize("code", [WRONG, "lemon", "x" * 300, "<script>", "a\x00b c d", "日本 語 です か"])
def test_a_wrong_code_is_answered_with_a_sentence(anonymous: Held, code: str) -> None:
    answer = typed(code)
    assert answer.status_code == 422
    assert "We do not know these four words." in answer.content.decode()
    assert "<script>" not in answer.content.decode()


def test_after_ten_failures_a_minute_an_address_has_to_wait(anonymous: Held, clock: Traveller) -> None:
    good = anonymous.paper["resident"][0]
    for _ in range(FROM_ONE):
        assert typed(WRONG).status_code == 422
    limited = typed(WRONG)
    assert limited.status_code == 429
    assert "Wait a minute, then try again. Or call the number on your paper." in limited.content.decode()
    assert limited.headers["Retry-After"] == "60"
    assert typed(good).status_code == 429  # else whoever guesses would learn which code is good
    assert typed(good, "192.0.2.2").status_code == 303
    clock.shift(timedelta(minutes=1))
    assert typed(good).status_code == 303


def test_good_codes_never_count(anonymous: Held) -> None:
    for _ in range(FROM_ONE * 3):
        assert typed(anonymous.paper["resident"][0]).status_code == 303


def test_links_are_never_limited(anonymous: Held) -> None:
    for _ in range(FROM_ONE + 1):
        typed(WRONG)
    person = Client(REMOTE_ADDR="192.0.2.1")
    for _ in range(FROM_ONE * 3):
        assert person.get(at("nothing")).status_code == 404
    assert person.get(at(anonymous.personal["resident"][0])).status_code == 200


def test_all_together_have_a_thousand_tries_an_hour(clock: Traveller) -> None:
    taken = sum(take_try(f"192.0.{number // 250}.{number % 250}") for number in range(FROM_ALL + 20))
    assert taken == FROM_ALL
    clock.shift(timedelta(hours=1))
    assert take_try("192.0.2.1")


def test_one_home_of_the_newer_addresses_counts_as_one() -> None:
    assert sum(take_try(f"2001:db8:1:1::{number:x}") for number in range(1, 40)) == FROM_ONE
    assert take_try("2001:db8:1:2::1")


def test_an_address_that_cannot_be_read_counts_too() -> None:
    assert sum(take_try("unix socket") for _ in range(FROM_ONE + 5)) == FROM_ONE


def test_what_is_kept_of_tries_names_no_address() -> None:
    take_try("192.0.2.77")
    keys = [key for key, *_ in tries._counts("192.0.2.77")]
    assert not [key for key in keys if "192.0.2" in key]
    give_back("192.0.2.77")
    assert all(count == 0 for _, count, *_ in tries._counts("192.0.2.77"))


def test_a_thousand_guesses_an_hour_are_hopeless() -> None:
    """The arithmetic that ``tries`` states, with 10,000 codes that are good at once, for 30 days."""
    from tallgrass.foundation.word_codes import how_many

    for language in ("en", "es"):
        an_hour = FROM_ALL * 10_000 / how_many(language)
        assert an_hour < 1 / 500_000
        assert an_hour * 24 * 30 < 1 / 700
