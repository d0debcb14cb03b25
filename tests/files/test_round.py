"""What people answered arrives as counts; whatever could be counted wrongly is refused with its row."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallgrass.strength.rounds.method.records import Agreed, Answers, Asked, Comment, Count, Ranking, Signed
from tests.files.place import CRITERIA, PlaceFolder

ANSWERS = "respondent,kind,criterion,answer\n"
ASKED = "kind,form,asked\n"
AGREED = "criterion,level,note,agreed_on,kinds_in_room,disagreed,cleared\n"
RANKINGS = "respondent,kind,item,rank\n"
SIGNED = "player_id,criterion,answer\n"


def _answers(place: PlaceFolder, rows: str) -> Answers:
    place.write("answers.csv", ANSWERS + rows)
    answers = place.inputs().answers
    assert answers is not None
    return answers


def test_answers_are_counted_by_kind_and_question(place: PlaceFolder) -> None:
    rows = "r1,community,KP1,0\nr2,community,KP1,4\nr3,community,KP1,4\nr1,community,KP7,dk\nr2,community,KP7,skip\n"
    answers = _answers(place, rows + "r4,resident,IN7,2\n")
    assert answers.counts == {
        ("community", "KP1"): Count((1, 0, 0, 0, 2)),
        ("community", "KP7"): Count(dont_know=1, skipped=1),
        ("resident", "IN7"): Count((0, 0, 1, 0, 0)),
    }
    assert answers.people == {"community": 3, "resident": 1}


def test_who_only_skipped_has_not_answered_and_who_does_not_know_has(place: PlaceFolder) -> None:
    answers = _answers(place, "r1,community,KP1,skip\nr2,community,KP1,dk\nr3,government,KP1,skip\n")
    assert answers.people == {"community": 1}
    assert answers.counts["government", "KP1"] == Count(skipped=1)


def test_words_may_be_written_as_people_write_them(place: PlaceFolder) -> None:
    answers = _answers(place, " r1 ,Civic Tech,kp1, DK \nr1,civic-tech,KP7,2\nr2,civic_tech,KP1,3\n")
    assert answers.people == {"civic_tech": 2}
    assert answers.counts["civic_tech", "KP1"] == Count((0, 0, 0, 1, 0), dont_know=1)


def test_the_order_of_the_rows_changes_nothing(place: PlaceFolder) -> None:
    rows = [f"r{at},{kind},{criterion},{at % 5}\n" for at, kind in enumerate(("community", "government", "other"))
            for criterion in ("KP1", "CA2")]  # fmt: skip
    forwards = _answers(place, "".join(rows))
    backwards = _answers(place, "".join(reversed(rows)))
    assert list(forwards.counts.items()) == list(backwards.counts.items())
    assert list(forwards.people.items()) == list(backwards.people.items())


def test_two_answers_of_one_person_to_one_question_are_refused(place: PlaceFolder) -> None:
    place.write("answers.csv", ANSWERS + "r1,community,KP1,2\nr1,community,KP7,2\n r1,community,KP1,2\n")
    assert place.sentences() == [
        "answers.csv, row 4, column criterion: “r1” has already answered KP1 in an earlier row; keep one answer."
    ]


def test_one_person_under_two_kinds_is_refused(place: PlaceFolder) -> None:
    place.write("answers.csv", ANSWERS + "r1,community,KP1,2\nr1,government,KP7,2\n")
    assert place.sentences() == [
        "answers.csv, row 3, column kind: “r1” answers as community in an earlier row and as government here; "
        "one person answers under one kind."
    ]


def test_nobody_answers_as_unknown(place: PlaceFolder) -> None:
    place.write("answers.csv", ANSWERS + "r1,unknown,KP1,2\n")
    assert place.sentences() == [
        "answers.csv, row 2, column kind: nobody can answer as “unknown”; ask which hat the person wears, "
        "or write other."
    ]


@pytest.mark.parametrize(
    ("row", "key", "column"),
    [
        ("r1,library,KP1,2", "unknown_kind", "kind"),
        ("r1,community|government,KP1,2", "unknown_kind", "kind"),
        ("r1,,KP1,2", "blank", "kind"),
        ("r1,community,KP99,2", "unknown_criterion", "criterion"),
        ("r1,community,~,2", "unknown_criterion", "criterion"),
        ("r1,community,,2", "blank", "criterion"),
        ("r1,community,KP1,5", "not_an_answer", "answer"),
        ("r1,community,KP1,-1", "not_an_answer", "answer"),
        ("r1,community,KP1,2.5", "not_an_answer", "answer"),
        ("r1,community,KP1,yes", "not_an_answer", "answer"),
        ("r1,community,KP1,", "blank", "answer"),
        (" ,community,KP1,2", "blank", "respondent"),
        ("r1,resident,KP1,2", "resident_other_question", "criterion"),
    ],
)
def test_a_wrong_row_is_refused_each_time_it_comes(
    place: PlaceFolder, row: str, key: str, column: str
) -> None:
    place.write("answers.csv", ANSWERS + "r0,community,KP1,2\n" + f"{row}\n" * 2)
    found = [(each.key, each.row, each.column) for each in place.refused()]
    assert found == [(key, 3, column), (key, 4, column)]


def test_a_resident_reads_which_questions_are_theirs(place: PlaceFolder) -> None:
    place.write("answers.csv", ANSWERS + "r1,resident,KP7,2\n")
    assert place.sentences() == [
        "answers.csv, row 2, column criterion: “KP7” is not a question for residents; "
        "theirs are CA8, CV6, IN3, IN5, IN7, KP8."
    ]


def test_everything_wrong_with_one_row_is_said(place: PlaceFolder) -> None:
    place.write("answers.csv", ANSWERS + "r1,library,ZZ,7\n")
    assert [each.column for each in place.refused()] == ["kind", "criterion", "answer"]


def test_a_number_behind_a_formula_sign_is_a_person_all_the_same(place: PlaceFolder) -> None:
    assert _answers(place, "=1+1,community,KP1,2\n").people == {"community": 1}
    assert place.noted() == ["answers.csv: text that begins like a formula was kept as text (cells: 1)."]


@settings(deadline=None, max_examples=60)
@given(
    kinds=st.lists(st.sampled_from(("community", "government", "other")), max_size=12),
    said=st.data(),
)
def test_the_counts_are_those_of_a_plain_tally(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str], said: st.DataObject
) -> None:
    words = st.dictionaries(
        st.sampled_from(CRITERIA), st.sampled_from(("0", "1", "2", "3", "4", "dk", "skip")), max_size=9
    )
    people = [(f"r{at}", kind, said.draw(words)) for at, kind in enumerate(kinds)]
    rows = [(who, kind, criterion, word) for who, kind, each in people for criterion, word in each.items()]
    shuffled = said.draw(st.permutations(rows))
    answers = _answers(
        PlaceFolder(tmp_path_factory.mktemp("tally")), "".join(",".join(row) + "\n" for row in shuffled)
    )
    tally = Counter((kind, criterion, word) for _, kind, criterion, word in rows)
    for (kind, criterion), count in answers.counts.items():
        assert count.levels == tuple(tally[kind, criterion, word] for word in "01234")
        assert (count.dont_know, count.skipped) == (
            tally[kind, criterion, "dk"],
            tally[kind, criterion, "skip"],
        )
    assert sum(each.answered + each.dont_know + each.skipped for each in answers.counts.values()) == len(rows)
    heard = Counter(kind for _, kind, each in people if set(each.values()) - {"skip"})
    assert answers.people == heard


def test_answers_keep_no_person(place: PlaceFolder) -> None:
    assert "secret-person" not in repr(_answers(place, "secret-person,community,KP1,2\n"))


def test_a_blank_number_asked_is_an_open_link(place: PlaceFolder) -> None:
    place.write("asked.csv", ASKED + "resident,resident,\ncommunity,full,12.0\ncommunity,short,0\n")
    assert place.inputs().asked == (
        Asked("community", "full", 12),
        Asked("community", "short", 0),
        Asked("resident", "resident", None),
    )


@pytest.mark.parametrize(
    ("row", "key", "column"),
    [
        ("community,full,-1", "too_small", "asked"),
        ("community,full,2.5", "not_whole", "asked"),
        ("community,full,many", "not_whole", "asked"),
        ("community,long,3", "unknown_form", "form"),
        ("unknown,full,3", "answers_as_unknown", "kind"),
        ("resident,full,3", "resident_other_form", "form"),
        ("community,resident,3", "resident_form_other_kind", "form"),
        ("government,short,9", "asked_twice", None),
    ],
)
def test_a_wrong_number_of_people_asked_is_refused(
    place: PlaceFolder, row: str, key: str, column: str | None
) -> None:
    place.write("asked.csv", ASKED + f"government,short,4\n{row}\n")
    assert [(each.key, each.row, each.column) for each in place.refused()] == [(key, 3, column)]


def test_what_a_meeting_agreed_on_is_read_and_blank_flags_are_no(place: PlaceFolder) -> None:
    rows = "KP7,3,,2026-09-01,community|Civic tech,yes,yes\nKP1,0,Not much yet,,,,\n"
    place.write("agreed.csv", AGREED + rows)
    assert place.inputs().agreed == (
        Agreed("KP1", 0, "Not much yet", None, (), False, False),
        Agreed("KP7", 3, None, date(2026, 9, 1), ("community", "civic_tech"), True, True),
    )


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("KP7,5,,,,,", "not_a_level"),
        ("KP7,dk,,,,,", "not_a_level"),
        ("KP7,3,,,community|library,,", "unknown_kind"),
        ("KP7,3,,,,perhaps,", "not_yes_or_no"),
        ("KP1,3,,,,,", "agreed_twice"),
    ],
)
def test_a_wrong_agreement_is_refused(place: PlaceFolder, row: str, key: str) -> None:
    place.write("agreed.csv", AGREED + f"KP1,3,,,,,\n{row}\n")
    assert [(each.key, each.row) for each in place.refused()] == [(key, 3)]


def test_rankings_know_questions_and_elements_and_keep_other_words(place: PlaceFolder) -> None:
    rows = "r1,community,kp1,1\nr1,community,Players,2\nr1,community,Fix the buses,3\nr2,resident,IN7,1\n"
    place.write("rankings.csv", RANKINGS + rows)
    assert place.inputs().rankings == (
        Ranking("r1", "community", "KP1", 1),
        Ranking("r1", "community", "players", 2),
        Ranking("r1", "community", "Fix the buses", 3),
        Ranking("r2", "resident", "IN7", 1),
    )
    assert place.noted() == [
        "rankings.csv: items that are neither questions nor elements were kept as people wrote them "
        "(different ones: 1)."
    ]


@pytest.mark.parametrize(
    ("row", "key", "column"),
    [
        ("r1,community,KP1,2", "ranked_twice", "item"),
        ("r1,community,kp1,2", "ranked_twice", "item"),
        ("r1,community,KP7,1", "ranked_twice", "rank"),
        ("r1,government,KP7,2", "respondent_two_kinds", "kind"),
        ("r2,community,KP7,0", "too_small", "rank"),
        ("r2,community,KP7,first", "not_whole", "rank"),
        ("r2,community,KP7,", "blank", "rank"),
    ],
)
def test_a_wrong_ranking_is_refused(place: PlaceFolder, row: str, key: str, column: str) -> None:
    place.write("rankings.csv", RANKINGS + f"r1,community,KP1,1\n{row}\n")
    assert [(each.key, each.row, each.column) for each in place.refused()] == [(key, 3, column)]


def test_a_person_may_wear_one_hat_in_each_file(place: PlaceFolder) -> None:
    """Ids hold inside one file alone, so that a ranking cannot be laid beside an answer."""
    place.write("answers.csv", ANSWERS + "r1,community,KP1,2\n")
    place.write("rankings.csv", RANKINGS + "r1,government,KP1,1\n")
    assert place.refused() == ()


def test_a_comment_is_not_cleared_unless_it_says_so(place: PlaceFolder) -> None:
    place.write("comments.csv", "criterion,text,cleared\n,We are new here,\nKP1,More of this,yes\n")
    assert place.inputs().comments == (
        Comment(None, "We are new here", False),
        Comment("KP1", "More of this", True),
    )


def test_a_comment_about_an_unknown_question_is_refused(place: PlaceFolder) -> None:
    place.write("comments.csv", "criterion,text,cleared\nKP77,Hm,\n,,\nKP1,,yes\n")
    assert [(each.key, each.row) for each in place.refused()] == [("unknown_criterion", 2), ("blank", 4)]


def test_who_signs_an_answer_is_a_partner_and_signs_once(place: PlaceFolder) -> None:
    place.write("signed.csv", SIGNED + "p1,KP1,dk\np1,KP7,3\n")
    assert place.inputs().signed == (Signed("p1", "KP1", "dk"), Signed("p1", "KP7", "3"))
    place.write("signed.csv", SIGNED + "p1,KP1,dk\np9,KP7,3\np1,kp1,3\np2,KP1,9\n")
    assert [(each.key, each.row) for each in place.refused()] == [
        ("not_an_answer", 5),
        ("not_a_player", 3),
        ("signed_twice", 4),
    ]
