"""``python -m benchmarks [NAME ...] [--quick]``: coverage, gaps, speed, search, duplicates, answers, and others."""

import argparse
import importlib
import os
import subprocess
import sys
import time

BENCHMARKS = (
    "coverage",
    "gaps",
    "speed",
    "search",
    "public_pages",
    "duplicates",
    "imports",
    "answers",
    "rounds",
    "room",
)


def main() -> int:
    """Run the benchmarks named, or all; print tables; keep the figures of a full run and put them on the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="coverage, gaps, speed, search, duplicates, imports, answers, rounds, room; all where none is named",
    )
    parser.add_argument("--quick", action="store_true", help="small counts, nothing kept, no word about time")
    chosen = parser.parse_args()
    if wrong := set(chosen.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(wrong))}; choose from {', '.join(BENCHMARKS)}")
    names = chosen.names or BENCHMARKS
    if len(names) > 1:  # each in a process of its own: a process has one database
        more = ["--quick"] if chosen.quick else []
        return max(
            subprocess.run([sys.executable, "-m", "benchmarks", name, *more], check=False).returncode
            for name in names
        )
    # One thread a process: what is compared is one core with one core. Set before numpy is imported.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ.pop("TALLGRASS_DATA", None)  # each measures in a folder of its own, never in somebody's site
    try:
        from benchmarks.chunks import SEED
        from benchmarks.page import write_tables
        from benchmarks.tables import keep, machine
    except ModuleNotFoundError as error:
        print(f"{error.name} is missing: pip install 'tallgrass[bench]'", file=sys.stderr)
        return 2
    print(" · ".join(str(value) for value in machine().values()), "\n")
    for name in names:
        began = time.monotonic()
        figures = importlib.import_module(f"benchmarks.{name}").run(chosen.quick)
        for table in figures.tables:
            print(table.text())
        print(f"({name}: {time.monotonic() - began:.0f} s)\n", flush=True)
        if not chosen.quick:
            keep(figures, f"python -m benchmarks {name}", SEED)
            write_tables()
    return 0


if __name__ == "__main__":
    sys.exit(main())
