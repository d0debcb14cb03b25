"""The promise is kept by what there is no column for."""

from itertools import pairwise

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import DateField, DateTimeField, ForeignKey, TimeField
from django.test import Client

from tallgrass.strength.rounds.holding.actions import close_round
from tallgrass.strength.rounds.models import (
    Invitation,
    Remark,
    SentForm,
    Sheet,
    SheetCode,
    ShownParticipation,
)
from tests.cast import Cast
from tests.rounds.answering.people import at, form_number, rows, whole
from tests.rounds.held import Held

#: What is added when somebody answers an anonymous round.
ADDED = (Sheet, SentForm, Remark)
#: What they may say of where they belong.
BELONGS_TO = {"round", "place"}


def test_an_answer_leads_to_no_person_no_way_in_and_no_time() -> None:
    for model in ADDED:
        fields = model._meta.get_fields()
        assert not [f.name for f in fields if isinstance(f, DateField | DateTimeField | TimeField)], model
        leads = {f.name for f in fields if isinstance(f, ForeignKey)}
        assert leads <= BELONGS_TO, model


def test_a_sheet_holds_what_was_said_and_nothing_else() -> None:
    kept = {field.attname for field in Sheet._meta.concrete_fields}
    assert kept == {"key", "round_id", "kind", "form", "levels", "picks"}


def test_only_the_code_of_a_confidential_round_leads_to_a_sheet() -> None:
    leading = {
        model
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model in ADDED
    }
    assert leading == {SheetCode}


def test_a_way_in_says_that_it_was_used_and_not_when() -> None:
    fields = Invitation._meta.concrete_fields
    assert not [f.name for f in fields if isinstance(f, DateField | DateTimeField | TimeField)]


def test_an_anonymous_answer_changes_one_flag_besides_its_row(client: Client, anonymous: Held) -> None:
    before = rows()
    client.post(at(anonymous.personal["resident"][0], "questions"), whole("222222", do="send"))
    after = rows()
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"strength_rounds.Sheet", "strength_rounds.Invitation"}
    flags = Invitation.objects.filter(place=anonymous.round.place, used=True)
    assert flags.count() == 1
    assert not SheetCode.objects.exists()


def test_an_open_link_does_not_even_change_a_flag(client: Client, anonymous: Held) -> None:
    secret = anonymous.links["resident"]
    number = form_number(client, secret)
    before = rows()
    client.post(at(secret, "questions"), whole("222222", do="send", number=number, missed="the river"))
    after = rows()
    assert {table for table in after if after[table] != before[table]} == {
        "strength_rounds.Sheet", "strength_rounds.SentForm", "strength_rounds.Remark",
    }  # fmt: skip
    assert number not in str(after)


def test_keys_say_nothing_of_the_order(client: Client, anonymous: Held) -> None:
    secret = anonymous.links["resident"]
    for sign in "01234" * 3:
        number = form_number(client, secret)
        client.post(at(secret, "questions"), whole(sign * 6, do="send", number=number, missed=sign))
    for model in ADDED:
        keys = [row.pk for row in model._default_manager.order_by("pk")]
        assert len(set(keys)) == 15
        assert max(keys) > 2**40
    came = "".join(sheet.levels[0] for sheet in Sheet.objects.order_by("pk"))
    assert came != "01234" * 3


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite numbers rows by itself")
@pytest.mark.django_db
def test_sqlite_keeps_no_number_of_its_own_beside_the_key() -> None:
    for model in ADDED:
        with connection.cursor() as cursor:
            cursor.execute(f'PRAGMA table_info("{model._meta.db_table}")')
            [key] = [row for row in cursor.fetchall() if row[5]]
        assert (key[1], key[2].lower()) == ("key", "integer"), model


def test_rows_lie_in_the_order_of_their_keys(client: Client, anonymous: Held) -> None:
    """Even who reads the table as it lies learns no order; PostgreSQL's files are another matter, as the docs say."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL adds rows where there is room")
    secret = anonymous.links["resident"]
    for sign in "01234" * 3:
        number = form_number(client, secret)
        client.post(at(secret, "questions"), whole(sign * 6, do="send", number=number))
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid FROM strength_rounds_sheet")
        lie = [row[0] for row in cursor.fetchall()]
    assert all(one < other for one, other in pairwise(lie))


def test_participation_that_is_shown_says_no_time_either() -> None:
    fields = ShownParticipation._meta.concrete_fields
    assert not [f.name for f in fields if isinstance(f, DateField | DateTimeField | TimeField)]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL notes transactions in rows")
@pytest.mark.django_db(transaction=True)
def test_after_the_close_no_transaction_leads_from_a_way_in_to_an_answer(cast: Cast, anonymous: Held) -> None:
    """While the round is open it does, for who may ask the database itself; ``promises.md`` says so."""
    shared = (
        "SELECT count(*) FROM strength_rounds_sheet s JOIN strength_rounds_invitation i"
        " ON s.xmin::text = i.xmin::text WHERE i.used"
    )
    for secret in anonymous.personal["resident"]:
        Client().post(at(secret, "questions"), whole("012340", do="send"))
    with connection.cursor() as cursor:
        cursor.execute(shared)
        assert cursor.fetchone() == (3,)
        close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
        cursor.execute(shared)
        assert cursor.fetchone() == (0,)
        cursor.execute('SELECT "key" FROM strength_rounds_sheet ORDER BY ctid')
        keys = [row[0] for row in cursor.fetchall()]
    assert keys == sorted(keys)
    assert len(keys) == 3


def test_a_confidential_round_keeps_its_codes_when_rows_are_mixed(
    client: Client, cast: Cast, confidential: Held
) -> None:
    client.post(at(confidential.personal["resident"][0], "1"), {"answer-IN7": "3"})
    close_round(place=cast.elmwood, number=confidential.round.pk, by=cast.rosa)
    assert SheetCode.objects.get().sheet.levels == "3-----"
