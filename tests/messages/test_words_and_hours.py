"""Streams have names, hours keep to the clock on the wall, pauses grow, addresses are compared alike."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from tallgrass.foundation.jobs.declaring import discover
from tallgrass.foundation.languages import available_languages, words
from tallgrass.foundation.messages.addresses import digest_of, hint_of, normal
from tallgrass.foundation.messages.method.pauses import MOST_TRIES, pause_of_message, rest_of_line
from tallgrass.foundation.messages.method.quiet import MAIL, TEXT, Hours, opens_at
from tallgrass.foundation.messages.method.replies import cause_of, is_no_mailbox, without_addresses
from tallgrass.foundation.messages.models import Reason
from tallgrass.foundation.messages.purposes import UnknownPurpose, declare, declared, purpose

CHICAGO = ZoneInfo("America/Chicago")


@pytest.mark.parametrize("language", available_languages())
def test_what_somebody_can_end_has_a_name(language: str) -> None:
    discover()
    streams = {
        one.stream for one in declared().values() if not one.needed and not one.key.startswith("test.")
    }
    assert streams <= set(words(language, "messages")["streams"])
    assert set(words(language, "messages")["page"]["ended"]["reasons"]) == set(Reason)


def test_a_purpose_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        declare("messages.test")
    with pytest.raises(UnknownPurpose):
        purpose("never declared")


@pytest.mark.parametrize(
    ("now", "hours", "opens"),
    [
        ("2026-07-08 07:59", MAIL, "2026-07-08 08:00"),
        ("2026-07-08 08:00", MAIL, "2026-07-08 08:00"),
        ("2026-07-08 08:00", TEXT, "2026-07-08 09:00"),
        ("2026-07-08 19:59", MAIL, "2026-07-08 19:59"),
        ("2026-07-08 20:00", MAIL, "2026-07-09 08:00"),
        ("2026-03-07 21:00", MAIL, "2026-03-08 08:00"),  # clocks go forward that night
        ("2026-10-31 23:30", MAIL, "2026-11-01 08:00"),  # and back
    ],
)
def test_hours_are_those_of_the_clock_on_the_wall(now: str, hours: Hours, opens: str) -> None:
    there, expected = (datetime.fromisoformat(one).replace(tzinfo=CHICAGO) for one in (now, opens))
    assert opens_at(there.astimezone(UTC), CHICAGO, hours) == expected.astimezone(UTC)


def test_pauses_grow_to_about_three_days() -> None:
    pauses = [pause_of_message(tries) for tries in range(1, MOST_TRIES)]
    assert pauses == sorted(pauses)
    assert timedelta(days=2) < sum(pauses, timedelta()) < timedelta(days=4)
    assert [rest_of_line(faults) for faults in (1, 2, 99)] == [
        timedelta(seconds=30),
        timedelta(minutes=1),
        timedelta(minutes=30),
    ]


def test_an_address_is_the_same_however_it_is_written() -> None:
    assert digest_of("mail", " Bea@Example.ORG") == digest_of("mail", "bea@example.org")
    numbers = ("(314) 555-0123", "+1 314 555 0123", "1-314-555-0123", "001 314.555.0123")
    assert {digest_of("text", number) for number in numbers} == {digest_of("text", "+13145550123")}
    assert normal("text", "+34 600 123 456") == "+34600123456"
    assert digest_of("mail", "a@example.org") != digest_of("mail", "b@example.org")
    assert (hint_of("mail", "bea@example.org"), hint_of("text", "+13145550123")) == (
        "b…@example.org",
        "…0123",
    )


@pytest.mark.parametrize(
    ("channel", "to"),
    [
        ("mail", ""),
        ("mail", "bea"),
        ("mail", "a@b\nBcc: c@d"),
        ("text", ""),
        ("text", "555"),
        ("text", "call me"),
    ],
)
def test_what_is_no_address_is_refused(channel: str, to: str) -> None:
    with pytest.raises(ValidationError):
        normal(channel, to)


def test_answers_are_kept_without_addresses_and_are_told_in_words() -> None:
    kept = without_addresses(
        "550 5.1.1 <bea@example.org>:\r\n no such\u202e user bea+x@example.org " + "x" * 500
    )
    assert kept.startswith("550 5.1.1 …: no such user …")
    assert len(kept) == 200
    answers = {
        "550 5.1.1 no": "gone",
        "552 5.2.2 full": "full",
        "550 5.7.26 not authenticated": "policy",
        "451 4.3.0 busy": "later",
        "554 no": "refused",
        "UnicodeError": "other",
    }
    assert {said: cause_of(said) for said in answers} == answers
    assert not is_no_mailbox(550, "go away")
    for language in available_languages():
        assert set(answers.values()) == set(words(language, "messages")["page"]["failures"]["causes"])
