"""A form as plain text, to paste into any form maker."""

from collections.abc import Iterable

from tallgrass.foundation.languages import words
from tallgrass.strength.rounds.asking.form import Form, Item


def plain_text(form: Form) -> str:
    """The whole form: who asks and what happens to the answers first, then one block a question. LF line ends."""
    said = words(form.language, "paper")["forms"]["plain"]
    lines = [form.title, "=" * min(len(form.title), 78)]
    lines += [note for note in (form.example, form.draft) if note]
    lines += ["", *said["how"].split("\n"), "", form.before_title.upper(), *form.behind]
    lines += [*form.before, *([form.we] if form.we else []), ""]
    if form.kinds:
        lines += [form.kind_question, f"   {form.kind_help}"]
        lines += [f"   {said['one']} {name}" for _, name in form.kinds] + [""]
    part = ""
    for item in form.items:
        if item.part != part:
            part = item.part
            lines += [part.upper(), ""]
        lines += [*_question(form, item, said["one"], said["box"]), ""]
    lines += [form.thanks, "", *([form.untried] if form.untried else []), form.source]
    return "\n".join(lines) + "\n"


def _question(form: Form, item: Item, one: str, box: str) -> Iterable[str]:
    yield f"{item.number}. {item.question}"
    if item.help:
        yield f"   {item.help}"
    if item.problem:
        yield f"   {item.problem} ____________________"
    for answer in (*item.levels, form.dont_know, form.skip):
        yield f"   {one} {answer}"
    yield f"   {box} {form.unfit}"
