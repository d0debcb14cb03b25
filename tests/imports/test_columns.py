"""Columns are found by their titles, in either language and as people call them."""

from types import MappingProxyType

import pytest

from tallgrass.elements.players.imports.method.columns import (
    FIELDS,
    FURTHER,
    NOT_TAKEN,
    columns_of,
    match_columns,
)
from tallgrass.elements.players.imports.method.rows import changed_by, given_of
from tallgrass.elements.players.imports.vocabulary import vocabulary
from tallgrass.elements.players.method.fields import PartnerFields, plain_name
from tallgrass.foundation.languages import available_languages, words


def roles(*titles: str) -> list[str]:
    return [column.role for column in match_columns(titles, vocabulary())]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Organization", "name"), ("Org Name", "name"), ("organización", "name"), ("NOMBRE", "name"),
        ("player_id", "player_id"), ("ID", "player_id"), ("kind", "kinds"), ("Category", "kinds"),
        ("Tipo de participante", "kinds"), ("URL", "website"), ("Sitio web", "website"), ("E-mail", "contact_email"),
        ("Correo electrónico", "contact_email"), ("EIN", "ein"), ("Tags", "roles"), ("Neighborhood", "neighbourhoods"),
        ("Barrios", "neighbourhoods"), ("Populations served", "communities"), ("Wikidata QID", "wikidata"),
        ("led_by", NOT_TAKEN), ("Budget 2026", FURTHER), ("", FURTHER),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_title(title: str, role: str) -> None:
    assert roles(title) == [role]


@pytest.mark.parametrize("language", available_languages())
def test_the_titles_of_the_workbook_and_of_the_files_are_known(language: str) -> None:
    titles = words(language, "workbook")["columns"]["players"]
    assert roles(*titles.values()) == ["player_id", "name", "kinds", "active", "roles"]
    assert roles(*FIELDS) == list(FIELDS)
    assert roles(*(words(language, "imports")["columns"]["labels"][field] for field in FIELDS)) == list(
        FIELDS
    )


def test_no_title_means_one_thing_in_english_and_another_in_spanish() -> None:
    meant: dict[str, set[str]] = {}
    for language in available_languages():
        for role, titles in words(language, "imports")["columns"]["titles"].items():
            for title in titles:
                meant.setdefault(title, set()).add(role)
    assert {title: roles for title, roles in meant.items() if len(roles) > 1} == {}


def test_of_two_columns_for_one_thing_the_first_counts_and_the_other_is_kept() -> None:
    assert roles("Organization", "Name", "Website", "URL") == ["name", FURTHER, "website", FURTHER]


def test_a_marked_column_is_a_further_one_whatever_it_is_called() -> None:
    columns = match_columns(["Name", "further: Name"], vocabulary())
    assert [(column.title, column.role) for column in columns] == [("Name 2", "name"), ("Name", FURTHER)]


def test_further_columns_have_titles_of_their_own() -> None:
    columns = columns_of(["", "x" * 300, "x" * 300, " A  b "], [FURTHER] * 4)
    titles = [column.title for column in columns]
    assert titles[0] == "(1)"
    assert titles[3] == "A b"
    assert len(set(titles)) == 4
    assert max(map(len, titles)) <= 100


def given(titles: list[str], cells: list[str]):  # type: ignore[no-untyped-def]
    return given_of(2, cells, match_columns(titles, vocabulary()), vocabulary())


def test_types_are_read_in_either_language() -> None:
    titles = ["name", "kind"]
    for text in (
        "government",
        "Local government officials",
        "Gobierno local",
        "Funcionarios del gobierno local",
    ):
        assert given(titles, ["City", text]).fields.kinds == ("government",)
    assert given(titles, ["City", "Gobierno|Community groups and advocates"]).fields.kinds == (
        "government",
        "community",
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Filántropos", "philanthropy"), ("filantropía", "philanthropy"), ("Experto en el tema", "issue_expert"),
        ("gobierno", "government"), ("Organización comunitaria", "community"), ("Tecnología cívica", "civic_tech"),
        ("Empresa de tecnología", "tech_company"), ("Community organization", "community"), ("Donor", "philanthropy"),
        ("Technology companies", "tech_company"), ("Desconocido", "unknown"), ("Alcaldía", "government"),
    ],
)  # fmt: skip
def test_types_are_read_as_people_call_them(text: str, kind: str) -> None:
    row = given(["Nombre", "Tipo", "Notas"], ["Casa Abierta", text, "año"])
    assert (row.fields.kinds, row.remarks, dict(row.fields.further)) == ((kind,), (), {"Notas": "año"})


def test_no_word_for_a_type_means_another_type_in_another_language() -> None:
    meant: dict[str, set[str]] = {}
    for language in available_languages():
        for kind, names in words(language, "imports")["columns"]["kinds"].items():
            for name in names:
                meant.setdefault(plain_name(name), set()).add(kind)
    assert all(kinds == {vocabulary().kinds[name]} for name, kinds in meant.items())


def test_a_type_that_nobody_knows_is_kept_beside_and_never_guessed() -> None:
    row = given(["name", "Type"], ["City", "Non-Profit"])
    assert row.fields.kinds == ("unknown",)
    assert row.fields.further == {"Type": "Non-Profit"}
    assert [fault.key for fault in row.remarks] == ["unknown_kind"]


def test_what_cannot_be_read_is_kept_beside_but_an_address_is_left_out() -> None:
    titles = ["name", "website", "active", "EIN", "email", "Wikidata", "identifiers"]
    row = given(titles, ["City", "n/a", "perhaps", "12", "write me", "Berlin", "no scheme"])
    assert row.fields is not None
    assert dict(row.fields.further) == {
        "website": "n/a", "active": "perhaps", "EIN": "12", "Wikidata": "Berlin", "identifiers": "no scheme",
    }  # fmt: skip
    assert "write me" not in str(row.fields)
    assert {fault.key for fault in row.remarks} == {
        "not_a_website", "not_yes_or_no", "not_an_ein", "not_an_email", "not_a_wikidata_id", "not_an_identifier",
    }  # fmt: skip


def test_words_on_who_leads_a_partner_are_not_taken() -> None:
    row = given(["name", "Led by"], ["City", "Its neighbors"])
    assert "neighbors" not in str(row)


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e", "...", "x" * 100_000])
def test_a_row_without_a_usable_name_is_refused(name: str) -> None:
    row = given(["name", "Budget"], [name, "7"])
    assert row.fields is None
    assert {fault.field for fault in row.faults} == {"name"}


def test_a_record_takes_no_more_columns_than_it_may_have() -> None:
    before = PartnerFields("City", further=MappingProxyType({f"c{number}": "1" for number in range(200)}))
    row = given(["name", "One more"], ["City", "7"])
    faults = changed_by(row, before)
    assert isinstance(faults, tuple)
    assert [(fault.field, fault.key) for fault in faults] == [("further", "too_many")]
