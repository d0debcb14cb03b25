"""Each organization's own record: what it gave, asked for and got, on one page for its own reports."""

import io
import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pypdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from tallgrass.elements.players.actions import (
    add_partner,
    erase_partner,
    hide_partner,
    make_link,
    make_speaker,
    record_told,
)
from tallgrass.elements.players.asks.actions import ask
from tallgrass.elements.players.asks.asked import Asked
from tallgrass.elements.players.asks.purposes import Purpose
from tallgrass.elements.players.asks.stipends.actions import Payment, record_stipend
from tallgrass.elements.players.merging.actions import merge_partners
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Player, Tie
from tallgrass.elements.players.queries import link_of_secret
from tallgrass.foundation.ui import paper
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.scorecard.own_record.actions import (
    NotInThisRecord,
    say_what_came,
    strike_out,
    write_down_asked,
    write_down_time,
)
from tallgrass.strength.scorecard.own_record.models import AskedFor, TimeGiven
from tests.cast import Cast

TODAY = timezone.localdate()


def listed(cast: Cast, name: str, *, person: bool = False) -> Player:
    """A partner that was told."""
    made = add_partner(place=cast.elmwood, fields=PartnerFields(name, is_person=person), by=cast.rosa)
    record_told(place=cast.elmwood, players=[made.pk], way="phone", on=TODAY, by=cast.rosa)
    return made


@pytest.fixture
def tenants(cast: Cast) -> Player:
    """A partner that gave six hours and a half, asked for a room and got it, and has two confirmed links."""
    own = listed(cast, "Tenants")
    at = {"place": cast.elmwood, "player": own.pk, "by": cast.rosa}
    write_down_time(**at, minutes=90, on=TODAY, what_for="A meeting")  # type: ignore[arg-type]
    write_down_time(**at, minutes=300, on=TODAY, what_for="Words in Spanish")  # type: ignore[arg-type]
    line = write_down_asked(**at, what="A room for 20", on=TODAY)  # type: ignore[arg-type]
    say_what_came(**at, line=line.pk, came="The library’s hall", on=TODAY)  # type: ignore[arg-type]
    write_down_asked(**at, what="Data on evictions", on=TODAY)  # type: ignore[arg-type]
    for other in (listed(cast, "Library"), listed(cast, "Ana Neighbor", person=True)):
        Tie.objects.create(
            place=cast.elmwood, one=other, other=own, type="works_with", state="confirmed", confirmed_on=TODAY
        )
    ask(
        place=cast.elmwood, by=cast.rosa, people=[Asked(player=own.pk)],
        purpose=Purpose("tests.task", RUN_ROUNDS), minutes=5,
    )  # fmt: skip
    payment = Payment("Hour", Decimal(50), "USD", TODAY, to="Tenants")
    record_stipend(place=cast.elmwood, by=cast.rosa, payment=payment)
    return own


SAYS = (
    "6.5 hours given, 2 times.",
    "2 working links are confirmed by both sides, 2 of them in these days.",
    "1 of them is with a partner that is not public",
    "It asked for 2 things. 1 came.",
    "The library’s hall",
    "Nothing yet",
    "It took up no next step in these days.",
    "It was asked once, for about 5 minutes.",
    "It was paid 50.00 USD.",
    "Nothing here is taken from anybody’s answers.",
    "Do not use it to rank, fund or cut a place or a group.",
)


def test_the_page_says_it_all_and_names_nobody_who_is_not_public(
    cast: Cast, tenants: Player, client: Client
) -> None:
    client.force_login(cast.rosa)
    page = client.get(f"/elmwood/partners/{tenants.pk}/record/").content.decode()
    for sentence in SAYS:
        assert sentence in page
    assert "Ana Neighbor" not in page
    assert "Library" in page


def test_the_table_and_the_paper_say_the_same(cast: Cast, tenants: Player, client: Client) -> None:
    client.force_login(cast.rosa)
    base = f"/elmwood/partners/{tenants.pk}/record/record"
    table = client.get(f"{base}.csv").content.decode("utf-8-sig")
    for sentence in SAYS[:-2]:
        assert sentence in table
    if not paper.available():
        pytest.skip("the extra for paper is not installed")
    reader = pypdf.PdfReader(io.BytesIO(client.get(f"{base}.pdf").content))
    assert len(reader.pages) == 1
    text = " ".join(reader.pages[0].extract_text().split())
    for sentence in SAYS:
        assert sentence in text


def test_a_full_record_stays_on_one_page_and_the_table_holds_the_rest(
    cast: Cast, tenants: Player, client: Client
) -> None:
    for number in range(40):
        at = {"place": cast.elmwood, "player": tenants.pk, "by": cast.rosa, "on": TODAY}
        write_down_time(**at, minutes=60, what_for=f"Work of day {number}")  # type: ignore[arg-type]
        write_down_asked(**at, what=f"Help of sort {number}, and a few more words on it")  # type: ignore[arg-type]
    client.force_login(cast.rosa)
    base = f"/elmwood/partners/{tenants.pk}/record/"
    assert "And 34 more, which the table holds." in client.get(base).content.decode()
    assert client.get(f"{base}record.csv").content.decode().count("Work of day") == 40
    if paper.available():
        made = pypdf.PdfReader(io.BytesIO(client.get(f"{base}record.pdf?lang=es").content))
        assert len(made.pages) == 1


def test_a_partner_writes_by_its_secret_link_without_an_account(
    cast: Cast, tenants: Player, client: Client
) -> None:
    secret = make_link(place=cast.elmwood, player=tenants.pk, by=cast.rosa).text
    base = f"/elmwood/partner/{secret}/record/"
    assert base in client.get(f"/elmwood/partner/{secret}/").content.decode()
    answer = client.get(base)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    sent = {"do": "time", "on": TODAY.isoformat(), "hours": "2,5", "what_for": "Child care"}
    assert client.post(base, sent).status_code == 302
    row = TimeGiven.objects.get(place=cast.elmwood, what_for="Child care")
    assert (row.minutes, row.itself) == (150, True)
    assert "9 hours given" in client.get(base).content.decode()
    open_line = AskedFor.objects.get(place=cast.elmwood, came="")
    refused = client.post(base, {"do": "came", "line": open_line.pk, "on": TODAY.isoformat(), "came": ""})
    assert refused.status_code == 422
    assert "Say what came." in refused.content.decode()
    sent = {
        "do": "came",
        "line": str(open_line.pk),
        "on": TODAY.isoformat(),
        "came": "A table from the court",
    }
    assert client.post(base, sent).status_code == 302
    assert client.post(base, {"do": "strike_out", "time": str(row.pk)}).status_code == 302
    assert client.post(base, {"do": "strike_out", "time": str(row.pk)}).status_code == 404
    assert client.get(f"{base}record.csv").status_code == 200
    assert client.get("/elmwood/partner/ask-wrong/record/").status_code == 404
    client.force_login(cast.cal)
    assert "Tenants itself wrote down hours that Tenants gave." in (
        client.get("/elmwood/history/").content.decode()
    )


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"do": "time", "on": "x", "hours": "many", "what_for": ""}, "Write the hours in digits"),
        ({"do": "time", "on": "2999-01-01", "hours": "1", "what_for": "x"}, "still to come"),
        ({"do": "asked", "on": "2026-01-01", "what": " "}, "Say what was asked for."),
        ({"do": "nothing we know"}, "what you gave and got"),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence(
    cast: Cast, tenants: Player, client: Client, sent: dict[str, str], said: str
) -> None:
    client.force_login(cast.rosa)
    answer = client.post(f"/elmwood/partners/{tenants.pk}/record/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_who_may_write_and_who_may_read(cast: Cast, tenants: Player, client: Client) -> None:
    make_speaker(place=cast.elmwood, player=tenants.pk, email=cast.ines.email, by=cast.rosa)
    at = {"place": cast.elmwood, "player": tenants.pk, "on": TODAY}
    assert write_down_time(**at, by=cast.ines, minutes=5, what_for="x").itself  # type: ignore[arg-type]
    for other in (cast.bea, cast.cal, cast.otto):
        with pytest.raises(PermissionDenied):
            write_down_time(**at, by=other, minutes=5, what_for="x")  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        write_down_time(**{**at, "on": TODAY + timedelta(days=2)}, by=cast.rosa, minutes=5, what_for="x")  # type: ignore[arg-type]
    client.force_login(cast.ines)
    assert client.get(f"/elmwood/partners/{tenants.pk}/ours/record/").status_code == 200
    client.force_login(cast.bea)
    assert client.get(f"/elmwood/partners/{tenants.pk}/ours/record/").status_code == 404
    assert client.get(f"/elmwood/partners/{tenants.pk}/record/").status_code == 403


def test_another_partners_link_reaches_no_line_of_this_one(cast: Cast, tenants: Player) -> None:
    other = Player.objects.get(place=cast.elmwood, name="Library")
    secret = make_link(place=cast.elmwood, player=other.pk, by=cast.rosa).text
    link = link_of_secret(place=cast.elmwood, secret=secret)
    assert link is not None
    with pytest.raises(PermissionDenied):
        write_down_time(place=cast.elmwood, player=tenants.pk, by=link, minutes=5, on=TODAY, what_for="x")
    line = TimeGiven.objects.filter(place=cast.elmwood, player=tenants)[0]
    with pytest.raises(NotInThisRecord):
        strike_out(place=cast.elmwood, player=other.pk, by=link, time=line.pk)
    assert TimeGiven.objects.filter(place=cast.elmwood, pk=line.pk).exists()


def test_what_two_records_of_one_partner_gave_stands_together(
    cast: Cast, tenants: Player, client: Client
) -> None:
    twin = listed(cast, "Tenants of Elmwood")
    write_down_time(
        place=cast.elmwood,
        player=twin.pk,
        by=cast.rosa,
        minutes=60,
        on=TODAY,
        what_for="Before they were joined",
    )
    line = TimeGiven.objects.get(place=cast.elmwood, player=twin)
    merge_partners(place=cast.elmwood, kept=tenants.pk, other=twin.pk, by=cast.rosa)
    client.force_login(cast.rosa)
    assert (
        "7.5 hours given, 3 times." in client.get(f"/elmwood/partners/{tenants.pk}/record/").content.decode()
    )
    strike_out(place=cast.elmwood, player=tenants.pk, by=cast.rosa, time=line.pk)
    assert not TimeGiven.objects.filter(place=cast.elmwood, pk=line.pk).exists()


def test_hidden_is_hidden_here_too_and_deleted_is_gone(cast: Cast, tenants: Player, client: Client) -> None:
    hide_partner(place=cast.elmwood, player=tenants.pk, by=cast.rosa)
    client.force_login(cast.rosa)
    assert client.get(f"/elmwood/partners/{tenants.pk}/record/").status_code == 404
    erase_partner(place=cast.elmwood, player=tenants.pk, by=None)
    assert not TimeGiven.objects.filter(place=cast.elmwood).exists()
    assert not AskedFor.objects.filter(place=cast.elmwood).exists()


def test_other_days_say_what_was_then(cast: Cast, tenants: Player, client: Client) -> None:
    client.force_login(cast.rosa)
    until = (TODAY - timedelta(days=1)).isoformat()
    page = client.get(f"/elmwood/partners/{tenants.pk}/record/?until={until}").content.decode()
    assert "No hours are written down for these days." in page
    assert (
        client.get(f"/elmwood/partners/{tenants.pk}/record/?since=9999-99-99&until=0001-01-01").status_code
        == 200
    )


@pytest.mark.parametrize(
    ("do", "line", "model"),
    [
        ("time", {"hours": "2", "what_for": "A walk"}, TimeGiven),
        ("asked", {"what": "A van"}, AskedFor),
    ],
)
def test_a_page_that_is_sent_twice_adds_one_line(
    cast: Cast,
    tenants: Player,
    client: Client,
    do: str,
    line: dict[str, str],
    model: type[TimeGiven] | type[AskedFor],
) -> None:
    client.force_login(cast.rosa)
    address = f"/elmwood/partners/{tenants.pk}/record/"
    lines = model._default_manager.filter(place=cast.elmwood, player=tenants)
    before, last = lines.count(), max(lines.values_list("pk", flat=True))
    assert seen_on(client.get(address), do) == last
    filled = {"do": do, "on": TODAY.isoformat(), "seen": str(last), **line}
    assert client.post(address, filled).status_code == 302
    again = client.post(address, filled)
    assert again.status_code == 422
    assert "This was written down already" in again.content.decode()
    assert lines.count() == before + 1
    meant = {**filled, "seen": str(max(lines.values_list("pk", flat=True)))}
    assert seen_on(again, do) == int(meant["seen"])
    assert client.post(address, meant).status_code == 302
    assert lines.count() == before + 2


def seen_on(page: Any, do: str) -> int:
    """The number that a form of the page carries along."""
    time, asked = re.findall(r'<input[^>]*name="seen"[^>]*>', page.content.decode())
    found = re.search(r'value="(\d+)"', time if do == "time" else asked)
    assert found is not None
    return int(found[1])
