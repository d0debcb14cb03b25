"""The pages of kept scorecards: who comes through, what they say, and what everybody sees."""

import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tallgrass.elements.players.actions import erase_partner
from tallgrass.elements.players.models import Player, Standing
from tallgrass.strength.evidence.models import Evidence
from tallgrass.strength.rounds.models import OutsideRound
from tallgrass.strength.scorecard.actions import make_scorecard, stop_showing
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.queries import kept_snapshots
from tests.cast import Cast
from tests.scorecards.conftest import AS_OF, Reader

KEPT = "/elmwood/scorecards/"


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("", {"rosa": 200, "bea": 200, "cal": 200, "otto": 404, "ines": 404, "nobody": 302}),
        ("new/", {"rosa": 200, "bea": 403, "cal": 403, "otto": 404, "ines": 404, "nobody": 302}),
        ("{}/", {"rosa": 200, "bea": 200, "cal": 200, "otto": 404, "ines": 404, "nobody": 302}),
        ("{}/players/kp7/", {"rosa": 200, "bea": 200, "cal": 200, "otto": 404, "ines": 404, "nobody": 302}),
        ("{}/scorecard.json", {"rosa": 200, "cal": 200, "otto": 404, "ines": 404, "nobody": 302}),
        ("{}/show/", {"rosa": 200, "bea": 403, "cal": 403, "otto": 404, "ines": 404, "nobody": 302}),
        ("{}/stop/", {"rosa": 200, "bea": 403, "cal": 403, "otto": 404, "ines": 404, "nobody": 302}),
    ],
)
def test_who_comes_through(
    elmwood: Cast, made: Snapshot, as_reader: Reader, path: str, statuses: dict[str, int]
) -> None:
    address = KEPT + path.format(made.pk)
    found = {who: as_reader(getattr(elmwood, who, None)).get(address).status_code for who in statuses}
    assert found == statuses


@pytest.mark.parametrize("path", ["", "players/", "players/kp7/", "show/", "scorecard.json", "scorecard.csv"])
def test_a_scorecard_of_another_place_is_not_found(
    elmwood: Cast, made: Snapshot, as_reader: Reader, path: str
) -> None:
    assert as_reader(elmwood.otto).get(f"/oakdale/scorecards/{made.pk}/{path}").status_code == 404


def test_a_steward_makes_one_looks_at_it_and_shows_it(elmwood: Cast, as_reader: Reader) -> None:
    rosa, anybody = as_reader(elmwood.rosa), as_reader(None)
    assert "No scorecard yet" in rosa.get(KEPT).text
    assert 'value="2026-06-30"' in rosa.get(f"{KEPT}new/").text
    made = rosa.post(f"{KEPT}new/", {"as_of": "2026-06-30"})
    assert "The scorecard as of 30 June 2026 is made" in made.text
    (kept,) = kept_snapshots(elmwood.elmwood)
    look = rosa.get(f"{KEPT}{kept.pk}/")
    assert "Only members of this place see this scorecard" in look.text
    assert f'href="{KEPT}{kept.pk}/players/"' in look.text
    assert "No scorecard yet" in anybody.get("/elmwood/").text
    check = rosa.get(f"{KEPT}{kept.pk}/show/")
    assert "Anyone on the internet can then read it" in check.text
    done = rosa.post(f"{KEPT}{kept.pk}/show/", follow=True)
    assert "Everybody now sees the scorecard as of 30 June 2026" in done.text
    assert "How strong is our civic tech" in anybody.get("/elmwood/").text
    gone = rosa.post(f"{KEPT}{kept.pk}/stop/", follow=True)
    assert "Only members see the scorecard" in gone.text
    assert "No scorecard yet" in anybody.get("/elmwood/").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Name a day"),
        ("soon", "date"),
        ("1999-12-31", "from the year 2000 on"),
        ("0000-00-00", "date"),
        ("9" * 400, "date"),
        (f"{timezone.localdate() + timedelta(days=2)}", "still to come"),
    ],
)
def test_a_day_that_cannot_be_is_said_beside_the_field(
    elmwood: Cast, as_reader: Reader, typed: str, said: str
) -> None:
    answer = as_reader(elmwood.rosa).post(f"{KEPT}new/", {"as_of": typed})
    assert answer.status_code == 422
    error = re.search(r'<p class="error"[^>]*>(.*?)</p>', answer.text)
    assert error is not None
    assert said in error[1]
    assert not Snapshot.objects.exists()


def test_what_must_be_mended_first_is_said(elmwood: Cast, as_reader: Reader) -> None:
    Evidence.objects.create(place=elmwood.elmwood, criterion="KP99", title="A paper", grade=1)
    answer = as_reader(elmwood.rosa).post(f"{KEPT}new/", {"as_of": "2026-06-30"})
    assert answer.status_code == 422
    assert "The scorecard cannot be made yet" in answer.text
    assert "KP99" in answer.text
    assert not Snapshot.objects.exists()


def test_a_fault_in_answers_tells_none_of_them(elmwood: Cast, as_reader: Reader) -> None:
    OutsideRound.objects.filter(place=elmwood.elmwood).update(
        tables={"answers": "respondent,kind,criterion,answer\nsomebody-secret,community,KP7,9\n"}
    )
    answer = as_reader(elmwood.rosa).post(f"{KEPT}new/", {"as_of": "2026-06-30"})
    assert answer.status_code == 422
    assert "does not fit the questions any more" in answer.text
    assert "secret" not in answer.text
    assert "KP7" not in answer.text


def test_somebody_is_warned_who_shows_the_same_answers_twice(
    elmwood: Cast, shown: Snapshot, as_reader: Reader
) -> None:
    again = make_scorecard(place=elmwood.elmwood, as_of=date(2026, 7, 31), by=elmwood.rosa).snapshot
    page = as_reader(elmwood.rosa).get(f"{KEPT}{again.pk}/show/").text
    assert "The same answers have been shown before" in page
    assert "30 June 2026" in page


def test_members_read_who_made_what_and_who_sees_it(
    elmwood: Cast, shown: Snapshot, as_reader: Reader
) -> None:
    make_scorecard(place=elmwood.elmwood, as_of=date(2026, 7, 31), by=None)
    page = as_reader(elmwood.cal).get(KEPT).text
    assert "by Rosa" in page
    assert "whoever runs this site" in page
    assert page.index("31 July 2026") < page.index("30 June 2026")
    assert "Show to everybody" not in page
    assert f"{KEPT}{shown.pk}/stop/" in as_reader(elmwood.rosa).get(KEPT).text


def test_an_address_that_somebody_made_up_says_nothing_was_done(
    elmwood: Cast, made: Snapshot, as_reader: Reader
) -> None:
    rosa = as_reader(elmwood.rosa)
    for query in (
        f"done=shown&scorecard={made.pk}",
        "done=shown&scorecard=x",
        "done=x&scorecard=" + "9" * 40,
    ):
        assert "Everybody now sees" not in rosa.get(f"{KEPT}?{query}").text


def test_who_hid_itself_is_named_in_no_scorecard_that_was_shown_before(
    elmwood: Cast, shown: Snapshot, client: Client, as_reader: Reader
) -> None:
    addresses = [
        "/elmwood/players/kp7/", "/elmwood/scorecard.json", "/elmwood/scorecard.html", "/elmwood/scorecard.csv",
    ]  # fmt: skip
    assert all("Partner 0" in client.get(address).text for address in addresses[:3])
    was = client.get("/elmwood/players/kp7/").headers["ETag"]
    Player.objects.filter(place=elmwood.elmwood, key="p0").update(standing=Standing.HIDDEN)
    for address in addresses:
        assert "Partner 0" not in client.get(address).text
    assert client.get("/elmwood/players/kp7/", headers={"If-None-Match": was}).status_code == 200
    own = as_reader(elmwood.cal).get(f"{KEPT}{shown.pk}/players/kp7/")
    assert "Partner 0" not in own.text
    document = json.loads(client.get("/elmwood/scorecard.json").content)
    assert all(one["on_record"] == [] for one in document["criteria"])


def test_who_has_everything_deleted_is_named_in_no_scorecard_that_was_shown_before(
    elmwood: Cast, shown: Snapshot, client: Client
) -> None:
    assert "Partner 0" in client.get("/elmwood/players/kp7/").text
    player = Player.objects.get(place=elmwood.elmwood, key="p0")
    erase_partner(place=elmwood.elmwood, player=player.pk, by=None)
    for address in ("/elmwood/players/kp7/", "/elmwood/scorecard.json", "/elmwood/scorecard.html"):
        assert "Partner 0" not in client.get(address).text


def test_the_document_is_byte_for_byte_what_was_made(shown: Snapshot, client: Client) -> None:
    assert client.get("/elmwood/scorecard.json").content == shown.document.encode()


def test_what_was_taken_back_is_not_shown_from_memory(elmwood: Cast, shown: Snapshot, client: Client) -> None:
    assert client.get("/elmwood/players/").status_code == 200
    stop_showing(place=elmwood.elmwood, number=shown.pk, by=elmwood.rosa)
    for address in ("/elmwood/players/", "/elmwood/scorecard.json", "/elmwood/scorecard.pdf"):
        assert client.get(address).status_code == 404


def test_a_public_page_leads_to_partners_and_to_signing_in_and_sets_nothing(
    shown: Snapshot, client: Client
) -> None:
    answer = client.get("/elmwood/")
    assert 'href="/elmwood/partners/"' in answer.text
    assert ">Sign in</a>" in answer.text
    assert answer.cookies == {}
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("address", ["/elmwood/", "/elmwood/culture/cv5/", "/elmwood/scorecard.csv"])
def test_a_public_page_asks_the_database_once(
    shown: Snapshot, client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


def test_the_list_asks_no_more_for_many_than_for_few(
    elmwood: Cast, made: Snapshot, as_reader: Reader, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for month in range(1, 6):
        make_scorecard(place=elmwood.elmwood, as_of=date(2026, month, 1), by=elmwood.rosa)
    rosa = as_reader(elmwood.rosa)
    with django_assert_max_num_queries(12):
        rosa.get(KEPT)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("path", ["", "new/", "{}/show/", "{}/stop/", "{}/"])
def test_every_page_reads_in_each_language(
    elmwood: Cast, shown: Snapshot, as_reader: Reader, language: str, path: str
) -> None:
    page = as_reader(elmwood.rosa).get(f"{KEPT}{path.format(shown.pk)}?lang={language}")
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
    assert AS_OF.isoformat() not in re.sub(r'value="[^"]*"', "", page.text)
