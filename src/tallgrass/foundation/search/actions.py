"""Writes of what can be found. Rooms call these inside the transaction that changes the record."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.db import transaction

from tallgrass.foundation.search.method.folding import folded_text
from tallgrass.foundation.search.models import SearchDocument, SeenBy

#: How much of a title and of a body can be found, in characters.
LONGEST_TITLE: Final = 500
LONGEST_BODY: Final = 10_000

_TYPE: Final = re.compile(r"[a-z][a-z_]{0,39}")
#: Ids asked of a database at once.
_AT_ONCE: Final = 500


class Subject(NamedTuple):
    """A record: its type, a word like ``player``, and its id."""

    type: str
    id: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found of a record: words as people write them, and who may find it."""

    subject: Subject
    title: str
    body: str
    seen_by: SeenBy


def index(*, place: int, subject: Subject, title: str, body: str, seen_by: SeenBy) -> None:
    """Let a record be found by these words, and no longer by those it had. ``place`` is the id of its place.

    Raises ``ValueError`` for a type that is no word of small letters.
    """
    index_many(place=place, entries=[Entry(subject, title, body, seen_by)])


@transaction.atomic
def index_many(*, place: int, entries: Iterable[Entry]) -> None:
    """``index`` for many records of a place at once. Of two entries for one record the last one counts."""
    documents = {entry.subject: _document(place, entry) for entry in entries}
    SearchDocument.objects.bulk_create(
        documents.values(),
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["place", "subject_type", "subject_id"],
        update_fields=["seen_by", "title", "body"],
    )


def forget(*, place: int, subject: Subject) -> None:
    """Let a record no longer be found."""
    forget_many(place=place, subjects=[subject])


@transaction.atomic
def forget_many(*, place: int, subjects: Iterable[Subject]) -> None:
    """Let these records of a place no longer be found; those that could not be found anyhow are left out."""
    by_type: dict[str, list[int]] = {}
    for subject in subjects:
        by_type.setdefault(subject.type, []).append(subject.id)
    for kind, ids in by_type.items():
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            SearchDocument.objects.filter(place=place, subject_type=kind, subject_id__in=some).delete()


def forget_all(*, place: int, subject_type: str | None = None) -> None:
    """Let nothing of a place be found, or nothing of one type: before it is indexed anew, or when it goes."""
    found = SearchDocument.objects.filter(place=place)
    (found if subject_type is None else found.filter(subject_type=subject_type)).delete()


def _document(place: int, entry: Entry) -> SearchDocument:
    if not _TYPE.fullmatch(entry.subject.type):
        raise ValueError(f"a type of record is a word of small letters, not {entry.subject.type!r}")
    return SearchDocument(
        place=place,
        subject_type=entry.subject.type,
        subject_id=entry.subject.id,
        seen_by=SeenBy(entry.seen_by),
        title=folded_text(entry.title, LONGEST_TITLE),
        body=folded_text(entry.body, LONGEST_BODY),
    )
