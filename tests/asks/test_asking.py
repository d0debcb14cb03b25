"""Asking somebody on a site: who is known again, what is refused in which words, and what is kept."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from tallgrass.elements.players.actions import add_partner, erase_partner
from tallgrass.elements.players.asks.actions import ask, ask_those_within, forget_old_asks, unask
from tallgrass.elements.players.asks.asked import Asked, OverBudget, Verdict
from tallgrass.elements.players.asks.models import Ask
from tallgrass.elements.players.asks.purposes import Purpose
from tallgrass.elements.players.asks.queries import asked_of_partner, budget_of
from tallgrass.elements.players.asks.saying import sentence
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.foundation.events.models import Event
from tallgrass.places.actions import change_place
from tallgrass.places.roles import RUN_ROUNDS
from tests.cast import Cast

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

ROUND = Purpose("tests.round", RUN_ROUNDS, a_round=True)
TASK = Purpose("tests.task", RUN_ROUNDS)
BEA = Asked("Bea", address="bea@example.org")


@pytest.fixture(autouse=True)
def _a_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    from tallgrass.elements.players.asks import purposes

    monkeypatch.setitem(purposes._DECLARED, ROUND.key, ROUND)


def asks(cast: Cast, *people: Asked, purpose: Purpose = TASK, subject: int | None = None) -> list[Verdict]:
    """Rosa asks these people."""
    return ask(place=cast.elmwood, by=cast.rosa, people=people, purpose=purpose, subject=subject, minutes=5)


def test_the_third_this_month_is_refused_in_words(cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 3, 10, tzinfo=UTC), tick=False):
        asks(cast, BEA)
        asks(cast, BEA)
        with pytest.raises(OverBudget) as refused:
            asks(cast, Asked("Cal", address="cal@example.org"), BEA)
        assert refused.value.messages == [
            "This would be Bea’s third this month. You can ask from 10 April 2026 on."
        ]
        [verdict] = refused.value.verdicts
        assert sentence(verdict, "es") == (
            "Para Bea sería la tercera vez este mes. Puede preguntarle a partir del 10 de abril de 2026."
        )
    assert Ask.objects.filter(place=cast.elmwood).count() == 2, "nobody of them was asked"


def test_across_two_months_of_a_calendar_it_says_within_a_month(cast: Cast) -> None:
    for day in (25, 27):
        with time_machine.travel(datetime(2026, 3, day, tzinfo=UTC), tick=False):
            asks(cast, BEA)
    with (
        time_machine.travel(datetime(2026, 4, 2, tzinfo=UTC), tick=False),
        pytest.raises(OverBudget, match="third within a month, since 25 March 2026"),
    ):
        asks(cast, BEA)


def test_a_second_round_is_refused_in_words(cast: Cast) -> None:
    asks(cast, BEA, purpose=ROUND, subject=1)
    with pytest.raises(OverBudget, match="This would be Bea’s second round within a year"):
        asks(cast, BEA, purpose=ROUND, subject=2)


def test_the_place_says_how_often(cast: Cast) -> None:
    change_place(place=cast.elmwood, by=cast.rosa, changes={"asks_a_month": 1, "rounds_a_year": 3})
    asks(cast, BEA)
    with pytest.raises(OverBudget, match="Bea’s second this month"):
        asks(cast, BEA)
    with pytest.raises(ValidationError):
        change_place(place=cast.elmwood, by=cast.rosa, changes={"asks_a_month": 0})


def test_those_who_may_be_asked_are(cast: Cast) -> None:
    asks(cast, BEA)
    asks(cast, BEA)
    verdicts = ask_those_within(
        place=cast.elmwood, by=cast.rosa, purpose=TASK, minutes=5,
        people=[Asked("Cal", address="cal@example.org"), BEA, Asked("somebody without an address")],
    )  # fmt: skip
    assert [one.within for one in verdicts] == [True, False, True]
    assert Ask.objects.filter(place=cast.elmwood).count() == 3, "nothing is kept of whom nobody knows"


def test_every_way_of_writing_an_address_is_one_person(cast: Cast) -> None:
    for written in ("Bea@Example.org ", "bea+news@example.org"):
        asks(cast, Asked("Bea", address=written))
    assert not budget_of(place=cast.elmwood, people=[BEA], purpose=TASK)[0].within
    for written in ("(314) 555-0123", "+1 314 555 0123"):
        asks(cast, Asked("Cal", address=written))
    assert not budget_of(place=cast.elmwood, people=[Asked(address="314-555-0123")], purpose=TASK)[0].within


def test_a_partner_and_its_address_are_one(cast: Cast) -> None:
    partner = add_partner(
        place=cast.elmwood, fields=PartnerFields("Tenants", contact_email="Bea@example.org"), by=cast.rosa
    )
    asks(cast, Asked(player=partner.pk))
    asks(cast, BEA)
    for again in (BEA, Asked("Tenants", player=partner.pk)):
        with pytest.raises(OverBudget):
            asks(cast, again)
    assert len(asked_of_partner(place=cast.elmwood, player=partner.pk)) == 2


def test_what_is_kept_says_no_address_and_no_answer(cast: Cast) -> None:
    asks(cast, BEA, purpose=ROUND, subject=7)
    row = Ask.objects.filter(place=cast.elmwood).values().get()
    assert set(row) == {
        "id", "place_id", "player_id", "digest", "purpose", "subject", "minutes", "asked_on",
    }  # fmt: skip
    assert "bea" not in str(row).lower()
    ask(place=cast.oakdale, by=cast.otto, people=[BEA], purpose=TASK, minutes=5)
    there = Ask.objects.get(place=cast.oakdale)
    assert there.digest != row["digest"], "no two places can compare theirs"


def test_a_reminder_is_no_new_ask(cast: Cast) -> None:
    for _ in range(4):
        asks(cast, BEA, purpose=ROUND, subject=1)
    assert Ask.objects.filter(place=cast.elmwood).count() == 1


def test_only_who_may_ask_does_and_of_its_own_partners(cast: Cast) -> None:
    for stranger in (cast.bea, cast.otto, cast.ines):
        with pytest.raises(PermissionDenied):
            ask(place=cast.elmwood, by=stranger, people=[BEA], purpose=TASK, minutes=5)
    theirs = add_partner(place=cast.oakdale, fields=PartnerFields("Theirs"), by=cast.otto)
    with pytest.raises(ValidationError, match="no partner of the place"):
        asks(cast, Asked(player=theirs.pk))
    with pytest.raises(ValidationError):
        asks(cast, Asked(address="neither mail nor telephone"))


def test_what_nobody_heard_of_is_not_counted(cast: Cast) -> None:
    asks(cast, BEA, purpose=ROUND, subject=1)
    assert unask(place=cast.elmwood, by=cast.rosa, purpose=ROUND, subject=1) == 1
    asks(cast, BEA, purpose=ROUND, subject=2)


def test_who_has_everything_deleted_has_this_deleted_too(cast: Cast) -> None:
    partner = add_partner(
        place=cast.elmwood, fields=PartnerFields("Tenants", contact_email="bea@example.org"), by=cast.rosa
    )
    asks(cast, BEA)
    asks(cast, Asked(player=partner.pk), Asked("Cal", address="cal@example.org"))
    erase_partner(place=cast.elmwood, player=partner.pk, by=None)
    assert Ask.objects.filter(place=cast.elmwood).count() == 1
    assert not Event.objects.filter(place=cast.elmwood.pk, kind__startswith="asks.").exists()


def test_what_no_longer_counts_is_deleted(cast: Cast) -> None:
    now = datetime.now(tz=UTC)
    with time_machine.travel(now - timedelta(days=500), tick=False):
        asks(cast, BEA)
    with time_machine.travel(now - timedelta(days=400), tick=False):
        asks(cast, BEA)
    assert forget_old_asks(place=cast.elmwood) == 1
    assert Ask.objects.get(place=cast.elmwood).asked_on > (now - timedelta(days=402)).date()


def test_so_many_people_at_once_cost_few_questions(
    cast: Cast, django_assert_max_num_queries: "DjangoAssertNumQueries"
) -> None:
    people = [Asked(f"{number}", address=f"{number}@example.org") for number in range(1_000)]
    with django_assert_max_num_queries(30):
        asks(cast, *people, purpose=ROUND, subject=1)
    with django_assert_max_num_queries(30):
        verdicts = budget_of(place=cast.elmwood, people=people, purpose=ROUND, subject=2)
    assert not any(one.within for one in verdicts)
