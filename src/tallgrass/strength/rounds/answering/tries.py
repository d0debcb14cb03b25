"""How often codes may be typed that lead nowhere: few enough that guessing is hopeless, many enough for typing badly.

There are about 10^13 codes. 1,000 tries an hour find one of 10,000 good codes with a chance of 1 in a million an hour,
of 1 in 1,300 in a whole round of 30 days. A code that is good never counts, and links are not limited at all: nobody
guesses 256 bits. What counts is kept in the database, so that all processes of a site count together.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Final

from django.core.cache import cache
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

#: Failures a minute from one address, and an hour from all together.
FROM_ONE: Final = 10
FROM_ALL: Final = 1_000
_MINUTE, _HOUR = 60, 3600
#: The number of our lock among those of PostgreSQL.
_LOCK: Final = 7_106_224


def take_try(address: str) -> bool:
    """Take one of the tries that are left to whoever asks from a network address; False where none is left.

    It is taken before anybody looks whether a code is good, so that no number of processes looks once too often.
    """
    with _one_at_a_time():
        counts = _counts(address)
        if any(count >= most for _, count, most, _ in counts):
            return False
        for key, count, _, seconds in counts:
            cache.set(key, count + 1, 2 * seconds)
        return True


def give_back(address: str) -> None:
    """The code was good: the try does not count."""
    with _one_at_a_time():
        for key, count, _, seconds in _counts(address):
            cache.set(key, max(0, count - 1), 2 * seconds)


def _counts(address: str) -> list[tuple[str, int, int, int]]:
    """Key, count, the most, and how many seconds it is for: for one address, and for all."""
    now = int(time.time())
    one = f"codes:{now // _MINUTE}:{_hidden(address)}"
    everybody = f"codes:{now // _HOUR}:all"
    kept = cache.get_many([one, everybody])
    return [
        (one, kept.get(one, 0), FROM_ONE, _MINUTE),
        (everybody, kept.get(everybody, 0), FROM_ALL, _HOUR),
    ]


def _hidden(address: str) -> str:
    """A network address as nobody can read it who has not the site's key; of version 6, the whole home or office."""
    try:
        found = ip_address(address)
    except ValueError:
        found = None
    text = str(int(found) >> 64) if found is not None and found.version == 6 else address
    return salted_hmac("tallgrass.codes", text, algorithm="sha256").hexdigest()[:32]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Nobody else counts meanwhile. On SQLite a transaction is enough, as it writes."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield
