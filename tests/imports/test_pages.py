"""The pages on which a list comes in: every fate is shown, every mistake is said, nothing is written by looking."""

import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from tallgrass.elements.players.actions import add_partner, change_partner, erase_partner
from tallgrass.elements.players.imports.shown import ON_A_PAGE
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Import, Player, Standing, ToldBy
from tallgrass.foundation.languages import words
from tests.cast import Cast
from tests.imports.lists import brought, csv, names, partner, previewed, sent, xlsx

pytestmark = pytest.mark.django_db
FILES = "/elmwood/imports/"


@pytest.fixture
def rosa(cast: Cast, client: Client) -> Client:
    """Rosa's browser."""
    client.force_login(cast.rosa)
    return client


def text(response: object) -> str:
    return html.unescape(response.content.decode())  # type: ignore[attr-defined]


def every_fate(cast: Cast) -> Import:
    """The preview of a list with a row of every fate (see the numbers)."""
    brought(
        cast,
        "id,name,kind,website",
        "s,Same Group,community,",
        "c,Old Name,,",
        "g,Gridworks,,",
        "h,Shelter,,",
    )
    shelter = partner(cast, "Shelter")
    shelter.standing = Standing.HIDDEN
    shelter.save()
    return previewed(
        cast,
        "id,name,kind,website,Budget",
        "s,Same Group,community,,",
        "c,New Name,government,https://new.org,7",
        ",Gridworks Inc.,,,",
        "h,Shelter,,,",
        "n,<script>alert(1)</script> \u202eevil,Non-Profit,not a site,",
        ",,,,9",
    )


def test_a_list_goes_from_the_form_to_the_place_and_out_again(cast: Cast, rosa: Client) -> None:
    assert "No list was brought in yet" in text(rosa.get(FILES))
    shown = rosa.post(FILES, sent(csv("Organization,Type", "Data Night,community")), follow=True)
    address = shown.request["PATH_INFO"]
    assert "1 is new" in text(shown)
    assert names(cast) == []
    done = rosa.post(f"{address}apply/", follow=True)
    assert "1 partner was added." in text(done)
    assert names(cast) == ["Data Night"]
    assert "1 added, 0 changed" in text(rosa.get(FILES))
    history = text(rosa.get("/elmwood/history/"))
    assert "Rosa brought in list.csv: 1 added, 0 changed." in history
    assert "1 partner that it added is removed." in text(rosa.get(f"{address}undo/"))
    gone = rosa.post(f"{address}undo/", follow=True)
    assert "This list was taken back" in text(gone)
    assert names(cast) == []
    assert "Rosa took list.csv back: 1 removed, 0 as before." in text(rosa.get("/elmwood/history/"))


def test_every_fate_is_shown_with_its_reason(cast: Cast, rosa: Client) -> None:
    imported = every_fate(cast)
    page = rosa.get(f"{FILES}{imported.pk}/")
    shown = text(page)
    for fate in ("alike", "refused", "not_listed", "changed", "new", "same"):
        assert words("en", "imports")["fates"][fate]["name"] in shown
        alone = text(rosa.get(f"{FILES}{imported.pk}/?fate={fate}"))
        assert alone.count('<span class="status') == 1
    for said in (
        "Name: New Name (before: Old Name)", "Type of partner: Local government", "Budget: 7",
        "Looks like Gridworks: the same name but for the legal form.", "“Non-Profit” is no type of partner here",
        "“not a site” is no web address", "There is no name.", "Found by its short id.",
    ):  # fmt: skip
        assert said in shown
    assert b"<script>" not in page.content
    assert "\u202e" not in shown


def test_a_row_is_decided_on_the_page(cast: Cast, rosa: Client) -> None:
    imported = every_fate(cast)
    address = f"{FILES}{imported.pk}/"
    refused = rosa.post(f"{address}apply/")
    assert refused.status_code == 422
    assert "are not decided yet: 1." in text(refused)
    kept = rosa.post(f"{address}choose/?fate=alike", {"row-4": "add"}, follow=True)
    assert "Your choices are kept." in text(kept)
    rosa.post(f"{address}apply/")
    assert "Gridworks Inc." in names(cast)


def test_the_rest_is_decided_at_once_or_asked_for(cast: Cast, rosa: Client) -> None:
    imported = every_fate(cast)
    address = f"{FILES}{imported.pk}/"
    asked = rosa.post(f"{address}choose/", {"all": "1"})
    assert asked.status_code == 422
    assert "Choose what should become of the rest." in text(asked)
    rosa.post(f"{address}choose/", {"all": "1", "rest": "leave_out"})
    rosa.post(f"{address}apply/")
    assert "Gridworks Inc." not in names(cast)
    assert "New Name" in names(cast)


@pytest.mark.parametrize(
    "said", [{"row-4": "update:999"}, {"row-2": "add"}, {"row-4": "x"}, {"row-99": "add"}]
)
def test_a_choice_that_does_not_fit_is_said(cast: Cast, rosa: Client, said: dict[str, str]) -> None:
    imported = every_fate(cast)
    answer = rosa.post(f"{FILES}{imported.pk}/choose/", said)
    assert (answer.status_code, "did not fit" in text(answer)) == (422, True)


def test_columns_are_asked_for_where_no_names_were_found(cast: Cast, rosa: Client) -> None:
    asked = rosa.post(FILES, sent(csv("Data Night,7", "Gridworks,8")), follow=True)
    address = asked.request["PATH_INFO"]
    assert address.endswith("/columns/")
    assert "In the file: Gridworks" in text(asked)
    wrong = rosa.post(address, {"column_0": "further", "column_1": "further"})
    assert (wrong.status_code, "Choose the column that holds the names." in text(wrong)) == (422, True)
    twice = rosa.post(address, {"column_0": "name", "column_1": "name"})
    assert "Two columns are set to “Name”. Only one can be." in text(twice)
    shown = rosa.post(address, {"column_0": "name", "column_1": "further", "first_row": "on"}, follow=True)
    assert "2 are new" in text(shown)


def test_columns_can_be_changed_afterwards(cast: Cast, rosa: Client) -> None:
    imported = previewed(cast, "name,Sector", "Data Night,Health")
    assert "This is how we read list.csv" in text(rosa.get(f"{FILES}{imported.pk}/columns/"))
    rosa.post(f"{FILES}{imported.pk}/columns/", {"column_0": "name", "column_1": "roles"})
    rosa.post(f"{FILES}{imported.pk}/apply/")
    assert partner(cast, "Data Night").roles == ["health"]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"x", "list.pdf", "We cannot read this kind of file."),
        (b"x", "list.xlsm", "(macros)"),
        (b"\xd0\xcf\x11\xe0", "list.xls", "save it as an Excel workbook (.xlsx)"),
        (b"name\nCaf\x81", "list.csv", "not UTF-8"),
        (csv("respondent,criterion,answer", "1,KP1,3"), "answers.csv", "answers never come in by a page"),
        (b"name\n" + b"x\n" * 20_001, "list.csv", "no more than 20001 rows"),
        (b"", "list.csv", "The file is empty."),
        (None, "", "Choose the file with your list."),
    ],
)  # fmt: skip
def test_a_file_that_is_not_read_is_answered_in_words(
    cast: Cast, rosa: Client, content: bytes | None, name: str, said: str
) -> None:
    answer = rosa.post(FILES, {} if content is None else sent(content, name))
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'href="#id_file"' in answer.content.decode()
    assert not Import.objects.filter(place=cast.elmwood).exists()


def test_hostile_names_neither_break_a_page_nor_leave_it(cast: Cast, rosa: Client) -> None:
    lines = [
        '"<img src=x onerror=alert(1)>"',
        "\u202eexe.cod\u202c",
        "=cmd|' /C calc'!A0",
        "'; DROP TABLE x; --",
        "𓀀" * 299,
    ]
    shown = rosa.post(FILES, sent(csv("name", *lines), "<b>\u202e.csv"), follow=True)
    assert shown.status_code == 200
    assert "5 are new" in text(shown)
    assert b"<img" not in shown.content
    rosa.post(f"{shown.request['PATH_INFO']}apply/")
    assert rosa.get("/elmwood/partners/").status_code == 200
    assert rosa.get("/elmwood/history/").status_code == 200
    assert len(names(cast)) == 5


def test_a_name_of_a_hundred_thousand_characters_is_refused_alone(cast: Cast, rosa: Client) -> None:
    shown = rosa.post(FILES, sent(csv("name", "x" * 100_000, "Data Night")), follow=True)
    assert "1 cannot be used" in text(shown)
    assert "1 is new" in text(shown)


def test_sent_twice_it_comes_in_once(cast: Cast, rosa: Client) -> None:
    imported = previewed(cast, "name", "Data Night")
    address = f"{FILES}{imported.pk}/apply/"
    assert rosa.post(address).status_code == 302
    again = rosa.post(address)
    assert (again.status_code, "brought in already" in text(again)) == (422, True)
    assert names(cast) == ["Data Night"]


def test_a_preview_made_anew_says_so(cast: Cast, rosa: Client) -> None:
    imported = previewed(cast, "name,website", "Data Night,https://night.org")
    add_partner(place=cast.elmwood, fields=PartnerFields("Data Night"), by=cast.rosa)
    answer = rosa.post(f"{FILES}{imported.pk}/apply/")
    assert (answer.status_code, "The preview was made anew" in text(answer)) == (422, True)
    assert "1 changes" in text(answer)


def test_what_would_be_lost_is_listed_and_asked(cast: Cast, rosa: Client) -> None:
    imported = brought(cast, "id,name", "a,One", "b,Two", "c,Three")
    one, two = partner(cast, "One"), partner(cast, "Two")
    change_partner(place=cast.elmwood, player=one.pk, fields=PartnerFields("First"), by=cast.rosa)
    two.standing, two.told_on, two.told_by = Standing.LISTED, timezone.localdate(), ToldBy.LETTER
    two.save()
    address = f"{FILES}{imported.pk}/undo/"
    asked = text(rosa.get(address))
    assert "First" in asked.split("changed again since")[1]
    assert "Two" in asked.split("told since")[1]
    refused = rosa.post(address)
    assert (refused.status_code, "may be lost, or keep the list" in text(refused)) == (422, True)
    assert names(cast) == ["First", "Three", "Two"]
    done = rosa.post(address, {"lose_later": "on"}, follow=True)
    assert "1 partner stayed, because it was told" in text(done)
    assert names(cast) == ["Two"]


def test_a_long_list_is_shown_page_by_page(cast: Cast, rosa: Client) -> None:
    imported = previewed(cast, "id,name", *(f"{number},Partner {number} of Elmwood" for number in range(120)))
    for page, rows in ((1, ON_A_PAGE), (3, 20), (99, 20), (0, ON_A_PAGE), ("x", ON_A_PAGE)):
        shown = text(rosa.get(f"{FILES}{imported.pk}/?page={page}"))
        assert shown.count('data-label="Row"') == rows
    assert "Rows 101 to 120 of 120" in text(rosa.get(f"{FILES}{imported.pk}/?page=3"))


@pytest.mark.parametrize("size", [5, 400])
def test_a_page_asks_the_database_as_often_however_long_the_list_is(
    cast: Cast, rosa: Client, size: int, django_assert_max_num_queries: object
) -> None:
    imported = previewed(cast, "id,name", *(f"{number},Partner {number}" for number in range(size)))
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        rosa.get(f"{FILES}{imported.pk}/")


def test_partners_who_hid_are_not_named_in_what_became_of_a_list(cast: Cast, rosa: Client) -> None:
    imported = brought(cast, "id,name", "a,Shelter on Elm", "b,Two")
    Player.objects.filter(place=cast.elmwood, key="a").update(standing=Standing.HIDDEN)
    shown = text(rosa.get(f"{FILES}{imported.pk}/"))
    assert "Shelter" not in shown
    assert "Two" in shown


def test_a_preview_is_dropped_by_its_button(cast: Cast, rosa: Client) -> None:
    imported = previewed(cast, "name", "Data Night")
    address = f"{FILES}{imported.pk}/"
    assert rosa.get(f"{address}drop/").status_code == 302
    rosa.post(f"{address}drop/")
    assert "This preview is gone" in text(rosa.get(address))
    assert "Data Night" not in text(rosa.get(address))


def test_lists_of_another_place_lead_nowhere(cast: Cast, rosa: Client, client: Client) -> None:
    imported = previewed(cast, "name", "Data Night")
    client.force_login(cast.otto)
    for step in ("", "columns/", "undo/"):
        assert client.get(f"/oakdale/imports/{imported.pk}/{step}").status_code == 404
    for step in ("apply/", "choose/", "drop/"):
        assert (
            client.post(f"/oakdale/imports/{imported.pk}/{step}", {"all": "1", "rest": "add"}).status_code
            == 404
        )


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_stands_in_both_languages(cast: Cast, rosa: Client, language: str) -> None:
    imported = every_fate(cast)
    done = brought(cast, "name", "Another")
    steps = ("", f"{imported.pk}/", f"{imported.pk}/columns/", f"{done.pk}/", f"{done.pk}/undo/")
    beside = ("/elmwood/partners/duplicates/", "/elmwood/partners/export/")
    for address in (*(FILES + step for step in steps), *beside):
        shown = rosa.get(f"{address}?lang={language}")
        assert shown.status_code == 200
        assert f'<html lang="{language}">' in shown.content.decode()
        assert not re.search(r"\{[a-z_]+\}", text(shown))


def test_a_list_of_names_alone_may_hold_commas_and_semicolons(cast: Cast, rosa: Client) -> None:
    shown = rosa.post(
        FILES, sent(csv("Name", "Smith, Jones and Sons", "Alpha; Beta", '"Quoted, Inc."')), follow=True
    )
    rosa.post(f"{shown.request['PATH_INFO']}apply/")
    assert names(cast) == ["Alpha; Beta", "Quoted, Inc.", "Smith, Jones and Sons"]


def test_the_list_of_partners_leads_to_what_each_may_do(cast: Cast, client: Client) -> None:
    for person, ways in ((cast.rosa, 3), (cast.bea, 1), (cast.cal, 0)):
        client.force_login(person)
        shown = client.get("/elmwood/partners/").content.decode().partition("<main")[2]
        told = (
            'href="/elmwood/imports/"',
            'href="/elmwood/partners/duplicates/"',
            'href="/elmwood/partners/export/"',
        )
        assert sum(way in shown for way in told) == ways
    client.logout()
    assert "/export/" not in client.get("/elmwood/partners/").content.decode()


def test_a_workbook_comes_in_as_well(cast: Cast, rosa: Client) -> None:
    book = xlsx({"Partners": [["Nombre", "Tipo"], ["Noche de datos", "Grupo comunitario"]]})
    shown = rosa.post(FILES, sent(book, "lista.xlsx"), follow=True)
    rosa.post(f"{shown.request['PATH_INFO']}apply/")
    assert partner(cast, "Noche de datos").kinds == "community"


def test_a_preview_marks_persons_and_rows_that_look_like_another_row(cast: Cast, rosa: Client) -> None:
    brought(cast, "id,name,person", "p,Ana Peña,yes")
    imported = previewed(
        cast, "id,name,person", "p,Ana María Peña,", "b,Bo Birch,yes", "g,Gridworks,no", "h,Gridworks LLC,"
    )
    shown = text(rosa.get(f"{FILES}{imported.pk}/"))
    assert shown.count("A person. Only members of the place will see it.") == 2
    assert "1 looks like another row of this file" in shown
    alone = text(rosa.get(f"{FILES}{imported.pk}/?fate=twins"))
    assert "Looks like row 4 of this file, Gridworks: the same name but for the legal form." in alone
    assert "Bo Birch" not in alone


def test_a_preview_says_that_a_file_was_read_as_windows_text(cast: Cast, rosa: Client) -> None:
    shown = rosa.post(FILES, sent("Nombre;Tipo\nPeña;Filántropos\n".encode("cp1252")), follow=True)
    assert "This file was read as Windows text" in text(shown)
    assert "Look whether names with accents are right" in text(shown)
    assert "Peña" in text(shown)
    utf_8 = rosa.post(FILES, sent("Nombre\nPeña\n".encode()), follow=True)
    assert "Windows text" not in text(utf_8)


def test_a_row_that_was_refused_keeps_its_name_until_its_partner_asks_not_to_be_listed(
    cast: Cast, rosa: Client
) -> None:
    imported = brought(cast, "id,name,EIN", "a,Data Night,12-3456789", "a,Data Nite,", "b,Open Table,")
    address = f"{FILES}{imported.pk}/?fate=refused"
    assert "Data Nite" in text(rosa.get(address))
    erased = brought(cast, "id,name", "z,Data Nite")
    erase_partner(place=cast.elmwood, player=partner(cast, "Data Nite").pk, by=None)
    assert "Data Nite" not in text(rosa.get(address))
    for one in (imported, erased):
        one.refresh_from_db()
        assert "Data Nite" not in str(one.plan)


def test_a_pair_that_is_not_the_same_can_be_asked_about_again(cast: Cast, rosa: Client) -> None:
    brought(cast, "id,name", "a,Gridworks", "b,Gridworks LLC")
    one, two = (partner(cast, name).pk for name in ("Gridworks", "Gridworks LLC"))
    pair = f"/elmwood/partners/duplicates/{one}/{two}/"
    told = text(rosa.post(f"{pair}not-the-same/", follow=True))
    assert "Records that are not the same" in told
    again = text(rosa.post(f"{pair}ask-again/", follow=True))
    assert "We will suggest these two again" in again
    assert "Records that are not the same" not in again
    assert "Rosa took back that Gridworks and Gridworks LLC are not the same." in text(
        rosa.get("/elmwood/history/")
    )
