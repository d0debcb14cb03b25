"""The two indexes over the words: how each is made, taken away and asked.

Both hold a token for the place beside the words, so that a search costs what its own place holds. The rows of the
table decide all the same: a place and a level are always asked of them.

A later migration that makes Django rebuild the table on SQLite drops its triggers with it: take the index away
before (``remove``) and make it again after (``install``).
"""

from collections.abc import Sequence
from typing import Any, Final, Protocol

from tallgrass.foundation.search.method.asking import Part

TABLE: Final = "foundation_search_searchdocument"
INDEX: Final = "foundation_search_words"
#: How much more a word weighs in a title.
TITLE_WEIGHT: Final = 10

#: FTS5 without a copy of the words: it is told of each row by triggers, with the words that were there before.
_SQLITE: Final = (
    """CREATE VIRTUAL TABLE foundation_search_words USING fts5(
        wall, title, body, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER foundation_search_words_added AFTER INSERT ON foundation_search_searchdocument BEGIN
        INSERT INTO foundation_search_words(rowid, wall, title, body)
        VALUES (new.id, new.place, new.title, new.body); END""",
    """CREATE TRIGGER foundation_search_words_gone AFTER DELETE ON foundation_search_searchdocument BEGIN
        INSERT INTO foundation_search_words(foundation_search_words, rowid, wall, title, body)
        VALUES ('delete', old.id, old.place, old.title, old.body); END""",
    """CREATE TRIGGER foundation_search_words_changed AFTER UPDATE ON foundation_search_searchdocument
        WHEN old.place <> new.place OR old.title <> new.title OR old.body <> new.body BEGIN
        INSERT INTO foundation_search_words(foundation_search_words, rowid, wall, title, body)
        VALUES ('delete', old.id, old.place, old.title, old.body);
        INSERT INTO foundation_search_words(rowid, wall, title, body)
        VALUES (new.id, new.place, new.title, new.body); END""",
    """INSERT INTO foundation_search_words(rowid, wall, title, body)
        SELECT id, place, title, body FROM foundation_search_searchdocument""",
)
_SQLITE_GONE: Final = (
    "DROP TRIGGER foundation_search_words_added",
    "DROP TRIGGER foundation_search_words_gone",
    "DROP TRIGGER foundation_search_words_changed",
    "DROP TABLE foundation_search_words",
)
#: A column that the database computes from the row. ``#`` stands in no word, so no word is taken for a place.
_POSTGRESQL: Final = (
    """ALTER TABLE foundation_search_searchdocument ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, title), 'A')
        || setweight(to_tsvector('simple'::regconfig, body), 'B')
        || array_to_tsvector(ARRAY['#' || place::text])) STORED""",
    "CREATE INDEX foundation_search_words ON foundation_search_searchdocument USING gin (words)",
)
_POSTGRESQL_GONE: Final = (
    "DROP INDEX foundation_search_words",
    "ALTER TABLE foundation_search_searchdocument DROP COLUMN words",
)

_STATEMENTS: Final = {
    "sqlite": (_SQLITE, _SQLITE_GONE),
    "postgresql": (_POSTGRESQL, _POSTGRESQL_GONE),
}


class Runs(Protocol):
    """What a migration hands over: runs statements."""

    def execute(self, sql: str, params: None = None) -> object: ...


def install(vendor: str, schema: Runs) -> None:
    """Make the index of a database, filled with the rows that are there. Raises ``KeyError`` for another vendor."""
    for statement in _STATEMENTS[vendor][0]:
        schema.execute(statement)


def remove(vendor: str, schema: Runs) -> None:
    """Take the index of a database away. Raises ``KeyError`` for another vendor."""
    for statement in _STATEMENTS[vendor][1]:
        schema.execute(statement)


def question(
    vendor: str, parts: Sequence[Part], *, place: int, seen_by: int, subject_types: Sequence[str], limit: int
) -> tuple[str, list[Any]]:
    """The statement that finds type and id of records, best first, with its parameters.

    Equally good ones come by type and id. Blank ``subject_types`` stands for all of them.
    """
    matches, order, match_values, order_values = (
        _asked_of_fts5 if vendor == "sqlite" else _asked_of_tsvector
    )(parts, place)
    types = f"AND d.subject_type IN ({', '.join(['%s'] * len(subject_types))})" if subject_types else ""
    # Only names of our own and placeholders are put together here; every value is a parameter.
    sql = (
        f"SELECT d.subject_type, d.subject_id FROM {TABLE} d {matches} "  # noqa: S608
        f"AND d.place = %s AND d.seen_by <= %s {types} ORDER BY {order}, d.subject_type, d.subject_id LIMIT %s"
    )
    return sql, [*match_values, place, seen_by, *subject_types, *order_values, limit]


def _asked_of_fts5(parts: Sequence[Part], place: int) -> tuple[str, str, list[str], list[str]]:
    """FTS5 and its bm25, the best of which is the lowest; the wall weighs nothing."""
    phrases = (f'"{" ".join(part.tokens)}"{" *" if part.prefix else ""}' for part in parts)
    asked = f'wall : "{place}" AND {{title body}} : ({" AND ".join(phrases)})'
    matches = f"JOIN {INDEX} ON d.id = {INDEX}.rowid WHERE {INDEX} MATCH %s"
    return matches, f"bm25({INDEX}, 0.0, {TITLE_WEIGHT}.0, 1.0)", [asked], []


def _asked_of_tsvector(parts: Sequence[Part], place: int) -> tuple[str, str, list[str], list[str]]:
    """A tsquery and ts_rank. Words that PostgreSQL sees nothing in find nothing, instead of everything."""
    asked = " & ".join(_tsquery(part) for part in parts)
    matches = (
        "WHERE d.words @@ (%s::tsquery && to_tsquery('simple', %s)) AND numnode(to_tsquery('simple', %s)) > 0"
    )
    order = f"ts_rank('{{0, 0, {1 / TITLE_WEIGHT}, 1}}', d.words, to_tsquery('simple', %s), 1) DESC"
    return matches, order, [f"'#{place}'", asked, asked], [asked]


def _tsquery(part: Part) -> str:
    """A part for PostgreSQL. A phrase lies within the title or within the body, never across."""
    if len(part.tokens) == 1:
        return f"'{part.tokens[0]}'{':*' if part.prefix else ''}"
    ways = (
        " <-> ".join(
            f"'{token}':{'*' if part.prefix and place == len(part.tokens) - 1 else ''}{weight}"
            for place, token in enumerate(part.tokens)
        )
        for weight in "AB"
    )
    return f"({' | '.join(f'({way})' for way in ways)})"
