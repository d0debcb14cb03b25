"""The list leaves as a file that can be brought in again, without anybody who must not be in it."""

import csv
import io
import json
from datetime import date
from types import MappingProxyType

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from tallgrass.elements.players.actions import Addition, add_partners
from tallgrass.elements.players.exporting.method.table import Exported, Taken, document, table
from tallgrass.elements.players.exporting.writing import as_csv, as_json, as_xlsx
from tallgrass.elements.players.imports.files import read_list
from tallgrass.elements.players.imports.method.columns import match_columns
from tallgrass.elements.players.imports.method.planning import plan
from tallgrass.elements.players.imports.method.recognising import OnRecord, Register
from tallgrass.elements.players.imports.method.rows import given_of
from tallgrass.elements.players.imports.vocabulary import vocabulary
from tallgrass.elements.players.method.fields import PartnerFields, normalised, plain_name
from tallgrass.elements.players.method.kinds import PLAYER_KINDS
from tests.cast import Cast
from tests.conftest import ROOT

#: Characters that files stumble over.
ODD = st.text(
    alphabet=st.sampled_from(list("aé=+-@'\"|;,:%\t\r\n \u202e<>&\u200bñ€\U0001f33e7")), max_size=14
)
WORDS = st.lists(ODD, max_size=3).map("|".join)
EVERYTHING = Taken(addresses=True, further=True)


@st.composite
def partners(draw: st.DrawFn) -> list[Exported]:
    """Some partners with odd characters everywhere, each with an id of its own."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        made = normalised(
            {
                "name": draw(ODD) + "x",
                "kinds": draw(st.sampled_from([*PLAYER_KINDS, "", "community|government"])),
                "roles": draw(WORDS),
                "neighbourhoods": draw(WORDS),
                "communities": draw(WORDS),
                "website": draw(st.sampled_from(["", "https://x.org", "x.org/a?b=1"])),
                "ein": draw(st.sampled_from(["", "12-3456789"])) if number == 0 else "",
                "active": draw(st.sampled_from(["", "yes", "no"])),
                "is_person": draw(st.sampled_from(["", "yes"])),
                "contact_email": draw(st.sampled_from(["", "x@example.org"])),
            },
            identifiers=draw(st.dictionaries(st.sampled_from(["charity", "org_id"]), ODD, max_size=2)),
            further=draw(
                st.dictionaries(
                    st.sampled_from(["Budget", "Type", "name", "further: name", "=cmd", "Name 2", "a|b"]),
                    ODD,
                    max_size=4,
                )
            ),
        )
        if isinstance(made, PartnerFields):
            found.append(Exported(f"{draw(st.sampled_from(['k', '=k', 'x|']))}{number}", made))
    return found


def again(content: bytes, name: str, known: list[Exported]) -> list[tuple[str, object]]:
    """What a file would change in the place that it came from."""
    read = read_list(name, [content])
    columns = match_columns(read.titles, vocabulary())
    rows = [given_of(number, cells, columns, vocabulary()) for number, cells in read.rows]
    register = Register(OnRecord(number, one.key, one.fields) for number, one in enumerate(known))
    fates = plan(rows, register, (), lambda *_: {})
    return [(fate.fate, fate.changes or fate.why) for fate in fates]


@settings(max_examples=300)
@given(partners())
def test_a_csv_that_is_brought_in_again_changes_nothing(known: list[Exported]) -> None:
    titles, rows = table(known, EVERYTHING, vocabulary())
    assert again(as_csv(titles, rows), "x.csv", known) == [("same", ())] * len(known)


@settings(max_examples=60)
@given(partners())
def test_a_workbook_that_is_brought_in_again_changes_nothing(known: list[Exported]) -> None:
    # XML knows no carriage return of its own, and a sheet no blank lines around a text.
    titles, rows = table(known, Taken(addresses=True), vocabulary())
    assert again(as_xlsx(titles, rows, "players"), "x.xlsx", known) == [("same", ())] * len(known)


@given(partners())
def test_no_spreadsheet_runs_anything_of_it(known: list[Exported]) -> None:
    titles, rows = table(known, EVERYTHING, vocabulary())
    text = as_csv(titles, rows).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.lstrip().startswith(("=", "+", "@")) for cell in row if plain_name(cell))
    book = load_workbook(io.BytesIO(as_xlsx(titles, rows, "players")))
    assert {cell.data_type for row in book.worksheets[0] for cell in row} <= {"s", "n", "inlineStr"}


@given(partners())
def test_the_json_is_as_its_schema_says(known: list[Exported]) -> None:
    schema = json.loads((ROOT / "docs" / "reference" / "partners.schema.json").read_text(encoding="utf-8"))
    for taken in (Taken(), EVERYTHING):
        written = json.loads(as_json(document(known, taken, place="Elmwood", example=False)))
        Draft202012Validator(schema).validate(written)


TOLD = {"told_by": "letter", "told_on": date(2026, 1, 5)}


@pytest.fixture
def listed(cast: Cast) -> Cast:
    """Elmwood with a partner of every standing."""
    add_partners(
        place=cast.elmwood,
        by=None,
        additions=[
            Addition(
                PartnerFields("Library", contact_email="l@example.org", further=MappingProxyType({"Room": "4"})),
                led_by="Its readers", led_by_shown=True, **TOLD,
            ),
            Addition(PartnerFields("Clinic"), led_by="Nobody's business", **TOLD),
            Addition(PartnerFields("Ana Maria", is_person=True), **TOLD),
            Addition(PartnerFields("Newcomers")),
            Addition(PartnerFields("Shelter"), hidden=True),
        ],
    )  # fmt: skip
    return cast


def taken(client: Client, query: str = "", ending: str = "csv") -> str:
    response = client.get(f"/elmwood/partners/export.{ending}{query}")
    assert response.status_code == 200
    return response.content.decode("utf-8-sig")


ALL = "?people=yes&proposed=yes&addresses=yes&further=yes"


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_an_editor_takes_listed_organizations_alone_whatever_they_ask_for(
    listed: Cast, client: Client, ending: str
) -> None:
    client.force_login(listed.bea)
    for query in ("", ALL):
        text = taken(client, query, ending)
        assert "Library" in text
        assert "Its readers" in text
        for name in ("Ana", "Newcomers", "Shelter", "example.org", "Room", "Nobody's business"):
            assert name not in text


def test_a_steward_takes_more_only_by_ticking_it(listed: Cast, client: Client) -> None:
    client.force_login(listed.rosa)
    text = taken(client)
    assert not any(name in text for name in ("Ana", "Newcomers", "Shelter", "example.org", "Room"))
    text = taken(client, ALL)
    assert all(name in text for name in ("Ana", "Newcomers", "l@example.org", "Room"))
    assert "Shelter" not in text
    assert "Nobody's business" not in text


def test_the_form_leads_to_the_file(listed: Cast, client: Client) -> None:
    client.force_login(listed.rosa)
    assert client.get("/elmwood/partners/export/").status_code == 200
    answer = client.get("/elmwood/partners/export/?format=xlsx&people=on")
    assert answer.headers["Location"] == "/elmwood/partners/export.xlsx?people=yes"
    file = client.get(answer.headers["Location"])
    assert load_workbook(io.BytesIO(file.content)).sheetnames == ["players"]
    assert client.get("/elmwood/partners/export/?format=exe").status_code == 422
    client.force_login(listed.bea)
    assert "addresses" not in client.get("/elmwood/partners/export/").content.decode()


def test_others_take_nothing(listed: Cast, client: Client) -> None:
    address = "/elmwood/partners/export.csv"
    assert client.get(address).status_code == 302
    for person, status in ((listed.cal, 403), (listed.otto, 404), (listed.ines, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status


def test_what_is_exported_can_be_assessed(listed: Cast, client: Client) -> None:
    """The columns of ``players.csv`` are in it, under their names."""
    client.force_login(listed.rosa)
    header = taken(client).splitlines()[0].split(",")
    assert header[:5] == ["player_id", "name", "kind", "active", "roles"]
