"""Django forms through our own templates: what a form asks, what was typed, what is wrong with it, in our words.

``show_form`` turns a form into plain data for ``ui/form/*.html``. No text of Django's reaches a page: labels, hints
and what is said of a mistake come from the words of the room, laid out by the names of the fields::

    {"fields": {"kind": {"label": "...", "hint": "...", "errors": {"required": "..."},
                         "choices": {"yes": "...", "no": {"label": "...", "hint": "..."}}}},
     "errors": {"taken": "..."}}

A mistake is looked up by its code: with the field, then among the words that all forms share
(``languages/<code>/forms.json``, which name the field by its label). A mistake without a code, or one of a code that
nobody has words for, is said as its raiser put it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.boundfield import BoundField
from django.utils.html import escape
from django.utils.safestring import SafeString

from tallgrass.foundation.languages import words
from tallgrass.foundation.ui.parts import WORDS

#: How a field is drawn.
Part = Literal["input", "textarea", "select", "radios", "checkboxes", "checkbox", "file", "hidden"]
#: What of a widget's attributes reaches the page.
_ATTRIBUTES: Final = (
    "accept", "autocomplete", "dir", "inputmode", "max", "maxlength", "min", "rows", "size", "spellcheck", "step",
)  # fmt: skip
#: Widgets by how they are drawn, the most particular first.
_PARTS: Final[tuple[tuple[type[forms.Widget], Part], ...]] = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
)
#: Fields whose code ``invalid`` can be said more closely, with the name it has in the shared words.
_SORTS: Final[tuple[tuple[type[forms.Field], str], ...]] = (
    (forms.EmailField, "email"),
    (forms.URLField, "address"),
    (forms.DateField, "date"),
    (forms.IntegerField, "number"),
)
#: Characters that a page cannot carry in a value, and line ends, which a value keeps as references: pages are
#: written without idle lines, and a value must come back as it was typed.
_NOT_CARRIED: Final = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS: Final = {"\n": "&#10;", "\u2028": "&#8232;", "\u2029": "&#8233;"}
_LONGEST_QUOTE: Final = 80


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. ``hint_id`` is blank without a hint."""

    value: SafeString
    label: str
    hint: str
    checked: bool
    id: str
    hint_id: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field as the page shows it. ``attributes`` are names with values; ``optional`` is the word for it, or blank.

    ``id`` is where the error summary leads: the control, or the first of several. ``described_by`` names the
    hint and the mistakes, blank without either.
    """

    part: Part
    name: str
    id: str
    label: str
    hint: str
    hint_id: str
    errors: tuple[str, ...]
    error_id: str
    error_mark: str
    described_by: str
    optional: str
    type: str
    value: SafeString
    checked: bool
    attributes: tuple[tuple[str, str], ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in the summary above a form, and where it is mended (``#id``; blank: nowhere in particular)."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form for the templates: ``fields`` in order, ``field`` by name, ``hidden`` apart, ``problems`` to be mended.

    ``title_mark`` stands before the page's title while there are problems. ``has_files``: the form needs
    ``enctype="multipart/form-data"``.
    """

    fields: tuple[Field, ...]
    field: Mapping[str, Field]
    hidden: tuple[Field, ...]
    problems: tuple[Problem, ...]
    problems_title: str
    title_mark: str
    has_files: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """The bar above a long list (``ui/form/filters.html``): a form by GET, and the way back to the whole list."""

    form: ShownForm
    action: str
    title: str
    button: str
    clear: str
    clear_address: str


def show_form(
    form: forms.BaseForm,
    said: Mapping[str, Any],
    language: str,
    *,
    mark_optional: bool = True,
    unmarked: Collection[str] = (),
) -> ShownForm:
    """The form for ``ui/form/*.html``, with the room's words ``said`` in ``language``.

    Fields that may stay empty say so, but for those named in ``unmarked``, or none with ``mark_optional=False``.
    Raises ``LookupError`` for a visible field or an answer that has no words.
    """
    shared = words(language, WORDS)
    marked = mark_optional and shared["optional"]
    shown = [
        _field(bound, said, shared, optional=marked if marked and bound.name not in unmarked else "")
        for bound in form
    ]
    problems = tuple(_problems(form, said, shared, shown))
    visible = tuple(field for field in shown if field.part != "hidden")
    return ShownForm(
        fields=visible,
        field=MappingProxyType({field.name: field for field in visible}),
        hidden=tuple(field for field in shown if field.part == "hidden"),
        problems=problems,
        problems_title=shared["problems"],
        title_mark=shared["title_mark"] if problems else "",
        has_files=form.is_multipart(),
    )


def filters(
    form: forms.BaseForm, said: Mapping[str, Any], language: str, *, action: str, asked: bool
) -> Filters:
    """A filter bar of a form; ``asked``: something is filtered, so that there is a way back to everything."""
    shared = words(language, WORDS)["filters"]
    shown = show_form(form, said, language, mark_optional=False)
    return Filters(shown, action, shared["title"], shared["button"], shared["clear"], action if asked else "")


def kept(value: object) -> SafeString:
    """A value for a control: escaped, its line ends as references, without characters that no page can carry."""
    text = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
    text = _NOT_CARRIED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    made = str(escape(text))
    for end, reference in _LINE_ENDS.items():
        made = made.replace(end, reference)
    return SafeString(made)


def _field(bound: BoundField, said: Mapping[str, Any], shared: Mapping[str, Any], *, optional: str) -> Field:
    part = _part(bound.field.widget)
    own = said.get("fields", {}).get(bound.name, {})
    if part != "hidden" and not own.get("label"):
        raise LookupError(f"there are no words for the field {bound.name!r}")
    where = bound.auto_id or bound.html_name
    hint = own.get("hint", "")
    errors = tuple(_sentence(error, bound, own, shared) for error in _mistakes(bound.form, bound.name))
    described = [f"{where}-hint"] * bool(hint) + [f"{where}-error"] * bool(errors)
    value = bound.value()
    return Field(
        part=part,
        name=bound.html_name,
        id=where,
        label=own.get("label", ""),
        hint=hint,
        hint_id=f"{where}-hint" if hint else "",
        errors=errors,
        error_id=f"{where}-error" if errors else "",
        error_mark=shared["error_mark"],
        described_by=" ".join(described),
        optional="" if bound.field.required or part == "checkbox" else optional,
        type=str(getattr(bound.field.widget, "input_type", "") or ""),
        value=kept("" if part in ("file", "checkboxes", "radios", "select") else value),
        checked=part == "checkbox" and bool(value),
        attributes=tuple(_attributes(bound)),
        choices=tuple(_choices(bound, part, where, own, shared)),
    )


def _part(widget: forms.Widget) -> Part:
    return next((part for sort, part in _PARTS if isinstance(widget, sort)), "input")


def _attributes(bound: BoundField) -> Iterator[tuple[str, str]]:
    """What the widget says of itself, and what its field knows: the longest text, the least and the most."""
    attributes = {**bound.field.widget_attrs(bound.field.widget), **bound.field.widget.attrs}
    for name in _ATTRIBUTES:
        value = attributes.get(name)
        if value is not None and value is not False:
            yield name, str(value)


def _choices(
    bound: BoundField, part: Part, where: str, own: Mapping[str, Any], shared: Mapping[str, Any]
) -> Iterator[Choice]:
    if part not in ("select", "radios", "checkboxes"):
        return
    widget = bound.field.widget
    chosen = set(map(str, widget.format_value(bound.value()) or ()))
    number = 0
    for value, named in getattr(bound.field, "choices", ()):
        text = str(value)
        if not text and part != "select":
            continue
        label, hint = _choice_words(text, str(named), own, shared)
        # The first answer has the id that the error summary leads to.
        place = where if number == 0 else f"{where}-{number}"
        yield Choice(kept(text), label, hint, text in chosen, place, f"{place}-about" if hint else "")
        number += 1


def _choice_words(
    value: str, named: str, own: Mapping[str, Any], shared: Mapping[str, Any]
) -> tuple[str, str]:
    """The label and the hint of an answer: the room's, else the name that the form itself gives (a record's)."""
    found = own.get("choices", {}).get(value)
    if isinstance(found, Mapping):
        return str(found["label"]), str(found.get("hint", ""))
    if found is None and not value:
        return str(shared["choose"]), ""
    if found is None and named == value:
        raise LookupError(f"there are no words for the answer {value!r}")
    return str(found or named), ""


def _mistakes(form: forms.BaseForm, name: str) -> list[ValidationError]:
    return list(form.errors.as_data().get(name, ())) if form.is_bound else []


def _sentence(
    error: ValidationError, bound: BoundField | None, own: Mapping[str, Any], shared: Mapping[str, Any]
) -> str:
    """What is said of a mistake: by its code in the room's words, then in everybody's; else as it was raised."""
    code, label = error.code or "", own.get("label", "")
    found = own.get("errors", {}).get(code)
    if found is None and bound is not None and label:
        found = _shared_sentence(code, bound.field, shared["errors"])
    if found is None:
        return " ".join(error.messages)
    params = {name: _quoted(value) for name, value in (error.params or {}).items()}
    return str(found).format_map({"limit_value": "", "value": "", "show_value": "", **params, "label": label})


def _shared_sentence(code: str, field: forms.Field, shared: Mapping[str, Any]) -> str | None:
    sort = next((name for kind, name in _SORTS if isinstance(field, kind)), "")
    found = shared.get(f"{code}_{sort}") or shared.get(code)
    return None if found is None else str(found)


def _quoted(value: object) -> str:
    """A value as a sentence can hold it."""
    text = str(value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _problems(
    form: forms.BaseForm, said: Mapping[str, Any], shared: Mapping[str, Any], shown: list[Field]
) -> Iterator[Problem]:
    """Every mistake: those of the form as a whole first, then field by field as they stand on the page."""
    for error in _mistakes(form, NON_FIELD_ERRORS):
        yield Problem(_sentence(error, None, said, shared), "")
    for field in shown:
        for text in field.errors:
            yield Problem(text, "" if field.part == "hidden" else f"#{field.id}")
