"""Records that may be of the same organization: what is suggested, what never is, and why."""

import random
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.elements.players.method.duplicates import Comparable, Likeness, ReasonKey, alike
from tallgrass.elements.players.method.duplicates_by_name import by_name
from tallgrass.elements.players.method.names import LONGEST_NAME, name_of


def records(*names: str) -> list[Comparable]:
    return [Comparable(key, name) for key, name in enumerate(names)]


def likeness(one: Comparable, other: Comparable) -> Likeness | None:
    found = alike([one, other])
    return found[0] if found else None


def named(one: str, other: str) -> Likeness | None:
    return likeness(*records(one, other))


def why(one: str, other: str) -> ReasonKey | None:
    found = named(one, other)
    return found.reasons[0].key if found else None


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("PRAIRIE DATA COMMONS", "Prairie Data Commons", "same_name"),
        ("Sumac Tenants’ Union", "Sumac Tenants' Union", "same_name"),
        ("The Gathering Porch", "Gathering Porch", "same_name"),
        ("Bread & Roses Room", "Bread and Roses Room", "same_name"),
        ("Clínica Río Claro", "Clinica Rio Claro", "same_name"),
        ("Степной фонд", "СТЕПНОЙ ФОНД", "same_name"),
        ("Larkspur Trust, Inc.", "Larkspur Trust", "same_name_but_for_legal_form"),
        ("Mujeres en Marcha S. de R.L. de C.V.", "Mujeres en Marcha", "same_name_but_for_legal_form"),
        ("St. Brendan Pantry", "Saint Brendan Pantry", "same_name_but_for_short_forms"),
        ("Larkspur Co. Hist. Soc.", "Larkspur County Hist. Society", "same_name_but_for_short_forms"),
        ("2nd Street Shelter", "Second Street Shelter", "same_name_but_for_short_forms"),
        ("MapWorks", "Map Works", "same_name_but_for_spaces"),
        ("OpenSedge.org", "Open Sedge", "same_name_but_for_spaces"),
        ("Greenway Partners (formerly Sumac Trails)", "Sumac Trails", "also_known_as"),
        ("Sumac Workforce Corp. d/b/a WorkReady", "WorkReady", "also_known_as"),
        ("Library, Goldenrod Public", "Goldenrod Public Library", "same_words_in_another_order"),
        ("Cottonwood Clinic", "Cottonwood Clinic (Bluestem, KS)", "same_name_but_for_a_note"),
        ("Ironweed Bikes", "Ironweed Bikes - Goldenrod", "same_name_but_for_a_note"),
        ("Office of New Civic Ideas", "ONCI", "initials"),
        ("Office of New Civic Ideas (ONCI)", "ONCI", "initials"),
        ("Mayor's Office of New Civic Ideas", "NCI", "initials"),
        ("Bluestem Housing and Redevelopment Authority", "Bluestem HRA", "initials"),
        ("Larkspur Regional Council of Governments", "LRCOG", "initials"),
        ("Governer's Task Force", "Governor's Task Force", "misspelt"),
        ("Nextstoop", "Nextsto", "misspelt"),
        ("Challenge Porc", "Challenge Porch", "misspelt"),
        ("Goldenrod Technolgoy Club", "Goldenrod Technology Club", "misspelt"),
        (
            "Prof. Assoc. of Nurses Tansy",
            "Professional Association of Nurses Tansy",
            "same_name_but_for_short_forms",
        ),
        ("Mallow Bapt. Church", "Mallow Baptist Church", "misspelt"),
        ("Comunity Fondation of Tansy", "Community Foundation of Tansy", "misspelt"),
        ("Youth Empowerment Tansy (YES)", "YES Tansy", "initials"),
        ("WQZX Public Radio", "WQZX", "initials"),
        ("Hackberry Hall", "Hackberry Hall Community Space", "one_name_inside_the_other"),
        ("CodeWrights Collective", "Code Wrights", "one_name_inside_the_other"),
        ("Mulberry Makers", "Mulberry Maker Space", "one_name_inside_the_other"),
        ("Friends of the Old Depot", "Old Depot Friends Group", "one_name_inside_the_other"),
    ],
)
def test_names_that_may_be_of_one_organization_and_why(one: str, other: str, reason: str) -> None:
    assert why(one, other) == reason
    assert why(other, one) == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Code for Cattail Bend", "Code for Sedge Landing"),
        ("Code for LA", "Code for DE"),
        ("Neighbors United of Greater Goldenrod", "Neighbors United of Central Larkspur"),
        ("Burr Oak High School", "Burr Oak Elementary School"),
        ("Fire Station 4", "Fire Station 14"),
        ("Bakers Local 212", "Bakers Local 221"),
        ("City of Goldenrod Department of Health", "City of Goldenrod Department of Housing"),
        ("Goldenrod Public Library", "Goldenrod Public Library Foundation"),
        ("Goldenrod Public Library", "Goldenrod Public Library, Elm Branch"),
        ("Prairie Legal Services - North Office", "Prairie Legal Services - South Office"),
        ("University of Goldenrod", "Goldenrod University"),
        ("Mayer Foundation", "Meyer Foundation"),
        ("Code for Bellworth", "Code for Bellport"),
        ("Latino Business Network", "Latina Business Network"),
        ("Institute for Rural Health", "Institute for Rural Wealth"),
        ("北草原数据社", "南草原数据社"),
        ("A Certain Trust (ACT)", "Another City Theater (ACT)"),
        ("", ""),
        ("!!!", "!!!"),
    ],
)
def test_names_that_are_never_suggested(one: str, other: str) -> None:
    assert named(one, other) is None


def test_a_university_with_its_name_turned_at_a_comma_is_suggested() -> None:
    assert why("Goldenrod, University of", "University of Goldenrod") == "same_words_in_another_order"


@pytest.mark.parametrize(
    ("one", "other", "certainty"),
    [
        ("Sumac Kitchen", "SUMAC KITCHEN", "same"),
        ("Sumac Kitchen LLC", "Sumac Kitchen Inc.", "likely"),
        ("Community Center", "Community Center", "likely"),
        ("Code for Belle", "Code for La Belle", "likely"),
        ("Sumac Kitchen", "Sumac Kitchne", "likely"),
    ],
)
def test_it_is_the_same_only_where_the_name_is_and_tells_something(
    one: str, other: str, certainty: str
) -> None:
    found = named(one, other)
    assert found is not None
    assert found.certainty == certainty


# Numbers and websites


def test_one_number_is_a_reason_whatever_the_names_and_however_it_is_written() -> None:
    found = likeness(
        Comparable("a", "Pathfinder Initiative", None, (("EIN", "00-4100231"),)),
        Comparable("b", "Goldenrod Reentry House", None, (("ein", "004100231"),)),
    )
    assert found is not None
    assert (found.one, found.other, found.certainty) == ("a", "b", "likely")
    assert [(reason.key, reason.scheme) for reason in found.reasons] == [("same_identifier", "ein")]


def test_one_number_and_one_name_are_the_same() -> None:
    numbers = (("ein", "00-4100231"),)
    found = likeness(
        Comparable(1, "Sumac Kitchen", None, numbers), Comparable(2, "Sumac Kitchne", None, numbers)
    )
    assert found is not None
    assert found.certainty == "same"
    assert [reason.key for reason in found.reasons] == ["same_identifier", "misspelt"]


def test_two_numbers_of_one_scheme_are_two_organizations_even_under_one_name_and_website() -> None:
    one = Comparable(1, "Hope House", "hopehouse.example.org", (("ein", "00-1111111"),))
    other = Comparable(2, "Hope House", "hopehouse.example.org", (("ein", "00-2222222"),))
    assert likeness(one, other) is None
    assert likeness(one, Comparable(2, "Hope House", None, (("wikidata", "Q900000001"),))) is not None


def test_numbers_that_contradict_each_other_are_said_beside_what_is_shared() -> None:
    found = likeness(
        Comparable(1, "Sumac Kitchen", None, (("ein", "00-1111111"), ("wikidata", "Q900000001"))),
        Comparable(2, "Sumac Kitchen", None, (("ein", "00-2222222"), ("wikidata", "Q900000001"))),
    )
    assert found is not None
    assert found.certainty == "likely"
    assert [reason.key for reason in found.reasons] == [
        "same_identifier",
        "same_name",
        "different_identifier",
    ]


@pytest.mark.parametrize("number", ["", "-", "000000000"])
def test_an_empty_number_is_none(number: str) -> None:
    kept = (("ein", number),)
    assert likeness(Comparable(1, "Sumac", None, kept), Comparable(2, "Tansy", None, kept)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hands.example.org", "https://www.hands.example.org/"),
        ("http://HANDS.example.org/index.html", "https://hands.example.org/about-us?from=mail#top"),
        ("https://facebook.com/invented-hands", "facebook.com/invented-hands/"),
    ],
)
def test_one_website_of_two_is_a_reason(one: str, other: str) -> None:
    found = likeness(Comparable(1, "Hollow Hands", one), Comparable(2, "Sumac Kitchen", other))
    assert found is not None
    assert [reason.key for reason in found.reasons] == ["same_website"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("facebook.com/invented-hands", "facebook.com/invented-kitchen"),
        ("facebook.com", "https://www.facebook.com/"),
        ("sites.google.com/view/invented-hands", "sites.google.com/view/invented-kitchen"),
        ("none", "none"),
        ("n/a", "n/a"),
        ("", ""),
    ],
)
def test_a_site_of_everybody_is_none(one: str, other: str) -> None:
    assert likeness(Comparable(1, "Hollow Hands", one), Comparable(2, "Sumac Kitchen", other)) is None


def test_a_website_of_many_is_no_reason_by_itself() -> None:
    offices = [
        Comparable(key, f"{name} Office", "goldenrod.example.gov")
        for key, name in enumerate(("Water", "Tree", "Zoning"))
    ]
    assert alike(offices) == ()
    again = alike([*offices, Comparable("again", "Water Office", "https://goldenrod.example.gov")])
    assert [(one.one, one.other, one.certainty) for one in again] == [(0, "again", "same")]


def test_two_parts_of_a_network_may_share_a_website() -> None:
    one = Comparable(1, "Hearthside Tansy", "hearthside.example.org")
    assert likeness(one, Comparable(2, "Hearthside Yarrow", "hearthside.example.org")) is None


def test_names_that_are_only_alike_are_two_where_each_has_its_own_website() -> None:
    one = Comparable(1, "Choice Advocates Tansy", "choice.example.org")
    other = Comparable(2, "Choices Advocates Tansy", "choices.example.org")
    assert likeness(one, other) is None
    assert likeness(one, Comparable(2, "Choices Advocates Tansy")) is not None


# Initials


def test_initials_that_fit_two_names_fit_neither() -> None:
    assert alike(records("FAN", "Fescue Arts Network", "Farmers Across Nebulas")) == ()


def test_among_many_names_three_letters_are_too_few() -> None:
    many = [f"Place {letter}{other}" for letter in "abcdefghijklmnopqrstuvwxyz" for other in range(40)]
    assert not any(one.one == 0 for one in alike(records("FTN", "Fescue Tenants Network", *many)))
    assert any(one.one == 0 for one in alike(records("FTAN", "Fescue Tenants Action Network", *many)))


# The place's own name


def test_with_and_without_the_name_that_half_the_place_has_it_may_be_one() -> None:
    others = [f"Saltgrass {what}" for what in ("Zoo", "Bakers", "Theater", "Kitchen")]
    found = alike(records("Saltgrass Regional Data Alliance", "Regional Data Alliance", *others))
    assert [(one.one, one.other, one.reasons[0].key) for one in found] == [
        (0, 1, "one_name_inside_the_other")
    ]
    assert found[0].reasons[0].one == "saltgrass"


def test_a_network_beside_many_of_its_parts_is_none_of_them() -> None:
    towns = ("Tansy", "Yarrow", "Sumac", "Fescue")
    assert alike(records("Hearthside Kitchen", *(f"Hearthside Kitchen, {town}" for town in towns))) == ()


# Slips


def test_a_word_that_several_names_have_is_no_slip() -> None:
    towns = ("Code for Thornton", "Code for Thorndon")
    assert named(*towns) is not None
    known = [
        f"{kind} of {town}" for town in ("Thornton", "Thorndon") for kind in ("Library", "Zoo", "Museum")
    ]
    assert not any({one.one, one.other} == {0, 1} for one in alike(records(*towns, *known)))


# All of them


def test_the_surest_come_first_and_no_more_than_asked_for() -> None:
    kept = (("ein", "00-4100231"),)
    given_records = [
        *records("Tansy Kitchen", "Tansy Kitchne", "Sumac Hall", "Sumac Hall"),
        Comparable("x", "Yarrow Bikes", None, kept),
        Comparable("y", "Yarrow Bikes", None, kept),
    ]
    found = alike(given_records)
    assert [(one.one, one.other) for one in found] == [("x", "y"), (2, 3), (0, 1)]
    assert alike(given_records, most=2) == found[:2]


def test_about_one_record_only_its_own_pairs_are_told() -> None:
    known = records("Sumac Hall", "SUMAC HALL", "Tansy Kitchen")
    found = alike([*known, Comparable("new", "The Tansy Kitchen")], about="new")
    assert [(one.one, one.other) for one in found] == [(2, "new")]


def test_a_pair_is_suggested_once_in_the_order_of_the_records() -> None:
    found = alike(records("Sumac Hall", "SUMAC HALL", "Sumac Hall, Inc."))
    assert [(one.one, one.other) for one in found] == [(0, 1), (0, 2), (1, 2)]


def test_suggestions_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "from tests.players.labelled_duplicates import PARTS, labelled\n"
        "from tallgrass.elements.players.method.duplicates import alike\n"
        "print(alike(labelled(*PARTS).records))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


LETTERS = st.characters(exclude_categories=())


@given(st.lists(st.tuples(st.text(LETTERS, max_size=60), st.text(LETTERS, max_size=40)), max_size=8))
def test_any_text_at_all_is_compared(texts: list[tuple[str, str]]) -> None:
    given_records = [Comparable(key, name, site, ((name, site),)) for key, (name, site) in enumerate(texts)]
    for one in alike(given_records):
        assert one.one < one.other  # type: ignore[operator]
        assert one.reasons


WORDS = (
    "Sumac",
    "Tansy",
    "Hall",
    "Halls",
    "Kitchen",
    "Kitchne",
    "ABC",
    "A",
    "B",
    ",",
    "(",
    ")",
    "-",
    "Inc",
    "the",
)


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_a_name_is_alike_to_itself_wherever_it_stands(words: list[str]) -> None:
    name = " ".join(words)
    found = alike([Comparable(1, name), Comparable(2, "Yarrow Bikes"), Comparable(3, name)])
    assert [(one.one, one.other) for one in found] == ([(1, 3)] if name_of(name).whole.core else [])


@pytest.mark.parametrize(
    "name",
    [
        "x" * 100_000,
        "a " * 50_000,
        "(" * 100_000,
        "\u202e" * 1_000 + "Sumac Hall",
        "a" + "\u0301" * 100_000,
        "\ufdfa" * 9_999,
    ],
)
def test_of_a_name_without_end_only_the_beginning_is_read(name: str) -> None:
    read = name_of(name)
    assert len(read.whole.plain) <= LONGEST_NAME
    assert named(name, name) is not None or not read.whole.core


def test_signs_that_cannot_be_seen_hide_nothing() -> None:
    assert why("\u202e\u200fSu\u200bmac Hall\u202c", "Sumac Hall") == "same_name"


def letters(number: int) -> str:
    return "".join(chr(ord("a") + int(figure)) for figure in f"{number:04d}")


@pytest.mark.parametrize(
    "shape",
    [
        "Sumac Hall",
        "Code for {letters}",
        "Hall {letters} (formerly Sumac)",
        "Sumac Hall, {letters}",
        "Sumac{letters} Hall",
        "Prairie Neighborhoo{letters}",
        "{acronym}",
    ],
)
def test_pairs_grow_with_the_records_not_with_their_square(shape: str) -> None:
    def pairs(number: int) -> int:
        names = [
            shape.format(letters=letters(key), acronym="ABCD" if key % 2 else "Aster Bell Crow Dew")
            for key in range(number)
        ]
        return sum(1 for _ in by_name([name_of(name) for name in names]))

    assert pairs(800) <= 3 * max(pairs(400), 100)


def test_the_order_of_the_records_changes_no_pair_of_the_labelled_kind() -> None:
    names = [
        "Sumac Hall",
        "SUMAC HALL",
        "Tansy Kitchen",
        "Tansy Kitchne",
        "ONCI",
        "Office of New Civic Ideas",
    ]
    expected = pairs_by_name(names)
    for seed in range(5):
        shuffled = random.Random(seed).sample(names, len(names))
        assert pairs_by_name(shuffled) == expected


def pairs_by_name(names: Sequence[str]) -> set[frozenset[str]]:
    return {frozenset((names[int(one.one)], names[int(one.other)])) for one in alike(records(*names))}
