"""Stipends: recorded, corrected and taken back by stewards, added up for a funder, and apart from all answers."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.elements.players.actions import add_partner, erase_partner
from tallgrass.elements.players.asks.models import Ask, Stipend
from tallgrass.elements.players.asks.stipends.actions import (
    NoSuchStipend,
    Payment,
    correct_stipend,
    record_stipend,
    take_back_stipend,
)
from tallgrass.elements.players.asks.stipends.method.amounts import read_amount
from tallgrass.elements.players.asks.stipends.method.totals import Paid, in_all, totals
from tallgrass.elements.players.asks.stipends.queries import totals_of
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.foundation.events.models import Event
from tests.cast import Cast
from tests.rounds.held import Held

DAY = date(2026, 3, 1)
HOUR = Payment("An hour at a meeting", Decimal(25), "USD", DAY, to="Ana Neighbor", minutes=60)
FORM = {
    "what_for": "Child care", "round": "", "amount": "$1,250.50", "currency": "usd", "hours": "1.5",
    "paid_on": "2026-03-01", "to": "",
}  # fmt: skip


def test_nothing_here_leads_to_an_answer() -> None:
    """No key of a stipend or of an ask leads to a sheet, a code or an invitation, and none of theirs leads here."""
    kept_apart = {Ask, Stipend}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and model in kept_apart:
                assert field.related_model._meta.app_label != "strength_rounds"  # type: ignore[union-attr]
            if isinstance(field, models.ForeignKey) and field.related_model in kept_apart:
                pytest.fail(f"{model.__name__} leads to {field.related_model}")


def test_only_stewards_record_and_see(cast: Cast, client: Client) -> None:
    for other in (cast.bea, cast.cal, cast.otto, cast.ines):
        with pytest.raises(PermissionDenied):
            record_stipend(place=cast.elmwood, by=other, payment=HOUR)
    record_stipend(place=cast.elmwood, by=cast.rosa, payment=HOUR)
    client.force_login(cast.bea)
    assert client.get("/elmwood/stipends/").status_code == 403
    assert "stipend" not in client.get("/elmwood/history/").content.decode()
    client.force_login(cast.rosa)
    assert "Rosa recorded a stipend of 25.00 USD." in client.get("/elmwood/history/").content.decode()


def test_what_the_page_takes_is_recorded_and_added_up(cast: Cast, client: Client, anonymous: Held) -> None:
    client.force_login(cast.rosa)
    for round_, amount in ((str(anonymous.round.pk), "25"), (str(anonymous.round.pk), "25,50"), ("", "10")):
        answer = client.post("/elmwood/stipends/add/", {**FORM, "round": round_, "amount": amount})
        assert answer.status_code == 302
    page = client.get("/elmwood/stipends/?told=recorded").content.decode()
    assert "50.50 USD" in page
    assert "60.50 USD in all, 3 times." in page
    assert "Round of" in page
    only = client.get("/elmwood/stipends/?since=2026-03-02").content.decode()
    assert "60.50" not in only


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("amount", "a lot", "Write the amount in digits"),
        ("amount", "0", "above 0"),
        ("currency", "dollars", "at most 3 characters"),
        ("currency", "U$D", "three letters"),
        ("hours", "99999", "under 10,000"),
        ("paid_on", (date.today() + timedelta(days=9)).isoformat(), "still to come"),  # noqa: DTZ011
        ("round", "99", "choose one of the answers"),
        ("what_for", " ", "Say what it was for"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    cast: Cast, client: Client, field: str, value: str, said: str
) -> None:
    client.force_login(cast.rosa)
    answer = client.post("/elmwood/stipends/add/", {**FORM, field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Stipend.objects.filter(place=cast.elmwood).exists()


def test_a_round_of_another_place_is_refused(cast: Cast, anonymous: Held) -> None:
    with pytest.raises(ValidationError):
        record_stipend(
            place=cast.oakdale,
            by=cast.otto,
            payment=Payment("x", Decimal(1), "USD", DAY, round=anonymous.round.pk),
        )


def test_what_is_corrected_says_so_and_what_is_taken_back_names_nobody(cast: Cast, client: Client) -> None:
    row = record_stipend(place=cast.elmwood, by=cast.rosa, payment=HOUR)
    client.force_login(cast.rosa)
    shown = client.get(f"/elmwood/stipends/{row.pk}/").content.decode()
    assert "Ana Neighbor" in shown
    correct_stipend(
        place=cast.elmwood,
        number=row.pk,
        by=cast.rosa,
        payment=Payment("Child care", Decimal(30), "USD", DAY, "Ana"),
    )
    assert (
        "changed the amount of 30.00 USD from “25.00” to “30.00”"
        in client.get("/elmwood/history/").content.decode()
    )
    assert client.post(f"/elmwood/stipends/{row.pk}/take-back/").status_code == 302
    page = client.get("/elmwood/stipends/").content.decode()
    assert "Taken back" in page
    assert "Ana" not in page
    assert totals_of(place=cast.elmwood) == []
    assert client.get(f"/elmwood/stipends/{row.pk}/").status_code == 404
    assert "Ana" not in repr(list(Event.objects.filter(place=cast.elmwood.pk).values()))


def test_the_file_for_a_funder_names_nobody_and_no_file_runs_anything(cast: Cast, client: Client) -> None:
    record_stipend(
        place=cast.elmwood, by=cast.rosa, payment=Payment("Hour", Decimal(25), "USD", DAY, to="=HYPERLINK(1)")
    )
    client.force_login(cast.rosa)
    totals_file = client.get("/elmwood/stipends/totals.csv").content.decode("utf-8-sig")
    assert totals_file.splitlines() == [
        "Round,What for,Payments,Amount,Currency,Hours", "No round,Hour,1,25.00,USD,",
    ]  # fmt: skip
    assert "'=HYPERLINK(1)" in client.get("/elmwood/stipends/stipends.csv").content.decode()


def test_a_partner_by_its_name_and_gone_with_it(cast: Cast) -> None:
    partner = add_partner(place=cast.elmwood, fields=PartnerFields("Tenants"), by=cast.rosa)
    row = record_stipend(
        place=cast.elmwood, by=cast.rosa, payment=Payment("Hour", Decimal(25), "USD", DAY, to="tenants")
    )
    assert row.player == partner
    erase_partner(place=cast.elmwood, player=partner.pk, by=None)
    row.refresh_from_db()
    assert (row.player, row.to, row.amount) == (None, "", Decimal(25)), "the books still add up"


def test_taken_back_twice_is_not_there(cast: Cast) -> None:
    row = record_stipend(place=cast.elmwood, by=cast.rosa, payment=HOUR)
    take_back_stipend(place=cast.elmwood, number=row.pk, by=cast.rosa)
    with pytest.raises(NoSuchStipend):
        take_back_stipend(place=cast.elmwood, number=row.pk, by=cast.rosa)


PAID = st.builds(
    Paid,
    st.none() | st.integers(1, 3),
    st.sampled_from(["Hour", "hour", "Child care"]),
    st.decimals("0.01", "9999.99", places=2),
    st.sampled_from(["USD", "MXN"]),
    st.none() | st.integers(1, 600),
)


@given(st.lists(PAID, max_size=20), st.randoms(use_true_random=False))
def test_totals_add_up_and_never_over_currencies(paid: list[Paid], order: object) -> None:
    sums = totals(paid)
    for currency in ("USD", "MXN"):
        own = [one for one in paid if one.currency == currency]
        assert sum(each.amount for each in sums if each.currency == currency) == sum(
            one.amount for one in own
        )
        assert sum(each.count for each in sums if each.currency == currency) == len(own)
    assert {each.currency for each in in_all(sums)} == {one.currency for one in paid}
    shuffled = sorted(paid, key=lambda _: order.random())  # type: ignore[attr-defined]
    amounts = [(each.round, each.what_for.casefold(), each.amount) for each in totals(shuffled)]
    assert amounts == [(each.round, each.what_for.casefold(), each.amount) for each in sums]


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_an_amount_is_read_however_it_is_grouped(whole: int, part: int) -> None:
    meant = Decimal(whole) + Decimal(part) / 100
    for written in (
        f"{whole}.{part:02}",
        f"{whole:,}.{part:02}",
        f"{whole:,}".replace(",", ".") + f",{part:02}",
    ):
        assert read_amount(written) == meant


@given(st.text(max_size=12))
def test_no_text_breaks_an_amount(text: str) -> None:
    amount = read_amount(text)
    assert amount is None or amount >= 0


def test_a_page_that_is_sent_twice_records_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.rosa)
    filled = {**FORM, "seen": hidden(client.get("/elmwood/stipends/add/").content.decode())}
    assert client.post("/elmwood/stipends/add/", filled).status_code == 302
    again = client.post("/elmwood/stipends/add/", filled)
    assert again.status_code == 422
    assert "This was recorded already" in again.content.decode()
    assert Stipend.objects.filter(place=cast.elmwood).count() == 1
    other = client.post("/elmwood/stipends/add/", {**filled, "amount": "10"})
    assert other.status_code == 302, "another payment from the same page is no double"
    meant = {**FORM, "seen": hidden(again.content.decode())}
    assert client.post("/elmwood/stipends/add/", meant).status_code == 302
    assert Stipend.objects.filter(place=cast.elmwood).count() == 3


def hidden(page: str) -> str:
    """The number that the page carries along."""
    found = re.search(r'name="seen"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="seen"', page)
    assert found is not None
    return found[1] or found[2]
