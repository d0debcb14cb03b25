"""Asks a person, once, what the columns of a form are that nothing in the file tells."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import click

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.foundation.files import quoted
from tallgrass.foundation.languages import Words, words
from tallgrass.strength.rounds.files.form_memory import memory_file, write_memory
from tallgrass.strength.rounds.files.form_report import letter
from tallgrass.strength.rounds.files.forms import Form, target_text
from tallgrass.strength.rounds.files.tables import ANSWER_WORDS
from tallgrass.strength.rounds.method.matching import (
    IGNORE,
    KIND,
    ColumnMatch,
    Remembered,
    match,
    said_target,
)
from tallgrass.strength.rounds.method.vocabulary import Target

_SAMPLES = 3


def ask_about(forms: Sequence[Form], language: str) -> None:
    """Ask about every form, and keep the answers beside each. Raises OSError where they cannot be kept."""
    for form in forms:
        questions = _Questions(form, words(language, "workbook"))
        said = questions.ask()
        heading = str(words(language, "workbook")["form"]["memory"].format(file=form.path.name))
        write_memory(form.path, said, heading)


@dataclass(slots=True)
class _Questions:
    """The questions about one form, and what has been said so far."""

    form: Form
    told: Words
    columns: dict[str, str] = field(default_factory=dict)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    everybody: str | None = None
    counted_from: int | None = None

    def ask(self) -> Remembered:
        """Ask in this order: the scale, the columns, who answered, then single cells."""
        said = self.form.said
        self.columns, self.kinds = dict(said.columns), dict(said.kinds)
        self.answers = {criterion: dict(texts) for criterion, texts in said.answers.items()}
        self.everybody, self.counted_from = said.everybody, said.counted_from
        memory = memory_file(self.form.path)
        self._say(self.told["form"]["ask"]["intro"].format(file=self.form.name, memory=memory.name))
        if self.form.matching.scale_unclear:
            yes, no = self.told["yes_no"]
            self.counted_from = int(self._choice("scale", {yes: "1", no: "0", "yes": "1", "no": "0"}))
        for each in self._matched():
            if each.role == "open":
                self.columns[each.column.header.strip()] = self._column(each)
        if match(self.form.grid.columns, self.form.known, self._said()).kind_missing:
            self._who()
        for each in self._matched():
            for text in each.unread:
                self._cell(each, text)
        return self._said()

    def _said(self) -> Remembered:
        return Remembered(self.columns, self.answers, self.kinds, self.everybody, self.counted_from)

    def _matched(self) -> tuple[ColumnMatch, ...]:
        return match(self.form.grid.columns, self.form.known, self._said()).columns

    def _column(self, each: ColumnMatch) -> str:
        ask = self.told["form"]["ask"]
        header = quoted(" ".join(each.column.header.split()))
        self._say(ask["column"].format(column=letter(each), header=header))
        samples = "; ".join(quoted(text) for text in list(each.column.values)[:_SAMPLES])
        self._say(ask["sample"].format(values=samples))
        offered = {"": IGNORE, IGNORE: IGNORE, KIND: KIND}
        if each.how == "values":
            offered["1"] = KIND
            self._say(ask["suggested_kind"])
        for number, target in enumerate(each.suggested, start=1):
            offered[str(number)] = target_text(target)
            question = self.form.known.shown.get(target) or self.form.known.shown.get(
                Target(target.criterion, False), ""
            )
            self._say(
                ask["suggestion"].format(number=number, criterion=target_text(target), question=question)
            )
        while True:
            written = self._prompt(ask["column_prompt"])
            if written.casefold() in offered:
                return offered[written.casefold()]
            if (meant := said_target(written, self.form.known)) is not None:
                return target_text(meant)
            self._say(ask["again"])

    def _who(self) -> None:
        ask = self.told["form"]["ask"]
        self._say(ask["everybody"])
        by_letter = {letter(each): each.column.header.strip() for each in self._matched()}
        while True:
            written = self._prompt(ask["everybody_prompt"].format(kinds=", ".join(RESPONDENT_KINDS)))
            if written in RESPONDENT_KINDS:
                self.everybody = written
                return
            if written.upper() in by_letter:
                self.columns[by_letter[written.upper()]] = KIND
                return
            self._say(ask["again"])

    def _cell(self, each: ColumnMatch, text: str) -> None:
        ask = self.told["form"]["ask"]
        if each.role == "kind":
            self._say(ask["kind"].format(column=letter(each), value=quoted(text)))
            offered = {"": IGNORE} | {kind: kind for kind in RESPONDENT_KINDS}
            prompt = ask["kind_prompt"].format(kinds=", ".join(RESPONDENT_KINDS))
            self.kinds[text] = self._choice_from(prompt, offered)
        elif each.target is not None:
            criterion = each.target.criterion
            if text in self.answers.get(criterion, {}):
                return
            self._say(ask["answer"].format(column=letter(each), criterion=criterion, value=quoted(text)))
            offered = {"": IGNORE} | {word: word for word in ANSWER_WORDS}
            self.answers.setdefault(criterion, {})[text] = self._choice_from(ask["answer_prompt"], offered)

    def _choice(self, key: str, offered: dict[str, str]) -> str:
        return self._choice_from(self.told["form"]["ask"][key], offered)

    def _choice_from(self, prompt: str, offered: dict[str, str]) -> str:
        while (written := self._prompt(prompt).casefold()) not in offered:
            self._say(self.told["form"]["ask"]["again"])
        return offered[written]

    def _prompt(self, text: str) -> str:
        answer: str = click.prompt(text, default="", show_default=False, err=True)
        return answer.strip()

    def _say(self, text: str) -> None:
        click.echo(text, err=True)
