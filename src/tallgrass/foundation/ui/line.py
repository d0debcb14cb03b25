"""A line of text as people type it: on one line, without characters that nobody sees but that turn others around."""

import re
import unicodedata
from typing import Any, Final

from django import forms

#: Controls, marks of direction (they can make a name read backwards), spaces without width.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def one_line(text: str) -> str:
    """The text on one line, letters composed, without unseen characters, single spaces between words."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


class LineField(forms.CharField):
    """A line of text; what nobody sees is left out of it."""

    def to_python(self, value: Any) -> str:
        """The line as it is kept. Absurdly long texts are not looked at: their length is refused as it is."""
        text = str(value or "")
        longest = self.max_length
        return (
            super().to_python(one_line(text) if longest is None or len(text) <= 4 * longest else text) or ""
        )
