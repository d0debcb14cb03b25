"""What becomes of a row: whom it means, and what it changes."""

from collections.abc import Sequence
from types import MappingProxyType

from tallgrass.elements.players.imports.method.columns import match_columns
from tallgrass.elements.players.imports.method.likeness import looks_like
from tallgrass.elements.players.imports.method.planning import RowFate, plan, tally
from tallgrass.elements.players.imports.method.recognising import OnRecord, Register
from tallgrass.elements.players.imports.method.rows import given_of
from tallgrass.elements.players.imports.vocabulary import vocabulary
from tallgrass.elements.players.method.fields import PartnerFields

TITLES = ("id", "name", "EIN", "website", "kind", "Budget")


def on_record(
    number: int, name: str, *, key: str = "", hidden: bool = False, merged: bool = False, **more: object
) -> OnRecord:
    return OnRecord(number, key or f"key-{number}", PartnerFields(name, **more), hidden, merged)  # type: ignore[arg-type]


def planned(
    rows: Sequence[Sequence[str]], *known: OnRecord, asked: Sequence[int] = ()
) -> tuple[RowFate, ...]:
    columns = match_columns(TITLES, vocabulary())
    given = [given_of(number, row, columns, vocabulary()) for number, row in enumerate(rows, start=2)]
    return plan(given, Register(known), asked, looks_like)


def ein(value: str) -> MappingProxyType[str, str]:
    return MappingProxyType({"ein": value})


def test_a_partner_is_found_by_its_id_before_anything_else() -> None:
    (fate,) = planned(
        [["key-2", "Data Night", "", "", "", ""]], on_record(1, "Data Night"), on_record(2, "Old Name")
    )
    assert (fate.fate, fate.player, fate.how) == ("changed", 2, "key")
    assert fate.changes == {"name": ["Old Name", "Data Night"]}


def test_then_by_a_number_that_is_its_alone() -> None:
    (fate,) = planned(
        [["", "Data Nite", "12-3456789", "", "", ""]],
        on_record(1, "Data Night", identifiers=ein("12-3456789")),
    )
    assert (fate.fate, fate.player, fate.how) == ("changed", 1, "identifier")


def test_then_by_exactly_the_same_name_however_it_is_written() -> None:
    (fate,) = planned([["", "DATA  night.", "", "", "", ""]], on_record(1, "Data Night"))
    assert (fate.fate, fate.player, fate.how) == ("changed", 1, "name")


def test_the_same_name_with_another_website_or_number_is_left_to_a_person() -> None:
    for row in (
        ["", "Relate", "", "https://relate-north.org", "", ""],
        ["", "Relate", "11-1111111", "", "", ""],
    ):
        (fate,) = planned(
            [row], on_record(1, "Relate", website="https://relate.org", identifiers=ein("12-3456789"))
        )
        assert (fate.fate, [one.id for one in fate.candidates]) == ("alike", [1])


def test_two_of_the_same_name_on_record_are_left_to_a_person() -> None:
    (fate,) = planned([["", "Relate", "", "", "", ""]], on_record(1, "Relate"), on_record(2, "Relate"))
    assert (fate.fate, [one.id for one in fate.candidates]) == ("alike", [1, 2])


def test_one_that_looks_like_a_partner_on_record_says_why() -> None:
    (fate,) = planned([["", "Gridworks Incorporated", "", "", "", ""]], on_record(1, "Gridworks"))
    assert fate.fate == "alike"
    assert fate.candidates[0].reasons == ("same_name_but_for_legal_form",)


def test_a_blank_cell_never_erases() -> None:
    known = on_record(
        1, "Data Night", kinds=("community",), website="https://x.org", identifiers=ein("12-3456789")
    )
    (fate,) = planned([["key-1", "Data Night", "", "", "", ""]], known)
    assert fate.fate == "same"
    (fate,) = planned([["key-1", "Data Night", "", "", "unknown", ""]], known)
    assert fate.fate == "same"


def test_a_further_column_is_laid_over_those_that_are_kept() -> None:
    known = on_record(1, "Data Night", further=MappingProxyType({"Room": "4", "Budget": "1"}))
    (fate,) = planned([["key-1", "Data Night", "", "", "", "9"]], known)
    assert fate.changes == {"further": [{"Room": "4", "Budget": "1"}, {"Room": "4", "Budget": "9"}]}


def test_a_row_that_repeats_an_earlier_one_is_refused_with_its_number() -> None:
    fates = planned(
        [
            ["a", "One", "", "", "", ""], ["a", "Two", "", "", "", ""],
            ["", "Three", "", "", "", ""], ["", "THREE", "", "", "", ""],
            ["", "Four", "12-3456789", "", "", ""], ["", "Five", "12-3456789", "", "", ""],
        ]
    )  # fmt: skip
    assert [fate.fate for fate in fates] == ["new", "refused", "new", "refused", "new", "refused"]
    assert [fate.why[0].details["row"] for fate in fates if fate.why] == [2, 4, 6]


def test_two_rows_of_one_name_with_ids_of_their_own_are_two_partners() -> None:
    assert [fate.fate for fate in planned([["1", "Relate"], ["2", "Relate"]])] == ["new", "new"]


def test_who_asked_not_to_be_listed_is_not_brought_in() -> None:
    fates = planned(
        [["key-1", "Shelter", "", "", "", ""], ["", "Other", "", "", "", ""]],
        on_record(1, "Shelter", hidden=True),
        asked=[3],
    )
    assert [fate.fate for fate in fates] == ["not_listed", "not_listed"]
    assert "Shelter" not in str(fates)


def test_a_record_that_was_joined_stays_as_it_is() -> None:
    (fate,) = planned([["key-1", "Another Name", "", "", "", ""]], on_record(1, "Night", merged=True))
    assert (fate.fate, [remark.key for remark in fate.remarks]) == ("same", ["merged"])


def test_every_row_is_counted_once() -> None:
    fates = planned([["", "", "", "", "", "7"], ["", "One"], ["", "one"]])
    assert sum(tally(fates).values()) == 3


def test_a_new_row_that_looks_like_an_earlier_one_says_so_and_stays_new() -> None:
    first, other, later = planned([["", "Gridworks"], ["", "Data Night"], ["", "Gridworks Inc."]])
    assert [fate.fate for fate in (first, other, later)] == ["new"] * 3
    assert (first.earlier, other.earlier) == ((), ())
    assert [(one.id, one.reasons) for one in later.earlier] == [(2, ("same_name_but_for_legal_form",))]
