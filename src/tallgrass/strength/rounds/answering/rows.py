"""The few statements that every answer takes, written out once.

Django builds the text of a query anew each time, which takes longer than the database needs for it
(``benchmarks/answers.py``). The columns come from the models, so a new one is here by itself.
"""

from collections.abc import Sequence
from typing import Any, Final, Generic, TypeVar

from django.db import connection
from django.db.models import Model

from tallgrass.places.models import Place
from tallgrass.strength.rounds.models import AskedGroup, Invitation, Round, SentForm, Sheet, SheetCode

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
        if values[0] is None:
            return None
        found = list(values)
        for at, field in self._readers:
            found[at] = field.from_db_value(found[at], None, connection)
        return self._model.from_db(connection.alias, self._names, found)


_INVITATION: Final = Columns(Invitation, "i")
_GROUP: Final = Columns(AskedGroup, "g")
_ROUND: Final = Columns(Round, "r")
_PLACE: Final = Columns(Place, "p")
_SHEET: Final = Columns(Sheet, "s")
_ALL: Final = (_INVITATION, _GROUP, _ROUND, _PLACE, _SHEET)


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
_USE: Final = f"UPDATE {_table(Invitation)} SET used = %s WHERE id = %s AND used = %s AND ended = %s"  # noqa: S608
_ADD_SHEET: Final = (
    f'INSERT INTO {_table(Sheet)} ("key", round_id, kind, form, levels, picks)'  # noqa: S608
    " VALUES (%s, %s, %s, %s, %s, %s)"
)
_ADD_SENT: Final = f'INSERT INTO {_table(SentForm)} ("key", round_id, digest) VALUES (%s, %s, %s)'  # noqa: S608
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
    parts, at = [], 0
    for each in _ALL:
        parts.append(each.read(row[at : at + each.count]))
        at += each.count
    invitation, group, held, place_of, sheet = parts
    held.place = place_of  # type: ignore[union-attr]
    invitation.group, invitation.round = group, held  # type: ignore[union-attr]
    return invitation, sheet  # type: ignore[return-value]


def held_open(asked: Round) -> bool:
    """Whether the round is open; it stays so until the transaction ends. Many may hold it at once."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD + (" FOR SHARE" if connection.vendor == "postgresql" else ""), [asked.pk])
        return cursor.fetchone() is not None


def used_up(invitation: Invitation) -> bool:
    """Note that an invitation was used; False where it was before, or was taken back."""
    return _execute(_USE, True, invitation.pk, False, False) == 1


def add_sheet(sheet: Sheet) -> None:
    """Add a new sheet."""
    _execute(_ADD_SHEET, sheet.key, sheet.round_id, sheet.kind, sheet.form, sheet.levels, sheet.picks)


def add_sent(sent: SentForm) -> None:
    """Note that a form was sent. Raises ``IntegrityError`` where it was sent before."""
    _execute(_ADD_SENT, sent.key, sent.round_id, sent.digest)


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
