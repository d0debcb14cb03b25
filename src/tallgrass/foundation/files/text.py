"""A table that lies in no file: its CSV as a text, opened as a file is."""

import io
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The CSV of a table. ``name`` is what sentences call it; line ends are as they stand."""

    name: str
    text: str

    def open(self, *, encoding: str, newline: str) -> io.StringIO:
        """The text as a stream. ``encoding`` and ``newline`` are those of a file, and mean nothing here."""
        return io.StringIO(self.text, newline="")
