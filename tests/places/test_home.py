"""The home of a place, its settings, and the list of places."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tallgrass.elements.players.actions import add_partner
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.jobs.models import Job, State
from tallgrass.places.models import Place
from tests.cast import Cast

HOME = "/elmwood/home/"
SETTINGS = {
    "name": "Elmwood",
    "population": "80000",
    "language": "en",
    "public_body": "no",
    "smallest_group": "5",
    "asks_a_month": "2",
    "rounds_a_year": "1",
    "run_by": "",
    "paid_by": "",
    "asked_chosen_by": "",
}


@pytest.fixture
def steward(client: Client, cast: Cast) -> Client:
    """Rosa's browser."""
    client.force_login(cast.rosa)
    return client


def failed(place: Place | None) -> Job:
    """A job that was given up."""
    return Job.objects.create(
        place_id=None if place is None else place.pk,
        task="tallgrass.elements.players.tasks.hand_over_tellings",
        state=State.FAILED,
        due_at=None,
        finished_at=timezone.now(),
        attempts=5,
        fault="NotAllTold",
    )


@pytest.mark.parametrize(
    ("who", "status"), [("rosa", 200), ("bea", 200), ("cal", 200), ("otto", 404), ("ines", 404), ("", 302)]
)
def test_members_are_at_home(client: Client, cast: Cast, who: str, status: int) -> None:
    if who:
        client.force_login(getattr(cast, who))
    assert client.get(HOME).status_code == status


def test_a_place_with_nobody_on_record_says_how_to_begin(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)
    assert "Nobody is on record yet" in client.get(HOME).content.decode()
    add_partner(place=cast.elmwood, fields=PartnerFields(name="Library"), by=cast.rosa)
    assert "Nobody is on record yet" not in client.get(HOME).content.decode()


def test_who_may_make_tokens_finds_them_at_home(client: Client, cast: Cast) -> None:
    for who, found in ((cast.bea, True), (cast.cal, False)):
        client.force_login(who)
        assert ("/elmwood/tokens/" in client.get(HOME).content.decode()) is found


def test_what_needs_a_steward_is_no_task_of_a_viewer(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)
    assert "Add a second steward" in client.get(HOME).content.decode()
    client.force_login(cast.cal)
    page = client.get(HOME).content.decode()
    assert "Add a second steward" not in page
    assert "Reads along, and changes nothing." in page


def test_a_task_goes_once_it_is_done(steward: Client, cast: Cast) -> None:
    assert "Say who runs this place" in steward.get(HOME).content.decode()
    steward.post("/elmwood/settings/", {**SETTINGS, "run_by": "Elmwood Together"})
    page = steward.get(HOME).content.decode()
    assert "Say who runs this place" not in page
    assert "Say whether a public body" not in page


def test_what_failed_is_shown_to_stewards_who_try_it_again(steward: Client, cast: Cast) -> None:
    job = failed(cast.elmwood)
    page = steward.get(HOME).content.decode()
    assert "Messages that tell partners" in page
    assert "Tried 5 times" in page
    assert steward.post(f"/elmwood/failed/{job.pk}/", {"do": "again"})["Location"] == f"{HOME}?told=job_again"
    assert Job.objects.get(pk=job.pk).state == State.WAITING
    assert Event.objects.latest("pk").kind == "places.job_run_again"
    assert "Messages that tell partners" not in steward.get(HOME).content.decode()


def test_what_failed_can_be_let_be(steward: Client, cast: Cast) -> None:
    job = failed(cast.elmwood)
    steward.post(f"/elmwood/failed/{job.pk}/", {"do": "gone"})
    assert Job.objects.get(pk=job.pk).state == State.DROPPED
    assert steward.post(f"/elmwood/failed/{job.pk}/", {"do": "gone"}).status_code == 404


def test_what_failed_elsewhere_is_nobody_s_business_here(client: Client, cast: Cast) -> None:
    job, of_site = failed(cast.oakdale), failed(None)
    client.force_login(cast.rosa)
    page = client.get(HOME).content.decode()
    assert "Messages that tell partners" not in page
    assert "belongs to no place failed" in page
    for number in (job.pk, of_site.pk):
        assert client.post(f"/elmwood/failed/{number}/", {"do": "again"}).status_code == 404
    client.force_login(cast.bea)
    assert "went wrong" not in client.get(HOME).content.decode()
    assert client.post(f"/elmwood/failed/{job.pk}/", {"do": "again"}).status_code == 403


def test_a_site_where_nothing_is_at_work_says_so(steward: Client, cast: Cast) -> None:
    sentence = "Nothing has been done in the background"
    assert sentence not in steward.get(HOME).content.decode()
    Place.objects.filter(pk=cast.elmwood.pk).update(created_at=timezone.now() - timedelta(hours=1))
    assert sentence in steward.get(HOME).content.decode()


def test_settings_are_saved_and_remembered(steward: Client, cast: Cast) -> None:
    changed = {
        **SETTINGS,
        "name": "Elmwood Park",
        "language": "es",
        "further_languages": ["en", "es"],
        "public_body": "yes",
        "smallest_group": "8",
        "paid_by": "The Elm Fund",
    }
    assert steward.post("/elmwood/settings/", changed)["Location"] == f"{HOME}?told=settings_saved"
    place = Place.objects.get(pk=cast.elmwood.pk)
    assert (place.name, place.languages, place.public_body) == ("Elmwood Park", ["es", "en"], True)
    assert (place.smallest_group, place.paid_by) == (8, "The Elm Fund")
    assert set(Event.objects.latest("pk").told["changed"]) >= {
        "name",
        "languages",
        "smallest_group",
        "paid_by",
    }
    page = steward.get("/elmwood/settings/?lang=en").content.decode()
    assert 'value="Elmwood Park"' in page


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "x" * 1000),
        ("smallest_group", "4"),
        ("smallest_group", ""),
        ("population", "-1"),
        ("language", "xx"),
        ("further_languages", "xx"),
        ("public_body", ""),
        ("run_by", "x" * 1000),
    ],
)
def test_settings_that_cannot_be_are_said_so(steward: Client, cast: Cast, field: str, typed: str) -> None:
    page = steward.post("/elmwood/settings/", {**SETTINGS, field: typed})
    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()
    assert Place.objects.get(pk=cast.elmwood.pk).name == "Elmwood"


def test_one_s_own_places_come_first(steward: Client, cast: Cast) -> None:
    page = steward.get("/")
    text = page.content.decode()
    assert (
        text.index("Your places") < text.index("Elmwood") < text.index("Other places") < text.index("Oakdale")
    )
    assert "Make a new place" in text
    assert "no-store" in page["Cache-Control"]


def test_a_stranger_is_shown_the_way_in(client: Client, cast: Cast) -> None:
    text = client.get("/").content.decode()
    assert 'href="/sign-in/"' in text
    assert "Your places" not in text
    client.force_login(cast.ines)
    text = client.get("/").content.decode()
    assert "Ines" in text
    assert "Make a new place" not in text
    assert client.get("/account/places/")["Location"] == "/"


def test_the_head_says_who_is_signed_in_and_signs_them_out(steward: Client, cast: Cast) -> None:
    page = steward.get(HOME).content.decode()
    assert 'href="/account/"' in page
    assert 'action="/account/sign-out/"' in page


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_of_a_place_is_in_the_reader_s_language(
    steward: Client, cast: Cast, language: str
) -> None:
    for address in (HOME, "/elmwood/people/", "/elmwood/people/leave/", f"/elmwood/people/{cast.bea.pk}/",
                    "/elmwood/settings/", "/new-place/", "/account/", "/"):  # fmt: skip
        page = steward.get(f"{address}?lang={language}")
        assert page.status_code == 200
        assert f'<html lang="{language}">' in page.content.decode()


def test_a_public_scorecard_does_not_depend_on_who_reads(client: Client, cast: Cast) -> None:
    before = client.get("/elmwood/")
    client.force_login(cast.rosa)
    after = client.get("/elmwood/")
    assert "Cookie" not in after.get("Vary", "")
    assert after.content.count(b"Rosa") == before.content.count(b"Rosa") == 0


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/", 5), (HOME, 20), ("/elmwood/people/", 6), ("/elmwood/settings/", 5), ("/new-place/", 3)],
)
def test_pages_ask_the_database_few_questions(
    steward: Client, cast: Cast, django_assert_max_num_queries: Any, address: str, queries: int
) -> None:
    with django_assert_max_num_queries(queries):
        steward.get(address)
