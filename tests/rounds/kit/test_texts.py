"""The texts of the kit: easy, short enough, whole, and honest about pay and promise, in both languages."""

import re
from dataclasses import replace

import pytest

from tallgrass.foundation.languages import raw_words, words
from tallgrass.strength.framework.method.readability import perspicuity_es
from tallgrass.strength.rounds.kit.method.blocks import blocks_of, lead_in, plain, without_empty
from tallgrass.strength.rounds.kit.method.facts import Facts, Pay
from tallgrass.strength.rounds.kit.method.filling import (
    OwnText,
    filled,
    marks_in,
    original,
    originals,
    pay_lines,
)
from tallgrass.strength.rounds.kit.method.marks import kept, typed
from tallgrass.strength.rounds.kit.method.pieces import LONGEST_SUBJECT, LONGEST_TEXT, PIECES, Piece
from tallgrass.strength.rounds.kit.method.reading import FEWEST_WORDS, Level, hints, level_of
from tallgrass.strength.rounds.kit.wording import said_in
from tallgrass.strength.rounds.method.promise import ANONYMOUS, CONFIDENTIAL
from tests.rounds.kit.known import LANGUAGES, LONGEST, USUAL, every

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_piece = pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())


@each_language
@each_piece
def test_every_text_is_easy_in_every_round(piece: Piece, language: str) -> None:
    """English at grade 6 or lower; Spanish fairly easy on both measures. Whatever was chosen for the round."""
    said = said_in(language)
    for facts in every(USUAL):
        level = level_of(piece, language, said, facts)
        assert level != Level(), f"{piece.key} has fewer than {FEWEST_WORDS} words"
        assert not level.hard, (level, filled(piece, said, facts).body)


@each_language
@each_piece
def test_every_text_keeps_its_length_with_the_longest_names(piece: Piece, language: str) -> None:
    for facts in [*every(USUAL), *every(LONGEST)]:
        made = filled(piece, said_in(language), facts)
        assert len(made.body) <= piece.most
        if piece.sort == "mail":
            assert 0 < len(made.subject) <= LONGEST_SUBJECT


@each_language
def test_a_text_for_telephones_is_under_300_characters_and_still_says_who_pay_and_no(language: str) -> None:
    said = said_in(language)
    stop = "STOP" if language == "en" else "ALTO"
    for facts in [*every(USUAL), *every(LONGEST)]:
        for key in ("invitation_text", "reminder_1_text", "reminder_2_text", "thanks_text"):
            body = filled(PIECES[key], said, facts).body
            assert len(body) <= LONGEST_TEXT < 300
            assert facts.asked_by in body
            if key != "thanks_text":
                assert facts.link in body
                assert stop in body
                paid = (facts.thanks, said.kit["phrases"]["paid"]["word"])
                told = paid if facts.thanks else (said.kit["phrases"]["unpaid"]["word"],)
                assert any(word in body for word in told)


@each_language
@each_piece
def test_nothing_stays_open_once_everything_is_known(piece: Piece, language: str) -> None:
    for facts in every(LONGEST):
        made = filled(piece, said_in(language), facts)
        assert made.gaps == ()
        assert not re.search(r"[{}]|\bNone\b|  |\n\n\n", made.subject + made.body)
        assert all(line for block in made.blocks for line in block.lines)


@each_language
@each_piece
def test_what_a_piece_should_say_it_says_in_the_original_words(piece: Piece, language: str) -> None:
    for text in originals(piece, said_in(language))[:1]:
        there = set(marks_in(text.subject + text.body))
        assert all(there.intersection(need) for need in piece.needs)


@each_language
@pytest.mark.parametrize("mode", [ANONYMOUS, CONFIDENTIAL])
def test_the_promise_is_that_of_the_first_page_word_for_word(mode: str, language: str) -> None:
    start = words(language, "answering")["start"]
    facts = replace(USUAL, mode=mode, public_body=True)  # type: ignore[arg-type]
    day = "January 30, 2027" if language == "en" else "30 de enero de 2027"
    values = {"who": facts.asked_by, "k": facts.smallest_group, "date": day}
    promised = [line.format(**values) for line in (*start[mode], start[f"public_{mode}"])]
    for key in ("invitation", "reminder_1", "reminder_2", "phone", "half_page"):
        body = filled(PIECES[key], said_in(language), facts).body
        assert " ".join(promised) in body, key


@each_language
def test_unpaid_is_said_in_plain_words_wherever_people_are_asked(language: str) -> None:
    said = said_in(language)
    for key in ("invitation", "reminder_1", "reminder_2", "phone", "half_page", "poster"):
        unpaid = filled(PIECES[key], said, replace(USUAL, thanks="")).body
        assert said.kit["phrases"]["unpaid"]["sentence"] in unpaid
        assert "$10" in filled(PIECES[key], said, USUAL).body


@each_language
def test_in_an_anonymous_round_nobody_is_said_to_have_been_silent(language: str) -> None:
    already = said_in(language).kit["phrases"]["already"]
    for key in ("reminder_1", "reminder_2"):
        assert already["anonymous"] in filled(PIECES[key], said_in(language), USUAL).body
        confidential = filled(PIECES[key], said_in(language), replace(USUAL, mode=CONFIDENTIAL)).body
        assert already["confidential"] in confidential


@each_language
def test_without_a_number_nobody_is_told_to_call(language: str) -> None:
    for piece in PIECES.values():
        made = filled(piece, said_in(language), replace(USUAL, telephone=""))
        assert not re.search(r"555|\bCall \.|Llame al \.|reach us at \.|es \.", made.body)


@each_language
def test_who_pays_is_no_heading_without_words(language: str) -> None:
    made = filled(PIECES["phone"], said_in(language), replace(USUAL, paid_by=""))
    assert made.blocks[-1].kind != "heading"
    assert len(made.blocks) == len(filled(PIECES["phone"], said_in(language), USUAL).blocks) - 2


@each_language
def test_what_a_draft_has_not_said_shows_as_a_gap_and_is_named(language: str) -> None:
    said = said_in(language)
    made = filled(PIECES["invitation"], said, Facts("Elmwood"))
    assert set(made.gaps) == {"who", "closes", "link", "result_by"}
    assert made.body.count(said.kit["gaps"]["who"]) == 2


@each_language
def test_half_pages_do_without_a_link_and_posters_ask_for_the_open_one(language: str) -> None:
    said, facts = said_in(language), replace(USUAL, link="")
    assert filled(PIECES["half_page"], said, facts).gaps == ()
    poster = filled(PIECES["poster"], said, facts)
    assert poster.gaps == ("link",)
    assert said.kit["gaps"]["open_link"] in poster.body


@each_language
def test_a_result_without_a_next_step_asks_no_open_question(language: str) -> None:
    thanks = PIECES["thanks"]
    assert filled(thanks, said_in(language), replace(USUAL, next_step="")).gaps == ()
    before = len(filled(thanks, said_in(language), USUAL).blocks)
    assert len(filled(thanks, said_in(language), replace(USUAL, next_step="")).blocks) == before - 1
    assert filled(thanks, said_in(language), replace(USUAL, result="", next_step="")).gaps == (
        "result",
        "next_step",
    )


def test_a_value_is_never_read_as_words_of_ours() -> None:
    odd = replace(USUAL, place="{who} # [link]\n# Elm", asked_by="{place}")
    made = filled(PIECES["invitation"], said_in("en"), odd)
    assert made.subject == "Can you spare 5 minutes for {who} # [link] # Elm?"
    assert "We are {place}." in made.body


@each_language
@each_piece
def test_marks_come_back_as_they_were_when_a_text_is_typed(piece: Piece, language: str) -> None:
    said = said_in(language)
    for text in originals(piece, said):
        shown = typed(text.body, said)
        assert "{" not in shown
        assert kept(shown, said) == text.body
        assert kept(shown.upper(), said).count("{") == text.body.count("{")


@each_language
def test_marks_have_names_that_differ(language: str) -> None:
    names = [name.casefold() for name in said_in(language).kit["marks"].values()]
    assert len(set(names)) == len(names)


@each_piece
def test_both_languages_say_the_same_in_the_same_order(piece: Piece) -> None:
    english, spanish = (original(piece, said_in(language)) for language in LANGUAGES)
    kinds = [[(one.kind, len(one.lines)) for one in blocks_of(text.body)] for text in (english, spanish)]
    assert kinds[0] == kinds[1]
    for one, other in zip(blocks_of(english.body), blocks_of(spanish.body), strict=True):
        assert set(marks_in(" ".join(one.lines))) == set(marks_in(" ".join(other.lines)))


def test_the_minutes_of_both_guides_add_up() -> None:
    for key, whole in (("guide_60", 60), ("guide_90", 90)):
        for language in LANGUAGES:
            body = original(PIECES[key], said_in(language)).body
            parts = re.findall(r"^# (\d):(\d\d) .*?\((\d+) minut", body, re.M)
            begins = [60 * int(hour) + int(minute) for hour, minute, _ in parts]
            lasts = [after - before for before, after in zip(begins, [*begins[1:], whole], strict=True)]
            for (_, _, told), last in zip(parts, lasts, strict=True):
                assert last % int(told) == 0
                assert last // int(told) in (1, 4, 6)
            assert sum(lasts) == whole


def test_own_words_are_told_what_they_leave_out_and_are_never_refused() -> None:
    piece, said = PIECES["invitation"], said_in("en")
    own = OwnText("", "Please answer until {closes}. It is for [our town].")
    found = [(hint.key, hint.told.get("mark")) for hint in hints(piece, "en", said, USUAL, own)]
    left_out = {mark for key, mark in found if key == "left_out"}
    assert left_out == {
        "who asks", "minutes", "paid or not", "what is promised", "link", "day of the result", "how to say no",
    }  # fmt: skip
    assert ("no_mark", "our town") in found
    assert filled(piece, said, USUAL, own).body.endswith("It is for [our town].")


@each_language
def test_own_words_that_are_long_or_hard_get_a_hint(language: str) -> None:
    hard = {
        "en": "Participants are encouraged to evaluate the prioritization of municipal infrastructure "
        "investments prior to the determination of the capital allocation by the administrative authorities.",
        "es": "Se invita a los participantes a evaluar la priorización de las inversiones municipales "
        "en infraestructura con anterioridad a la determinación presupuestaria correspondiente.",
    }[language]
    said, piece = said_in(language), PIECES["invitation_text"]
    keys = {hint.key for hint in hints(piece, language, said, USUAL, OwnText("", f"{hard} {hard}"))}
    assert {"too_long", "hard_grade" if language == "en" else "hard"} <= keys
    assert hints(piece, language, said, USUAL) == ()


def test_long_names_do_not_make_a_text_hard() -> None:
    named = replace(USUAL, asked_by="The Intercommunity Technological Infrastructure Administration " * 3)
    assert level_of(PIECES["invitation"], "en", said_in("en"), named) == level_of(
        PIECES["invitation"], "en", said_in("en"), USUAL
    )


def test_what_a_funder_is_asked_for_is_added_up_and_left_open_where_not_said() -> None:
    said = said_in("en")
    assert pay_lines(said, USUAL) == [
        "12 people from local groups, $50 each: $600",
        "40 people who live here, $25.50 each: $1,020",
        "In all: $1,620",
    ]
    half = replace(USUAL, pay=(Pay("resident", 40, None),))
    assert pay_lines(said, half) == ["40 people who live here, ______ each: ______", "In all: ______"]
    assert len(pay_lines(said, replace(USUAL, pay=()))) == 3


def test_headings_with_nothing_below_them_go() -> None:
    made = without_empty(blocks_of("# One\n\n## Part\n\n# Two\n\nText\n\n## Part\n- a\n- b\n# Three"))
    assert [(one.kind, one.lines) for one in made] == [
        ("heading", ("Two",)), ("text", ("Text",)), ("subheading", ("Part",)), ("points", ("a", "b")),
    ]  # fmt: skip
    assert plain(made) == "Two\n\nText\n\nPart\n\n- a\n- b"
    assert blocks_of("") == ()


def test_the_first_words_of_a_point_stand_out_where_they_name_it() -> None:
    assert lead_in("Room: no steps") == ("Room:", "no steps")
    assert lead_in("Ask “What?”, and wait") == ("", "Ask “What?”, and wait")
    assert lead_in("It is long. Is it?  Yes") == ("", "It is long. Is it?  Yes")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Puede votar cada idea. Toque de acuerdo, en desacuerdo o paso. No le pedimos su nombre.", 80.80),
        (
            "Se invita a los participantes a evaluar la priorización de las inversiones municipales "
            "en infraestructura con anterioridad a la determinación presupuestaria.",
            19.70,
        ),
    ],
)
def test_perspicuity(text: str, expected: float) -> None:
    assert perspicuity_es([text]) == pytest.approx(expected, abs=0.01)


def test_every_piece_has_its_words_in_both_languages() -> None:
    for language in LANGUAGES:
        own = raw_words(language, "kit")
        assert own is not None
        assert list(own["pieces"]) == list(PIECES)
