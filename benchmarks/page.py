"""The tables of ``docs/explanation/how-sure.md``, written from the figures kept in ``results/``.

The page holds a line ``<!-- NAME -->`` before each table and ``<!-- end -->`` after it; what stands between is
replaced, the words around it are left alone.
"""

import json
import re
from pathlib import Path

from benchmarks.tables import RESULTS, Column, Row

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "how-sure.md"

#: Name on the page: file of results, list in it, columns.
TABLES = {
    "coverage": (
        "coverage",
        "families",
        (
            Column("Coalitions", "words"),
            Column("Range holds the truth", "method_coverage", ".3f"),
            Column("Asked for: 0.94", "verdict"),
            Column("Width", "method_width", ".2f"),
            Column("Error", "method_rmse", ".2f"),
            Column("Unprotected: holds", "unprotected_coverage", ".3f"),
            Column("Width", "unprotected_width", ".2f"),
            Column("Error", "unprotected_rmse", ".2f"),
        ),
    ),
    "ranges": (
        "coverage",
        "families",
        (
            Column("Coalitions", "words"),
            Column("Method 1", "method_coverage", ".3f"),
            Column("Width", "method_width", ".2f"),
            Column("Rounded to the nearest", "nearest_coverage", ".3f"),
            Column("Width", "nearest_width", ".2f"),
            Column("Ends to the end of the scale", "wider_coverage", ".3f"),
            Column("Width", "wider_width", ".2f"),
        ),
    ),
    "false": (
        "gaps",
        "false",
        (
            Column("Reports", "words"),
            Column("False gaps a report", "method_per_report", ".3f"),
            Column("Asked for: 0.1", "verdict"),
            Column("Reports with any", "method_any", ".3f"),
            Column("Sees all answers", "permutation_per_report", ".3f"),
            Column("Reports with any", "permutation_any", ".3f"),
            Column("Careful", "careful_per_report", ".3f"),
            Column("Bolder", "bolder_per_report", ".3f"),
        ),
    ),
    "power": (
        "gaps",
        "power",
        (
            Column("Who sees it lower", "words"),
            Column("Element found", "method_element", ".2f"),
            Column("Each question", "method_questions", ".2f"),
            Column("Sees all answers", "permutation_element", ".2f"),
            Column("Each question", "permutation_questions", ".2f"),
            Column("Careful", "careful_element", ".2f"),
            Column("Bolder", "bolder_element", ".2f"),
        ),
    ),
    "scipy": (
        "speed",
        "beside_scipy",
        (
            Column("43 questions, 300 people", "what"),
            Column("Seconds", "seconds", ".3f"),
            Column("Times ours", "times", ".0f"),
        ),
    ),
    "costs": (
        "speed",
        "costs",
        (
            Column("What", "what"),
            Column("Seconds", "seconds", ".2f"),
            Column("Asked for: under", "bar", "g"),
            Column("Most memory, MB", "megabytes", ".0f"),
            Column("Asked for: under", "memory_bar", "g"),
        ),
    ),
}


def write_tables(page: Path = PAGE) -> None:
    """Replace every table of the page by the figures kept."""
    text = page.read_text(encoding="utf-8")
    page.write_text(
        re.sub(r"<!-- (\w+) -->\n.*?<!-- end -->", _table, text, flags=re.DOTALL), encoding="utf-8"
    )


def _table(found: re.Match[str]) -> str:
    file, rows, columns = TABLES[found[1]]
    kept = json.loads((RESULTS / f"{file}.json").read_text(encoding="utf-8"))
    return f"<!-- {found[1]} -->\n\n{_markdown(columns, kept[rows])}\n\n<!-- end -->"


def _markdown(columns: tuple[Column, ...], rows: list[Row]) -> str:
    head = [column.head for column in columns]
    ruler = ["---", *["---:"] * (len(columns) - 1)]
    lines = [head, ruler, *([column.cell(row) for column in columns] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
