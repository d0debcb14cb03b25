"""Suggested duplicates: how many are right, how many are found, and how long 10,000 names take.

Right and found beside invented names that were labelled by hand (``tests/players/labelled_duplicates.csv``). Who wrote
the names wrote the rules, so figures on other lists will be lower; the hard ones show how low. Time on names put
together at random, and on lists that are meant to be hard: where everything is alike, nothing may grow with the square.
"""

import statistics
import time
from collections.abc import Sequence

from benchmarks.chunks import SEED
from benchmarks.organizations import organizations
from benchmarks.tables import Column, Figures, Row, Table, verdict
from tallgrass.elements.players.method.duplicates import Comparable, alike
from tests.players.labelled_duplicates import PARTS, judged, labelled

PRECISION, RECALL = 0.9, 0.8
#: Records, and seconds that they may take.
FULL, QUICK = 10_000, 1_000
SECONDS = 3.0
#: Each list is timed so often; the median counts.
TIMES = 3

LABELLED_COLUMNS = (
    Column("Labelled names", "words"),
    Column("names", "names", ",d"),
    Column("pairs", "pairs", ",d"),
    Column("suggested", "suggested", ",d"),
    Column("right", "precision", ".3f"),
    Column(f"bar {PRECISION}", "precise"),
    Column("found", "recall", ".3f"),
    Column(f"bar {RECALL}", "complete"),
)
TIME_COLUMNS = (
    Column("Records", "words"),
    Column("number", "number", ",d"),
    Column("suggested", "suggested", ",d"),
    Column("seconds of a core", "seconds", ".2f"),
    Column("asked for: under", "bar", "g"),
)
WORDS = {
    "tuned": "tried while the rules were made",
    "hard": "hard ones, written afterwards",
    "held_out": "held out",
}
#: Parts for which the bars stand; hard ones show where the rules end.
PROMISED = ("tuned", "held_out")


def run(quick: bool) -> Figures:
    """Both tables. Fails where suggestions fall short of the bars."""
    parts = [_judge(WORDS[part], part) for part in PARTS] + [_judge("all in one list", *PARTS)]
    if any("SHORT" in (row["precise"], row["complete"]) for row in parts):
        raise AssertionError("suggested duplicates fall short")
    number = QUICK if quick else FULL
    times = [_time(words, records) for words, records in _lists(number).items()]
    return Figures(
        "duplicates",
        {"labelled": parts, "times": times},
        [
            Table("Suggested duplicates beside labels", LABELLED_COLUMNS, parts),
            Table("What they cost", TIME_COLUMNS, times, "Suggestions stop at the 2,000 surest."),
        ],
    )


def _judge(words: str, *parts: str) -> Row:
    promised = set(PROMISED) <= set(parts) or parts[0] in PROMISED
    labels = labelled(*parts)
    found = judged(labels)
    return {
        "words": words,
        "names": len(labels.records),
        "pairs": len(labels.same),
        "suggested": len(found.found),
        "precision": round(found.precision, 4),
        "precise": verdict(found.precision >= PRECISION) if promised else None,
        "recall": round(found.recall, 4),
        "complete": verdict(found.recall >= RECALL) if promised else None,
    }


def _lists(number: int) -> dict[str, list[Comparable]]:
    long = "long name " * 10_000
    return {
        "invented names, one in twenty twice": organizations(number, SEED),
        "one name, many times": [Comparable(key, "Sumac Hollow Kitchen") for key in range(number)],
        "parts of one network": [
            Comparable(key, f"Open Table {_letters(key)}", "opentable.example.org") for key in range(number)
        ],
        "words that are nearly alike": [
            Comparable(key, f"Prairie Neighborhoo{_letters(key)} Kitchen") for key in range(number)
        ],
        "names of 100,000 characters": [
            Comparable(key, f"{_letters(key)} {long}") for key in range(number // 10)
        ],
    }


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(figure)) for figure in f"{number:05d}")


def _time(words: str, records: Sequence[Comparable]) -> Row:
    seconds = []
    for _ in range(TIMES):
        began = time.process_time()
        found = alike(records)
        seconds.append(time.process_time() - began)
    return {
        "words": words,
        "number": len(records),
        "suggested": len(found),
        "seconds": round(statistics.median(seconds), 3),
        "bar": SECONDS,
    }
