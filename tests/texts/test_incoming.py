"""What people text us counts at once, once, and is answered by the queue; a person reads what is unclear."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client, override_settings
from django.utils import timezone

from tallgrass.foundation.languages import available_languages, words
from tallgrass.foundation.messages.actions import Posted, suppress
from tallgrass.foundation.messages.models import Channel, Message, Reason, Suppression
from tallgrass.foundation.messages.refusing import may_send_to
from tallgrass.foundation.texts import actions
from tallgrass.foundation.texts.account import TextAccount
from tallgrass.foundation.texts.catching_up import catch_up
from tallgrass.foundation.texts.method.parts import length_of
from tallgrass.foundation.texts.models import Consent, IncomingText, Reading
from tallgrass.foundation.texts.queries import has_agreed, to_read
from tallgrass.strength.framework.method.readability import ease_es, grade, perspicuity_es
from tests.cast import Cast
from tests.texts.conftest import AGREED, BEA, ORIGIN
from tests.texts.gateway import ACCOUNT, OUR_NUMBER, TOKEN, Gateway, Taken

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("server", "elmwood")]
Text = Callable[..., int]
Told = Callable[..., int]
STRANGER = "+13145550777"


@pytest.fixture
def ours(server: Gateway) -> Iterator[None]:
    """A gateway that leaves every answer to us."""
    known = TextAccount(ACCOUNT, TOKEN, "127.0.0.1", 1, False, "", OUR_NUMBER, ORIGIN, gateway_answers=False)
    with override_settings(TEXTS=known):
        yield


def answers() -> list[str]:
    return list(Message.objects.filter(purpose="texts.answer").order_by("pk").values_list("body", flat=True))


def is_stopped(number: str = BEA) -> bool:
    return may_send_to(place=None, channel="text", to=number, purpose="test.text") is not None


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize(
    ("body", "answered"),
    [
        ("STOP", "Elmwood: You will get no more texts"),
        ("alto.", "Elmwood: Ya no le enviaremos"),
        ("ya no me escriban por favor", "Elmwood: Ya no le enviaremos"),
        ("please stop texting me", "Elmwood: You will get no more texts"),
    ],
)
def test_stop_holds_at_once_in_all_places_and_is_confirmed_once(
    text_us: Text, post: Callable[..., Posted], cast: Cast, body: str, answered: str
) -> None:
    post()
    assert text_us(body) == 200
    refused = may_send_to(place=cast.oakdale.pk, channel="text", to=BEA, purpose="test.text")
    assert refused is not None
    assert refused.reason == "stop"
    assert not has_agreed(place=cast.elmwood.pk, to=BEA)
    assert text_us(body) == 200
    assert text_us("STOP") == 200
    (answer,) = answers()
    assert answer.startswith(answered)
    assert Suppression.objects.count() == 1


def test_a_text_that_waited_is_not_sent_after_stop(
    server: Gateway, post: Callable[..., Posted], text_us: Text, carry: Callable[..., None]
) -> None:
    post()
    text_us("STOP")
    carry()
    assert server.taken == []
    assert Message.objects.get().state == "dropped"


def test_words_that_the_gateway_answers_are_heeded_in_silence(text_us: Text) -> None:
    for body in ("STOP", "HELP", "START"):
        text_us(body)
    assert answers() == []
    text_us("AYUDA")
    text_us("stop sending me texts")
    assert [answer[:20] for answer in answers()] == ["Elmwood: Le escribim", "Elmwood: You will ge"]


def test_who_texts_start_gets_texts_again_and_that_is_on_record(
    text_us: Text, cast: Cast, clock: time_machine.Traveller
) -> None:
    text_us("BAJA")
    clock.shift(timedelta(days=3))
    text_us("Inicio")
    assert not is_stopped()
    assert has_agreed(place=cast.elmwood.pk, to=BEA)
    consent = Consent.objects.get(ended_at__isnull=True)
    assert (consent.words, consent.source, consent.language, consent.ending) == (
        "Inicio",
        "text",
        "es",
        "0123",
    )
    assert Consent.objects.filter(ended_at__isnull=False).count() == 1
    assert [answer[:26] for answer in answers()] == [
        "Elmwood: Ya no le enviarem",
        "Elmwood: Le enviaremos men",
    ]


def test_somebody_who_asks_for_another_language_gets_it(text_us: Text) -> None:
    text_us("Español")
    assert Consent.objects.get().language == "es"
    assert answers()[0].startswith("Elmwood: Desde ahora")


def test_the_gateway_may_tell_us_twice(text_us: Text) -> None:
    for _ in range(3):
        assert text_us("AYUDA", reference="SM7") == 200
    assert (IncomingText.objects.count(), len(answers())) == (1, 1)


def test_two_machines_do_not_talk_to_each_other_for_ever(text_us: Text) -> None:
    for _ in range(12):
        text_us("Thank you, we will answer soon.", number=STRANGER)
        text_us("AYUDA", number=BEA)
    assert len(answers()) == 1 + actions.incoming.MOST_ANSWERS


def test_a_person_reads_what_is_unclear(text_us: Text, elmwood: int) -> None:
    text_us("Where is the meeting?")
    text_us("leave me alone")
    text_us("HELP")
    unclear, longer = to_read(elmwood).order_by("pk")
    assert (unclear.number, unclear.body, unclear.meaning) == (BEA, "Where is the meeting?", "other")
    assert (longer.body, longer.meaning) == ("leave me alone", "stop")
    assert IncomingText.objects.order_by("pk").last().body == "", "nobody needs to read it"  # type: ignore[union-attr]
    actions.mark_read(text=unclear)
    actions.was_no_stop(text=longer)
    assert not is_stopped()
    assert has_agreed(place=elmwood, to=BEA)
    assert not to_read(elmwood).exists()


@pytest.mark.parametrize("order", [("leave me alone", "STOP"), ("STOP", "leave me alone")])
def test_no_person_takes_back_a_stop_that_somebody_has_texted(
    text_us: Text, elmwood: int, clock: time_machine.Traveller, order: tuple[str, str]
) -> None:
    for body in order:
        text_us(body)
        clock.shift(timedelta(minutes=5))
    unclear = to_read(elmwood).get()
    assert unclear.body == "leave me alone"
    actions.was_no_stop(text=unclear)
    assert not to_read(elmwood).exists()
    assert is_stopped()
    assert not has_agreed(place=elmwood, to=BEA)


def test_nor_one_that_the_gateway_has_heard(text_us: Text, elmwood: int) -> None:
    suppress(place=None, channel=Channel.TEXT, to=BEA, reason=Reason.STOP, said="error 21610")
    text_us("leave me alone")
    actions.was_no_stop(text=to_read(elmwood).get())
    assert is_stopped()


def test_two_texts_that_were_no_stop_are_both_read_before_texts_go_out_again(
    text_us: Text, elmwood: int, clock: time_machine.Traveller
) -> None:
    text_us("leave me alone")
    clock.shift(timedelta(minutes=5))
    text_us("no more texts about lunch please")
    first, second = to_read(elmwood).order_by("pk")
    actions.was_no_stop(text=first)
    assert is_stopped()
    actions.was_no_stop(text=second)
    assert not is_stopped()


def test_who_has_agreed_anew_meanwhile_has_agreed_once(
    text_us: Text, elmwood: int, clock: time_machine.Traveller
) -> None:
    text_us("leave me alone")
    clock.shift(timedelta(minutes=5))
    actions.agree(place=elmwood, numbers=[BEA], to=AGREED, noted_by=None)
    actions.was_no_stop(text=to_read(elmwood).get())
    assert has_agreed(place=elmwood, to=BEA)
    assert Consent.objects.filter(ended_at__isnull=True).count() == 1


def test_a_person_may_say_that_a_text_meant_stop(text_us: Text, elmwood: int) -> None:
    text_us("I have had it with you people")
    assert not is_stopped()
    actions.stop_number(text=to_read(elmwood).get())
    assert is_stopped()
    assert not has_agreed(place=elmwood, to=BEA)


def test_a_text_belongs_to_the_place_that_texted_last(
    post: Callable[..., Posted], carry: Callable[..., None], text_us: Text, cast: Cast
) -> None:
    actions.set_terms(place=cast.oakdale.pk, changes={"name": "Oakdale"})
    text_us("Who is this?", number=STRANGER)
    nobodys = IncomingText.objects.get()
    assert (nobodys.place_id, nobodys.number, nobodys.body) == (None, "", "")
    assert answers() == ["Nobody reads texts to this number. Text STOP to get no texts from it."]
    post(language="es")
    carry()
    text_us("¿Quién es?")
    assert to_read(cast.elmwood.pk).get().body == "¿Quién es?"
    assert answers()[-1].startswith("Elmwood: Gracias.")
    assert not to_read(cast.oakdale.pk).exists()


def test_a_text_belongs_to_the_place_that_its_person_agreed_to(text_us: Text, cast: Cast) -> None:
    actions.set_terms(place=cast.oakdale.pk, changes={"name": "Oakdale"})
    text_us("Where do we meet?")
    assert to_read(cast.elmwood.pk).get().body == "Where do we meet?"


def test_words_go_after_a_month_and_rows_after_a_year(
    text_us: Text, elmwood: int, clock: time_machine.Traveller
) -> None:
    text_us("Where is the meeting?")
    clock.shift(timedelta(days=31))
    actions.forget_old_texts()
    text = IncomingText.objects.get()
    assert (text.number, text.body, text.reading) == ("", "", Reading.NOTHING)
    clock.shift(timedelta(days=400))
    actions.forget_old_texts()
    assert not IncomingText.objects.exists()


def test_a_place_forgets_a_number_but_not_that_it_wants_nothing(text_us: Text, elmwood: int) -> None:
    text_us("leave me alone")
    assert actions.forget_number(place=elmwood, to=BEA) == 2
    assert not Consent.objects.exists()
    assert is_stopped()


def test_what_came_in_while_the_site_was_away_is_heeded_late_and_in_silence(
    server: Gateway, text_us: Text, clock: time_machine.Traveller
) -> None:
    now = timezone.now()
    server.came_in = [
        Taken("SMold", "+13145550701", "ALTO", "", now - timedelta(days=3)),
        Taken("SMmissed", "+13145550702", "ya no me escriban", "", now - timedelta(hours=3)),
        Taken("SMagain", "+13145550702", "INICIO", "", now - timedelta(hours=2)),
        Taken("SMknown", BEA, "AYUDA", "", now - timedelta(hours=1)),
        Taken("SMyoung", "+13145550703", "ALTO", "", now - timedelta(minutes=1)),
        Taken("SModd", "nobody", "ALTO", "", now - timedelta(hours=1)),
    ]
    text_us("AYUDA", reference="SMknown")
    server.list_status = 500
    assert catch_up() == 0
    server.list_status = 200
    assert catch_up() == 2
    assert len(answers()) == 1, "the one that was told in time"
    assert not is_stopped("+13145550702"), "they texted START after it"
    clock.shift(timedelta(minutes=10))
    assert catch_up() == 1
    assert is_stopped("+13145550703")
    assert not is_stopped("+13145550701")
    assert catch_up() == 0
    with override_settings(TEXTS=None):
        assert catch_up() == 0


def test_what_people_get_is_read_with_ease() -> None:
    for language, is_easy in (
        ("en", lambda said: grade(said) <= 6),
        ("es", lambda said: ease_es(said) >= 70 and perspicuity_es(said) >= 65),
    ):
        own = words(language, "texts")["answers"]
        said = [text for text in (*own.values(), *own["nameless"].values()) if isinstance(text, str)]
        assert is_easy([text.format(name="Elmwood") for text in said])


def test_only_what_the_gateway_signed_is_believed(told: Told, client: Client) -> None:
    given = {"MessageSid": "SM1", "From": BEA, "Body": "STOP"}
    assert told("/texts/incoming/", signed=False, **given) == 403
    assert client.post("/texts/incoming/", given).status_code == 403
    assert client.get("/texts/incoming/").status_code == 405
    assert told("/texts/incoming/", **{**given, "AccountSid": "ACother"}) == 403
    assert not is_stopped()
    with override_settings(TEXTS=None):
        assert told("/texts/incoming/", **given) == 404
    assert told("/texts/incoming/?x=1", **given) == 200
    assert is_stopped()


@pytest.mark.parametrize(
    "odd",
    [
        {"From": ""}, {"From": "not a number"}, {"From": "+1\x00314"}, {"MessageSid": ""}, {"MessageSid": "x" * 200},
        {"MessageSid": "a b"}, {"To": "+13145550000"}, {"Body": ""}, {"Body": "\x00"}, {"Body": "x" * 20000},
        {"Body": "🛑" * 500},
    ],
)  # fmt: skip
def test_odd_requests_are_answered_and_change_nothing(told: Told, odd: dict[str, str]) -> None:
    assert told("/texts/incoming/", **{"MessageSid": "SM1", "From": STRANGER, "Body": "hi", **odd}) == 200
    assert not is_stopped(STRANGER)


def test_every_ending_fits_the_cheap_alphabet_and_every_answer_one_or_two_parts() -> None:
    for language in available_languages():
        said = words(language, "texts")
        for ending in said["endings"].values():
            assert length_of(ending).coding == "GSM-7"
        for kind in ("stop", "help", "start", "language", "other"):
            for answer in (said["answers"][kind], said["answers"]["nameless"][kind]):
                assert length_of(answer.format(name="n" * 30)).parts <= 3
                assert re.search(r"\b(STOP|ALTO|START|INICIO)\b", answer)
