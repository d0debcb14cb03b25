"""Reads of what can be found."""

from collections.abc import Sequence
from typing import Final

from django.db import connection

from tallgrass.foundation.search.actions import Subject
from tallgrass.foundation.search.engines import question
from tallgrass.foundation.search.method.asking import parts_of
from tallgrass.foundation.search.models import SeenBy

#: The most records that one search returns.
MOST_FOUND: Final = 500


def search(
    *, place: int, words: str, seen_by: SeenBy, limit: int = 50, subject_types: Sequence[str] | None = None
) -> list[Subject]:
    """The records of a place that hold all these words, best first: those with the words in the title before others.

    ``seen_by`` is the widest level that the searcher may see. Capitals, accents and marks make no difference; the
    last word may be a beginning; quotes make a phrase, wherever they are closed. Any text is safe; one without a
    letter or a figure finds nothing. At most ``limit`` (1 to 500) are returned, of ``subject_types`` alone where
    they are given. Raises ``ValueError`` for a ``limit`` below 1.
    """
    if limit < 1:
        raise ValueError(f"a search returns one record or more, not {limit}")
    parts = parts_of(words)
    if not parts or (subject_types is not None and not subject_types):
        return []
    sql, values = question(
        connection.vendor,
        parts,
        place=int(place),
        seen_by=int(seen_by),
        subject_types=tuple(subject_types or ()),
        limit=min(limit, MOST_FOUND),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Subject(kind, number) for kind, number in cursor.fetchall()]
