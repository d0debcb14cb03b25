"""The published schema of a table (Table Schema, version 2), made from the declarations that read it."""

import re
from collections.abc import Mapping
from typing import Any, Final

from tallgrass.foundation.files.columns import BETWEEN, NO, YES, Column, Table
from tallgrass.foundation.languages import SOURCE_LANGUAGE, words

_PROFILE: Final = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES: Final = {
    "text": "string",
    "number": "number",
    "whole": "integer",
    "yes_no": "boolean",
    "date": "date",
    "one_of": "string",
    "several_of": "string",
}


def table_schema(table: Table, keys: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The schema of a table in the plain case: UTF-8, commas, ISO dates. ``keys`` adds table-wide entries."""
    told = words(SOURCE_LANGUAGE, "files")["tables"][table.name]
    return {
        "$schema": _PROFILE,
        "name": table.name,
        "title": table.file,
        "description": told["holds"],
        "fieldsMatch": "subset" if all(column.present for column in table.columns) else "partial",
        "missingValues": [""],
        "fields": [_field(column, told["columns"][column.name]) for column in table.columns],
        **(keys or {}),
    }


def _field(column: Column, description: str) -> dict[str, Any]:
    """One column: its type, what a cell may be, and whether it may be blank."""
    entry: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind], "description": description}
    if column.kind == "yes_no":
        entry |= {"trueValues": list(YES), "falseValues": list(NO)}
    constraints: dict[str, Any] = {"required": column.filled}
    if column.choices and column.kind == "one_of":
        constraints["enum"] = list(column.choices)
    if column.choices and column.kind == "several_of":
        word = f"({'|'.join(column.choices)})"
        constraints["pattern"] = f"{word}({re.escape(BETWEEN)}{word})*"
    if column.least is not None:
        constraints["minimum"] = column.least
    entry["constraints"] = constraints
    if not column.present:
        entry["optional"] = True
    if column.choices_from:
        entry["choices_from"] = column.choices_from
    return entry
