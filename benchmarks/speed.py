"""What it costs: beside scipy doing the same report, and at 100,000 people, as medians and as ratios in one run."""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import scipy_report
from benchmarks.people import inputs, people, write_folder
from benchmarks.tables import Column, Figures, Row, Table, verdict
from tallgrass.strength.scorecard.method.compute import compute
from tallgrass.strength.scorecard.method.document import to_bytes, to_document

REPORT, MANY = 300, 100_000
QUICK_MANY, QUICK_RESAMPLES = 2_000, 99
#: At least so many times faster than scipy.
TIMES_BAR = 20.0

COLUMNS = (
    Column("What", "what"),
    Column("runs", "runs", "d"),
    Column("median, s", "seconds", ".3f"),
    Column("bar, s", "bar", "g"),
    Column("most memory, MB", "megabytes", ".0f"),
    Column("bar, MB", "memory_bar", "g"),
    Column("", "verdict"),
)
TIMES_COLUMNS = (
    Column("43 questions, 300 people, all gaps", "what"),
    Column("median, s", "seconds", ".3f"),
    Column("times ours", "times", ".1f"),
)

#: Runs a command from a small process: a child of this large one would count our memory as its own.
LAUNCH = """
import json, subprocess, sys, time
try:
    import resource
except ImportError:
    resource = None
began = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - began
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if resource else None
print(json.dumps([done.returncode, seconds, most]))
"""


class Spent(NamedTuple):
    """Seconds, and the most memory a process held, in MB (None where it cannot be known)."""

    seconds: float
    megabytes: float | None


def run(quick: bool) -> Figures:
    """All of it. ``quick`` runs everything once and judges nothing."""
    runs = 1 if quick else 9
    many = QUICK_MANY if quick else MANY
    times = _beside_scipy(runs, QUICK_RESAMPLES if quick else scipy_report.RESAMPLES, 1 if quick else 3)
    ours = times[0]["seconds"]
    rows = [_row("Compute: 43 questions, 300 people, all gaps", runs, [Spent(ours, None)], 0.5)]
    counted = inputs(people(many))
    spent = [Spent(_seconds(lambda: to_bytes(to_document(compute(counted)))), None) for _ in range(runs)]
    rows.append(_row(f"{many:,} people from counts to scorecard.json", runs, spent, 1))
    rows.append(_from_files(many, 1 if quick else 3))
    rows += _commands(1 if quick else 7)
    whole = times[-1]["times"]
    bar = verdict(whole >= TIMES_BAR)
    note = f"At least {TIMES_BAR:g} times faster asked for: {bar}." if not quick else ""
    return Figures(
        "speed",
        {"times_bar": TIMES_BAR, "beside_scipy": times, "costs": rows},
        [
            Table("Beside scipy doing the same report", TIMES_COLUMNS, times, note),
            Table("Time and memory", COLUMNS, rows),
        ],
    )


def _beside_scipy(runs: int, resamples: int, scipy_runs: int) -> list[Row]:
    answers = people(REPORT)
    counted = inputs(answers)
    compute(counted)
    found: dict[str, list[float]] = {"ours": [], "ranges": [], "gaps": []}
    for turn in range(runs):
        found["ours"].append(_seconds(lambda: compute(counted)))
        if turn < scipy_runs:
            found["ranges"].append(_seconds(lambda: scipy_report.ranges(answers, resamples)))
            found["gaps"].append(_seconds(lambda: scipy_report.gaps(answers, resamples)))
    ours, ranges, gaps = (statistics.median(one) for one in found.values())
    named = {
        "Tallgrass, everything": ours,
        f"scipy, bootstrap of {resamples:,}": ranges,
        f"scipy, permutation tests of {resamples:,}": gaps,
        "scipy, both": ranges + gaps,
    }
    return [
        {"what": what, "seconds": round(seconds, 4), "times": round(seconds / ours, 1)}
        for what, seconds in named.items()
    ]


def _from_files(many: int, runs: int) -> Row:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answers = write_folder(people(many), folder)
        size = (folder / "answers.csv").stat().st_size / 1e6
        what = f"{many:,} people from files ({answers:,} answers, {size:.0f} MB), end to end"
        return _row(what, runs, [_assess(folder) for _ in range(runs)], 20, 1000)


def _commands(runs: int) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        _process([_tallgrass(), "assess", "--example", name])
        assess = [_assess(Path(name)) for _ in range(runs)]
    help_text = [_process([_tallgrass(), "assess", "--help"]) for _ in range(runs)]
    return [
        _row("tallgrass assess on the example, end to end", runs, assess, 3),
        _row("tallgrass assess --help", runs, help_text, 0.5),
    ]


def _row(
    what: str, runs: int, spent: Sequence[Spent], bar: float | None, memory_bar: float | None = None
) -> Row:
    seconds = statistics.median(one.seconds for one in spent)
    known = [one.megabytes for one in spent if one.megabytes is not None]
    memory = max(known, default=None)
    holds = (bar is None or seconds < bar) and (memory_bar is None or memory is None or memory < memory_bar)
    return {
        "what": what,
        "runs": runs,
        "seconds": round(seconds, 4),
        "bar": bar,
        "megabytes": memory and round(memory, 1),
        "memory_bar": memory_bar,
        "verdict": None if bar is None else verdict(holds),
    }


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _tallgrass() -> str:
    found = shutil.which("tallgrass", path=str(Path(sys.executable).parent))
    if found is None:
        raise FileNotFoundError("the command tallgrass is not beside this Python: pip install --editable .")
    return found


def _assess(folder: Path) -> Spent:
    """``tallgrass assess`` on a folder. Exit code 1 (done, problems found) is well, where a scorecard was written."""
    scorecard = folder / "scorecard" / "scorecard.json"
    scorecard.unlink(missing_ok=True)
    spent = _process([_tallgrass(), "assess", str(folder)], well=(0, 1))
    if not scorecard.exists():
        raise RuntimeError(f"tallgrass assess wrote no scorecard for {folder.name}")
    return spent


def _process(command: Sequence[str], well: tuple[int, ...] = (0,)) -> Spent:
    """Run a command to its end, which must be one of ``well``."""
    launched = subprocess.run(
        [sys.executable, "-c", LAUNCH, *command], capture_output=True, text=True, check=True
    )
    code, seconds, most = json.loads(launched.stdout)
    if code not in well:
        raise RuntimeError(f"{' '.join(command)} ended with {code}: {launched.stderr.strip()}")
    return Spent(seconds, most and most / (1e6 if sys.platform == "darwin" else 1e3))
