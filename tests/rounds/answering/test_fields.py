"""What a browser sends is read as Django reads it, and a page of pieces is unpacked as it was written."""

import gzip
from string import printable

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.strength.rounds.answering.packing import packed, piece_of, unpacked
from tallgrass.strength.rounds.answering.sent_fields import fields_of
from tests.rounds.answering.people import at, form_number, whole
from tests.rounds.held import Held


@given(st.lists(st.tuples(st.text(), st.text())))
def test_fields_are_read_as_django_reads_them(pairs: list[tuple[str, str]]) -> None:
    sent = QueryDict(mutable=True)
    for name, value in pairs:
        sent.appendlist(name, value)
    assert fields_of(sent.urlencode().encode()) == sent.dict()


@given(st.text(alphabet=printable) | st.text())
def test_whatever_text_is_sent_is_read_as_django_reads_it(body: str) -> None:
    assert fields_of(body.encode()) == QueryDict(body.encode()).dict()


@given(st.binary())
def test_what_is_no_text_is_read_without_complaint(body: bytes) -> None:
    for name, value in fields_of(body).items():
        (name + value).encode()


@given(st.lists(st.text()))
def test_pieces_are_unpacked_as_they_were_written(texts: list[str]) -> None:
    pieces = [piece_of(text) for text in texts]
    assert gzip.decompress(packed(pieces)) == unpacked(pieces) == "".join(texts).encode()


@pytest.mark.django_db
def test_the_page_is_the_same_packed_and_unpacked(client: Client, anonymous: Held) -> None:
    pages = []
    for accepted in ("gzip", "identity"):
        number = form_number(client, anonymous.links["resident"])
        sent = {**whole("222222"), "do": "send", "number": number}
        answer = client.post(
            at(anonymous.links["resident"], "questions"), sent, headers={"Accept-Encoding": accepted}
        )
        held = answer.headers.get("Content-Encoding") == "gzip"
        assert held == (accepted == "gzip")
        pages.append(gzip.decompress(answer.content) if held else answer.content)
    assert pages[0] == pages[1]
    assert b"Thank you" in pages[0]


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["application/x-www-form-urlencoded", "multipart"])
def test_a_form_is_taken_in_both_ways_of_writing_it(client: Client, anonymous: Held, sort: str) -> None:
    secret = anonymous.personal["resident"][0]
    typed = {**whole("222222"), "do": "send", "missed": "Año nuevo & más"}
    if sort == "multipart":
        answer = client.post(at(secret, "questions"), typed)
    else:
        sent = QueryDict(mutable=True)
        sent.update(typed)
        answer = client.post(at(secret, "questions"), sent.urlencode(), content_type=sort)
    assert answer.status_code == 200
    [remark] = anonymous.round.remarks.all()
    assert remark.text == "Año nuevo & más"


@pytest.mark.django_db
def test_too_many_fields_are_refused(client: Client, anonymous: Held) -> None:
    body = "&".join(f"x{number}=1" for number in range(5_000))
    answer = client.post(
        at(anonymous.personal["resident"][0], "questions"), body,
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert answer.status_code == 400
