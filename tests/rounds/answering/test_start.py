"""Before the first question: who asks, for how long, what is promised, by when the result is heard."""

import pytest
from django.test import Client

from tallgrass.foundation.languages import words
from tallgrass.places.models import Place
from tallgrass.strength.rounds.models import Round
from tests.cast import Cast
from tests.rounds.answering.people import at
from tests.rounds.held import Held

ANONYMOUS = (
    "We do not keep your name, phone or e-mail with your answers. We show answers only in groups of 5 or more. "
    "After you send, we cannot find, change or delete them."
)
CONFIDENTIAL = (
    "A secret code lets you stop and come back. Elmwood Community Foundation could use it to find your answers, and a "
    "judge or a records law could make it do so. We delete the code on"
)


def shown(client: Client, address: str) -> str:
    """A page as it is read: words alone."""
    page = client.get(address).content.decode()
    return " ".join(page.replace("</li>", "").replace("<li>", "").replace("<strong>", "").split())


def test_the_promise_of_an_anonymous_round_stands_word_for_word(client: Client, anonymous: Held) -> None:
    page = shown(client, at(anonymous.personal["resident"][0]))
    assert ANONYMOUS in page
    assert page.index(ANONYMOUS) < page.index(">Start<")


def test_the_promise_of_a_confidential_round_stands_word_for_word(client: Client, confidential: Held) -> None:
    page = shown(client, at(confidential.personal["community"][0]))
    day = confidential.round.codes_until
    assert day is not None
    assert f"{CONFIDENTIAL} {day:%B} {day.day}, {day.year}." in page


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_a_public_body_says_that_it_is_one(
    client: Client, cast: Cast, mode: str, request: pytest.FixtureRequest
) -> None:
    held: Held = request.getfixturevalue(mode)
    address = at(held.personal["resident"][0])
    assert "public body" not in shown(client, address)
    Place.objects.filter(pk=cast.elmwood.pk).update(public_body=True)
    assert "This is a public body. A records law can make it show what it keeps." in shown(client, address)


def test_the_group_of_the_place_stands_in_the_promise(client: Client, anonymous: Held) -> None:
    Round.objects.filter(place=anonymous.round.place).update(smallest_group=8)
    assert "groups of 8 or more" in shown(client, at(anonymous.personal["resident"][0]))


def test_pay_and_length_stand_in_the_first_sentence(client: Client, anonymous: Held) -> None:
    address = at(anonymous.personal["resident"][0])
    sentence = "Elmwood Community Foundation asks for about 3 minutes of your time, "
    assert f"{sentence}and gives you a $10 gift card." in shown(client, address)
    Round.objects.filter(place=anonymous.round.place).update(thanks="")
    assert f"{sentence}unpaid." in shown(client, address)


def test_own_words_are_those_of_the_language(client: Client, anonymous: Held) -> None:
    own = {"asked_by": "Fundación de Elmwood", "thanks": "una tarjeta de $10", "telephone": "555-0142"}
    Round.objects.filter(place=anonymous.round.place).update(other_texts={"es": own})
    address = at(anonymous.personal["resident"][0])
    english, spanish = (client.get(f"{address}?lang={code}").content.decode() for code in ("en", "es"))
    for text in own.values():
        assert text in spanish
        assert text not in english
    assert "a $10 gift card" not in spanish


def test_partners_are_told_how_long_their_form_takes(client: Client, anonymous: Held) -> None:
    assert "about 5 minutes" in shown(client, at(anonymous.personal["community"][0]))
    assert "about 19 minutes" in shown(client, at(anonymous.personal["government"][0]))


def test_the_day_of_the_result_the_telephone_and_the_hat_are_said(client: Client, anonymous: Held) -> None:
    page = shown(client, at(anonymous.personal["government"][0]))
    day = anonymous.round.result_by
    assert day is not None
    assert f"You will hear what people said by {day:%B} {day.day}, {day.year}." in page
    assert "Rather talk to someone? Call 555-0100." in page
    assert "You answer as: Local government" in page
    assert "This is not me" in page


def test_languages_are_equal_buttons_and_the_choice_leaves_no_cookie(client: Client, anonymous: Held) -> None:
    address = at(anonymous.personal["resident"][0])
    page = client.get(address).content.decode()
    assert page.count('hreflang="') == 2
    spanish = client.get(f"{address}?lang=es")
    assert '<html lang="es"' in spanish.content.decode()
    assert "No guardamos su nombre" in spanish.content.decode()
    assert not spanish.cookies
    assert not client.cookies


@pytest.mark.parametrize(
    ("language", "said"), [("en", "about 1 min left"), ("es", "falta más o menos 1 min")]
)
def test_the_last_minute_is_one(client: Client, anonymous: Held, language: str, said: str) -> None:
    page = client.get(
        f"{at(anonymous.personal['resident'][0], 'questions')}?lang={language}"
    ).content.decode()
    assert f"6 {'of' if language == 'en' else 'de'} 6 · {said}" in page


def test_a_paper_code_begins_in_the_language_it_was_printed_in(client: Client, anonymous: Held) -> None:
    went = client.post("/code/", {"code": anonymous.paper["resident"][0]})
    assert '<html lang="es"' in client.get(went.headers["Location"]).content.decode()


def test_both_languages_promise_in_as_many_sentences() -> None:
    for mode in ("anonymous", "confidential"):
        english, spanish = (words(code, "answering")["start"][mode] for code in ("en", "es"))
        assert len(english) == len(spanish)


@pytest.mark.parametrize("more", [(), ("questions",)])
def test_pages_are_kept_nowhere_and_tell_nobody_their_address(
    client: Client, anonymous: Held, more: tuple[str, ...]
) -> None:
    secret = anonymous.personal["resident"][0]
    answer = client.get(at(secret, *more))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    title = answer.content.decode().split("<title>")[1].split("</title>")[0]
    assert secret not in title
    assert not answer.cookies
