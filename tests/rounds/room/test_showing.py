"""What a room is shown: the printed band or spread of METHOD 1, and when nothing may be shown."""

from collections import Counter
from decimal import Decimal
from itertools import combinations_with_replacement

import pytest

from tallgrass.strength.rounds.method.records import Count
from tallgrass.strength.rounds.room.method.picture import picture_of
from tallgrass.strength.rounds.room.method.showing import (
    Shown,
    count_of,
    in_steps,
    refusal,
    shown,
    typed_count,
)

NOBODY = Count()
#: How many count vectors fit whatever is printed, at least, for so many answers (METHOD 1, section 3, rule 11).
PROMISED = {5: 18, 6: 27, 7: 52, 8: 70, 9: 93}


@pytest.mark.parametrize("answered", list(PROMISED))
@pytest.mark.parametrize("times", [None, 1, 2, 6])
def test_what_a_small_room_sees_fits_many_answers(answered: int, times: int | None) -> None:
    people = None if times is None else answered * times
    fitting: Counter[Shown] = Counter()
    for levels in combinations_with_replacement("01234", answered):
        fitting[shown(count_of(levels), NOBODY, people)] += 1
    assert min(fitting.values()) >= PROMISED[answered]
    assert {one.counts for one in fitting} == {None}
    assert {(one.low, one.high, one.dont_know_share) for one in fitting} == {(None, None, None)}


def test_a_room_of_ten_sees_how_many_chose_each_level() -> None:
    seen = shown(count_of("0122223344" + "dd"), NOBODY, 12)
    assert seen.counts == (1, 1, 4, 2, 2)
    assert (seen.answered, seen.people, seen.value) == (10, 12, Decimal("2.3"))
    assert seen.dont_know_share == Decimal("0.2")


def test_cards_and_phones_are_one_room() -> None:
    seen = shown(count_of("2" * 10), typed_count([0, 0, 0, 0, 5, 0]), 15)
    assert seen.counts == (0, 0, 10, 0, 5)


def test_more_answers_than_people_leave_the_number_of_people_unknown() -> None:
    assert shown(count_of("2" * 12), NOBODY, 11).people is None


@pytest.mark.parametrize(
    ("phones", "typed", "k", "why"),
    [
        ("2222", [], 5, "too_few"),
        ("2222dddd", [], 5, "too_few"),  # who don't know chose no level
        ("22222", [], 5, None),
        ("222222", [], 7, "too_few"),
        ("", [4, 0, 0, 0, 0, 9], 5, "too_few"),
        ("", [5], 5, None),
        ("2", [9], 5, "few_phones"),  # less the nine that everybody saw, the one answer would stand there
        ("d", [9], 5, "few_phones"),
        ("222222222", [0, 0, 0, 0, 0, 1], 5, "few_phones"),
        ("2222222222", [1], 5, None),
        ("22222222222", [1], 12, "few_phones"),
    ],
)
def test_when_nothing_may_be_shown(phones: str, typed: list[int], k: int, why: str | None) -> None:
    assert refusal(count_of(phones), typed_count(typed), k) == why


def test_trying_with_typed_numbers_does_not_count_the_phones() -> None:
    answers = {
        refusal(count_of("2" * phones), typed_count([typed]), 5)
        for phones in range(1, 10)
        for typed in range(1, 10)
    }
    assert answers == {"few_phones"}


def test_no_room_may_see_fewer_than_five() -> None:
    with pytest.raises(ValueError, match="must be 5 or more"):
        refusal(count_of("222"), NOBODY, 3)


def test_the_number_of_answers_moves_in_steps() -> None:
    assert [in_steps(answered, 5) for answered in (0, 4, 5, 9, 10, 61)] == [0, 0, 5, 5, 10, 60]


def test_the_picture_of_a_band_has_no_columns_and_no_mark() -> None:
    picture = picture_of(Decimal("2.5"), "", None, None, None)
    assert picture.mark is None
    assert {column.height for column in picture.columns} == {0}
    assert {column.count for column in picture.columns} == {None}
    assert picture_of(Decimal(1), "at_most", None, None, None).begins == picture.columns[0].x


def test_the_picture_of_a_spread_is_as_high_as_levels_were_chosen() -> None:
    counts = [0, 2, 4, 1, 0]
    picture = picture_of(Decimal("1.9"), "", Decimal("1.7"), Decimal("2.1"), counts)
    assert [column.height * 4 for column in picture.columns] == [76 * count for count in counts]
