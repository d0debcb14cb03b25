"""Messages by mail: handed over once, tried again, given up, held back at night."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail as djangos
from django.test import override_settings

from tallgrass.elements.players.actions import add_partner, erase_partner, make_speaker
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.foundation.mail.models import OutboxMessage
from tallgrass.foundation.mail.outbox import BACKEND
from tallgrass.foundation.messages import actions, queue
from tallgrass.foundation.messages.models import Line, Message, Reason, State
from tallgrass.foundation.messages.refusing import may_send_to
from tests.cast import Cast
from tests.messages.office import PostOffice

pytestmark = pytest.mark.database
Post = Callable[..., actions.Posted]
Carry = Callable[..., None]


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_a_message_arrives_once_and_nothing_is_kept_of_it(
    office: PostOffice, post: Post, carry: Carry
) -> None:
    post(body="Hola,\n\n.\n..dos puntos\nadiós\n", language="es", reply_to="rosa@example.org")
    carry()
    carry(timedelta(days=1))
    (taken,) = office.taken
    assert (taken.sender, taken.receiver) == ("tallgrass@example.org", "bea@example.org")
    mail = taken.mail
    assert mail["From"] == "Elmwood <tallgrass@example.org>"
    assert mail["Reply-To"] == "rosa@example.org"
    assert (mail["Content-Language"], mail["Auto-Submitted"]) == ("es", "auto-generated")
    assert mail.get_content().startswith("Hola,\r\n\r\n.\r\n..dos puntos\r\nadiós\r\n")
    message = Message.objects.get()
    assert (message.state, message.to, message.subject, message.body) == (State.SENT, "", "", "")
    assert message.hint == "b…@example.org"


def test_what_the_other_side_puts_off_is_tried_again_with_longer_pauses(
    office: PostOffice, post: Post, carry: Carry
) -> None:
    office.steps = lambda step, receiver: "451 4.7.1 try later bea@example.org" if step == "rcpt" else None
    post()
    carry()
    message = Message.objects.get()
    assert (message.state, message.tries, message.said) == (State.WAITING, 1, "451 4.7.1 try later …")
    carry(timedelta(seconds=30))
    assert Message.objects.get().tries == 1
    carry(timedelta(seconds=31))
    assert Message.objects.get().tries == 2
    office.steps = lambda step, receiver: None
    carry(timedelta(minutes=5))
    assert states() == [State.SENT]
    assert len(office.taken) == 1


def test_an_answer_to_the_dot_that_puts_off_is_no_doubt(office: PostOffice, post: Post, carry: Carry) -> None:
    office.steps = lambda step, receiver: "452 4.3.1 full" if step == "dot" else None
    post()
    carry()
    assert (states(), Message.objects.get().handed_over_at) == ([State.WAITING], None)
    office.steps = lambda step, receiver: None
    carry(timedelta(minutes=2))
    assert office.received() == {"bea@example.org": 1}


@pytest.mark.parametrize(
    ("answer", "for_good"),
    [
        ("550 5.1.1 no such user", True),
        ("550 no such user here", True),
        ("552 5.2.2 mailbox full", False),
        ("550 5.7.1 relaying denied", False),
        ("554 no thanks", False),
    ],
)
def test_what_is_refused_fails_and_ends_an_address_only_where_it_is_the_address(
    office: PostOffice, post: Post, carry: Carry, cast: Cast, answer: str, for_good: bool
) -> None:
    office.steps = lambda step, receiver: answer if receiver == "gone@example.org" else None
    post("gone@example.org")
    post()
    carry()
    assert states() == [State.FAILED, State.SENT]
    refused = post("Gone@Example.org", purpose="test.digest").refusal
    assert (refused is not None and refused.reason == "bounced") is for_good
    assert (
        may_send_to(place=cast.oakdale.pk, channel="mail", to="gone@example.org", purpose="test.code") is None
    )


def test_the_fifth_failure_of_a_month_that_may_pass_ends_an_address(
    office: PostOffice, post: Post, carry: Carry
) -> None:
    office.steps = lambda step, receiver: "451 4.2.1 busy" if step == "rcpt" else None
    for number in range(5):
        assert post().message is not None, number
        carry()
        Message.objects.update(tries=12)
        carry(timedelta(minutes=2))
    assert states() == [State.FAILED] * 5
    assert post().refusal is not None


def test_a_server_that_is_away_is_left_alone_and_no_message_is_at_fault(
    office: PostOffice, post: Post, carry: Carry
) -> None:
    office.steps = lambda step, receiver: "554 go away" if step == "hello" else None
    for number in range(3):
        post(f"p{number}@example.org")
    carry()
    carry(timedelta(seconds=10))
    line = Line.objects.get()
    assert (line.faults, line.said) == (1, "554 go away")
    assert set(Message.objects.values_list("state", "tries")) == {(State.WAITING, 0)}
    carry(timedelta(seconds=30))
    assert Line.objects.get().faults == 2
    office.steps = lambda step, receiver: None
    carry(timedelta(minutes=2))
    assert states() == [State.SENT] * 3
    assert not Line.objects.exists()


def test_a_server_that_hangs_up_after_the_dot_leaves_a_doubt_that_only_a_person_ends(
    office: PostOffice, post: Post, carry: Carry, cast: Cast
) -> None:
    office.steps = lambda step, receiver: "hang up" if (step, receiver) == ("dot", "a@example.org") else None
    post("a@example.org")
    post("b@example.org")
    carry()
    carry(timedelta(days=1))
    assert states() == [State.IN_DOUBT, State.SENT]
    doubted = Message.objects.first()
    assert doubted is not None
    office.steps = lambda step, receiver: None
    assert not actions.send_once_more(place=cast.oakdale.pk, message=doubted.pk)
    assert actions.send_once_more(place=cast.elmwood.pk, message=doubted.pk)
    carry()
    assert states() == [State.SENT, State.SENT]
    assert not actions.send_once_more(place=cast.elmwood.pk, message=doubted.pk)


def test_a_server_that_hangs_up_between_messages_is_called_again(
    office: PostOffice, post: Post, carry: Carry
) -> None:
    seen: list[str] = []

    def third_hangs_up(step: str, receiver: str) -> str | None:
        seen.append(step)
        return "421 enough for now" if step == "mail" and seen.count("mail") in (3, 5) else None

    office.steps = third_hangs_up
    for number in range(6):
        post(f"p{number}@example.org")
    carry()
    assert states() == [State.SENT] * 6
    assert set(office.received().values()) == {1}
    assert office.connections == 3


def test_a_worker_that_lost_a_message_says_no_dot(
    office: PostOffice, post: Post, carry: Carry, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_over = queue.hand_over

    def somebody_took_it(message: Message) -> None:
        Message.objects.filter(pk=message.pk, hint="a…@example.org").update(taken_by="somebody else")
        hand_over(message)

    monkeypatch.setattr(queue, "hand_over", somebody_took_it)
    post("a@example.org")
    post("b@example.org")
    carry()
    assert office.received() == {"b@example.org": 1}
    assert states() == [State.SENDING, State.SENT]


def test_at_night_nothing_goes_to_many_but_a_code_does(office: PostOffice, post: Post, carry: Carry) -> None:
    post()
    post("cal@example.org", purpose="test.code", bulk=False)
    carry(timedelta(hours=10))  # 21:00 in Elmwood
    assert states() == [State.WAITING, State.SENT]
    carry(timedelta(hours=10, minutes=59))
    assert states() == [State.WAITING, State.SENT]
    carry(timedelta(minutes=1))  # 8:00
    assert states() == [State.SENT, State.SENT]


def test_what_is_pointless_by_now_and_whom_it_is_ended_for_is_dropped(
    office: PostOffice, post: Post, carry: Carry, cast: Cast
) -> None:
    late = post("a@example.org").message
    assert late is not None
    post("b@example.org")
    assert actions.drop_waiting(place=cast.elmwood.pk, purpose="test.reminder") == 0
    Message.objects.filter(pk=late.pk).update(good_until=late.made_at - timedelta(days=1))
    actions.suppress(
        place=cast.elmwood.pk,
        channel="mail",
        to="B@example.org",
        reason=Reason.UNSUBSCRIBED,
        stream="test.asking",
    )
    carry()
    assert set(Message.objects.values_list("state", "body", "said")) == {
        (State.DROPPED, "", "too late"),
        (State.DROPPED, "", "unsubscribed"),
    }
    assert office.taken == []


def test_one_odd_message_does_not_hold_up_the_others(office: PostOffice, post: Post, carry: Carry) -> None:
    post("a@example.org")
    post("b@example.org")
    Message.objects.filter(hint="a…@example.org").update(purpose="long.gone")
    carry()
    assert states() == [State.FAILED, State.SENT]


@override_settings(EMAIL_BACKEND=BACKEND)
def test_without_a_server_for_mail_it_lies_in_the_outbox(post: Post, carry: Carry) -> None:
    post()
    carry()
    carry()
    assert OutboxMessage.objects.get().to == "bea@example.org"
    assert states() == [State.KEPT]


def test_a_message_goes_when_a_transaction_is_kept_and_not_before(post: Post, carry: Carry) -> None:
    post()
    assert djangos.outbox == []
    carry()
    assert [mail.to for mail in djangos.outbox] == [["bea@example.org"]]


def test_with_a_partner_go_the_messages_to_it(
    office: PostOffice, carry: Carry, post: Post, cast: Cast
) -> None:
    fields = PartnerFields("Library", contact_email="desk@example.org")
    library = add_partner(place=cast.elmwood, fields=fields, by=cast.rosa)
    make_speaker(place=cast.elmwood, player=library.pk, email=cast.ines.email, by=cast.rosa)
    post("desk@example.org")
    post("b@example.org")
    erase_partner(place=cast.elmwood, player=library.pk, by=cast.ines)
    carry()
    assert office.received() == {"b@example.org": 1}
    assert [message.hint for message in Message.objects.all()] == ["b…@example.org"]


def test_what_became_of_messages_is_forgotten(office: PostOffice, post: Post, carry: Carry) -> None:
    post()
    carry()
    post("b@example.org")
    carry(actions.KEPT_FOR + timedelta(hours=1))
    actions.forget_old()
    assert [message.hint for message in Message.objects.all()] == ["b…@example.org"]
    assert queue.due("mail", Message.objects.get().made_at).count() == 0
