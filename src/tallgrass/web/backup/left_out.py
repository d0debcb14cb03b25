"""What no backup holds: whatever would let its reader in as somebody else and is of no use on another day, and what is
promised not to stay.

Their tables are there, empty or without these rows: who restores one signs in anew.
"""

from collections.abc import Sequence
from typing import Any, Final

#: Tables of which no row is taken along: who is signed in where, codes and links that were mailed or lie in the outbox,
#: attempts to sign in; and single answers of a meeting, which are promised to end with their question.
TABLES: Final = frozenset(
    {
        "django_session",
        "account_emailconfirmation",
        "foundation_accounts_attempt",
        "foundation_mail_outboxmessage",
        "strength_rounds_roomtyped",
        "strength_rounds_roomvote",
    }
)
#: Tables of which only rows are taken along where this column is blank: messages that were sent keep no text, those
#: that wait may hold a code or a secret link.
ONLY_WHERE_BLANK: Final = {"foundation_messages_message": "body"}


def is_left_out(table: str, columns: Sequence[str], row: Sequence[Any]) -> bool:
    """Whether a row of a table is not taken along."""
    if table in TABLES:
        return True
    column = ONLY_WHERE_BLANK.get(table)
    return column is not None and bool(row[columns.index(column)])
