"""What a process does before it answers anybody, so that the first reader waits no longer than the next."""

from django.db import DatabaseError, connection
from django.urls import get_resolver


def make_ready() -> None:
    """Load every address with its page, and make the first pages of places that show a scorecard.

    Where the database cannot be asked yet, the pages are made when somebody asks for them.
    """
    from tallgrass.strength.scorecard.ready import make_front_pages

    _ = get_resolver().url_patterns
    try:
        make_front_pages()
    except DatabaseError:
        return
    finally:
        connection.close()
