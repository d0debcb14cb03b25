"""The words of the scorecard in one language: placeholders, plurals, numbers, dates and lists."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from tallgrass.foundation.languages import words
from tallgrass.foundation.ui.charts import Figure, exact

_PLACE: Final = re.compile(r"\{(\w+)\}")
#: What begins with the sound of i, before which Spanish says *e* instead of *y* (not before *hie*, *hia*).
_BEFORE_I: Final = re.compile(r"[«“\"]?(?:[ií]|h[ií](?![aeo]))", re.IGNORECASE)


class Speech:
    """What ``languages/<code>/scorecard.json`` can say. ``language`` is the code asked for.

    A path is dotted (``first.kind_lower``). A text may hold ``{placeholders}``; a counted text is a pair of
    forms, ``one`` and ``other``.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.words: Mapping[str, Any] = words(language, "scorecard")

    def text(self, path: str, /, **values: object) -> str:
        """The text at ``path`` with its placeholders filled. Raises ``LookupError`` where there is none."""
        found = self._at(path)
        if not isinstance(found, str):
            raise LookupError(f"there is no single text at {path!r}")
        return _filled(found, path, values)

    def counted(self, path: str, number: int, /, **values: object) -> str:
        """The form that ``number`` takes; ``{number}`` and ``{Number}`` are it in words, where it is small."""
        forms = self._at(path)
        if isinstance(forms, str):
            raise LookupError(f"{path!r} has no forms for one and for more")
        spoken = self.small(number)
        return _filled(
            forms["one" if number == 1 else "other"],
            path,
            {"number": spoken, "Number": capital(spoken), **values},
        )

    def has(self, path: str) -> bool:
        """Whether there is anything at ``path``."""
        try:
            self._at(path)
        except LookupError:
            return False
        return True

    def listed(self, path: str) -> tuple[str, ...]:
        """The texts of a list at ``path``."""
        return tuple(self._at(path))

    def small(self, number: int) -> str:
        """A count as a word up to ten, in digits above."""
        names = self.listed("number.small")
        return names[number] if 0 <= number < len(names) else self.whole(number)

    def whole(self, number: int) -> str:
        """A count in digits, in groups of three."""
        return f"{number:,}".replace(",", self.text("number.thousands"))

    def figure(self, value: Figure, places: int | None = None) -> str:
        """A figure with ``places`` decimals, or with as many as it has."""
        number = exact(value)
        text = format(round(number, places) if places is not None else number.normalize(), ",f")
        whole, _, rest = text.partition(".")
        whole = whole.replace(",", self.text("number.thousands"))
        return whole + (self.text("number.decimal") + rest if rest else "")

    def share(self, value: Figure) -> str:
        """A share of 0 to 1 in per cent."""
        return self.text("number.percent", number=self.figure(float(exact(value) * 100)))

    def date(self, day: str | None) -> str:
        """An ISO date as people write it; text that is no date stays as it is."""
        found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", day or "")
        if not found or not 1 <= int(found[2]) <= 12:
            return day or ""
        months = self.listed("date.months")
        return self.text("date.day", day=int(found[3]), month=months[int(found[2]) - 1], year=found[1])

    def all_of(self, items: Iterable[str]) -> str:
        """Items as a list in a sentence: *a, b and c*."""
        parts = list(items)
        if len(parts) < 2:
            return "".join(parts)
        last = "list.last_before_i" if _BEFORE_I.match(parts[-1]) else "list.last"
        return self.text("list.comma").join(parts[:-1]) + self.text(last) + parts[-1]

    def kind(self, kind: str) -> str:
        """A type of partner inside a sentence."""
        return self.text(f"kinds.{kind}")

    def kind_name(self, kind: str) -> str:
        """A type of partner by itself, as in a table."""
        return self.text(f"kind_names.{kind}")

    def kinds(self, kinds: Iterable[str]) -> str:
        """Several types of partner inside a sentence."""
        return self.all_of(self.kind(kind) for kind in kinds)

    def _at(self, path: str) -> Any:
        found: Any = self.words
        for part in path.split("."):
            if not isinstance(found, Mapping) or part not in found:
                raise LookupError(f"the scorecard has no words at {path!r}")
            found = found[part]
        return found


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text with a small first letter, but for words in capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _filled(text: str, path: str, values: Mapping[str, object]) -> str:
    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise LookupError(f"{path!r} needs a value for {found[1]!r}")
        return str(values[found[1]])

    return _PLACE.sub(value, text)
