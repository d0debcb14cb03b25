"""What stewards do about texts on their pages: say how they text, note who agreed, read what came in, see the cost."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client, override_settings

from tallgrass.foundation.events.models import Event
from tallgrass.foundation.languages import available_languages, words
from tallgrass.foundation.messages.models import Message, Reason
from tallgrass.foundation.texts import actions
from tallgrass.foundation.texts.before import missing
from tallgrass.foundation.texts.models import Consent, IncomingText
from tallgrass.foundation.texts.queries import has_agreed, terms_of
from tallgrass.places.actions import change_place
from tests.cast import Cast
from tests.texts.conftest import BEA
from tests.texts.gateway import Gateway

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("server")]
Text = Callable[..., int]


@pytest.fixture
def rosa(client: Client, cast: Cast) -> Client:
    """Rosa's browser. What the gateway sends comes by another one."""
    browser = Client()
    browser.force_login(cast.rosa)
    return browser


def kinds() -> list[str]:
    return list(Event.objects.filter(kind__startswith="texts.").order_by("pk").values_list("kind", flat=True))


def page(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_steward_is_led_to_the_first_text_step_by_step(rosa: Client, cast: Cast) -> None:
    before = page(rosa, "/elmwood/texts/")
    assert before.count("To do") == 2  # the price, and who agreed
    assert "Not yet" in before
    assert "Send a test" not in before
    given = {"name": "Elmwood  helps", "price": "0.0112", "currency": "usd", "registration": "done"}
    answer = rosa.post("/elmwood/texts/terms/", given)
    assert answer["Location"] == "/elmwood/texts/?told=terms"
    terms = terms_of(cast.elmwood.pk)
    assert terms is not None
    assert (terms.name, terms.price, terms.currency) == ("Elmwood helps", Decimal("0.0112"), "USD")
    assert missing(cast.elmwood.pk) == ()
    assert "All is ready" in page(rosa, "/elmwood/texts/")
    assert kinds() == ["texts.terms_changed"]
    rosa.post("/elmwood/texts/terms/", given)
    assert kinds() == ["texts.terms_changed"], "nothing has changed"
    assert 'value="0.0112"' in page(rosa, "/elmwood/texts/terms/")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"price": "-1"}, "The price cannot be below zero."), ({"price": "12"}, "This price is too high for one text."),
        ({"price": "abc"}, "Write the price as a number"), ({"price": "0.0000001"}, "Write up to 5 digits"),
        ({"price": "NaN"}, "Write the price as a number"), ({"price": "1e-400"}, "Write"),
        ({"currency": "dollars"}, "Write three letters"), ({"name": ""}, "Name that texts begin with"),
        ({"registration": "maybe"}, "Is your number registered?"), ({"name": "x" * 31}, "Name that texts begin with"),
    ],
)  # fmt: skip
def test_mistakes_in_the_terms_are_told(rosa: Client, wrong: dict[str, str], sentence: str) -> None:
    given = {"name": "Elmwood", "price": "0.01", "currency": "USD", "registration": "done", **wrong}
    answer = rosa.post("/elmwood/texts/terms/", given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert kinds() == []


def test_the_cost_of_a_text_is_worked_out_before_anything_is_sent(rosa: Client, elmwood: int) -> None:
    dear = page(rosa, "/elmwood/texts/?text=Está+bien,+%E2%80%9Cvecinos%E2%80%9D&people=1,000", 422)
    assert "Está bien" in dear
    dear = page(rosa, "/elmwood/texts/?text=Está+bien,+%E2%80%9Cvecinos%E2%80%9D&people=1000")
    assert "2 parts to 1,000 people: 2,000 parts at $0.0112 each cost $22.40" in dear
    assert "These characters make it longer: á." in dear
    cheap = page(rosa, "/elmwood/texts/?text=Manana,+senor&people=1")
    assert "1 part to 1 person: 1 part at $0.0112 each cost $0.02" in cheap
    actions.set_terms(place=elmwood, changes={"price": None})
    assert "1 part to 1 person: 1 part. Say what a part costs" in page(
        rosa, "/elmwood/texts/?text=Hello&people=1"
    )
    assert not Message.objects.exists()


def test_who_agreed_is_noted_with_the_words(rosa: Client, cast: Cast) -> None:
    actions.incoming.suppress(place=None, channel="text", to="+13145550125", reason=Reason.STOP)
    given = {
        "numbers": "(314) 555-0123\n\n314 555 0124\n1-314-555-0123\n314 555 0125\n", "agreed_on": "2026-01-05",
        "words": "  Elmwood may text me.\n", "language": "en", "source": "paper",
    }  # fmt: skip
    answer = rosa.post("/elmwood/texts/agreed/", given, follow=True)
    said = answer.content.decode()
    assert "Noted: 3 new." in said
    assert "1 of these people have texted STOP" in said
    assert "People who agreed: 3" in said
    consent = Consent.objects.order_by("pk").first()
    assert consent is not None
    assert (consent.ending, consent.words, consent.source) == ("0123", "Elmwood may text me.", "paper")
    assert (consent.agreed_at.date().isoformat(), consent.noted_by) == ("2026-01-05", cast.rosa.pk)
    assert has_agreed(place=cast.elmwood.pk, to=BEA)
    assert not has_agreed(place=cast.oakdale.pk, to=BEA)
    event = Event.objects.get(kind="texts.agreements_noted")
    assert event.told == {"number": 3}


def test_lines_that_hold_no_number_are_named_and_nothing_is_noted(rosa: Client) -> None:
    given = {
        "numbers": "314 555 0123\nrosa@example.org\n\n911\n876 555 0123", "agreed_on": "2999-01-01", "words": "Yes.",
        "language": "en", "source": "paper",
    }  # fmt: skip
    answer = rosa.post("/elmwood/texts/agreed/", given)
    said = answer.content.decode()
    assert answer.status_code == 422
    for line in (
        "Line 2: A number has only digits",
        "Line 4: This number has too few",
        "Line 5: This number belongs",
    ):
        assert line in said
    assert "This day has not come yet." in said
    assert not Consent.objects.exists()
    many = rosa.post("/elmwood/texts/agreed/", {**given, "numbers": "314 555 0123\n" * 2001})
    assert "more than 2000 lines" in many.content.decode()


def test_numbers_are_read_as_people_of_the_place_write_them(rosa: Client, cast: Cast) -> None:
    mexico_city = "geonames:3530597"
    change_place(place=cast.elmwood, by=cast.rosa, changes={"listed_as": mexico_city})
    given = {"agreed_on": "2026-01-05", "words": "Sí.", "language": "es", "source": "form"}
    assert rosa.post("/elmwood/texts/agreed/", {**given, "numbers": "55 1234 5678"}).status_code == 302
    assert has_agreed(place=cast.elmwood.pk, to="+525512345678")


def test_a_steward_reads_what_came_in(rosa: Client, text_us: Text, elmwood: int, cast: Cast) -> None:
    text_us("Where do we <b>meet</b>?")
    text_us("leave me alone", number="+13145550124")
    said = page(rosa, "/elmwood/texts/")
    assert "Where do we &lt;b&gt;meet&lt;/b&gt;?" in said
    assert "(314) 555-0123" in said
    question, stop = IncomingText.objects.order_by("pk")
    address = f"/elmwood/texts/incoming/{stop.pk}/"
    assert "We took this to mean" in page(rosa, address)
    assert rosa.post(address, {"do": "no_stop"})["Location"].endswith("told=no_stop")
    assert page(rosa, address, 404)
    own = f"/elmwood/texts/incoming/{question.pk}/"
    rosa.post(own, {"do": "no_stop"})
    rosa.post(own, {"do": "nonsense"})
    rosa.post(own)
    assert kinds() == ["texts.stop_taken_back"]
    rosa.post(own, {"do": "stop"})
    assert kinds() == ["texts.stop_taken_back", "texts.stop_noted"]
    assert not has_agreed(place=elmwood, to=BEA)
    assert "Texts that people sent you" not in page(rosa, "/elmwood/texts/")


def test_a_text_that_is_read_is_done_and_other_places_never_see_it(
    rosa: Client, client: Client, text_us: Text, elmwood: int, cast: Cast
) -> None:
    text_us("Where do we meet?")
    text = IncomingText.objects.get()
    client.force_login(cast.otto)
    for method in (client.get, client.post):
        assert method(f"/oakdale/texts/incoming/{text.pk}/", {"do": "read"}).status_code == 404
        assert method(f"/elmwood/texts/incoming/{text.pk}/", {"do": "read"}).status_code == 404
    rosa.post(f"/elmwood/texts/incoming/{text.pk}/", {"do": "read"})
    assert kinds() == ["texts.text_read"]


def test_a_steward_sends_a_test_to_a_number(
    rosa: Client, server: Gateway, elmwood: int, carry: Callable[..., None]
) -> None:
    wrong = rosa.post("/elmwood/texts/", {"to": "911"})
    assert wrong.status_code == 422
    assert "too few digits" in wrong.content.decode()
    assert rosa.post("/elmwood/texts/", {"to": "314 555 0199"})["Location"].endswith("told=test")
    carry()
    assert server.taken[0].body.startswith("This is a test from Elmwood.")
    assert kinds() == ["texts.test_sent"]


def test_no_test_goes_to_a_number_that_has_texted_stop(rosa: Client, text_us: Text, elmwood: int) -> None:
    text_us("STOP")
    before = Message.objects.count()
    answer = rosa.post("/elmwood/texts/", {"to": BEA})
    assert answer.status_code == 422
    assert "This number has texted STOP." in answer.content.decode()
    assert (Message.objects.count(), kinds()) == (before, [])


def test_the_page_says_what_became_of_texts(rosa: Client, elmwood: int) -> None:
    from tallgrass.foundation.texts.models import Delivery

    Delivery.objects.create(message_id=1, place_id=elmwood, status="delivered")
    Delivery.objects.create(message_id=2, place_id=elmwood, status="undelivered", code=30006)
    said = page(rosa, "/elmwood/texts/")
    assert "Arrived" in said
    assert "Did not arrive" in said


def test_without_a_gateway_the_page_still_says_what_to_do(rosa: Client, elmwood: int) -> None:
    with override_settings(TEXTS=None):
        said = page(rosa, "/elmwood/texts/")
        assert "opens an account with a gateway" in said
        assert "Send a test" not in said
        assert rosa.post("/elmwood/texts/", {"to": BEA}).status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize("who", ["bea", "cal"])
def test_only_stewards_come_to_these_pages(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    for path in ("", "terms/", "agreed/", "incoming/1/"):
        assert client.get(f"/elmwood/texts/{path}").status_code == 403


def test_every_reason_why_a_number_cannot_be_texted_has_a_sentence() -> None:
    import ast
    from pathlib import Path

    import tallgrass.foundation.texts.method.phone_numbers as module

    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    codes = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "NotANumber"
        and isinstance(node.args[0], ast.Constant)
    }
    for language in available_languages():
        assert set(words(language, "texts")["number"]["errors"]) == codes


def test_the_home_of_a_place_says_that_texts_wait_to_be_read(
    rosa: Client, text_us: Text, elmwood: int, client: Client, cast: Cast
) -> None:
    assert "Read the texts" not in page(rosa, "/elmwood/home/")
    text_us("Where do we meet?")
    assert "Read the texts that people sent you" in page(rosa, "/elmwood/home/")
    client.force_login(cast.bea)
    assert "Read the texts" not in page(client, "/elmwood/home/")
    assert 'href="/elmwood/texts/"' in page(rosa, "/elmwood/mail/")
