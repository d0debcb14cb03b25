"""How many answered: while a round is open, no number ever moves by fewer people than the smallest group."""

import itertools

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.strength.rounds.holding.actions import NotNow, close_round, note_participation
from tallgrass.strength.rounds.holding.method.participation import shown_next
from tallgrass.strength.rounds.holding.saying import heard, heard_so_far
from tallgrass.strength.rounds.models import Round, Sheet
from tests.cast import Cast
from tests.rounds.held import Held

SAID = {
    "fewer_so_far": "fewer than {k} so far",
    "fewer": "fewer than {k}",
    "none": "none",
    "a_of_b": "{a} of {b}",
    "a_unknown": "{a}",
}


def answer(held: Round, kind: str, count: int, levels: str = "2" + "-" * 11) -> None:
    Sheet.objects.bulk_create(Sheet(round=held, kind=kind, form="short", levels=levels) for _ in range(count))


@given(counts=st.lists(st.integers(0, 60)), k=st.integers(5, 12))
def test_no_sequence_of_numbers_moves_by_fewer_than_k(counts: list[int], k: int) -> None:
    """Whenever somebody looks, and also where answers are taken back between two looks."""
    shown = [0]
    for count in counts:
        shown.append(shown_next(shown[-1], count, k))
    steps = [after - before for before, after in itertools.pairwise(shown)]
    assert all(step == 0 or step >= k for step in steps)
    assert not set(shown) & set(range(1, k))


@given(counts=st.lists(st.integers(0, 40)), k=st.integers(5, 9), asked=st.none() | st.integers(0, 50))
def test_what_is_read_never_tells_nobody_from_few(counts: list[int], k: int, asked: int | None) -> None:
    shown, read = 0, []
    for count in sorted(counts):
        shown = shown_next(shown, count, k)
        read.append((count, heard_so_far(shown, asked, k, SAID)))
    assert all(text == f"fewer than {k} so far" for count, text in read if count < k)


@given(k=st.integers(5, 9), count=st.integers(0, 20))
def test_a_number_is_at_most_k_less_one_behind_when_people_only_come(k: int, count: int) -> None:
    shown = 0
    for number in range(count + 1):
        shown = shown_next(shown, number, k)
    assert 0 <= count - shown < k


@pytest.mark.parametrize(
    ("answered", "asked", "text"),
    [
        (0, 9, "none"),
        (1, 9, "fewer than 5"),
        (4, None, "fewer than 5"),
        (5, 9, "5 of 9"),
        (5, None, "5"),
        (10, 9, "10"),
    ],
)
def test_a_closed_round_says_a_of_b(answered: int, asked: int | None, text: str) -> None:
    assert heard(answered, asked, 5, SAID) == text


def test_numbers_are_kept_between_looks(anonymous: Held, cast: Cast) -> None:
    at = {"place": cast.elmwood, "number": anonymous.round.pk, "by": cast.rosa}
    answer(anonymous.round, "community", 4)
    assert note_participation(**at).get("community", 0) == 0
    answer(anonymous.round, "community", 3)
    assert note_participation(**at)["community"] == 7
    answer(anonymous.round, "community", 4)
    assert note_participation(**at)["community"] == 7
    answer(anonymous.round, "community", 1)
    assert note_participation(**at)["community"] == 12
    assert note_participation(**at).get("government", 0) == 0


def test_who_skipped_everything_has_not_answered(anonymous: Held, cast: Cast) -> None:
    at = {"place": cast.elmwood, "number": anonymous.round.pk, "by": cast.rosa}
    answer(anonymous.round, "community", 9, "s" * 6 + "-" * 6)
    assert note_participation(**at) == {}
    answer(anonymous.round, "community", 5, "d" + "-" * 11)
    assert note_participation(**at) == {"community": 5}


def test_the_page_shows_what_may_be_shown(anonymous: Held, cast: Cast, client: Client) -> None:
    client.force_login(cast.rosa)
    answer(anonymous.round, "community", 4)
    page = client.get(f"/elmwood/rounds/{anonymous.round.pk}/").content.decode()
    assert page.count("fewer than 5 so far") == 8
    answer(anonymous.round, "community", 1)
    page = client.get(f"/elmwood/rounds/{anonymous.round.pk}/").content.decode()
    assert page.count("fewer than 5 so far") == 7
    assert "5 of 5" in page
    answer(anonymous.round, "community", 1)
    assert client.get(f"/elmwood/rounds/{anonymous.round.pk}/").content.decode().count("5 of 5") == 1


def test_nothing_is_counted_while_open_once_it_is_closed(anonymous: Held, cast: Cast) -> None:
    close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    with pytest.raises(NotNow):
        note_participation(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
