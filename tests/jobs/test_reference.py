"""What docs/reference/jobs.md says is so."""

import re
from datetime import timedelta
from inspect import signature
from pathlib import Path

from tallgrass.foundation.jobs.actions import KEPT_FOR
from tallgrass.foundation.jobs.declaring import USUAL_TRIES, JobTask, scheduled, task
from tallgrass.foundation.jobs.leases import LEASE, pause_after
from tallgrass.foundation.jobs.stopping import GRACE
from tallgrass.foundation.jobs.worker import BETWEEN_TICKS, MOST_BROKEN_OFF

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "jobs.md").read_text(encoding="utf-8")


def cells(heading: str) -> list[list[str]]:
    """The rows of the first table after a heading, without its head."""
    table = re.search(r"\|---\|---\|\n((?:\|.*\n)+)", PAGE[PAGE.index(f"## {heading}") :])
    assert table
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()]


def test_the_figures_are_those_of_the_program() -> None:
    pauses = [f"{pause_after(faults) / timedelta(minutes=1):g}" for faults in range(1, 7)]
    assert [figure for _, figure in cells("Figures")] == [
        f"{LEASE.seconds} seconds",
        str(USUAL_TRIES),
        f"{', '.join(pauses[:-1])} minutes, then {pauses[-1]}",
        str(MOST_BROKEN_OFF),
        f"{GRACE:g} seconds",
        f"{BETWEEN_TICKS.seconds} seconds",
        f"{KEPT_FOR.days} days",
    ]


def test_every_option_is_on_the_page_and_no_other() -> None:
    said = {name for words, _ in cells("Declaring and asking") for name in re.findall(r"(\w+)=", words)}
    options = [
        name
        for function in (task, JobTask.using, scheduled)
        for name in signature(function).parameters
        if name not in {"self", "function"}
    ]
    assert said == set(options)


def test_the_example_can_be_typed() -> None:
    example = re.search(r"```python\n(from datetime.*?)```", PAGE, re.DOTALL)
    assert example
    compile(example[1], "jobs.md", "exec")
    for module, names in re.findall(r"^from (tallgrass\S+) import (.+)$", example[1], re.MULTILINE):
        found = __import__(module, fromlist=["_"])
        assert all(hasattr(found, name.strip()) for name in names.split(","))
