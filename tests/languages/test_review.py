"""People who speak a language read what we wrote in it, and what they say is used."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tallgrass.cli.main import main
from tallgrass.examples.prairie_junction.cases import players_only
from tallgrass.foundation.languages import SOURCE_LANGUAGE, raw_words, use_words, words
from tallgrass.foundation.translation import all_files, is_draft, ledger, renewed, state, states, text_digest
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.framework.review.corrections import Correction, read_back, write_corrections
from tallgrass.strength.framework.review.rows import PARTS, review_rows
from tallgrass.strength.framework.review.sheet import NotASheet, lines_of, titles
from tests.languages.ledger import brought_up_to_date

pytestmark = pytest.mark.slow

QUESTION = "criteria.IN7.resident.question"
FILE = "framework_v1/infrastructure"


@pytest.fixture(autouse=True)
def _own_words_stay_in_their_test() -> Iterator[None]:
    yield
    use_words(None)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The sheet of Spanish as it is written."""
    assert main(["framework", "review", str(tmp_path / "out")]) == 0
    return tmp_path / "out" / "review-es.csv"


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def send_back(sheet: Path, path: str, column: str, text: str, separator: str = ",") -> Path:
    """The sheet with one cell filled in by a reader."""
    rows = rows_of(sheet)
    at = titles("es").index(words("es", "review")["columns"][column])
    for row in rows:
        if row[2] == path and row[1] in (FILE, "scorecard"):
            row[at] = text
    back = sheet.parent / "back.csv"
    with back.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return back


# States


def test_a_text_is_a_draft_until_somebody_has_read_it() -> None:
    english, spanish = text_digest("Hello"), text_digest("Hola")
    assert state(None, "Hello", None) == "missing"
    assert state(None, "Hello", "Hola") == "draft"
    assert state(("draft", english, spanish), "Hello", "Hola") == "draft"
    assert state(("checked", english, spanish), "Hello", "Hola") == "checked"


def test_a_change_of_the_english_makes_it_a_draft_again() -> None:
    entry = ("checked", text_digest("Hello"), text_digest("Hola"))
    assert state(entry, "Good day", "Hola") == "behind"
    assert state(entry, "Good day", "Buenos días") == "draft"


def test_a_text_that_was_changed_after_it_was_checked_is_a_draft_again() -> None:
    assert state(("checked", text_digest("Hello"), text_digest("Hola")), "Hello", "Buenas") == "draft"


def test_the_ledger_follows_the_words_and_forgets_no_change() -> None:
    entry = ("checked", text_digest("Hello"), text_digest("Hola"))
    kept = {"page": {"greeting": entry, "lost": entry}}
    assert renewed(
        kept, {"page": {"greeting": "Hello", "new": "Yes"}}, {"page": {"greeting": "Hola", "new": "Sí"}}
    ) == {"page": {"greeting": entry, "new": ("draft", text_digest("Yes"), text_digest("Sí"))}}
    behind = renewed(kept, {"page": {"greeting": "Good day"}}, {"page": {"greeting": "Hola"}})
    assert behind["page"]["greeting"] == entry
    assert state(behind["page"]["greeting"], "Good day", "Hola") == "behind"


def test_every_text_of_the_questions_is_in_the_ledger() -> None:
    kept = json.loads(brought_up_to_date("es"))
    for file in all_files():
        if file.startswith("framework_v1/"):
            assert set(ledger("es")[file]) == set(kept[file]), (
                "bring it up to date: python -m tests.languages.ledger"
            )


def test_no_translation_is_behind_its_english() -> None:
    for file in all_files():
        assert "behind" not in states("es", file).values(), file


def test_english_is_no_draft() -> None:
    assert not is_draft(SOURCE_LANGUAGE, all_files())
    assert is_draft("es", ("scorecard",)) == ("draft" in states("es", "scorecard").values())


# The sheet


def test_the_sheet_shows_every_text_and_what_residents_read_first(sheet: Path) -> None:
    rows = rows_of(sheet)
    assert rows[0] == titles("es")
    assert len(rows) - 1 == len(review_rows("es")) > 2_000
    parts = [row.part for row in review_rows("es")]
    assert parts == sorted(parts, key=PARTS.index)
    questions = [row.path for row in review_rows("es") if row.path.endswith(".resident.question")]
    assert [path.split(".")[1] for path in questions] == list(packaged().forms["resident"])


def test_the_workbook_holds_the_same_sheet(sheet: Path) -> None:
    book = load_workbook(sheet.with_suffix(".xlsx"))
    found = [
        ["" if cell is None else cell for cell in row]
        for row in book.worksheets[0].iter_rows(values_only=True)
    ]
    assert found == rows_of(sheet)


def test_files_that_are_there_are_never_replaced(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sheet.read_bytes()
    assert main(["framework", "review", str(sheet.parent)]) == 2
    assert "ya está" in capsys.readouterr().err
    assert sheet.read_bytes() == before


def test_the_guide_reads_out_every_question_for_residents(sheet: Path) -> None:
    guide = " ".join((sheet.parent / "interview-guide-es.txt").read_text("utf-8").split())
    texts = packaged().texts["es"].criteria
    for name in packaged().forms["resident"]:
        wording = texts[name].resident
        assert wording is not None
        assert wording.question in guide
        assert all(level in guide for level in wording.levels)


# What comes back


def test_a_correction_is_used_from_then_on(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    better = "¿Usted podría participar si quisiera?"
    assert raw_words("es", FILE) != better
    back = send_back(sheet, QUESTION, "correction", better)
    assert main(["framework", "review", "--read", str(back), str(sheet.parent)]) == 0
    assert states("es", FILE)[QUESTION] == "draft"
    use_words(sheet.parent / "words")
    wording = packaged().texts["es"].criteria["IN7"].resident
    assert wording is not None
    assert wording.question == better
    assert len(wording.levels) == 5
    assert states("es", FILE)[QUESTION] == "checked"
    assert packaged().texts["en"].criteria["IN7"].resident is not None
    use_words(None)
    former = packaged().texts["es"].criteria["IN7"].resident
    assert former is not None
    assert former.question != better


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_yes_checks_the_words_as_they_are(sheet: Path, separator: str) -> None:
    back = send_back(sheet, QUESTION, "read", "Sí", separator)
    assert main(["framework", "review", "--read", str(back), str(sheet.parent)]) == 0
    use_words(sheet.parent / "words")
    assert states("es", FILE)[QUESTION] == "checked"
    assert sorted(one.name for one in (sheet.parent / "words" / "es").iterdir()) == ["states.json"]


def test_a_text_within_a_list_is_corrected_where_it_stands(sheet: Path) -> None:
    path = "criteria.IN7.next_steps.1.what"
    back = send_back(sheet, path, "correction", "Haga otra cosa.")
    assert main(["framework", "review", "--read", str(back), str(sheet.parent)]) == 0
    before = packaged().texts["es"].criteria["IN7"].next_steps
    use_words(sheet.parent / "words")
    after = packaged().texts["es"].criteria["IN7"].next_steps
    assert after[1].what == "Haga otra cosa."
    assert (after[0], after[2], after[3], after[1].who) == (before[0], before[2], before[3], before[1].who)


def test_when_all_is_checked_nothing_is_a_draft(tmp_path: Path) -> None:
    rows = [row for row in review_rows("es") if row.file == "site"]
    taken = [Correction(row.file, row.path, str(row.own), changed=False) for row in rows]
    assert is_draft("es", ("site",))
    write_corrections(tmp_path, "es", taken)
    use_words(tmp_path)
    assert not is_draft("es", ("site",))


def line(**changed: str) -> dict[str, str]:
    """A row of the sheet as it comes back, filled in."""
    row = next(row for row in review_rows("es") if (row.file, row.path) == ("scorecard", "meta.as_of"))
    whole = {
        "file": row.file,
        "path": row.path,
        "english": row.english,
        "own": str(row.own),
        "correction": "",
        "read": "",
    }
    return {**whole, **changed}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"path": "meta.nothing", "read": "sí"}, "unknown_text"),
        ({"english": "As it was", "read": "yes"}, "english_changed"),
        ({"own": "Como era", "read": "x"}, "own_changed"),
        ({"correction": "Al día de hoy"}, "placeholders"),
        ({"correction": "Al {fecha}"}, "placeholders"),
    ],
)
def test_what_does_not_fit_the_words_of_today_is_refused_with_its_row(
    changed: dict[str, str], reason: str
) -> None:
    back = read_back([line(), line(**changed)], "es")
    assert back.taken == ()
    assert [(one.row, one.reason) for one in back.refused] == [(3, reason)]


def test_a_refused_row_is_told_and_the_others_are_taken(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back = send_back(sheet, "meta.as_of", "correction", "Hoy")
    back = send_back(back.replace(sheet), QUESTION, "read", "sí")
    assert main(["framework", "review", "--read", str(back), str(sheet.parent)]) == 1
    assert "back.csv: fila" in (said := capsys.readouterr()).err
    assert "{date}" in said.err
    assert "Se leyeron 1 textos" in said.out


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"\x81\x82"])
def test_a_file_that_is_no_sheet_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "any.csv").write_bytes(content)
    with pytest.raises(NotASheet):
        lines_of(tmp_path / "any.csv")
    (tmp_path / "any.xlsx").write_bytes(content)
    with pytest.raises(NotASheet):
        lines_of(tmp_path / "any.xlsx")
    assert main(["framework", "review", "--read", str(tmp_path / "any.csv"), str(tmp_path)]) == 2


def test_a_maintainer_changes_the_words_themselves_and_nothing_around_them(tmp_path: Path) -> None:
    words_file = tmp_path / "es" / "scorecard.json"
    words_file.parent.mkdir()
    before = (Path(__file__).parents[2] / "src/tallgrass/languages/es/scorecard.json").read_text("utf-8")
    words_file.write_text(before, "utf-8")
    write_corrections(tmp_path, "es", [Correction("scorecard", "meta.how", "Cómo lo medimos", changed=True)])
    old, new = before.splitlines(), words_file.read_text("utf-8").splitlines()
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    assert len(changed) == 1
    assert "Cómo lo medimos" in changed[0][1]


def test_english_is_not_read_back() -> None:
    assert main(["framework", "review", "--lang", "en", "anywhere"]) == 2


# Interviews


def assessed_with(folder: Path, interviews: str) -> tuple[int, str]:
    """The exit code of ``assess``, and what its page says of the questions."""
    (folder / "interviews.csv").write_text(interviews, "utf-8")
    code = main(["assess", str(folder), "--lang", "es"])
    page = (folder / "scorecard" / "scorecard.html").read_text("utf-8")
    return code, "untried" if "todavía no se han probado con residentes" in page else "tried"


def test_five_interviews_make_the_questions_tried(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    players_only(tmp_path)
    head = "entrevista,día,idioma,pregunta,se_entendió,comentario\n"
    four = "".join(
        f"{number},2026-01-0{number},es,{one},sí,\n" for number in range(1, 5) for one in ("IN7", "IN3")
    )
    assert assessed_with(tmp_path, head + four)[1] == "untried"
    assert "entrevistas con residentes que constan: 4" in " ".join(capsys.readouterr().out.split())
    assert assessed_with(tmp_path, head + four + "5,2026-01-09,es,IN7,no,\n")[1] == "tried"
    assert assessed_with(tmp_path, head + four + "5,2999-01-09,es,IN7,no,\n")[1] == "untried"
    assert assessed_with(tmp_path, head + four + "5,,es,IN7,no,\n")[1] == "untried"


def test_interviews_leave_nothing_but_their_number(tmp_path: Path) -> None:
    players_only(tmp_path)
    rows = "".join(f"{number},2026-01-01,es,IN7,yes,Alma said so\n" for number in range(5))
    assert assessed_with(tmp_path, "interview,day,language,question,understood,remark\n" + rows)[1] == "tried"
    for file in (tmp_path / "scorecard").iterdir():
        assert b"Alma" not in file.read_bytes()


def test_interviews_that_cannot_be_counted_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    players_only(tmp_path)
    assert assessed_with(tmp_path, "who,what\nx,y\n")[1] == "untried"
    assert "no se puede contar" in " ".join(capsys.readouterr().out.split())


def test_corrected_words_of_a_place_stand_on_its_page(tmp_path: Path) -> None:
    players_only(tmp_path)
    write_corrections(
        tmp_path / "words", "es", [Correction("scorecard", "meta.how", "Cómo lo medimos", changed=True)]
    )
    assert main(["assess", str(tmp_path), "--lang", "es"]) in (0, 1)
    assert "Cómo lo medimos" in (tmp_path / "scorecard" / "scorecard.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("es/scorecard.json", "{"),
        ("es/scorecard.json", "[]"),
        ("es/scorecard.json", '{"meta": "no"}'),
        ("es/scorecard.json", '{"meta": {"how": "{secret}"}}'),
        ("es/scorecard.json", '{"meta": {"nothing": "x"}}'),
        ("es/nothing.json", "{}"),
        ("es/states.json", '{"scorecard": {"meta.how": "checked"}}'),
    ],
)
def test_corrected_words_that_cannot_be_used_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str
) -> None:
    players_only(tmp_path)
    path = tmp_path / "words" / name
    path.parent.mkdir(parents=True)
    path.write_text(content, "utf-8")
    assert main(["assess", str(tmp_path)]) == 2
    assert f"words/{name}" in capsys.readouterr().err
    assert not (tmp_path / "scorecard").exists()
