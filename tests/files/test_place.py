"""place.toml says who stands behind a scorecard; a key that says something else than it should is refused."""

from datetime import date

import jsonschema
import pytest

from tallgrass.places.files import place_schema
from tests.files.place import PlaceFolder

FULL = """
name = "Prairie  Junction"
population = 48_000
as_of = "2026-11-01"
framework = "v1"
k = 7
language = ["en", "es", "en"]
run_by = "Prairie Data Commons"
paid_by = " "
asked_chosen_by = "A circle of six partners"
example = true
"""


def test_every_key_is_read(place: PlaceFolder) -> None:
    place.write("place.toml", FULL)
    record = place.inputs().place
    assert record.name == "Prairie Junction"
    assert record.population == 48000
    assert record.as_of == date(2026, 11, 1)
    assert record.smallest_group == 7
    assert record.languages == ("en", "es")
    assert record.run_by == "Prairie Data Commons"
    assert record.paid_by is None
    assert record.asked_chosen_by == "A circle of six partners"
    assert record.example is True


def test_what_is_left_out_is_unknown_or_the_usual(place: PlaceFolder) -> None:
    place.write("place.toml", 'name = "Prairie"\nas_of = 2026-11-01\n')
    read = place.read()
    record = read.inputs.place
    assert (record.population, record.smallest_group, record.languages) == (None, 5, ("en",))
    assert (record.framework, record.run_by, record.example) == ("v1", None, False)
    assert [each.key for each in read.noted] == ["framework_assumed"]


def test_the_date_may_come_from_the_command_and_stands_over_the_files(place: PlaceFolder) -> None:
    assert place.read(as_of=date(2025, 1, 2)).inputs.place.as_of == date(2025, 1, 2)
    place.write("place.toml", 'name = "Prairie"\nframework = "v1"\n')
    assert place.read(as_of=date(2025, 1, 2)).inputs.place.as_of == date(2025, 1, 2)
    assert place.sentences() == [
        "place.toml, key as_of: the date that the scorecard speaks of is missing; add a line such as "
        "as_of = 2026-11-01, or give --as-of."
    ]


def test_keys_that_mean_nothing_are_noted(place: PlaceFolder) -> None:
    place.write("place.toml", FULL + 'mayor = "Nobody"\n[more]\nthings = 1\n')
    assert "place.toml: keys that mean nothing here were not used: mayor, more." in place.noted()


def test_a_language_without_words_is_read_in_english_and_noted(place: PlaceFolder) -> None:
    place.write("place.toml", FULL.replace('["en", "es", "en"]', '"tlh"'))
    assert place.inputs().place.languages == ("tlh",)
    assert any("there are no words in “tlh” yet" in note for note in place.noted())


@pytest.mark.parametrize(
    ("line", "instead", "key"),
    [
        ('name = "Prairie  Junction"', "", "no_name"),
        ('name = "Prairie  Junction"', 'name = "  "', "no_name"),
        ('name = "Prairie  Junction"', "name = 7", "not_a_text"),
        ("population = 48_000", 'population = "48,000"', "population_wrong"),
        ("population = 48_000", "population = 0", "population_wrong"),
        ("population = 48_000", "population = true", "population_wrong"),
        ("population = 48_000", "population = 1.5", "population_wrong"),
        ('as_of = "2026-11-01"', 'as_of = "1/11/2026"', "as_of_wrong"),
        ('as_of = "2026-11-01"', 'as_of = "2026-02-30"', "as_of_wrong"),
        ('as_of = "2026-11-01"', "as_of = 2026-11-01T10:00:00", "as_of_wrong"),
        ('as_of = "2026-11-01"', "", "no_as_of"),
        ("k = 7", "k = 4", "k_too_small"),
        ("k = 7", "k = -1", "k_too_small"),
        ("k = 7", 'k = "5"', "k_too_small"),
        ('["en", "es", "en"]', "[]", "language_wrong"),
        ('["en", "es", "en"]', '["English!"]', "language_wrong"),
        ('["en", "es", "en"]', "7", "language_wrong"),
        ("example = true", 'example = "yes"', "not_true_or_false"),
        ('run_by = "Prairie Data Commons"', "run_by = []", "not_a_text"),
        ('framework = "v1"', 'framework = "missing.json"', "framework_outside"),
        ('framework = "v1"', 'framework = "../elsewhere.json"', "framework_outside"),
        ('framework = "v1"', 'framework = "/etc/passwd"', "framework_outside"),
        ('framework = "v1"', 'framework = "."', "framework_outside"),
        ('framework = "v1"', 'framework = "a\\u0000b"', "framework_outside"),
    ],
)
def test_a_wrong_value_is_refused_by_its_key(place: PlaceFolder, line: str, instead: str, key: str) -> None:
    assert line in FULL
    (place.path.parent / "elsewhere.json").write_text("{}")
    place.write("place.toml", FULL.replace(line, instead))
    assert [each.key for each in place.refused()] == [key]


def test_k_under_five_says_what_k_is(place: PlaceFolder) -> None:
    place.write("place.toml", FULL.replace("k = 7", "k = 3"))
    assert place.sentences() == [
        "place.toml, key k: “3” is not allowed; k is the smallest group that is shown, "
        "a whole number of at least 5."
    ]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ('name = "Prairie"\nas_of = \n', 2),
        ('name = "Prairie\n', 1),
        ('name = "P"\nname = "Q"\n', 2),
        ('name = "P"\n\nlist = [1,\n', 3),
        ("a = " + "[" * 50_000, 1),
        ("a = " + "9" * 50_000, 1),
    ],
    ids=["value missing", "mark open", "key twice", "list open", "too deep", "too large"],
)
def test_broken_toml_is_refused_with_its_line(place: PlaceFolder, content: str, row: int) -> None:
    place.write("place.toml", content)
    assert [(each.key, each.row) for each in place.refused()] == [("toml_broken", row)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_at_the_start_is_no_obstacle(place: PlaceFolder, encoding: str) -> None:
    place.write(
        "place.toml", FULL.replace("Prairie  Junction", "Ñuble").replace("\n", "\r\n").encode(encoding)
    )
    assert place.inputs().place.name == "Ñuble"


def test_bytes_that_are_no_text_are_refused_with_their_line(place: PlaceFolder) -> None:
    place.write("place.toml", b'as_of = 2026-11-01\nname = "Caf\xe9"\n')
    assert [(each.key, each.row) for each in place.refused()] == [("undecodable", 2)]
    assert place.sentences()[0].startswith("place.toml, line 2: there is a character here")


def test_a_framework_file_may_lie_in_the_folder_or_below_it(place: PlaceFolder) -> None:
    (place.path / "ours").mkdir()
    (place.path / "ours" / "framework.json").write_text("{}")
    place.write("ours.json", "{}")
    for name in ("ours.json", "ours/framework.json"):
        place.write("place.toml", FULL.replace('"v1"', f'"{name}"'))
        read = place.read()
        assert read.inputs.place.framework == name
        assert (place.path / name).resolve() in [each.resolve() for each in read.files]


def test_a_framework_file_is_not_among_the_files_nobody_read(place: PlaceFolder) -> None:
    place.write("ours.json", "{}")
    place.write("place.toml", FULL.replace('"v1"', '"ours.json"'))
    assert [each.key for each in place.read().noted] == []


def test_a_link_does_not_lead_a_framework_out_of_the_folder(place: PlaceFolder) -> None:
    outside = place.path.parent / "elsewhere.json"
    outside.write_text("{}")
    (place.path / "ours.json").symlink_to(outside)
    place.write("place.toml", FULL.replace('"v1"', '"ours.json"'))
    assert [each.key for each in place.refused()] == ["framework_outside"]


def test_the_published_schema_takes_what_is_taken_and_refuses_what_is_refused() -> None:
    validator = jsonschema.Draft202012Validator(place_schema())
    good = {
        "name": "Prairie",
        "population": 1,
        "as_of": "2026-11-01",
        "k": 5,
        "language": ["es"],
        "example": True,
    }
    assert validator.is_valid(good)
    for wrong in (
        {"k": 4},
        {"population": 0},
        {"language": []},
        {"example": "yes"},
        {"run_by": 1},
        {"language": "E!"},
    ):
        assert not validator.is_valid(good | wrong), wrong
    assert not validator.is_valid({})
