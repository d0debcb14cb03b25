"""What people want to work on first (METHOD 1, section 3, rule 12)."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from tallgrass.strength.rounds.method.priorities import Priorities, Priority, priorities
from tallgrass.strength.rounds.method.records import Ranking

KNOWN = ("KP1", "KP2", "KP3", "KP4", "data")


def people(kind: str, *lists: Iterable[str], start: int = 0) -> list[Ranking]:
    return [
        Ranking(f"{kind}{start + number}", kind, item, rank)
        for number, items in enumerate(lists)
        for rank, item in enumerate(items, 1)
    ]


def share(item: str, of: str) -> Priority:
    return Priority(item, Fraction(of))


def partners(rows: Iterable[Ranking], k: int = 5) -> Priorities:
    return priorities(rows, KNOWN, k)[0]


def test_under_ten_people_nothing_leaves_not_even_how_many() -> None:
    assert partners(people("community", *[["KP1"]] * 9)) == Priorities("too_few", None, (), None)
    assert partners([]) == Priorities("none", None, (), None)
    assert partners(people("community", *[["KP1"]] * 10)).rankers == 10


def test_the_six_are_together_residents_apart_and_others_in_neither() -> None:
    rows = [
        *people("community", *[["KP1"]] * 6),
        *people("government", *[["KP2"]] * 4),
        *people("resident", *[["KP3"]] * 10),
        *people("other", *[["KP4"]] * 12),
    ]
    found, residents = priorities(rows, KNOWN, 5)
    assert (found.rankers, residents.rankers) == (10, 10)
    assert found.items == (share("KP1", "0.6"), Priority("KP2", None))
    assert residents.items == (share("KP3", "1"),)


def test_under_k_picks_there_is_no_share() -> None:
    rows = people("community", *[["KP1", "KP2"]] * 4, *[["KP1", "data"]] * 5, ["KP1"])
    assert partners(rows).items == (
        share("KP1", "1"),
        share("data", "0.5"),
        Priority("KP2", None),
    )
    assert [one.share for one in partners(rows, k=6).items] == [1, None, None]


def test_what_few_wrote_in_their_own_words_is_not_shown() -> None:
    rows = people("community", *[["KP1", "Fix Rosa's roof"]] * 4, *[["KP1", "My street"]] * 2, *[["KP1"]] * 4)
    found = partners(rows)
    assert found.items == (share("KP1", "1"), Priority(None, None))


def test_what_people_wrote_in_is_named_only_once_a_person_has_cleared_it() -> None:
    rows = people("community", *[["KP1", "Sack the clerk"]] * 12)
    assert partners(rows).items == (share("KP1", "1"), Priority(None, None))
    rows[1] = replace(rows[1], cleared=True)
    assert partners(rows).items == (share("KP1", "1"), share("Sack the clerk", "1"))


def test_items_that_a_person_did_not_pick_share_the_places_that_are_left() -> None:
    rows = people("community", *[["KP1", "KP2"]] * 5, *[["KP1", "KP3"]] * 5)
    # Of three items KP1 is always first; the others are second as often as third: W = 3/4.
    assert partners(rows).agreement == "most_agree"


def test_one_person_who_repeats_an_item_is_one_person() -> None:
    rows = people("community", ["My street"] * 6, *[["KP1"]] * 9)
    assert partners(rows).items == (share("KP1", "0.9"), Priority(None, None))


def test_shares_are_rounded_to_a_tenth_and_the_widest_shared_comes_first() -> None:
    rows = people("community", *[["KP2"]] * 11, *[["KP1"]] * 6)
    assert [(one.item, float(one.share or 0)) for one in partners(rows).items] == [("KP2", 0.6), ("KP1", 0.4)]


def test_agreement_is_a_word() -> None:
    same = people("community", *[["KP1", "KP2", "KP3"]] * 10)
    assert partners(same).agreement == "most_agree"
    apart = people("community", *[["KP1", "KP2", "KP3"]] * 5, *[["KP3", "KP2", "KP1"]] * 5)
    assert partners(apart).agreement == "mixed"
    assert partners(people("community", *[["KP1"]] * 10)).agreement is None
