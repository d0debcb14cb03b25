"""The published schemas and the generated part of the reference page: ``python -m tests.files.publish`` writes them."""

import json
from pathlib import Path

from tallgrass.foundation.files import Table, table_schema
from tallgrass.foundation.languages import words
from tallgrass.places.files import FILE, KEYS, place_schema
from tallgrass.strength.scorecard.files import REQUIRED, TABLES

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "src" / "tallgrass" / "foundation" / "files" / "published"
REFERENCE = ROOT / "docs" / "reference" / "files.md"
START, END = "<!-- tables: generated -->\n", "<!-- tables: end -->\n"

_SAYS = {
    "text": "text",
    "number": "number with a point",
    "whole": "whole number",
    "yes_no": "yes or no",
    "date": "date",
}


def schemas() -> dict[Path, str]:
    """Every published schema by its place in the project."""
    found = {SCHEMAS / "place.json": place_schema()}
    found |= {SCHEMAS / f"{table.name}.json": table_schema(table) for table in TABLES}
    return {path: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for path, schema in found.items()}


def reference_tables() -> str:
    """The tables of the reference page, one a file."""
    told = words("en", "files")
    rows = [f"| `{key}` | {told['place']['keys'][key]} |" for key in KEYS]
    place = [
        f"### {FILE}",
        "",
        told["place"]["holds"] + " Required.",
        "",
        "| Key | What it says |",
        "|---|---|",
        *rows,
    ]
    return "\n".join([*place, "", *(line for table in TABLES for line in _table(table))])


def reference_page(page: str) -> str:
    """The page with its generated part renewed."""
    before, _, rest = page.partition(START)
    return before + START + "\n" + reference_tables() + "\n" + END + rest.partition(END)[2]


def _table(table: Table) -> list[str]:
    told = words("en", "files")["tables"][table.name]
    rule = "Required." if table.file in REQUIRED else "May be absent."
    lines = [
        f"### {table.file}",
        "",
        f"{told['holds']} {rule}",
        "",
        "| Column | A cell holds | What it says |",
        "|---|---|---|",
    ]
    for column in table.columns:
        says = _SAYS.get(column.kind, "")
        if column.choices:
            says = ", ".join(f"`{choice}`" for choice in column.choices)
        elif column.choices_from:
            says = f"an id of the framework's {column.choices_from}"
        if column.kind == "several_of":
            says = f"{says or 'words'}; several separated by `|`".replace("`|`", "`\\|`")
        if column.least is not None:
            says += f", {column.least} or more"
        if not column.filled:
            says += "; may be blank"
        description = told["columns"][column.name].replace("|", "\\|")
        lines.append(f"| `{column.name}` | {says} | {description} |")
    return [*lines, ""]


if __name__ == "__main__":
    for path, text in schemas().items():
        path.write_text(text, encoding="utf-8", newline="\n")
    REFERENCE.write_text(
        reference_page(REFERENCE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n"
    )
