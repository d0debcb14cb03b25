"""Forms: what is asked, what was typed and what is wrong with it reach the page in our words, and come back whole."""

import html
import re
from typing import Any

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.foundation.languages import available_languages
from tallgrass.foundation.site_pages import TEMPLATES
from tallgrass.foundation.ui.fields import ShownForm, show_form
from tallgrass.foundation.ui.pages import build_engine, render
from tests.ui.gallery import SAID, Asked, page

ENGINE = build_engine(TEMPLATES, strict=True)


class Note(forms.Form):
    """One short and one long text."""

    short = forms.CharField(required=False, strip=False)
    long = forms.CharField(required=False, strip=False, widget=forms.Textarea)


NOTE = {"fields": {"short": {"label": "Short"}, "long": {"label": "Long"}}}


def shown(language: str = "en", **typed: Any) -> ShownForm:
    return show_form(Asked(typed), SAID, language)


def drawn(form: ShownForm) -> str:
    return render(ENGINE, "ui/form/fields.html", {"form": form})


def test_a_form_that_nobody_filled_in_has_no_problems() -> None:
    form = show_form(Asked(), SAID, "en")
    assert form.problems == ()
    assert form.title_mark == ""
    assert render(ENGINE, "ui/form/error_summary.html", {"form": form}).strip() == ""


def test_every_problem_leads_to_a_control_that_is_there() -> None:
    form = shown(people="0", kind="a king", email="no")
    text = drawn(form)
    led_to = [problem.address for problem in form.problems if problem.address]
    assert {"#id_name", "#id_email", "#id_people", "#id_kind", "#id_agree"} <= set(led_to)
    for address in led_to:
        assert f'id="{address[1:]}"' in text, address


def test_each_id_is_used_once_and_each_description_is_there() -> None:
    text = drawn(shown(people="0", kind="a king"))
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    described = {one for names in re.findall(r'aria-describedby="([^"]+)"', text) for one in names.split()}
    assert described
    assert described | set(re.findall(r' for="([^"]+)"', text)) <= set(ids)


def test_a_mistake_is_said_in_the_words_of_the_room() -> None:
    texts = [problem.text for problem in shown(name="Taken", people="3").problems]
    assert "“Taken” is here already." in texts
    assert not any("in no language" in text for text in texts)


def test_a_mistake_of_the_form_as_a_whole_comes_first_and_leads_nowhere() -> None:
    first = shown(name="Library").problems[0]
    assert (first.text, first.address) == (SAID["errors"]["nobody"], "")


@pytest.mark.parametrize("language", available_languages())
def test_no_word_of_djangos_reaches_the_page(language: str) -> None:
    form = shown(
        language, name="n" * 61, email="no", website="no", since="no", people="no", kind="no", roles="no"
    )
    said = " ".join(problem.text for problem in form.problems)
    for phrase in ("This field", "Enter a", "Select a valid", "Ensure this", "is not one of"):
        assert phrase not in said
    assert "{" not in said
    assert len(form.problems) == 9


def test_spanish_is_said_in_spanish() -> None:
    form = shown("es")
    assert form.problems_title == "Hay algo que corregir"
    assert "Name of the partner: este dato es necesario." in [problem.text for problem in form.problems]


def test_a_field_that_may_stay_empty_says_so() -> None:
    form = shown()
    assert form.field["website"].optional == "(optional)"
    assert form.field["name"].optional == ""
    bare = show_form(Asked(), SAID, "en", unmarked=["website"])
    assert bare.field["website"].optional == ""


def test_what_was_chosen_stays_chosen() -> None:
    form = shown(kind="community", roles=["hosts"], state="KS", agree="on")
    chosen = {
        name: [str(one.value) for one in form.field[name].choices if one.checked]
        for name in ("kind", "roles", "state")
    }
    assert chosen == {"kind": ["community"], "roles": ["hosts"], "state": ["KS"]}
    assert form.field["agree"].checked


def test_a_file_is_never_sent_back() -> None:
    assert shown(file="secret.csv").field["file"].value == ""
    assert shown().has_files


def test_a_field_without_words_is_refused() -> None:
    with pytest.raises(LookupError, match="'long'"):
        show_form(Note(), {"fields": {"short": {"label": "Short"}}}, "en")


def test_an_answer_without_words_is_refused() -> None:
    without = {"fields": {**SAID["fields"], "roles": {"label": "Roles"}}}
    with pytest.raises(LookupError, match="'funds'"):
        show_form(Asked(), without, "en")


def test_a_long_mistake_is_quoted_in_part() -> None:
    form = shown(kind="k" * 5000)
    assert max(len(problem.text) for problem in form.problems) < 300


def test_hidden_fields_travel_without_words() -> None:
    assert 'type="hidden" name="step"' in drawn(show_form(Asked(), SAID, "en"))


@given(st.text(), st.text())
def test_what_was_typed_comes_back_as_it_was_typed(short: str, long: str) -> None:
    """Whatever a browser can send: line ends of any sort are one line end, as the browser makes them."""
    text = drawn(show_form(Note({"short": short, "long": long}), NOTE, "en"))
    back = re.search(r"<textarea[^>]*>&#10;(.*)</textarea>", text)
    assert back
    assert html.unescape(back[1]) == as_sent(long)
    one_line = re.search(r'id="id_short" value="([^"]*)"', text)
    assert one_line
    assert html.unescape(one_line[1]) == as_sent(short)


def as_sent(text: str) -> str:
    """A text without what HTML cannot carry."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", text)


@pytest.mark.parametrize("language", available_languages())
def test_every_part_is_drawn_with_nothing_left_blank(language: str) -> None:
    text = page(Asked({"name": "<b>Taken</b>"}), language)
    assert "<b>Taken" not in text
    assert text.count("<h1>") == 1
    assert " style=" not in text
