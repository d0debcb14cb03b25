"""The two databases find the same records. Where the tests run on PostgreSQL, an SQLite is asked beside it."""

import random
import sqlite3
from collections.abc import Iterator

import pytest
from django.db import connection

from tallgrass.foundation.search import engines
from tallgrass.foundation.search.actions import Entry, Subject, index_many
from tallgrass.foundation.search.method.asking import parts_of
from tallgrass.foundation.search.models import SearchDocument, SeenBy
from tallgrass.foundation.search.queries import search

pytestmark = pytest.mark.django_db
PLACE = 7

#: Words that one database or the other might cut in its own way.
_ODD = (
    "1e5 0x1f 12th 3d 007 2026-06-30 1.5 -5 +1 v1.0.2 a.b.c x86_64 4chan 1er 2e 100% №5 ½ ² ① Ⅻ "
    "http://example.org/a?b=c name@example.org example.org /usr/bin &amp; <b> a&b a|b !a (a) a:b a* 'a' \"a\" a--b "
    "Clínica Łódź Straße İstanbul ΣΑΣ ς Ёлка й ё naïve Ångström Việt Nam Đà Nẵng Māori Hawaiʻi O’Brien O'Brien "
    "मराठी हिन्दी বাংলা தமிழ் ไทย ภาษาไทย ລາວ ខ្មែរ မြန်မာ 한국어 東京 図書館 がん パン 中文 עברית العربيّة "
    "فارسی ქართული Հայերեն ᏣᎳᎩ ᐃᓄᒃᑎᑐᑦ አማርኛ ߒߞߏ 𝒳𝓎 👍🏽 🏳️‍🌈 ﬁ ﷺ "
    "e\u0301 a\u200bb a\u200db a\u00adb \u202eabc\u202c _a_ a_b ʻ ´ ˈa ªº"
)
_PLAIN = "public library friends code for of the house center river county school health food bank"
ODD, PLAIN = _ODD.split(" "), _PLAIN.split(" ")


def texts() -> Iterator[tuple[str, str]]:
    draw = random.Random(20)
    for word in ODD:
        yield word, ""
    for _ in range(400):
        some = draw.choices([*ODD, *PLAIN, *PLAIN, *PLAIN], k=draw.randint(1, 8))
        yield " ".join(some[:3]), " ".join(some[3:])


def questions() -> Iterator[str]:
    draw = random.Random(21)
    yield from ODD
    yield from PLAIN
    for word in (*ODD, *PLAIN):
        yield word[: draw.randint(1, len(word))]
        yield f'"{word} {draw.choice(PLAIN)}"'
        yield f"{draw.choice(PLAIN)} {word}"


class Beside:
    """An SQLite in memory with the same rows."""

    def __init__(self) -> None:
        self.database = sqlite3.connect(":memory:")
        self.execute(
            f"CREATE TABLE {engines.TABLE} (id integer PRIMARY KEY, place integer, subject_type text,"
            " subject_id integer, seen_by integer, title text, body text)"
        )
        rows = SearchDocument.objects.filter(place=PLACE).values_list(
            "id", "place", "subject_type", "subject_id", "seen_by", "title", "body"
        )
        engines.install("sqlite", self)
        self.database.executemany(f"INSERT INTO {engines.TABLE} VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def execute(self, sql: str, params: None = None) -> None:
        self.database.execute(sql)

    def found(self, words: str) -> set[int]:
        parts = parts_of(words)
        if not parts:
            return set()
        sql, values = engines.question("sqlite", parts, place=PLACE, seen_by=0, subject_types=(), limit=500)
        return {number for _, number in self.database.execute(sql.replace("%s", "?"), values)}


@pytest.fixture
def beside(db: None) -> Iterator[Beside]:
    if connection.vendor != "postgresql":
        pytest.skip("these tests run on SQLite; on PostgreSQL both are compared")
    entries = [
        Entry(Subject("player", number), title, body, SeenBy.PUBLIC)
        for number, (title, body) in enumerate(texts())
    ]
    index_many(place=PLACE, entries=entries)
    other = Beside()
    yield other
    other.database.close()


def test_the_same_records_are_found_on_both(beside: Beside) -> None:
    differ = {}
    some = 0
    for words in questions():
        here = {one.id for one in search(place=PLACE, words=words, seen_by=SeenBy.PUBLIC, limit=500)}
        there = beside.found(words)
        some += bool(here)
        if here != there:
            differ[words] = (sorted(here - there)[:5], sorted(there - here)[:5])
    assert differ == {}
    assert some > 200
