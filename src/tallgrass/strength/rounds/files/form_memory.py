"""What a person has said about the columns of a form, kept beside it: ``<file>.columns.toml``."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.foundation.files import Problems
from tallgrass.strength.rounds.files.tables import ANSWER_WORDS
from tallgrass.strength.rounds.method.matching import IGNORE, KIND, Remembered, said_target
from tallgrass.strength.rounds.method.vocabulary import Vocabulary

#: What the name of the small file adds to the name of the form.
ENDING: Final = ".columns.toml"

_PARTS: Final = ("kind", "counted_from", "columns", "answers", "kinds")


def memory_file(form: Path) -> Path:
    """Where it is kept what was said about a form."""
    return form.with_name(form.name + ENDING)


def read_memory(form: Path, known: Vocabulary, problems: Problems) -> Remembered:
    """What was said about a form; nothing where the file is absent. Refuses what means nothing here."""
    path = memory_file(form)
    if not path.is_file():
        return Remembered()
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        problems.refuse("toml_broken", path.name, reason=str(error))
        return Remembered()
    return _Memory(path.name, entries, known, problems).read()


def memory_text(said: Remembered, heading: str) -> str:
    """The small file as it is written, with a line of comment on top."""
    lines = [f"# {line}" for line in heading.splitlines()]
    if said.everybody is not None:
        lines.append(f"kind = {written(said.everybody)}")
    if said.counted_from is not None:
        lines.append(f"counted_from = {said.counted_from}")
    for title, entries in (("columns", said.columns), ("kinds", said.kinds)):
        lines += _table(title, entries)
    for criterion, texts in said.answers.items():
        lines += _table(f"answers.{criterion}", texts)
    return "\n".join(lines) + "\n"


def write_memory(form: Path, said: Remembered, heading: str) -> None:
    """Keep what was said about a form. Raises OSError where that cannot be written."""
    memory_file(form).write_text(memory_text(said, heading), encoding="utf-8", newline="\n")


def _table(title: str, entries: Mapping[str, str]) -> list[str]:
    if not entries:
        return []
    return ["", f"[{title}]", *(f"{written(name)} = {written(value)}" for name, value in entries.items())]


def written(text: str) -> str:
    """A text as TOML and JSON both write it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class _Memory:
    """The entries of the small file, each checked."""

    def __init__(self, name: str, entries: Mapping[str, Any], known: Vocabulary, problems: Problems) -> None:
        self._name = name
        self._entries = entries
        self._known = known
        self._problems = problems

    def read(self) -> Remembered:
        """What was said, without what means nothing here."""
        for key in self._entries:
            if key not in _PARTS:
                self._strange(key, key)
        everybody = self._entries.get("kind")
        if everybody is not None and everybody not in RESPONDENT_KINDS:
            self._strange("kind", everybody)
            everybody = None
        counted = self._entries.get("counted_from")
        if counted not in (None, 0, 1) or isinstance(counted, bool):
            self._strange("counted_from", counted)
            counted = None
        answers = {
            criterion: self._texts(f"answers.{criterion}", texts, {*ANSWER_WORDS, IGNORE})
            for criterion, texts in self._part("answers").items()
            if self._is_criterion(criterion)
        }
        columns = self._texts("columns", self._part("columns"), None)
        kinds = self._texts("kinds", self._part("kinds"), {*RESPONDENT_KINDS, IGNORE})
        return Remembered(columns, answers, kinds, everybody, counted)

    def _part(self, name: str) -> Mapping[str, Any]:
        part = self._entries.get(name, {})
        if isinstance(part, dict):
            return part
        self._strange(name, part)
        return {}

    def _is_criterion(self, name: str) -> bool:
        if name in self._known.criteria:
            return True
        self._strange("answers", name)
        return False

    def _texts(self, where: str, entries: Any, allowed: set[str] | None) -> dict[str, str]:
        """The entries of one table: each value one of ``allowed``, or (None) what a column may be."""
        if not isinstance(entries, dict):
            self._strange(where, entries)
            return {}
        found = {}
        for text, value in entries.items():
            written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
            if isinstance(written, str) and self._means_something(written.strip(), allowed):
                found[text.strip()] = written.strip()
            else:
                self._strange(f"{where} {text}", value)
        return found

    def _means_something(self, value: str, allowed: set[str] | None) -> bool:
        if allowed is not None:
            return value in allowed
        return value in (IGNORE, KIND) or said_target(value, self._known) is not None

    def _strange(self, key: str, value: object) -> None:
        self._problems.refuse("column_memory", self._name, None, key, value=str(value))
