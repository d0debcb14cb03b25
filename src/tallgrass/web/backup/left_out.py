"""What no backup holds: whatever would let its reader in as somebody else and is of no use on another day, and what is
promised not to stay.

Their tables are there, empty or without these rows: who restores one signs in anew.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from tallgrass.strength.rounds.reaching.unsent import unsent

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


#: That somebody was sent something of a round. Where the message itself is left out, so is this: it is sent anew.
_REACHED: Final = "strength_rounds_reached"


def unsent_of(model: type[Model], database: BaseDatabaseWrapper) -> set[int]:
    """The keys of rows that say a message was sent which is left out itself; none for other tables."""
    if model._meta.db_table != _REACHED:
        return set()
    try:
        message = model._meta.apps.get_model("foundation_messages", "Message")
    except LookupError:
        return set()
    return unsent(model, message, database.alias)


def is_left_out(table: str, columns: Sequence[str], row: Sequence[Any]) -> bool:
    """Whether a row of a table is not taken along."""
    if table in TABLES:
        return True
    column = ONLY_WHERE_BLANK.get(table)
    return column is not None and bool(row[columns.index(column)])
