"""Fates, values and faults in words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tallgrass.elements.players.method.fields import clean
from tallgrass.foundation.languages import Words, words

#: So much of a value is repeated.
_LONGEST: Final = 120


class Speech:
    """Says things about rows in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.said: Words = words(language, "imports")
        partners = words(language, "partners")
        self.partners = str(partners["title"])
        self._kinds: Mapping[str, Any] = partners["kinds"]

    def field(self, name: str) -> str:
        """What a field is called."""
        return str(self.said["merge"]["fields"].get(name) or self.said["columns"]["labels"].get(name, name))

    def value(self, field: str, value: Any) -> str:
        """A value of a field as a sentence holds it; the word for nothing where it is blank."""
        merge = self.said["merge"]
        if value is None or value in ("", [], {}):
            return str(self.said["preview"]["blank"])
        if field == "kinds":
            return ", ".join(str(self._kinds[kind]["name"]) for kind in value)
        if isinstance(value, bool):
            return str(merge["persons" if field == "is_person" else "flags"][str(value).lower()])
        if isinstance(value, Mapping):
            return short("; ".join(f"{name}: {entry}" for name, entry in value.items()))
        if isinstance(value, list | tuple):
            return short(", ".join(value))
        return short(str(value))

    def changes(self, changes: Mapping[str, Sequence[Any]]) -> list[str]:
        """Each change of a row, as a sentence."""
        return [sentence for field, pair in changes.items() for sentence in self._change(field, *pair)]

    def fault(self, field: str, key: str, details: Mapping[str, Any]) -> str:
        """What is wrong with a row, or worth knowing of it."""
        values = {name: short(str(value)) for name, value in details.items()}
        return str(self.said["faults"][key]).format_map({"value": "", **values, "field": self.field(field)})

    def reasons(self, keys: Sequence[str]) -> str:
        """Why two records look alike, as a list in one sentence."""
        return ", ".join(str(self.said["duplicates"]["reasons"][key]) for key in keys)

    def count(self, told: Mapping[str, str], key: str, number: int) -> str:
        """A sentence with a number in it."""
        return str(told[f"{key}_one" if number == 1 else f"{key}_many"]).replace("{count}", f"{number:,}")

    def _change(self, field: str, before: Any, after: Any) -> list[str]:
        """The sentences for a field: one, or one for each entry of a mapping that changed."""
        if isinstance(after, Mapping):
            old = before if isinstance(before, Mapping) else {}
            changed = [name for name, entry in after.items() if old.get(name) != entry]
            return [self._pair(name, "", old.get(name, ""), after[name]) for name in changed]
        return [self._pair(self.field(field), field, before, after)]

    def _pair(self, label: str, field: str, before: Any, after: Any) -> str:
        preview = self.said["preview"]
        was = self.value(field, before)
        told = preview["set"] if was == preview["blank"] else preview["was"]
        return str(told).format(field=label, before=was, after=self.value(field, after))


def short(text: str) -> str:
    """A text as a page can hold it: on one line, nothing unseen in it, cut where it is long."""
    bare = clean(text[: _LONGEST * 10])
    return bare if len(bare) <= _LONGEST else f"{bare[: _LONGEST - 1]}…"
