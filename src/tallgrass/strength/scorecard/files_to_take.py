"""The forms in which a scorecard can be taken away as a file."""

from collections.abc import Callable
from typing import Final, NamedTuple

from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.published import document_text, published
from tallgrass.strength.scorecard.rendering import html, table


class File(NamedTuple):
    """A form of a scorecard: its media type, and how its text is made of a snapshot, the names to leave out, and a
    language.
    """

    media_type: str
    text: Callable[[Snapshot, frozenset[str], str], str]


#: The files of a scorecard by their ending.
FILES: Final = {
    "json": File(
        "application/json; charset=utf-8",
        lambda snapshot, without, language: document_text(snapshot, without),
    ),
    "csv": File(
        "text/csv; charset=utf-8",
        lambda snapshot, without, language: table.scorecard_csv_file(*published(snapshot, without), language),
    ),
    "html": File(
        "text/html; charset=utf-8",
        lambda snapshot, without, language: html.scorecard_file(*published(snapshot, without), language),
    ),
}


def file_name(place: str, as_of: str, ending: str) -> str:
    """What the file of a scorecard is called."""
    return f"{place}-scorecard-{as_of}.{ending}"
