"""The digest of a week: to whom it goes, what it says, in which language, and that nobody gets two."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from django.urls import reverse

from tallgrass.elements.players.actions import Addition, add_partner, add_partners
from tallgrass.elements.players.actions.own import hide_partner
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Player, Standing, ToldBy
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.messages.actions import end_stream
from tallgrass.foundation.messages.carrying import carry_due
from tallgrass.foundation.messages.letters import mail_of
from tallgrass.foundation.messages.models import Channel, Message
from tallgrass.foundation.messages.unsubscribing import Ending as Unsubscribing
from tallgrass.places.actions import change_place, give_role, take_role
from tallgrass.places.digest import queries
from tallgrass.places.digest.actions import choose_digest, send_digest
from tallgrass.places.digest.tasks import look_after_digests, send_digests
from tallgrass.places.models import Digest, Ending, Membership
from tallgrass.places.roles import EDITOR, STEWARD, VIEWER
from tallgrass.strength.rounds.models import Round
from tallgrass.web.environment import public_address
from tests.cast import Cast

pytestmark = [pytest.mark.database, pytest.mark.django_db]
#: Sunday, and the two Tuesdays after it at nine in Elmwood.
SUNDAY = datetime(2026, 7, 5, 15, tzinfo=UTC)
NINE = datetime(2026, 7, 7, 14, tzinfo=UTC)
WEEK = timedelta(days=7)
SITE = "https://tallgrass.example.org"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still on the Sunday before, until a test moves it."""
    with time_machine.travel(SUNDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def elmwood(clock: time_machine.Traveller, cast: Cast) -> Iterator[Cast]:
    """The cast on a site that others reach. Nothing waits for Bea and Cal; who runs it is said, and two can decide."""
    dee = {"run_by": "Elmwood Library", "public_body": False}
    change_place(place=cast.elmwood, by=cast.rosa, changes=dee)
    give_role(place=cast.elmwood, email="dee@example.org", role=STEWARD, by=cast.rosa)
    Event.objects.filter(place=cast.elmwood.pk)._raw_delete("default")
    with override_settings(ADDRESS=public_address({"TALLGRASS_ADDRESS": SITE})):
        yield cast


@pytest.fixture
def tuesday(clock: time_machine.Traveller) -> Callable[..., dict[str, Message]]:
    """Goes to a Tuesday at nine and lets the jobs run; gives the messages that wait, by address."""

    def run(at: datetime = NINE) -> dict[str, Message]:
        clock.move_to(at)
        run_jobs()
        waiting = Message.objects.filter(purpose="places.digest", state="waiting", place_id__isnull=False)
        found = {message.to: message for message in waiting}
        assert len(found) == waiting.count(), "somebody has two"
        return found

    return run


def run_jobs() -> None:
    """What the schedule does, and the jobs that it asks for."""
    from django.utils import timezone

    for place, week in queries.due_places(timezone.now()):
        send_digests.call(place, week.isoformat())


def added(cast: Cast, name: str, by: Any = None) -> Player:
    """A partner that everybody in the place may read of."""
    player = add_partner(place=cast.elmwood, fields=PartnerFields(name), by=by or cast.rosa)
    Player.objects.filter(place=cast.elmwood, pk=player.pk).update(
        standing=Standing.LISTED, told_on=date(2026, 7, 1), told_by=ToldBy.PHONE
    )
    return player


def test_what_moved_is_told_to_all_but_who_did_it(elmwood: Cast, tuesday: Any) -> None:
    added(elmwood, "Food Bank")
    sent = tuesday()
    assert set(sent) == {"bea@example.org", "cal@example.org", "dee@example.org"}
    message = sent["cal@example.org"]
    assert message.subject == "Elmwood: your week in short"
    assert message.body == (
        "Hello Cal,\n\nThis is where Elmwood stands.\n\n"
        "What waits for you\nNothing.\n\n"
        "What others did since 30 June 2026\n- Rosa added Food Bank.\n\n"
        "What is due next\nNothing in the next four weeks.\n\n"
        "To read this in another language, or to end it:\n"
        f"{SITE}/elmwood/people/what-we-send-you/"
    )
    assert message.bulk
    assert message.good_until == NINE + timedelta(days=3)


def test_nothing_is_sent_where_nothing_moved_and_nothing_waits(elmwood: Cast, tuesday: Any) -> None:
    assert not {"bea@example.org", "cal@example.org"} & set(tuesday())
    # The week is settled: what moves after nine is told next week.
    added(elmwood, "Food Bank")
    assert not {"bea@example.org", "cal@example.org"} & set(tuesday(NINE + timedelta(hours=2)))
    carried()
    assert "Rosa added Food Bank." in tuesday(NINE + WEEK)["cal@example.org"].body


def test_nobody_gets_two_in_a_week(elmwood: Cast, tuesday: Any) -> None:
    added(elmwood, "Food Bank")
    first = tuesday()
    added(elmwood, "Clinic")
    assert set(tuesday(NINE + timedelta(hours=47))) == set(first)
    cal = Membership.objects.get(place=elmwood.elmwood, person=elmwood.cal)
    assert not send_digest(place=elmwood.elmwood, number=cal.pk, week=date(2026, 7, 7), site=SITE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(membership=cal, week=date(2026, 7, 7))


def test_a_worker_that_is_killed_while_it_posts_sends_it_neither_twice_nor_never(
    elmwood: Cast, tuesday: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It breaks off after each statement of the second member in turn, and is run again."""
    from tallgrass.places.digest import actions

    added(elmwood, "Food Bank")
    real, posted = actions.post, []

    def cut_off(**given: Any) -> Any:
        made = real(**given)
        posted.append(given["to"])
        if len(posted) == 2:
            raise SystemExit
        return made

    monkeypatch.setattr(actions, "post", cut_off)
    with pytest.raises(SystemExit):
        tuesday()
    assert (
        Message.objects.filter(purpose="places.digest").count()
        == Digest.objects.filter(sent=True).count()
        == 1
    )
    sent = tuesday(NINE + timedelta(minutes=15))
    assert set(sent) == {"bea@example.org", "cal@example.org", "dee@example.org"}
    assert posted.count(posted[0]) == 1


def test_after_eight_weeks_of_sleep_there_is_one(elmwood: Cast, tuesday: Any) -> None:
    added(elmwood, "Food Bank")
    tuesday()
    carried()
    back = NINE + 8 * WEEK + timedelta(hours=30)  # the Wednesday, in the afternoon
    added(elmwood, "Clinic")
    sent = tuesday(back)
    assert "since 7 July 2026\n- Rosa added Clinic." in sent["cal@example.org"].body
    for hours in (1, 12, 17):
        assert tuesday(back + timedelta(hours=hours)).keys() == sent.keys()
    assert tuesday(NINE + 9 * WEEK - timedelta(hours=1)).keys() == sent.keys()
    # What lay in the queue for so long is let be: the next digest tells it.
    carried()
    late = Message.objects.filter(purpose="places.digest").order_by("-pk")[: len(sent)]
    assert {message.state for message in late} == {"dropped"}


def carried() -> None:
    """Everything that waits is carried, to the outbox of this computer, or let be."""
    carry_due("mail", seconds=60)


def test_what_waits_is_told_once_until_something_else_waits(elmwood: Cast, tuesday: Any) -> None:
    """A place where nobody does anything nags nobody each week."""
    change_place(place=elmwood.elmwood, by=None, changes={"run_by": ""})
    Event.objects.filter(place=elmwood.elmwood.pk)._raw_delete("default")
    sent = tuesday()
    assert set(sent) == {"rosa@example.org", "dee@example.org"}
    assert f"  {SITE}/elmwood/settings/" in sent["rosa@example.org"].body
    carried()
    assert [set(tuesday(NINE + number * WEEK)) for number in (1, 2, 3, 4, 5)] == [set()] * 5
    assert set(tuesday(NINE + 6 * WEEK)) == {
        "rosa@example.org",
        "dee@example.org",
    }  # once more, after a while
    carried()
    change_place(place=elmwood.elmwood, by=elmwood.rosa, changes={"public_body": None})
    assert "rosa@example.org" in tuesday(NINE + 7 * WEEK)


def test_everybody_reads_what_their_role_may_read(elmwood: Cast, tuesday: Any) -> None:
    add_partner(place=elmwood.elmwood, fields=PartnerFields("Proposed Partner"), by=elmwood.bea)
    hidden = added(elmwood, "Hidden Partner", elmwood.bea)
    hide_partner(place=elmwood.elmwood, player=hidden.pk, by=elmwood.rosa)
    added(elmwood, "Food Bank", elmwood.bea)
    sent = tuesday()
    assert "Bea added Food Bank." in sent["cal@example.org"].body
    assert "Proposed Partner" not in sent["cal@example.org"].body
    assert "Bea added Proposed Partner." in sent["dee@example.org"].body
    assert all("Hidden Partner" not in message.body for message in sent.values())


def test_what_a_file_brought_in_is_no_line_for_each_partner(elmwood: Cast, tuesday: Any) -> None:
    additions = [Addition(PartnerFields(f"Partner {number}")) for number in range(40)]
    add_partners(place=elmwood.elmwood, additions=additions, by=elmwood.rosa, batch=7)
    assert "cal@example.org" not in tuesday()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_whole_message_has_250_words_at_most(elmwood: Cast, tuesday: Any, language: str) -> None:
    from tallgrass.foundation.messages.carriers import Parcel
    from tallgrass.foundation.messages.purposes import purpose
    from tallgrass.foundation.messages.senders import sender

    name = "The United Neighborhood Health and Housing Partnership of the Greater Elmwood Area"
    change_place(
        place=elmwood.elmwood, by=elmwood.rosa, changes={"run_by": "", "public_body": None, "name": name}
    )
    for person in (elmwood.rosa, elmwood.cal):
        choose_digest(place=elmwood.elmwood, wanted=True, language=language, by=person)
    for number in range(30):
        added(elmwood, f"{name} {number}", elmwood.bea)
    held(elmwood, closes_on=date(2026, 7, 10), result_by=date(2026, 7, 20))
    for message in tuesday().values():
        parcel = Parcel(
            number=message.pk, to=message.to, subject=message.subject, body=message.body,
            language=message.language, purpose=purpose(message.purpose), place=message.place_id, bulk=True,
            digest=message.digest, sender=sender(message.place_id), reply_to="", site=SITE, tries=0,
        )  # fmt: skip
        mail = mail_of(parcel)
        assert len(str(mail.body).split()) <= 250
        assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        if message.to != "bea@example.org":  # who did all of it
            assert f"{SITE}/elmwood/history/" in message.body


def held(cast: Cast, **days: date) -> Round:
    """A round that is open."""
    return Round.objects.create(
        place=cast.elmwood, state=Round.State.OPEN, languages=["en"], asked_by="Elmwood Library",
        opened_on=date(2026, 7, 1), **days,
    )  # fmt: skip


def test_the_next_days_are_told_each_with_what_is_due(elmwood: Cast, tuesday: Any) -> None:
    held(elmwood, closes_on=date(2026, 7, 20), result_by=date(2026, 8, 1))
    Ending.objects.create(
        place=elmwood.elmwood, begun_on=date(2026, 7, 1), ends_on=date(2026, 7, 25), told_on=date(2026, 7, 2)
    )
    said = tuesday()["cal@example.org"].body
    assert said.split("What is due next\n")[1].split("\n\n")[0].splitlines() == [
        "- 20 July 2026: Last day to answer the round.",
        "- 25 July 2026: This place closes.",
        "- 1 August 2026: Everybody who was asked is promised the result by then.",
    ]


def test_that_a_place_closes_is_told_to_stewards_alone_until_everybody_is_told(
    elmwood: Cast, tuesday: Any
) -> None:
    Ending.objects.create(place=elmwood.elmwood, begun_on=date(2026, 7, 1), ends_on=date(2026, 7, 25))
    sent = tuesday()
    assert "This place closes." in sent["rosa@example.org"].body
    assert "cal@example.org" not in sent


def test_it_comes_in_the_language_of_its_reader(elmwood: Cast, tuesday: Any) -> None:
    choose_digest(place=elmwood.elmwood, wanted=True, language="es", by=elmwood.cal)
    added(elmwood, "Food Bank")
    sent = tuesday()
    cal = sent["cal@example.org"]
    assert cal.language == "es"
    assert "Lo que espera por usted\nNada." in cal.body
    assert "desde el 30 de junio de 2026\n- Rosa agregó" in cal.body
    assert cal.body.endswith(f"{SITE}/elmwood/people/what-we-send-you/?lang=es")
    assert sent["bea@example.org"].language == "en"


def test_who_ended_it_gets_none_and_may_want_it_again(elmwood: Cast, tuesday: Any) -> None:
    added(elmwood, "Food Bank")
    message = tuesday()["cal@example.org"]
    end_stream(ending=Unsubscribing(elmwood.elmwood.pk, message.digest, "places.digest"))
    carried()
    added(elmwood, "Clinic", elmwood.bea)
    assert "cal@example.org" not in tuesday(NINE + WEEK)
    carried()
    choose_digest(place=elmwood.elmwood, wanted=True, language="en", by=elmwood.cal)
    added(elmwood, "School", elmwood.bea)
    assert "Bea added School." in tuesday(NINE + 2 * WEEK)["cal@example.org"].body


def test_what_waits_to_be_sent_goes_with_the_role_that_might_read_it(elmwood: Cast, tuesday: Any) -> None:
    added(elmwood, "Food Bank")
    assert {"bea@example.org", "cal@example.org", "dee@example.org"} == set(tuesday())
    give_role(place=elmwood.elmwood, email="dee@example.org", role=VIEWER, by=elmwood.rosa)
    take_role(place=elmwood.elmwood, person=elmwood.bea, by=elmwood.rosa)
    choose_digest(place=elmwood.elmwood, wanted=False, language="en", by=elmwood.cal)
    assert tuesday(NINE + timedelta(minutes=15)) == {}
    give_role(place=elmwood.elmwood, email="bea@example.org", role=EDITOR, by=elmwood.rosa)
    assert tuesday(NINE + timedelta(minutes=30)) == {}  # who comes on Tuesday at ten hears next week


def test_places_that_cannot_say_when_or_where_send_none(elmwood: Cast, tuesday: Any) -> None:
    added(elmwood, "Food Bank")
    place = elmwood.elmwood
    assert queries.sends_none(place) is None
    assert queries.sends_none(elmwood.oakdale) == queries.NO_ZONE
    place.example = True
    assert queries.sends_none(place) == queries.EXAMPLE
    with override_settings(ADDRESS=None):
        assert queries.sends_none(elmwood.oakdale) == queries.NO_ADDRESS
        assert tuesday() == {}


def test_the_schedule_asks_for_one_job_a_place(elmwood: Cast, clock: time_machine.Traveller) -> None:
    from tallgrass.foundation.jobs.models import Job

    added(elmwood, "Food Bank")
    clock.move_to(NINE)
    look_after_digests.call()
    look_after_digests.call()
    (job,) = Job.objects.filter(task=send_digests.module_path)
    assert job.place_id == elmwood.elmwood.pk


def test_the_schedule_is_known() -> None:
    from tallgrass.foundation.jobs.declaring import discover, schedules

    discover()
    assert look_after_digests.module_path in {one.name for one in schedules()}


def page(client: Client, **asked: str) -> str:
    answer = client.get(reverse("digest:choose", args=["elmwood"]), asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_member_reads_it_beforehand_and_chooses(
    elmwood: Cast, client: Client, clock: time_machine.Traveller
) -> None:
    added(elmwood, "Food Bank")
    clock.shift(60)
    client.force_login(elmwood.cal)
    assert "Rosa added Food Bank." in page(client)
    assert "It goes to cal@example.org." in page(client)
    address = reverse("digest:choose", args=["elmwood"])
    answer = client.post(address, {"wanted": "no", "language": "es"})
    assert answer.headers["Location"] == f"{address}?told=no"
    wish = queries.wish_of(Membership.objects.get(place=elmwood.elmwood, person=elmwood.cal))
    assert (wish.wanted, wish.language) == (False, "es")
    assert "Saved. You get none." in page(client, told="no")
    assert "Rosa agregó" in page(client)  # how it would read for them
    assert client.post(address, {"wanted": "perhaps", "language": "xx"}).status_code == 422
    assert "What we send you" in client.get(reverse("places:home", args=["elmwood"])).content.decode()


def test_the_page_says_why_nothing_comes(elmwood: Cast, client: Client) -> None:
    client.force_login(elmwood.otto)
    address = reverse("digest:choose", args=["oakdale"])
    assert "time zone" in client.get(address).content.decode()
    client.force_login(elmwood.cal)
    assert "None is sent at the moment" not in page(client)
    with override_settings(ADDRESS=None):
        assert "no public address" in page(client)


def test_that_one_ended_it_in_a_message_stands_on_the_page(elmwood: Cast, client: Client) -> None:
    from tallgrass.foundation.messages.addresses import digest_of

    own = digest_of(Channel.MAIL, elmwood.cal.email)
    end_stream(ending=Unsubscribing(elmwood.elmwood.pk, own, "places.digest"))
    client.force_login(elmwood.cal)
    assert re.search(r'value="no"[^>]*checked', page(client))
    client.post(reverse("digest:choose", args=["elmwood"]), {"wanted": "yes", "language": "en"})
    assert re.search(r'value="yes"[^>]*checked', page(client))
