"""The few statements that every answer takes, written out once.

Django builds the text of a query anew each time, which takes longer than the database needs for it
(``benchmarks/answers.py``). The columns come from the models, so a new one is here by itself.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from django.db import connection, transaction
from django.db.models import Model

from tallgrass.places.models import Place
from tallgrass.strength.rounds.models import (
    AskedGroup,
    Invitation,
    Round,
    SentForm,
    Sheet,
    SheetCode,
    random_key,
)

Row = TypeVar("Row", bound=Model)


class Columns(Generic[Row]):
    """The columns of a model inside a longer row, under a short name of its table."""

    def __init__(self, model: type[Row], name: str) -> None:
        self._model = model
        fields = model._meta.concrete_fields
        self._names = [field.attname for field in fields]
        self._readers = [(at, field) for at, field in enumerate(fields) if hasattr(field, "from_db_value")]
        self.text = ", ".join(f'{name}."{field.column}"' for field in fields)
        self.count = len(fields)

    def read(self, values: Sequence[Any]) -> Row | None:
        """The row as the model; None where the table had none."""
        return None if values[0] is None else self.made(values)

    def made(self, values: Sequence[Any]) -> Row:
        """The row of a table that always has one, as the model."""
        found = list(values)
        for at, field in self._readers:
            found[at] = field.from_db_value(found[at], None, connection)
        return self._model.from_db(connection.alias, self._names, found)


_INVITATION: Final = Columns(Invitation, "i")
_GROUP: Final = Columns(AskedGroup, "g")
_ROUND: Final = Columns(Round, "r")
_PLACE: Final = Columns(Place, "p")
_SHEET: Final = Columns(Sheet, "s")
_ALL: Final = (_INVITATION, _SHEET, _GROUP, _ROUND, _PLACE)
_OWN_COUNT: Final = _INVITATION.count + _SHEET.count


def _table(model: type[Model]) -> str:
    return f'"{model._meta.db_table}"'


_WAY_IN: Final = (
    f"SELECT {', '.join(each.text for each in _ALL)} FROM {_table(Invitation)} i"  # noqa: S608 - names of our own tables
    f" JOIN {_table(AskedGroup)} g ON g.id = i.group_id JOIN {_table(Round)} r ON r.id = i.round_id"
    f" JOIN {_table(Place)} p ON p.id = r.place_id"
    f" LEFT JOIN {_table(SheetCode)} c ON c.invitation_id = i.id LEFT JOIN {_table(Sheet)} s ON s.key = c.sheet_id"
    " WHERE p.slug = %s AND i.place_id = p.id AND i."
)
_BY: Final = {"digest": f"{_WAY_IN}digest = %s", "id": f"{_WAY_IN}id = %s"}
_HELD: Final = f"SELECT 1 FROM {_table(Round)} WHERE id = %s AND state = 'open'"  # noqa: S608
#: That somebody sends for the first time, of an open round alone: by an invitation, or by the form's own number.
_USE: Final = (
    f"UPDATE {_table(Invitation)} AS i SET used = %s{{}}"  # noqa: S608
    " WHERE i.id = %s AND i.used = %s AND i.ended = %s"
)
_NOTE: Final = (
    f'INSERT INTO {_table(SentForm)} ("key", round_id, digest) SELECT %s, id, %s FROM {{}}'  # noqa: S608
    " ON CONFLICT (round_id, digest) DO NOTHING"
)
_INTO_SHEETS: Final = f'INSERT INTO {_table(Sheet)} ("key", round_id, kind, form, levels, picks)'
_ADD_SHEET: Final = f"{_INTO_SHEETS} VALUES (%s, %s, %s, %s, %s, %s)"
_USE_FIRST: Final = _USE.format("")
_NOTE_FIRST: Final = _NOTE.format(f"{_table(Round)} WHERE id = %s AND state = 'open'")
#: The same and the sheet in one statement, which PostgreSQL takes whole or not at all, and in one journey.
_AT_ONCE: Final = (
    f"WITH held AS (SELECT id FROM {_table(Round)} WHERE id = %s AND state = 'open' FOR SHARE),"  # noqa: S608
    f" first AS ({{}} RETURNING round_id) {_INTO_SHEETS} SELECT %s, round_id, %s, %s, %s, %s FROM first"
)
_USE_AT_ONCE: Final = _AT_ONCE.format(_USE.format(" FROM held") + " AND i.round_id = held.id")
_NOTE_AT_ONCE: Final = _AT_ONCE.format(_NOTE.format("held"))
_SET_SIGN: Final = (
    f"UPDATE {_table(Sheet)} SET levels = substr(levels, 1, %s) || %s || substr(levels, %s)"  # noqa: S608
    ' WHERE "key" = %s'
)

_MIX: Final = (
    f"WITH gone AS (DELETE FROM {_table(Sheet)} WHERE round_id = %s RETURNING *)"  # noqa: S608
    f' INSERT INTO {_table(Sheet)} SELECT * FROM gone ORDER BY "key"'
)


def invitation_with(place: str, by: str, value: str | int) -> tuple[Invitation, Sheet | None] | None:
    """The invitation with that ``digest`` or ``id`` in the place with that word, with all that belongs to it; and the
    sheet that its code leads to.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BY[by], [place, value])
        row = cursor.fetchone()
    if row is None:
        return None
    invitation = _INVITATION.made(row[: _INVITATION.count])
    invitation.group, invitation.round = _around(row[_OWN_COUNT:])
    return invitation, _SHEET.read(row[_INVITATION.count : _OWN_COUNT])


@lru_cache(maxsize=100)
def _around(values: tuple[Any, ...]) -> tuple[AskedGroup, Round]:
    """The group and the round, with its place, that an invitation belongs to: the same rows for everybody of the group,
    and made anew when the database says anything else of them. Many have them at once: they are for reading.
    """
    group, rest = _GROUP.made(values[: _GROUP.count]), values[_GROUP.count :]
    held = _ROUND.made(rest[: _ROUND.count])
    held.place = _PLACE.made(rest[_ROUND.count :])
    return group, held


def held_open(asked: Round) -> bool:
    """Whether the round is open; it stays so until the transaction ends. Many may hold it at once."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD + (" FOR SHARE" if connection.vendor == "postgresql" else ""), [asked.pk])
        return cursor.fetchone() is not None


def take_by_invitation(sheet: Sheet, invitation: int) -> bool:
    """Use up an invitation and add a sheet, both or neither; False where the round is not open, or the invitation was
    used before or taken back.
    """
    using = (True, invitation, False, False)
    if connection.vendor == "postgresql":
        return _execute(_USE_AT_ONCE, sheet.round_id, *using, *_but_round(sheet)) == 1
    with transaction.atomic(savepoint=False):
        taken = held_open(sheet.round) and _execute(_USE_FIRST, *using) == 1
        return taken and add_sheet(sheet)


def take_by_number(sheet: Sheet, digest: str) -> bool:
    """Note the digest of a form's own number and add a sheet, both or neither; False where the round is not open, or
    the form was sent before.
    """
    if connection.vendor == "postgresql":
        return _execute(_NOTE_AT_ONCE, sheet.round_id, random_key(), digest, *_but_round(sheet)) == 1
    with transaction.atomic(savepoint=False):
        return _execute(_NOTE_FIRST, random_key(), digest, sheet.round_id) == 1 and add_sheet(sheet)


def _but_round(sheet: Sheet) -> tuple[int | str, ...]:
    return sheet.key, sheet.kind, sheet.form, sheet.levels, sheet.picks


def add_sheet(sheet: Sheet) -> bool:
    """Add a new sheet."""
    key, *values = _but_round(sheet)
    return _execute(_ADD_SHEET, key, sheet.round_id, *values) == 1


def set_sign(sheet: Sheet, at: int, sign: str) -> bool:
    """Put a sign in its place (from 0), without reading the others; False where the sheet is gone."""
    return _execute(_SET_SIGN, at, sign, at + 2, sheet.key) == 1


def _execute(statement: str, *values: str | int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def mix(closed: Round) -> None:
    """Write the sheets of a closed round anew, in the order of their random keys.

    PostgreSQL notes in every row which transaction wrote it, and puts rows where there is room: until this is done, who
    may ask the database itself could lay a sheet beside the way in that was used in the same moment. SQLite notes
    nothing, and keeps rows by their keys.
    """
    if connection.vendor == "postgresql":
        _execute(_MIX, closed.pk)
