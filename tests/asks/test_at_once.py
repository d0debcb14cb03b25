"""Two who ask at once: never do both slip under the limit. On PostgreSQL, where two can write at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from tallgrass.elements.players.asks.actions import ask, ask_those_within
from tallgrass.elements.players.asks.asked import Asked, OverBudget
from tallgrass.elements.players.asks.models import Ask
from tallgrass.elements.players.asks.purposes import Purpose
from tallgrass.places.roles import RUN_ROUNDS
from tests.cast import Cast

TASK = Purpose("tests.task", RUN_ROUNDS)
BEA = Asked("Bea", address="bea@example.org")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite lets one write at a time; its tests keep one connection",
    ),
]


def at_once(cast: Cast, *lists: list[Asked]) -> list[int]:
    """How many of each list were asked, where all are asked in the same moment."""
    barrier = Barrier(len(lists))

    def asking(people: list[Asked]) -> int:
        try:
            barrier.wait(timeout=30)
            if len(people) == 1:
                ask(place=cast.elmwood, by=cast.rosa, people=people, purpose=TASK, minutes=5)
                return 1
            verdicts = ask_those_within(
                place=cast.elmwood, by=cast.rosa, people=people, purpose=TASK, minutes=5
            )
            return sum(one.within for one in verdicts)
        except OverBudget:
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(lists)) as threads:
        return list(threads.map(asking, lists))


def test_of_eight_asks_at_once_two_are_let_through(cast: Cast) -> None:
    assert sorted(at_once(cast, *[[BEA]] * 8)) == [0] * 6 + [1, 1]
    assert Ask.objects.filter(place=cast.elmwood).count() == 2


def test_lists_that_overlap_ask_nobody_too_often(cast: Cast) -> None:
    others = [Asked(str(number), address=f"{number}@example.org") for number in range(50)]
    counts = at_once(cast, *[[BEA, *others]] * 4)
    assert sorted(counts) == [0, 0, 51, 51]
