"""Forged, expired, reused, guessed and shared links, answers after the close, two devices at once, a clock that changes
in mid round: whoever meets one of them reads a sentence, in the language of the page.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from time_machine import Traveller, travel

from tallgrass.foundation.tokens import new_secret
from tallgrass.strength.rounds.holding.actions import close_round
from tallgrass.strength.rounds.models import Invitation, Round, Sheet
from tests.cast import Cast
from tests.rounds.answering.people import at, form_number, whole
from tests.rounds.held import Held

pytestmark = pytest.mark.django_db
#: What is done, the status of the answer, and what it says in English and in Spanish.
SENTENCES: dict[str, tuple[int, str, str]] = {
    "forged": (404, "This link does not work", "Este enlace no funciona"),
    "expired": (410, "This link is no longer good", "Este enlace ya no sirve"),
    "reused": (409, "This link has been used", "Este enlace ya se usó"),
    "sent twice": (409, "We have these answers already", "Ya tenemos estas respuestas"),
    "shared": (410, "If it was not you, ask for a new link.", "Si no fue usted, pida un enlace nuevo."),
    "guessed": (422, "We do not know these four words.", "No conocemos estas cuatro palabras."),
    "guessed often": (429, "Wait a minute, then try again.", "Espere un minuto y pruebe otra vez."),
    "after the close": (410, "The questions are closed", "Las preguntas están cerradas"),
}


@pytest.fixture(autouse=True)
def clock() -> Iterator[Traveller]:
    """A clock that can be moved, and nobody has tried before."""
    cache.clear()
    with travel(datetime.now(UTC), tick=False) as traveller:
        yield traveller


def send(secret: str, language: str, **more: str) -> Any:
    """Somebody on a device of their own sends the form of residents."""
    return Client().post(f"{at(secret, 'questions')}?lang={language}", whole("222222", do="send", **more))


def typed(code: str, language: str) -> Any:
    """Somebody types four words."""
    return Client().post(f"/code/?lang={language}", {"code": code})


def _forged(held: Held, cast: Cast, language: str) -> Any:
    return send(new_secret("ask-").text, language)


def _expired(held: Held, cast: Cast, language: str) -> Any:
    Invitation.objects.filter(place=cast.elmwood).update(ended=True)
    return send(held.personal["resident"][0], language)


def _reused(held: Held, cast: Cast, language: str) -> Any:
    assert send(held.personal["resident"][0], language).status_code == 200
    return send(held.personal["resident"][0], language)


def _sent_twice(held: Held, cast: Cast, language: str) -> Any:
    secret = held.links["resident"]
    number = form_number(Client(), secret)
    assert send(secret, language, number=number).status_code == 200
    return send(secret, language, number=number)


def _shared(held: Held, cast: Cast, language: str) -> Any:
    secret = held.personal["resident"][0]
    assert send(secret, language).status_code == 200
    return Client().get(f"{at(secret)}?lang={language}")


def _guessed(held: Held, cast: Cast, language: str) -> Any:
    return typed("cabin cabin cabin cabin", language)


def _guessed_often(held: Held, cast: Cast, language: str) -> Any:
    for _ in range(10):
        _guessed(held, cast, language)
    return typed(held.paper["resident"][0], language)


def _after_the_close(held: Held, cast: Cast, language: str) -> Any:
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    return send(held.personal["resident"][0], language)


DONE: dict[str, Callable[[Held, Cast, str], Any]] = {
    "forged": _forged,
    "expired": _expired,
    "reused": _reused,
    "sent twice": _sent_twice,
    "shared": _shared,
    "guessed": _guessed,
    "guessed often": _guessed_often,
    "after the close": _after_the_close,
}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("what", SENTENCES)
def test_there_is_a_sentence_and_nobody_counts_twice(
    anonymous: Held, cast: Cast, what: str, language: str
) -> None:
    status, *sentences = SENTENCES[what]
    answer = DONE[what](anonymous, cast, language)
    assert answer.status_code == status
    assert sentences[language == "es"] in answer.content.decode()
    assert Sheet.objects.count() == (what in ("reused", "sent twice", "shared"))


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "What you chose last now counts."), ("es", "Vale lo último que usted eligió.")],
)
def test_two_devices_at_once(confidential: Held, language: str, said: str) -> None:
    """Both have opened the first question while it was blank."""
    phone, laptop = Client(), Client()
    address = f"{at(confidential.personal['resident'][0], '1')}?lang={language}"
    phone.post(address, {"answer-IN7": "1", "was": ""})
    went = laptop.post(address, {"answer-IN7": "3", "was": ""})
    assert said in laptop.get(went.headers["Location"]).content.decode()
    assert Sheet.objects.get().levels[0] == "3"


@pytest.mark.parametrize(("language", "said"), [("en", "Thank you"), ("es", "Gracias")])
@pytest.mark.parametrize("days", [-4_000, -1, 1, 4_000])
def test_a_clock_that_changes_in_mid_round(
    anonymous: Held, clock: Traveller, days: int, language: str, said: str
) -> None:
    """The round's own state decides, so a form that was opened before is taken after, and thanked for."""
    number = form_number(Client(), anonymous.links["resident"])
    clock.shift(timedelta(days=days))
    answer = send(anonymous.links["resident"], language, number=number)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Round.objects.get(place=anonymous.round.place).state == "open"
