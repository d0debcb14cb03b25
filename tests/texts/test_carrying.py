"""Texts are handed over once, to who agreed, at a decent hour; what is in doubt is settled by the gateway's list."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import override_settings

from tallgrass.foundation.messages.actions import Posted
from tallgrass.foundation.messages.models import Line, Message, Reason, State, Suppression
from tallgrass.foundation.messages.refusing import may_send_to
from tallgrass.foundation.texts import actions
from tallgrass.foundation.texts.before import NotReady, Planned, before_sending, missing
from tallgrass.foundation.texts.doubts import ask_about_doubts
from tallgrass.foundation.texts.method.parts import length_of
from tallgrass.foundation.texts.models import Delivery
from tests.cast import Cast
from tests.texts.conftest import AGREED, BEA, ORIGIN
from tests.texts.gateway import Gateway

pytestmark = pytest.mark.database
Post = Callable[..., Posted]
Carry = Callable[..., None]
Told = Callable[..., int]
OTTO = "+13145550124"


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_a_text_arrives_once_names_its_sender_and_nothing_is_kept_of_it(
    server: Gateway, post: Post, carry: Carry
) -> None:
    post()
    carry()
    carry(timedelta(days=1))
    (taken,) = server.taken
    assert taken.to == BEA
    assert taken.body.startswith("Elmwood: How strong are we?\nReply STOP to end, HELP for help.")
    message = Message.objects.get()
    assert (message.state, message.to, message.body, message.reference) == (
        State.SENT,
        "",
        "",
        taken.reference,
    )
    assert taken.report_to == f"{ORIGIN}/texts/status/{message.pk}/"


def test_a_second_text_says_less(server: Gateway, post: Post, carry: Carry) -> None:
    post()
    carry()
    post(body="It is Elmwood again. “Thursday” – at six…")
    carry()
    assert server.taken[1].body == 'It is Elmwood again. "Thursday" - at six...\nSTOP to end.'


def test_no_text_goes_out_at_night(
    server: Gateway, post: Post, carry: Carry, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(hours=9, minutes=1))  # a minute past eight in the evening
    post()
    carry()
    assert server.taken == []
    carry(timedelta(hours=12, minutes=57))
    assert server.taken == []
    carry(timedelta(minutes=3))
    assert server.received() == {BEA: 1}


def test_who_has_not_agreed_gets_no_text_to_many(
    server: Gateway, post: Post, carry: Carry, elmwood: int
) -> None:
    refused = post(OTTO).refusal
    assert refused is not None
    assert refused.reason == "not_agreed"
    post()
    Message.objects.update(digest="of somebody else")
    actions.end_agreements(digest=actions.agreeing.digest_of("text", BEA))
    carry()
    assert (states(), server.taken) == ([State.FAILED], [])
    assert Message.objects.get().said == "no agreement on record"
    assert not Suppression.objects.exists()


def test_a_place_says_how_it_texts_before_it_texts_many(server: Gateway, cast: Cast) -> None:
    place = cast.oakdale.pk
    assert missing(place) == ("terms",)
    actions.set_terms(place=place, changes={"name": "Oakdale", "price": None, "registration": "waiting"})
    assert missing(place) == ("price", "registration")
    with override_settings(TEXTS=None):
        assert missing(place) == ("gateway", "price", "registration")
    with pytest.raises(NotReady):
        actions.post_text(
            place=place, to=BEA, body="Hello", language="en", purpose="test.text", about=None, bulk=True
        )
    terms = {"price": Decimal("0.01"), "registration": "not_needed"}
    assert actions.set_terms(place=place, changes=terms).keys() == {"price", "registration"}
    assert missing(place) == ()


def test_the_cost_is_known_before_and_is_what_is_sent(
    server: Gateway, post: Post, carry: Carry, elmwood: int
) -> None:
    numbers = [f"+1314555{number:04d}" for number in range(1000, 1012)]
    actions.agree(place=elmwood, numbers=numbers, to=AGREED, noted_by=None)
    actions.agree(place=elmwood, numbers=numbers, to=AGREED, noted_by=None)
    spanish, english = "¿Qué tan fuertes somos? Díganos.", "How strong are we? Tell us."
    planned = {
        **{one: Planned(spanish if number % 2 else english, "es" if number % 2 else "en")
           for number, one in enumerate(numbers)},
        OTTO: Planned(english, "en"), "none": Planned(english, "en"),
    }  # fmt: skip
    actions.incoming.suppress(place=None, channel="text", to=numbers[0], reason=Reason.STOP)
    before = before_sending(place=elmwood, purpose="test.text", texts=planned)
    assert dict(before.refused) == {OTTO: "not_agreed", "none": "no_address", numbers[0]: "stop"}
    assert before.cost.people == 11
    for number, text in planned.items():
        if number not in before.refused:
            post(number, text.body, language=text.language)
    carry()
    assert len(server.taken) == 11
    assert before.cost.parts == sum(length_of(taken.body).parts for taken in server.taken)
    assert before.cost.amount == (before.cost.parts * Decimal("0.0112")).quantize(Decimal("0.01"), "ROUND_UP")


def test_a_gateway_that_cannot_be_reached_is_left_alone(server: Gateway, post: Post, carry: Carry) -> None:
    server.account = (401, {"code": 20003})
    post()
    carry()
    assert Line.objects.get().said == "status 401"
    server.account = (200, {"status": "suspended"})
    carry(timedelta(minutes=1))
    assert (Line.objects.get().said, states()) == ("the account is not active", [State.WAITING])
    server.account = (200, {"status": "active"})
    carry(timedelta(hours=1))
    assert (states(), Line.objects.filter(faults__gt=0).count()) == ([State.SENT], 0)


def test_a_gateway_that_wants_us_to_wait_gets_it_later(server: Gateway, post: Post, carry: Carry) -> None:
    server.reaction = lambda to, body: (429, {"code": 20429})
    post()
    carry()
    assert (states(), Message.objects.get().said) == ([State.WAITING], "status 429")
    server.reaction = lambda to, body: None
    carry(timedelta(minutes=2))
    assert server.received() == {BEA: 1}


@pytest.mark.parametrize(
    ("code", "reason"), [(21610, "stop"), (21614, "bounced"), (21211, "bounced"), (21408, None), (0, None)]
)
def test_what_the_gateway_declines_fails_and_ends_a_number_only_where_it_is_the_number(
    server: Gateway, post: Post, carry: Carry, cast: Cast, code: int, reason: str | None
) -> None:
    server.reaction = lambda to, body: (400, {"code": code} if code else {})
    post()
    carry()
    assert states() == [State.FAILED]
    refused = may_send_to(place=cast.oakdale.pk, channel="text", to=BEA, purpose="test.text")
    assert (refused.reason if refused else None) == reason


def test_a_text_that_the_gateway_took_without_an_answer_is_found_in_its_list(
    server: Gateway, post: Post, carry: Carry
) -> None:
    post(body="The first one.")
    carry()
    server.reaction = lambda to, body: "swallow"
    post()
    post()  # the very same words: each is found as one of its own
    carry()
    assert states() == [State.SENT, State.IN_DOUBT, State.IN_DOUBT]
    assert ask_about_doubts() == 2
    assert states() == [State.SENT] * 3
    references = set(Message.objects.values_list("reference", flat=True))
    assert references == {taken.reference for taken in server.taken}
    carry(timedelta(hours=2))
    assert server.received() == {BEA: 3}


@pytest.mark.parametrize("answer", ["hang up", (500, {}), (201, {})])
def test_a_text_that_never_reached_the_gateway_is_sent_after_all(
    server: Gateway, post: Post, carry: Carry, clock: time_machine.Traveller, answer: object
) -> None:
    server.reaction = lambda to, body: answer  # type: ignore[return-value]
    post()
    carry()
    assert states() == [State.IN_DOUBT]
    assert ask_about_doubts() == 0, "it may still be on its way"
    clock.shift(timedelta(minutes=3))
    server.list_status = 503
    assert ask_about_doubts() == 0, "the gateway could not tell"
    server.list_status = 200
    assert ask_about_doubts() == 1
    assert states() == [State.WAITING]
    server.reaction = lambda to, body: None
    carry(timedelta(minutes=2))
    assert (states(), server.received()) == ([State.SENT], {BEA: 1})


def test_a_worker_that_never_came_back_is_settled_by_the_queue_itself(
    server: Gateway, post: Post, carry: Carry
) -> None:
    post()
    server.reaction = lambda to, body: "swallow"
    carry()
    handed_over_at = Message.objects.get().handed_over_at
    Message.objects.update(
        state=State.HANDING_OVER, finished_at=None, taken_by="a worker", due_at=handed_over_at
    )
    server.reaction = lambda to, body: None
    carry(timedelta(minutes=11))
    assert (states(), server.received()) == ([State.SENT], {BEA: 1})


def test_reports_tell_how_far_a_text_has_come(server: Gateway, post: Post, carry: Carry, told: Told) -> None:
    post()
    carry()
    message, (taken,) = Message.objects.get(), server.taken
    path = f"/texts/status/{message.pk}/"
    for reported, known in (
        ("sending", "queued"), ("delivered", "delivered"), ("sent", "delivered"), ("delivered", "delivered"),
        ("odd", "delivered"), ("", "delivered"),
    ):  # fmt: skip
        assert told(path, MessageSid=taken.reference, MessageStatus=reported) == 200
        assert Delivery.objects.get().status == known
    assert told(path, MessageSid="SMother", MessageStatus="failed", ErrorCode="30005") == 200
    assert told("/texts/status/999999/", MessageSid="SMother", MessageStatus="sent") == 200
    assert told(path, signed=False, MessageSid=taken.reference, MessageStatus="failed") == 403
    assert Delivery.objects.get().status == "delivered"


@pytest.mark.parametrize(
    ("code", "reason"),
    [("30006", "bounced"), ("21610", "stop"), ("30034", None), ("30003", None), ("x", None)],
)
def test_a_report_of_a_failure_ends_a_number_only_where_it_is_the_number(
    server: Gateway, post: Post, carry: Carry, told: Told, cast: Cast, code: str, reason: str | None
) -> None:
    post()
    carry()
    message, (taken,) = Message.objects.get(), server.taken
    path = f"/texts/status/{message.pk}/"
    assert told(path, MessageSid=taken.reference, To=BEA, MessageStatus="undelivered", ErrorCode=code) == 200
    assert Delivery.objects.get().status == "undelivered"
    refused = may_send_to(place=cast.oakdale.pk, channel="text", to=BEA, purpose="test.text")
    assert (refused.reason if refused else None) == reason


def test_a_report_ends_a_doubt(server: Gateway, post: Post, carry: Carry, told: Told) -> None:
    server.reaction = lambda to, body: "swallow"
    post()
    carry()
    message, (taken,) = Message.objects.get(), server.taken
    assert told(f"/texts/status/{message.pk}/", MessageSid=taken.reference, MessageStatus="sent") == 200
    assert states() == [State.SENT]
    assert Message.objects.get().reference == taken.reference
    assert ask_about_doubts() == 0


def test_who_was_never_reached_is_told_everything_the_next_time(
    server: Gateway, post: Post, carry: Carry
) -> None:
    server.reaction = lambda to, body: (400, {"code": 21408})
    post()
    carry()
    server.reaction = lambda to, body: None
    post()
    carry()
    assert "HELP for help" in server.taken[0].body
