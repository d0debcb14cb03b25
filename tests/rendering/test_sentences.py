"""Keys of closed lists become sentences that a tired person understands."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tallgrass.foundation.ui.pages import TEMPLATES as BASE
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.rendering import html
from tallgrass.strength.scorecard.rendering.on_record import measures, record_sentences
from tallgrass.strength.scorecard.rendering.quotes import curled
from tallgrass.strength.scorecard.rendering.said import standing
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tallgrass.strength.scorecard.rendering.speech import Speech
from tallgrass.strength.scorecard.rendering.table import scorecard_csv
from tallgrass.strength.scorecard.rendering.terminal import summary
from tests.rendering.reading import pages, read, site_links
from tests.rendering.samples import (
    CASES,
    clause,
    criterion,
    document,
    nine_people,
    no_records,
    nobody_asked,
    one_meeting,
    one_silent,
)

WHYS = ("not_heard", "fewer_than_k", "gap_resident", "gap_community", "low_standing", "fairness",
        "records_below_people", "no_standing")  # fmt: skip


def of(made: dict[str, Any], framework: Framework) -> Sentences:
    return Sentences(made, framework, "en")


def differing(
    finding: str | None = None, difference: float | None = None, *, bound: str | None = None, **show: Any
) -> dict[str, Any]:
    """An element or a question where people and records differ."""
    say = {"estimate": 2, "bound": bound, "source": "answers"}
    findings = [finding] if finding else []
    return {"id": "x", "say": say, "show": show, "difference": difference, "findings": findings}


def first(framework: Framework, *clauses: dict[str, Any]) -> tuple[str, ...]:
    made = document()
    made["first_sentence"] = list(clauses)
    return of(made, framework).first_sentence()


def test_who_rates_lower_comes_with_how_many_elements_and_which_most(framework: Framework) -> None:
    assert first(framework, clause("kind_lower", "players", "resident", 1)) == (
        "Residents rate “Key players” clearly lower than others do.",
    )
    assert first(framework, clause("kind_lower", "approach", "community", 3)) == (
        "Community groups and advocates rate three elements clearly lower than others do,"
        " “A collaborative approach” most of all.",
    )


def test_strongest_and_weakest_are_one_sentence_in_either_order(framework: Framework) -> None:
    both = ("People rate “Culture and values” clearly highest and “Resources” clearly lowest.",)
    weakest, strongest = clause("weakest", "resources"), clause("strongest", "culture")
    assert first(framework, weakest, strongest) == both
    assert first(framework, strongest, weakest) == both
    assert first(framework, weakest) == ("People rate “Resources” clearly lowest.",)


def test_the_silent_are_named(framework: Framework) -> None:
    assert first(framework, clause("not_heard", kind="philanthropy", count=1)) == (
        "We have not heard from philanthropies.",
    )
    assert "nor from two more" in first(framework, clause("not_heard", kind="resident", count=3))[0]


def test_one_meeting_says_that_a_meeting_agreed_and_that_people_were_not_asked(framework: Framework) -> None:
    said = of(one_meeting(), framework)
    assert said.first_sentence() == (
        "People have not been asked one by one yet. A meeting has agreed on 12 questions.",
        "No element stands out yet.",
    )
    made = one_meeting()
    made["first_sentence"] = [clause("not_asked_yet")]
    assert of(made, framework).first_sentence() == said.first_sentence()[:1]
    page = read(pages(one_meeting(), framework)["overview"]).text
    assert "Agreed in a meeting: Partway (2.0), from 2 of 8 questions." in page
    assert "In the room: civic hackers and data people, community groups and advocates and local" in page
    assert "rests on records alone" not in page
    question = read(pages(one_meeting(), framework)["KP8"]).text
    assert "Agreed in a meeting on 21 April 2026: Partway (2.0)." in question
    assert "What people told us What" not in question
    assert "Agreed in a meeting Stands here" in question
    overview = pages(one_meeting(), framework)["overview"]
    assert "What a meeting agreed on</th>" in overview
    assert "What people told us</th>" not in overview
    assert "Agreed" in summary(one_meeting(), framework, "en").split("Element")[1].splitlines()[0]
    assert "Not everyone agreed. The note says: “We disagree on the two new groups.”" in question


def test_nine_people_of_small_kinds_speak_as_one_group(framework: Framework) -> None:
    made = nine_people()
    page = read(pages(made, framework)["overview"]).text
    assert "Partners of four of five types answered" in page
    assert (
        "Fewer than 5 of each of these types answered, so on most questions they speak as one group" in page
    )
    question = read(pages(made, framework)["KP1"]).text
    assert "together 9 of 24 answered" in question
    assert "1 or lower" in question


def test_no_total_is_given_while_a_kind_is_too_small_to_show(framework: Framework) -> None:
    assert not any(re.search(r"\d+ of \d+ partners", part) for part in of(nine_people(), framework).meta())
    assert "26 of 48 partners answered" in of(one_silent(), framework).meta()


def test_people_without_paper_are_not_graded_down_in_silence(framework: Framework) -> None:
    made = pages(no_records(), framework)
    assert "Not enough on record yet for any question" in read(made["overview"]).text
    assert "That is not a low mark" in read(made["KP1"]).text
    assert "Too little is on record, so what people told us decides." in read(made["KP1"]).text


def test_a_list_of_players_alone_says_that_nobody_was_asked_and_guesses_no_kind(framework: Framework) -> None:
    page = read(pages(nobody_asked(), framework)["overview"]).text
    assert "People have not been asked yet. What follows rests on records alone." in page
    assert "For 318 of them nobody has said which type they are. We do not guess it from a name." in page
    assert "a floor, not a count" in page
    assert "Nobody has been asked yet." in page


def test_an_empty_scorecard_says_what_it_cannot_tell_instead_of_resting_on_records(
    framework: Framework,
) -> None:
    made = document()
    made["inputs"][0]["rows"] = 48
    cannot = "This page cannot say yet how strong anything is. It says whom to ask first."
    assert of(made, framework).first_sentence() == (
        f"People have not been asked yet. Nothing is on record but the list of 48 partners. {cannot}",
    )
    made["inputs"].append({"table": "ties", "rows": 3, "noted": []})
    assert "is not enough for any question" in of(made, framework).first_sentence()[0]
    made["inputs"] = [{"table": "players", "rows": 0, "noted": []}]
    assert of(made, framework).first_sentence() == (
        f"People have not been asked yet. Nobody is on the list yet. {cannot}",
    )
    assert "Nobody is on the list yet." in of(made, framework).heard()
    made["inputs"][0]["rows"] = 1
    assert "One partner is on the list." in of(made, framework).heard()


def test_an_element_stands_at_the_middle_of_its_questions_and_says_of_how_many(framework: Framework) -> None:
    made = one_silent()
    page = read(pages(made, framework)["players"]).text
    assert "“Key players” stands at Partway: the middle of its eight questions." in page
    assert "lower of the two" not in page
    assert "On record: Partway (1.8), for 5 of 8 questions." in page
    criterion(made, "KP1")["standing"] = None
    page = read(pages(made, framework)["players"]).text
    assert "the middle of the seven of its eight questions that have a level" in page
    for item in made["criteria"]:
        item["standing"] = 1 if item["id"] == "KP3" else 4
    assert (
        "held to one level above its weakest question about fairness"
        in read(pages(made, framework)["players"]).text
    )


def test_an_element_with_few_marks_says_from_how_many_questions(framework: Framework) -> None:
    made = one_silent()
    element = next(item for item in made["elements"] if item["id"] == "players")
    element["say"].update(estimate=None, bound=None)
    element["show"]["mean"] = None
    for name in ("KP1", "KP2", "KP3", "KP4", "KP5"):
        criterion(made, name)["say"]["estimate"] = None
    said = read(pages(made, framework)["overview"]).text
    assert "Answers to show on 3 of 8 questions: too few for a mark." in said
    assert "On record for 5 of 8 questions: too few for a mark." in said
    assert "(1/8) means: from 1 of its 8 questions." in summary(one_silent(), framework, "en")


def test_agreement_speaks_only_for_the_groups_it_comes_from(framework: Framework) -> None:
    question = read(pages(one_silent(), framework)["KP8"]).text
    among = "Among community groups and advocates (10 answers): they are in two camps."
    assert among in question
    assert question.index(among) < question.index("Residents put it at")
    assert "People are in two camps" not in question


def test_a_difference_says_both_things_it_may_mean(framework: Framework) -> None:
    said = of(one_silent(), framework).difference(differing("people_higher", 1))
    assert said == (
        "People rate this higher than the records do.",
        "It may not be written down yet, or it may not be so.",
    )
    assert of(one_silent(), framework).difference(differing()) == ()


@pytest.mark.parametrize(
    ("mark", "bound", "records", "printed"),
    [
        (3, "at_least", 2, "at least 1.0"),
        (1, "at_most", 3, "at least 2.0 lower"),
        (3, "at_least", 4, "at most 1.0 lower"),
        (1, "at_most", 0, "at most 1.0"),
        (3, "at_least", 3, "none or more"),
        (3.0, None, 2, "1.0"),
    ],
)
def test_a_difference_made_by_a_bound_is_printed_with_it(
    framework: Framework, mark: float, bound: str | None, records: int, printed: str
) -> None:
    part = differing("people_higher", mark - records, bound=bound)
    said = of(one_silent(), framework)
    assert said.difference_figure(part) == printed
    at_least = said.difference(part)[0].startswith("People rate this at least")
    assert at_least is (bound is not None)


def test_a_measure_says_for_which_level_it_is_enough_and_what_the_next_one_needs(
    framework: Framework,
) -> None:
    made = one_silent()
    item = criterion(made, "KP1")
    item["show"].update(level=2, blocked_by="rounds.shown.kp1")
    item["show"]["readings"] = [
        {"id": "rounds.shown.kp1", "value": 3, "records": 4, "records_needed": 2, "level": 1, "holds": False},
        {
            "id": "rounds.late.kp1",
            "value": None,
            "records": 0,
            "records_needed": 2,
            "level": 3,
            "holds": None,
        },
    ]
    said = of(made, framework)
    assert "To reach Working: " in " ".join(record_sentences(said, item))
    assert "now 3, needed more than 3." in " ".join(record_sentences(said, item))
    first_row, second_row = measures(said, item)
    assert first_row.carries == "enough for Partway. Working needs more than 3."
    assert first_row.needs[0] == "Starting needs at least 2"
    assert (second_row.value, second_row.carries) == ("nothing on record", "")
    made["place"]["population"] = None
    item["show"]["readings"][0]["holds"] = None
    assert "how many people live here" in measures(said, item)[0].carries
    assert "None of the two measures it takes up to Working is on record." in record_sentences(said, item)


def test_who_sees_it_differently_is_named_and_where_what_people_say_went(framework: Framework) -> None:
    made = one_silent()
    criterion(made, "CA7")["findings"] = ["gap"]
    criterion(made, "KP7")["findings"] = ["changed"]
    said = of(made, framework)
    assert said.findings(criterion(made, "CA7")) == (
        "Community groups and advocates rate this lower than others do.",
    )
    assert said.findings(criterion(made, "KP7")) == ("Up from 1.6 to 2.6 since last time, people say.",)


def test_words_typed_with_straight_marks_are_printed_with_curly_ones(version_one: Framework) -> None:
    assert curled("They said \"I don't know\" ('maybe')") == "They said “I don’t know” (‘maybe’)"
    for name, page in pages(one_silent(), version_one).items():
        assert re.findall(r"[\w.,]*[\"'][\w.,]*", read(page).text) == [], name


def test_what_people_wrote_themselves_stands_in_quotation_marks(framework: Framework) -> None:
    page = read(pages(one_silent(), framework)["overview"]).text
    assert "“Court debt” 60%" in page
    assert "Share of partners who put it on their list" in page
    assert "22 partners made a list." in page
    assert page.count("Made to learn together") == 1


def test_groups_of_ten_or_more_show_how_many_chose_each_level_by_name(framework: Framework) -> None:
    question = read(pages(one_silent(), framework)["KP8"]).text
    assert "Not yet 1, Starting 9, Partway 0, Working 0, Strong and fair 0" in question
    assert question.count("Groups of ten or more show how many chose each level.") == 1


def test_a_difference_of_an_element_without_a_record_mark_is_of_the_questions_that_have_both(
    framework: Framework,
) -> None:
    part = differing("records_higher", -1, mean=None)
    assert of(one_silent(), framework).difference(part)[0] == (
        "On the questions that have both, the records rate this higher than people do."
    )
    assert "so it is not one column minus the other" in read(pages(one_silent(), framework)["overview"]).text


def test_changes_are_named_and_what_cannot_be_compared_says_why(framework: Framework) -> None:
    said = of(one_silent(), framework)
    assert len(said.changes()) == 2
    assert said.changes()[0].startswith("What people say went up on one question since last time: “")
    assert said.not_compared() == (
        "One question cannot be compared with last time, because the words of the question changed.",
    )
    assert said.change_of("KP7") == "Up from 1.6 to 2.6 since last time, people say."
    assert said.change_of("KN2") is None


@pytest.mark.parametrize(
    ("people", "records", "grade", "stands", "says"),
    [
        (3, 1, 0, 1, "lower of what people told us and what is on record"),
        (3, None, 1, 2, "Without dated proof it goes no further than Partway."),
        (4, None, 2, 3, "With a dated document it goes no further than Working."),
        (4, None, 3, 4, "another type of partner has checked the proof"),
        (None, 3, 0, 2, "Records alone take it no further than Partway."),
        (None, None, 0, None, "Nothing here means that it is low."),
    ],
)
def test_a_standing_says_by_which_rule(
    framework: Framework, people: int | None, records: int | None, grade: int, stands: int | None, says: str
) -> None:
    made = document()
    item = criterion(made, "KP1")
    item["say"]["level"], item["show"]["level"], item["standing"] = people, records, stands
    item["evidence"]["grade"] = grade
    assert says in " ".join(standing(of(made, framework), item))


def test_a_fairness_question_held_down_by_those_it_is_about_says_so(framework: Framework) -> None:
    made = document()
    for name, told in (("KP8", True), ("KP1", False)):
        item = criterion(made, name)
        item["say"]["level"] = item["show"]["level"] = 3
        item["standing"] = 2
        assert ("residents and community groups" in " ".join(standing(of(made, framework), item))) is told


def test_the_questions_say_who_we_are(framework: Framework) -> None:
    for name in ("overview", "players", "KP1", "file"):
        assert (
            "“we” means people and groups in Prairie Junction"
            in read(pages(one_silent(), framework)[name]).text
        )


def test_a_language_without_texts_is_marked_as_borrowing_them(framework: Framework) -> None:
    made = one_silent()
    page = html.criterion_page(made, framework, "KP1", "xx", site_links(made))
    assert read(page).all("html")[0]["lang"] == "xx"
    assert read(page).all("main")[0]["lang"] == "en"


def test_numbers_dates_and_lists_are_written_as_people_write_them() -> None:
    speech = Speech("en")
    assert speech.date("2026-05-01") == "1 May 2026"
    assert speech.whole(182_000) == "182,000"
    assert speech.share(0.3) == "30%"
    assert speech.all_of(["a", "b", "c"]) == "a, b and c"
    assert (speech.small(3), speech.small(12)) == ("three", "12")
    with pytest.raises(LookupError, match="needs a value for 'name'"):
        speech.text("mark.named", mark="2")
    with pytest.raises(LookupError, match="no words at"):
        speech.text("nothing.here")


def leaves(words: Any, path: str = "") -> Iterator[str]:
    for key, value in words.items():
        if isinstance(value, dict) and set(value) != {"one", "other"}:
            yield from leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}"


def plain(words: Any) -> Any:
    return {key: plain(value) if hasattr(value, "items") else value for key, value in words.items()}


def test_every_word_is_used_somewhere(framework: Framework, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a case, by a closed list, or by a template."""
    used: set[str] = set()
    found = Speech._at

    def noticing(self: Speech, path: str) -> Any:
        used.add(path)
        return found(self, path)

    monkeypatch.setattr(Speech, "_at", noticing)
    for make in CASES.values():
        made = make()
        pages(made, framework)
        summary(made, framework, "en")
        scorecard_csv(made, framework, "en")
    say_every_key(framework)
    for folder in (BASE, html.TEMPLATES):
        for path in folder.rglob("*.*"):
            used.update(re.findall(r"\bw\.([a-z_.]+)", Path(path).read_text(encoding="utf-8")))
    assert set(leaves(plain(Speech("en").words))) - used == set()


def say_every_key(framework: Framework) -> None:
    """Each key of the closed lists that no case happens to hold."""
    made = one_silent()
    said = of(made, framework)
    for key in ("weakest", "strongest", "none_stands_out"):
        first(framework, clause(key, "culture"))
    first(framework, clause("people_and_records_differ", count=2), clause("not_heard", kind="other", count=2))
    for why in WHYS:
        said.why({"why": why, "criterion": None, "from": 1})
        for sign in (-1, 1):
            made["gaps"] = [{"kind": why.removeprefix("gap_"), "criterion": "KP1", "difference": sign}]
            said.why({"why": why, "criterion": "KP1", "from": 1})
    for finding in ("blind_spot", "two_camps", "adapted", "fairness_not_answered"):
        said.findings({"findings": [finding], "say": {}})
    for difference in (-1.2, 1.2):
        for at_least in (True, False):
            made["gaps"] = [{"element": "players", "criterion": None, "kind": "resident",
                             "difference": difference, "at_least": at_least}]  # fmt: skip
            said.gaps()
            said.findings({"id": "players", "findings": ["gap"], "say": {}})
            said.gaps(element="players")
    change_every_way(made, said)
    rarely(framework)
    for key in ("stale", "future", "undated", "unknown_kind", "active_unknown", "checker_does_not_count",
                "more_answered_than_asked", "superseded_by_computed"):  # fmt: skip
        said.noted("players", key, 2)
    for table in ("players", "ties", "evidence", "readings", "asked", "agreed", "rankings", "comments",
                  "signed", "answers"):  # fmt: skip
        said.noted(table, "stale", 1)
    for kind in said.speech.words["kinds"]:
        said.speech.kind(kind)
        said.speech.kind_name(kind)
    Sentences(made, framework, "es").language_notes()
    said.speech.text("language_name")
    for key in said.speech.words["csv"]["values"]:
        said.speech.text(f"csv.values.{key}")


def rarely(framework: Framework) -> None:
    """What no case happens to hold."""
    for table, rows in (("players", 0), ("players", 3), ("ties", 3)):
        made = document()
        made["inputs"] = [{"table": table, "rows": rows, "noted": []}]
        of(made, framework).first_sentence()
        of(made, framework).heard()
    for finding in ("people_higher", "records_higher"):
        for bound in ("at_least", "at_most", None):
            for mean in (None, 2):
                for difference in (1, -1, 0):
                    part = differing(finding, difference, bound=bound, mean=mean)
                    of(made, framework).difference(part)
                    of(made, framework).difference_figure(part)
    made = one_silent()
    made["next_steps"] = made["next_steps"][:3] + document()["next_steps"]
    pages(made, framework)
    made = one_meeting()
    for finding in ("people_higher", "records_higher"):
        agreed = next(item for item in made["criteria"] if item["say"]["source"] == "agreed")
        of(made, framework).difference({**agreed, "findings": [finding]})
    made["criteria"][0]["say"].update(source="answers", estimate=2)
    made["elements"][0]["say"]["estimate"] = 2
    made["elements"][1]["say"]["estimate"] = 2
    pages(made, framework)
    summary(made, framework, "en")
    made = one_silent()
    made["place"]["population"] = None
    for name, level in (("KP1", 0), ("KP1", 2)):
        item = criterion(made, name)
        shown = {"id": f"rounds.shown.{name.lower()}", "value": 3, "records": 4, "records_needed": 2}
        item["show"].update(
            level=level, blocked_by=shown["id"], readings=[{**shown, "level": 1, "holds": None}]
        )
        measures(of(made, framework), item)
        record_sentences(of(made, framework), item)
    for operator in (">=", ">", "<", "<=", "is", "yes", "no"):
        of(made, framework).speech.text(f"need.{operator}", value=1)
    item["show"]["readings"][0].update(value=None)
    made["place"]["population"] = 9
    record_sentences(of(made, framework), item)
    part = next(item for item in made["elements"] if item["id"] == "players")
    part["say"]["estimate"] = part["show"]["mean"] = None
    for item in made["criteria"][1:]:
        item["standing"] = 1 if item["id"] == "KP3" else 4
        item["show"]["level"] = 2
    part["show"].update(with_level=8)
    made["criteria"][0]["say"]["estimate"] = made["criteria"][0]["show"]["level"] = None
    pages(made, framework)


def change_every_way(made: dict[str, Any], said: Sentences) -> None:
    item = {"criterion": "KP1", "before": 1.0, "after": 2.0, "why": None}
    for verdict in ("up", "down", "no_clear_change"):
        made["change"] = [{**item, "verdict": verdict}] * 6
        said.changes()
        said.changes_in("players")
        said.change_of("KP1")
    for why in ("method", "place", "wording", "cells", "source", "no_mark"):
        made["change"] = [{**item, "verdict": "not_comparable", "why": why}]
        said.changes()
        said.not_compared()
        said.changes_in("players")
        said.change_of("KP1")
