"""Bringing a folder into a place: whole or not at all, nothing replaced unasked, nothing lost in silence."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from tallgrass.elements.players.actions import erase_partner
from tallgrass.elements.players.merging.actions import part_partners
from tallgrass.elements.players.models import NotToBeListed, Player, Standing, Tie, ToldBy
from tallgrass.elements.players.not_listed import digests_of, traces_of
from tallgrass.examples.prairie_junction.cases import nine_people
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.files import Refused
from tallgrass.places.actions import add_place
from tallgrass.places.models import Place
from tallgrass.strength.framework.files import packaged_document
from tallgrass.strength.rounds.models import OutsideRound
from tallgrass.strength.scorecard.actions import make_scorecard
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.place_folder.actions import (
    DoesNotFit,
    ExampleMismatch,
    Loaded,
    OperatorAlone,
    Told,
    WouldReplace,
    export_place,
    load_folder,
)
from tallgrass.strength.scorecard.place_folder.reading import read_place_folder
from tests.place_folder.conftest import Folder
from tests.place_folder.folders import there_and_back, told
from tests.workbook.typing_in import filled

pytestmark = pytest.mark.django_db

AS_OF = date(2026, 6, 30)


def load(folder: Path, *, new: bool = False, replace: bool = False, how: Told | None = None) -> Loaded:
    read = read_place_folder(folder)
    return load_folder(place="riverbend", folder=read, by=None, new=new, replace=replace, told=how)


def take_out(place: Place, out: Path, as_of: date = AS_OF) -> Path:
    export_place(place=place, out=out, as_of=as_of, by=None)
    return out


def test_partners_that_the_operator_brings_have_not_been_told(riverbend: Folder) -> None:
    place = load(riverbend.path, new=True).place
    assert set(Player.objects.filter(place=place).values_list("standing", flat=True)) == {Standing.PROPOSED}


def test_partners_who_were_told_are_listed(riverbend: Folder) -> None:
    how = Told(ToldBy.LETTER, date(2026, 6, 1))
    place = load(riverbend.path, new=True, how=how).place
    rows = set(Player.objects.filter(place=place).values_list("standing", "told_by", "told_on"))
    assert rows == {(Standing.LISTED, "letter", date(2026, 6, 1))}


def test_partners_who_are_told_by_now_are_listed_when_the_folder_comes_again(riverbend: Folder) -> None:
    place = load(riverbend.path, new=True).place
    load(riverbend.path, how=Told(ToldBy.PHONE, date(2026, 6, 2)))
    rows = set(Player.objects.filter(place=place).values_list("standing", "told_by", "told_on"))
    assert rows == {(Standing.LISTED, "phone", date(2026, 6, 2))}


def test_a_column_goes_into_the_field_that_keeps_it_letter_by_letter(riverbend: Folder) -> None:
    place = load(riverbend.path, new=True).place
    rows = {row.key: row for row in Player.objects.filter(place=place)}
    assert (rows["a"].website, rows["a"].further) == ("https://alder.example", {})
    assert (rows["c"].website, rows["c"].further) == ("", {"website": "not a website"})


def test_the_same_folder_again_changes_nothing(riverbend: Folder) -> None:
    load(riverbend.path, new=True)
    again = load(riverbend.path)
    assert (again.partners["same"], again.partners["added"], again.replaced) == (4, 0, ())


def test_what_is_there_and_differs_is_replaced_only_when_asked(riverbend: Folder) -> None:
    place = load(riverbend.path, new=True).place
    riverbend.answered(4)
    riverbend.write("ties.csv", "from,to,type,state,since,confirmed_on\na,d,,confirmed,,\n")
    with pytest.raises(WouldReplace) as would:
        load(riverbend.path)
    assert would.value.what == ("ties", "round 2026-06-30")
    assert Tie.objects.filter(place=place).count() == 2
    assert load(riverbend.path, replace=True).replaced == ("ties", "round 2026-06-30")
    assert Tie.objects.filter(place=place).count() == 1


def test_a_round_of_another_day_is_kept_beside(riverbend: Folder, tmp_path: Path) -> None:
    place = load(riverbend.path, new=True).place
    later = Folder(tmp_path / "later", "2026-12-31")
    later.answered(3)
    assert load(later.path).replaced == ()
    days = OutsideRound.objects.filter(place=place).values_list("as_of", flat=True)
    assert list(days) == [date(2026, 12, 31), AS_OF]


def test_what_a_place_says_of_itself_is_replaced_only_when_asked(riverbend: Folder) -> None:
    place = load(riverbend.path, new=True).place
    riverbend.write("place.toml", 'name = "Riverbend City"\nas_of = 2026-06-30\nframework = "v1"\nk = 8\n')
    with pytest.raises(WouldReplace):
        load(riverbend.path)
    load(riverbend.path, replace=True)
    place.refresh_from_db()
    assert (place.name, place.population, place.smallest_group) == ("Riverbend City", None, 8)


def test_who_said_no_stays_hidden(riverbend: Folder) -> None:
    place = load(riverbend.path, new=True).place
    Player.objects.filter(place=place, key="b").update(standing=Standing.HIDDEN)
    again = load(riverbend.path, how=Told(ToldBy.PHONE, AS_OF))
    assert again.partners["hidden"] == 1
    assert Player.objects.get(place=place, key="b").standing == Standing.HIDDEN


def test_who_asked_not_to_be_listed_is_left_out_and_counted(riverbend: Folder) -> None:
    place = add_place(slug="riverbend", name="Riverbend", population=90000, by=None)
    (digest, *_) = digests_of(traces_of("Birch Street Table", {}), "salt")
    NotToBeListed.objects.create(place=place, salt="salt", digest=digest)
    found = load(riverbend.path)
    assert found.partners["asked_not_to_be_listed"] == 1
    assert found.lost_links == 2
    assert not Player.objects.filter(place=place, key="b").exists()
    made = make_scorecard(place=place, as_of=AS_OF, by=None).snapshot
    assert "Birch" not in made.document


@pytest.mark.parametrize("fault", ["b,B,martian,\n", "a,Another,,\n"])
def test_a_folder_that_assess_refuses_is_refused(riverbend: Folder, fault: str) -> None:
    riverbend.write("players.csv", f"player_id,name,kind,active\na,A,,\n{fault}")
    with pytest.raises(Refused):
        load(riverbend.path, new=True)
    assert not Place.objects.exists()


def test_what_a_place_cannot_hold_letter_by_letter_is_refused_with_its_row(riverbend: Folder) -> None:
    riverbend.write(
        "players.csv",
        f"player_id,name,kind,active\n{'i' * 101},A,,\nb,{'n' * 301},,\nc,City\u202eHall,,\nd,D,,\n",
    )
    riverbend.write("ties.csv", f"from,to,type,state,since,confirmed_on\nb,c,{'t' * 101},disputed,,\n")
    riverbend.write("signed.csv", "player_id,criterion,answer\n")
    with pytest.raises(Refused) as refused:
        load(riverbend.path, new=True)
    told_of = [(one.file, one.row, one.column, one.key) for one in refused.value.problems]
    assert told_of == [
        ("players.csv", 2, "player_id", "cell_too_long"),
        ("players.csv", 3, "name", "cell_too_long"),
        ("players.csv", 4, "name", "unseen_characters"),
        ("ties.csv", 2, "type", "cell_too_long"),
    ]
    assert all(one.sentence("es") for one in refused.value.problems)


def test_what_place_toml_says_and_the_site_has_no_room_for_is_refused(riverbend: Folder) -> None:
    riverbend.write("place.toml", f'name = "{"R" * 201}"\nas_of = 2026-06-30\nframework = "v1"\n')
    with pytest.raises(DoesNotFit) as fault:
        load(riverbend.path, new=True)
    assert set(fault.value.fields) == {"name"}
    assert not Place.objects.exists()


def test_an_example_goes_into_an_example_alone(riverbend: Folder, tmp_path: Path) -> None:
    load(riverbend.path, new=True)
    nine_people(tmp_path / "nine")
    with pytest.raises(ExampleMismatch):
        load(tmp_path / "nine", replace=True)


def test_nobody_but_the_operator_brings_in_or_takes_out(riverbend: Folder, tmp_path: Path) -> None:
    rosa = User.objects.create_user("rosa@example.org")
    place = load(riverbend.path, new=True).place
    with pytest.raises(OperatorAlone):
        load_folder(place="riverbend", folder=read_place_folder(riverbend.path), by=rosa, replace=True)
    with pytest.raises(OperatorAlone):
        export_place(place=place, out=tmp_path / "out", as_of=AS_OF, by=rosa)
    assert not (tmp_path / "out").exists()


def test_history_says_that_a_folder_came_and_that_a_copy_went(riverbend: Folder, tmp_path: Path) -> None:
    place = load(riverbend.path, new=True).place
    take_out(place, tmp_path / "out")
    events = Event.objects.filter(place=place.pk, kind__startswith="scorecards.").order_by("pk")
    assert [(event.kind, event.told) for event in events] == [
        ("scorecards.loaded", {"partners": 4, "rounds": "2026-06-30"}),
        ("scorecards.exported", {"files": 6}),
    ]


def test_a_doubled_link_is_reported_and_the_first_counts(riverbend: Folder) -> None:
    riverbend.write(
        "ties.csv",
        "from,to,type,state,since,confirmed_on\na,b,,confirmed,,\na,b,,disputed,,\nc,c,,disputed,,\n",
    )
    read = read_place_folder(riverbend.path)
    assert {one.key for one in read.read.reported} == {"tie_twice", "tie_with_itself"}
    place = load(riverbend.path, new=True).place
    assert list(Tie.objects.filter(place=place).values_list("state", flat=True)) == ["confirmed"]


def test_who_has_everything_deleted_is_in_no_round_and_no_copy_any_more(
    riverbend: Folder, tmp_path: Path
) -> None:
    place = load(riverbend.path, new=True).place
    made = make_scorecard(place=place, as_of=AS_OF, by=None).snapshot
    assert "Birch" in made.document
    erase_partner(place=place, player=Player.objects.get(place=place, key="b").pk, by=None)
    (kept,) = OutsideRound.objects.filter(place=place)
    assert kept.tables["signed"] == "player_id,criterion,answer\nd,KP7,2\n"
    out = take_out(place, tmp_path / "out")
    held = "".join(path.read_text("utf-8") for path in out.rglob("*") if path.is_file())
    assert "Birch" not in held
    assert "b,KP7" not in held


# A copy of a place


def test_a_copy_keeps_who_was_told_and_who_is_hidden_apart(riverbend: Folder, tmp_path: Path) -> None:
    place = load(riverbend.path, new=True, how=Told(ToldBy.MAIL, date(2026, 6, 1))).place
    rows = Player.objects.filter(place=place)
    rows.filter(key="b").update(standing=Standing.HIDDEN, led_by="We are neighbors", led_by_shown=True)
    rows.filter(key="c").update(standing=Standing.PROPOSED, told_on=None, told_by="")
    rows.filter(key="d").update(
        merged_into=rows.get(key="a"), identifiers={"org_id": "X:1", "ein": "12-3456789"}
    )
    made = make_scorecard(place=place, as_of=AS_OF, by=None).snapshot
    out = take_out(place, tmp_path / "out")
    assert "Birch" not in (out / "players.csv").read_text("utf-8")
    assert "b," not in (out / "signed.csv").read_text("utf-8")
    assert to_bytes(assess_folder(out).document) == made.document.encode()
    there = load_folder(place="elsewhere", folder=read_place_folder(out), by=None, new=True).place
    columns = (
        "key",
        "name",
        "standing",
        "told_on",
        "told_by",
        "led_by",
        "led_by_shown",
        "identifiers",
        "merged_into__key",
    )
    assert list(Player.objects.filter(place=there).order_by("key").values_list(*columns)) == list(
        rows.order_by("key").values_list(*columns)
    )
    again = make_scorecard(place=there, as_of=AS_OF, by=None).snapshot
    assert again.document == made.document
    part_partners(place=there, joined=Player.objects.get(place=there, key="d").pk, by=None)
    assert Player.objects.get(place=there, key="d").merged_into is None
    tables = [each.tables for each in OutsideRound.objects.order_by("pk")]
    assert sorted(tables[0]["signed"].splitlines()) == sorted(tables[1]["signed"].splitlines())


def test_a_copy_keeps_who_asked_not_to_be_listed(riverbend: Folder, tmp_path: Path) -> None:
    place = load(riverbend.path, new=True).place
    (digest, *_) = digests_of(traces_of("Elm Street Club", {}), "pepper")
    NotToBeListed.objects.create(place=place, salt="pepper", digest=digest)
    out = take_out(place, tmp_path / "out")
    there = load_folder(place="elsewhere", folder=read_place_folder(out), by=None, new=True).place
    assert list(NotToBeListed.objects.filter(place=there).values_list("salt", "digest")) == [
        ("pepper", digest)
    ]


def test_a_copy_keeps_every_round(riverbend: Folder, tmp_path: Path) -> None:
    place = load(riverbend.path, new=True).place
    later = Folder(tmp_path / "later", "2026-12-31")
    later.answered(3)
    load(later.path)
    out = take_out(place, tmp_path / "out", date(2026, 12, 31))
    assert (out / "rounds" / "2026-06-30" / "answers.csv").is_file()
    there = load_folder(place="elsewhere", folder=read_place_folder(out), by=None, new=True).place
    rounds = [
        {each.as_of: each.tables for each in OutsideRound.objects.filter(place=one)} for one in (place, there)
    ]
    assert rounds[0] == rounds[1]


def test_a_round_of_another_day_that_cannot_be_read_is_refused(riverbend: Folder) -> None:
    riverbend.write(
        "rounds/2025-06-30/answers.csv", "respondent,kind,criterion,answer\nr1,community,KP99,2\n"
    )
    with pytest.raises(Refused) as refused:
        load(riverbend.path, new=True)
    assert refused.value.problems[0].file == "rounds/2025-06-30/answers.csv"


def test_a_copy_says_first_that_it_holds_answers(riverbend: Folder, tmp_path: Path) -> None:
    out = take_out(load(riverbend.path, new=True).place, tmp_path / "out")
    assert (out / "README.txt").read_text("utf-8").startswith("THIS FOLDER HOLDS ANSWERS")
    with pytest.raises(FileExistsError):
        take_out(Place.objects.get(), out)


def test_no_spreadsheet_runs_what_a_copy_holds(riverbend: Folder, tmp_path: Path) -> None:
    riverbend.write("players.csv", "player_id,name,kind,active\na,=cmd(),,\nb,@sum,,\nc,C,,\nd,D,,\n")
    out = take_out(load(riverbend.path, new=True).place, tmp_path / "out")
    with (out / "players.csv").open(encoding="utf-8", newline="") as lines:
        assert [row[1] for row in csv.reader(lines)][1:3] == ["'=cmd()", "'@sum"]


# Folders of other kinds


def test_a_framework_of_a_places_own_comes_along(riverbend: Folder, tmp_path: Path) -> None:
    document = packaged_document()
    document["id"] = "ours"
    document["texts"]["en"]["criteria"]["KP8"]["question"] = "Do they decide?"
    riverbend.write("ours/framework.json", json.dumps(document))
    riverbend.write(
        "place.toml", 'name = "Riverbend"\nas_of = 2026-06-30\nframework = "ours/framework.json"\n'
    )
    first, again, place = there_and_back(riverbend.path, tmp_path / "out")
    assert told(again) == told(first)
    assert place.framework == "ours/framework.json"
    assert again.read.inputs.framework.adapted
    load(riverbend.path)
    riverbend.write("place.toml", 'name = "Riverbend"\nas_of = 2026-06-30\nframework = "v1"\n')
    load(riverbend.path, replace=True)
    place.refresh_from_db()
    assert (place.framework, place.framework_document) == ("v1", "")


def test_a_workbook_comes_in_and_goes_out_as_tables(tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.person("answers", 1, "Residents", {"IN7 resident": "3"})
    book.person("answers", 2, "Local government officials", {"KP7": "I don’t know", "CA2": "2"})
    path = book.save()
    first, again, _ = there_and_back(path, tmp_path / "out")
    assert again.read.inputs.answers == first.read.inputs.answers
    assert told(again)["players"] == told(first)["players"]


def test_exports_of_forms_become_rows_of_answers(riverbend: Folder, tmp_path: Path) -> None:
    rows = "".join(f"Community groups and advocates,{level},2026-06-01\n" for level in (0, 1, 2, 2, 3, 4))
    for number in (1, 2):
        riverbend.write(f"form-{number}.csv", f"Who are you?,KP7,Timestamp\n{rows}")
        riverbend.write(f"form-{number}.csv.columns.toml", SAID)
    riverbend.write("answers.csv", "respondent,kind,criterion,answer\nform-1.csv 2,community,KP7,4\n")
    first, again, _ = there_and_back(riverbend.path, tmp_path / "out")
    assert again.read.inputs.answers == first.read.inputs.answers
    assert first.read.inputs.answers is not None
    assert first.read.inputs.answers.counts["community", "KP7"].answered == 13


SAID = '[columns]\n"Who are you?" = "kind"\n"KP7" = "KP7"\n"Timestamp" = "ignore"\n'


def test_what_is_not_kept_is_said(riverbend: Folder) -> None:
    riverbend.write("form.csv", "Who are you?,KP7,Timestamp\nCommunity groups and advocates,2,2026-06-01\n")
    riverbend.write("form.csv.columns.toml", SAID)
    riverbend.write("words/en/scorecard.json", "{}")
    found = read_place_folder(riverbend.path)
    assert {(one.key, *one.what) for one in found.not_kept} == {
        ("words", "words"),
        ("form_columns", "form.csv", "Timestamp"),
    }


def test_interviews_with_residents_come_along(riverbend: Folder, tmp_path: Path) -> None:
    rows = "".join(f"{number},2026-01-0{number},en,IN7,yes,\n" for number in range(1, 6))
    riverbend.write("interviews.csv", "interview,day,language,question,understood,remark\n" + rows)
    place = load(riverbend.path, new=True).place
    made = make_scorecard(place=place, as_of=AS_OF, by=None).snapshot
    assert json.loads(made.framework.document)["tried_with_residents"] is True
    out = take_out(place, tmp_path / "out")
    assert assess_folder(out).framework.tried_with_residents
