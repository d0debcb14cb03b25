"""Sending links, reminders and results: each person once, within what was promised, and nothing about who answered."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from tallgrass.foundation.languages import available_languages
from tallgrass.foundation.messages.actions import suppress
from tallgrass.foundation.messages.addresses import digest_of as digest_of_address
from tallgrass.foundation.messages.models import Channel, Message, Reason
from tallgrass.foundation.texts import actions as texts
from tallgrass.foundation.texts.account import TextAccount
from tallgrass.foundation.texts.models import Source
from tallgrass.foundation.tokens import digest_of
from tallgrass.places.ending.actions import begin_ending
from tallgrass.strength.rounds.holding.actions import Guest, close_round, delete_names, end_invitation, invite
from tallgrass.strength.rounds.holding.forms import PersonalForm
from tallgrass.strength.rounds.holding.result_seam import Result, Told
from tallgrass.strength.rounds.models import Invitation, Reached, Sheet
from tallgrass.strength.rounds.reaching.actions import send_invitations, send_reminders, send_result
from tallgrass.strength.rounds.reaching.unsent import unsent
from tests.rounds.held import Held, open_round

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SITE = "https://tallgrass.example.org"


@pytest.fixture
def held(cast: Any) -> Held:
    """An open anonymous round with three people of two types."""
    return open_round(cast, forms={"community": "short", "resident": "resident"}, personal=3, paper=1)


def invited(cast: Any, held: Held) -> Any:
    return send_invitations(place=cast.elmwood, number=held.round.pk, by=cast.rosa, site=SITE)


def reminded(cast: Any, held: Held) -> Any:
    return send_reminders(place=cast.elmwood, number=held.round.pk, by=cast.rosa, site=SITE)


def told(cast: Any, held: Held) -> Any:
    result = Result(
        f"{SITE}/elmwood/result/see-x/", lambda language: Told("It works well.", "Ask residents.")
    )
    return send_result(place=cast.elmwood, number=held.round.pk, by=cast.rosa, result=result)


def messages(purpose: str) -> list[Message]:
    return list(Message.objects.filter(purpose=f"rounds.{purpose}"))


def test_each_person_is_sent_their_own_link_once(cast: Any, held: Held) -> None:
    assert invited(cast, held).waiting == 6
    assert invited(cast, held).waiting == 0
    sent = {message.to: message.body for message in messages("invitation")}
    assert len(sent) == 6
    for kind in ("community", "resident"):
        for number, secret in enumerate(held.personal[kind], 1):
            body = sent[f"{kind}-{number}@example.org"]
            assert f"{SITE}/elmwood/answer/{secret}" in body
            assert "Elmwood Community Foundation" in body
            others = [one for some in held.personal.values() for one in some if one != secret]
            assert not any(other in body for other in others)


def test_a_link_of_a_message_opens_the_form_and_reading_it_changes_nothing(cast: Any, held: Held) -> None:
    invited(cast, held)
    body = messages("invitation")[0].body
    path = next(line for line in body.split() if line.startswith(f"{SITE}/elmwood/answer/"))
    for _ in range(3):
        assert Client().get(path.removeprefix(SITE)).status_code == 200
    assert not Sheet.objects.exists()
    assert not Invitation.objects.filter(used=True).exists()


def test_only_who_runs_rounds_sends_and_only_while_it_is_open(cast: Any, held: Held) -> None:
    for who in (cast.bea, cast.cal, cast.otto):
        with pytest.raises(PermissionDenied):
            send_invitations(place=cast.elmwood, number=held.round.pk, by=who, site=SITE)
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    for send in (invited, reminded):
        with pytest.raises(ValidationError):
            send(cast, held)
    assert not Message.objects.exists()


def test_there_are_two_reminders_three_days_apart_and_no_third(cast: Any, held: Held) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        invited(cast, held)
    counts = []
    for days in (0, 2, 3, 4, 5, 6, 9, 20):
        with time_machine.travel(now + timedelta(days=days), tick=False):
            counts.append(reminded(cast, held).waiting)
    assert counts == [0, 0, 6, 0, 0, 6, 0, 0]
    assert Reached.objects.count() == 18


def test_in_an_anonymous_round_everybody_is_reminded_as_nobody_looks_who_answered(
    cast: Any, held: Held
) -> None:
    invited(cast, held)
    Invitation.objects.filter(email="community-1@example.org").update(used=True)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert reminded(cast, held).waiting == 6
    assert all("Answered" in m.body or "answered" in m.body for m in messages("reminder"))


def test_in_a_confidential_round_those_are_reminded_whose_link_was_not_used(cast: Any) -> None:
    held = open_round(cast, mode="confidential", forms={"community": "short"}, personal=3, paper=0)
    invited(cast, held)
    Invitation.objects.filter(email="community-1@example.org").update(used=True)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        reminded(cast, held)
    assert {message.to for message in messages("reminder")} == {
        "community-2@example.org",
        "community-3@example.org",
    }


def test_the_result_goes_to_everybody_who_was_asked_once(cast: Any, held: Held) -> None:
    invited(cast, held)
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    assert told(cast, held).waiting == 6
    assert told(cast, held).waiting == 0
    for message in messages("result"):
        assert "It works well." in message.body
        assert "Ask residents." in message.body
        assert f"{SITE}/elmwood/result/see-x/" in message.body


def test_who_ended_such_messages_gets_none_and_the_rest_do(cast: Any, held: Held) -> None:
    suppress(
        place=cast.elmwood.pk,
        channel=Channel.MAIL,
        to="community-1@example.org",
        reason=Reason.UNSUBSCRIBED,
        stream="rounds.asking",
    )
    outcome = invited(cast, held)
    assert (outcome.waiting, outcome.refused) == (5, {"unsubscribed": 1})
    # What they ended was being asked: the result is theirs all the same.
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    assert told(cast, held).waiting == 6


def test_an_ended_link_is_not_sent(cast: Any, held: Held) -> None:
    one = Invitation.objects.get(email="community-1@example.org")
    end_invitation(place=cast.elmwood, invitation=one.pk, by=cast.rosa)
    assert invited(cast, held).waiting == 5


def test_nothing_leads_from_a_message_to_a_link_and_all_of_it_goes_with_the_names(
    cast: Any, held: Held
) -> None:
    invited(cast, held)
    assert {message.about for message in Message.objects.all()} == {held.round.pk}
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        delete_names(place=cast.elmwood, number=held.round.pk)
    assert not Reached.objects.exists()
    assert not Invitation.objects.exclude(label="", email="", phone="", seed="").exists()


def test_a_seed_opens_nothing_without_the_key_of_the_site(cast: Any, held: Held, settings: Any) -> None:
    one = Invitation.objects.get(email="community-1@example.org")
    assert one.seed
    assert digest_of(one.seed) != one.digest
    settings.SECRET_KEY = "another key"
    invited(cast, held)
    bodies = " ".join(message.body for message in messages("invitation"))
    assert not any(secret in bodies for some in held.personal.values() for secret in some)


@pytest.mark.parametrize(
    ("line", "guest"),
    [
        ("Bea", Guest("Bea")),
        ("bea@example.org", Guest("", "bea@example.org")),
        ("Bea, bea@example.org", Guest("Bea", "bea@example.org")),
        ("Bea, (314) 555-0123", Guest("Bea", phone="+13145550123")),
        ("+1 314 555 0123", Guest("", phone="+13145550123")),
        ("Library, Main Branch", Guest("Library, Main Branch")),
        ("Group of 12, north", Guest("Group of 12, north")),
    ],
)
def test_a_line_is_a_name_an_address_or_a_number(line: str, guest: Guest) -> None:
    form = PersonalForm(
        {"people": line, "language": "en", "seen": "0"}, languages=available_languages(), there=0
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["people"] == [guest]


def test_a_number_that_is_none_is_named_with_its_line() -> None:
    form = PersonalForm(
        {"people": "Bea\nCal, 555-0123", "language": "en", "seen": "0"}, languages=["en"], there=0
    )
    assert not form.is_valid()
    [error] = form.errors.as_data()["people"]
    assert (error.code, error.params) == ("bad_phone", {"line": 2, "value": "555-0123"})


def test_links_that_lead_to_this_computer_alone_are_not_mailed(cast: Any, held: Held, settings: Any) -> None:
    here = "http://127.0.0.1:8000"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with pytest.raises(ValidationError) as refused:
        send_invitations(place=cast.elmwood, number=held.round.pk, by=cast.rosa, site=here)
    assert refused.value.code == "no_address"
    assert not Message.objects.exists()
    client = Client()
    client.force_login(cast.rosa)
    page = client.get(
        f"/elmwood/rounds/{held.round.pk}/send/", headers={"host": "127.0.0.1"}
    ).content.decode()
    assert "This site has no address that others can open" in page
    assert "Send the invitations" not in page
    # Where messages stay in the outbox of this computer, its own address is good there.
    settings.EMAIL_BACKEND = "tallgrass.foundation.mail.outbox.OutboxBackend"
    assert send_invitations(place=cast.elmwood, number=held.round.pk, by=cast.rosa, site=here).waiting == 6


def test_one_address_gets_one_message(cast: Any, held: Held) -> None:
    Invitation.objects.filter(email="resident-1@example.org").update(email="Community-1@example.org")
    assert invited(cast, held).waiting == 5
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    assert told(cast, held).waiting == 5


def test_who_cannot_be_sent_anything_is_no_work_that_waits(cast: Any, held: Held) -> None:
    for number in (1, 2, 3):
        for kind in ("community", "resident"):
            suppress(
                place=cast.elmwood.pk,
                channel=Channel.MAIL,
                to=f"{kind}-{number}@example.org",
                reason=Reason.BOUNCED,
            )
    client = Client()
    client.force_login(cast.rosa)
    page = client.get(f"/elmwood/rounds/{held.round.pk}/send/").content.decode()
    assert "6 people have ended such messages, or their addresses do not work." in page
    assert "Send the invitations" not in page
    assert "invitations" not in client.get("/elmwood/home/").content.decode()


def test_the_page_says_what_one_press_sends_and_does_it(cast: Any, held: Held) -> None:
    group = held.groups["community"]
    invite(place=cast.elmwood, group=group.pk, by=cast.rosa, guests=[Guest("Dee", phone="+13145550123")])
    client = Client()
    client.force_login(cast.rosa)
    address = f"/elmwood/rounds/{held.round.pk}/send/"
    page = client.get(address).content.decode()
    assert "6 by e-mail" in page
    assert "This place is not ready to send texts." in page
    assert "Send 6 invitations" in client.get("/elmwood/home/").content.decode()
    done = client.post(address, {"do": "invite"}).content.decode()
    assert "6 messages wait to be sent." in done
    assert "1 text was not sent" in done
    assert "had 6 invitations sent" in client.get("/elmwood/history/").content.decode()
    for language, sentence in (("es", "Recordatorios"), ("en", "Reminders")):
        assert sentence in client.get(f"{address}?lang={language}").content.decode()


def test_a_closing_place_reaches_who_was_asked(cast: Any, held: Held) -> None:
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    begin_ending(place=cast.elmwood, ends_on=timezone.localdate() + timedelta(days=30), why="", by=cast.rosa)
    client = Client()
    client.force_login(cast.rosa)
    client.post("/elmwood/settings/end/", {"do": "tell"})
    told = set(Message.objects.filter(purpose="places.closing").values_list("to", flat=True))
    assert {f"community-{number}@example.org" for number in (1, 2, 3)} <= told


def test_what_still_waits_when_a_round_closes_is_not_sent(cast: Any, held: Held) -> None:
    invited(cast, held)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        reminded(cast, held)
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    waiting = messages("invitation") + messages("reminder")
    assert {(message.state, message.to, message.body) for message in waiting} == {("dropped", "", "")}
    told(cast, held)
    assert {message.state for message in messages("result")} == {"waiting"}


def test_a_number_with_two_links_gets_the_first_first(cast: Any, held: Held, settings: Any) -> None:
    settings.TEXTS = TextAccount("AC1", "token", "127.0.0.1", 1, False, "", "+13145550100", SITE)
    place, number = cast.elmwood, "+13145550123"
    terms = {"name": "Elmwood", "price": Decimal("0.01"), "currency": "USD", "registration": "done"}
    texts.set_terms(place=place.pk, changes=terms)
    agreed = texts.Agreement(timezone.now(), "Text me.", "en", Source.PAPER)
    texts.agree(place=place.pk, numbers=[number], to=agreed, noted_by=None)
    guests = [Guest("Dee", phone=number), Guest("Dee's son", phone="+13145550124")]
    links = invite(place=place, group=held.groups["community"].pk, by=cast.rosa, guests=guests)
    # As links were made before one number had one link.
    Invitation.objects.filter(place=place, phone="+13145550124").update(phone=number)
    for link in links:
        invited(cast, held)
        body = Message.objects.filter(channel=Channel.TEXT).latest("pk").body
        assert link.secret in body
        assert Reached.objects.filter(invitation=link.invitation).count() == 1
    assert Message.objects.filter(channel=Channel.TEXT).count() == 2


def test_a_link_that_was_ended_is_not_sent_any_more(cast: Any, held: Held) -> None:
    invited(cast, held)
    ended, other = Invitation.objects.filter(place=cast.elmwood, sort="personal").order_by("pk")[:2]
    end_invitation(place=cast.elmwood, invitation=ended.pk, by=cast.rosa)
    waiting = {message.to for message in messages("invitation") if message.state == "waiting"}
    assert ended.email not in waiting
    assert other.email in waiting
    assert len(waiting) == 5


def test_nothing_of_who_was_sent_what_outlives_the_names(cast: Any, held: Held) -> None:
    invited(cast, held)
    beside = messages("invitation")[0]
    Message.objects.filter(pk=beside.pk).update(state="in_doubt", due_at=None, finished_at=timezone.now())
    another_room = Message.objects.create(
        place_id=cast.elmwood.pk, channel="mail", purpose="digest.week", about=held.round.pk, language="en",
        bulk=True,
    )  # fmt: skip
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    assert messages("invitation")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        delete_names(place=cast.elmwood, number=held.round.pk)
    assert list(Message.objects.values_list("pk", flat=True)) == [another_room.pk]


def test_a_backup_notes_nobody_as_reached_whose_message_it_leaves_out(cast: Any, held: Held) -> None:
    invited(cast, held)
    sent, doubtful, *_ = messages("invitation")
    over = {"due_at": None, "finished_at": timezone.now()}
    Message.objects.filter(pk=sent.pk).update(state="sent", to="", subject="", body="", **over)
    Message.objects.filter(pk=doubtful.pk).update(state="in_doubt", **over)
    left = Reached.objects.exclude(pk__in=unsent(Reached, Message, "default"))
    assert {one.invitation.email for one in left.select_related("invitation")} == {
        email
        for email in Invitation.objects.filter(sort="personal").values_list("email", flat=True)
        if digest_of_address("mail", email) in {sent.digest, doubtful.digest}
    }
    assert left.count() == 2
