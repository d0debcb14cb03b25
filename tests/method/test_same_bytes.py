"""The same inputs give the same bytes: twice, in any order of rows, on any machine."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tallgrass.strength.rounds.method.records import Answers
from tallgrass.strength.scorecard.method.document import digest, to_bytes
from tests.method.worlds import TABLES, World, scorecard, worlds

PHASES = (Phase.explicit, Phase.generate)

#: Prints the digest of one made-up place.
PROGRAM = """
from random import Random
from tallgrass.strength.rounds.method.records import Asked, Count
from tallgrass.strength.scorecard.method.document import digest
from tallgrass.strength.scorecard.method.inputs import Inputs
from tests.method.worlds import FRAMEWORK, answers_of, place, scorecard, spread
random = Random(7)
people = {"civic_tech": 12, "community": 8, "government": 6, "philanthropy": 3, "issue_expert": 2, "resident": 11}
said = {
    (kind, name): Count(spread(random, n, random.uniform(0, 4)), 1)
    for kind, n in people.items()
    for name in FRAMEWORK.forms["resident" if kind == "resident" else "full"]
}
where = place(name="Čaj y Ñandú")
print(digest(scorecard(Inputs(place=where, framework=FRAMEWORK, answers=answers_of(said), players=(), ties=()))))
"""


def shuffled(world: World, seed: int) -> Any:
    random = Random(seed)

    def mixed(rows: Any) -> Any:
        rows = list(rows)
        random.shuffle(rows)
        return rows

    tables = {name: getattr(world.inputs, name) for name in TABLES if name != "answers"}
    other: dict[str, Any] = {
        name: None if rows is None else tuple(mixed(rows)) for name, rows in tables.items()
    }
    answers = Answers(dict(mixed(world.answers.counts.items())), dict(mixed(world.answers.people.items())))
    return replace(world.inputs, answers=answers, **other)


@settings(max_examples=60, phases=PHASES)
@given(worlds(), st.integers(0, 2**32))
def test_the_order_of_rows_and_kinds_never_matters(world: World, seed: int) -> None:
    assert to_bytes(scorecard(world.inputs)) == to_bytes(scorecard(shuffled(world, seed)))


@settings(max_examples=20, phases=PHASES)
@given(worlds())
def test_the_same_inputs_give_the_same_bytes(world: World) -> None:
    assert to_bytes(scorecard(world.inputs)) == to_bytes(scorecard(world.inputs))


def test_no_hash_seed_locale_or_time_zone_shows(root: Path) -> None:
    found = set()
    for seed, locale, zone in (
        ("0", "C", "UTC"),
        ("1", "es_ES.UTF-8", "Asia/Tokyo"),
        ("4242", "tr_TR.UTF-8", "America/Chicago"),
    ):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "TZ": zone,
            "PYTHONPATH": os.pathsep.join((str(root / "src"), str(root))),
        }
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            cwd=root,
        )
        assert run.returncode == 0, run.stderr
        found.add(run.stdout.strip())
    assert len(found) == 1
    assert len(found.pop()) == 64


@pytest.mark.parametrize("text", ["é", "名", "plain"])
def test_the_file_is_utf8_with_sorted_keys_and_one_kind_of_line_end(text: str) -> None:
    found = to_bytes({"b": text, "a": None})
    assert found == f'{{\n "a": null,\n "b": "{text}"\n}}\n'.encode()
    assert digest({"b": text, "a": None}) == digest({"a": None, "b": text})
