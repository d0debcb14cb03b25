"""Where a table lies: in a CSV file, in a sheet of a workbook, or in a text."""

from pathlib import Path
from typing import TypeAlias

from tallgrass.foundation.files.columns import Table
from tallgrass.foundation.files.grid import Grid, GridSheet, open_grid
from tallgrass.foundation.files.problems import Problems
from tallgrass.foundation.files.sheet import Sheet, open_sheet
from tallgrass.foundation.files.text import Text

Source: TypeAlias = Path | Grid | Text
OpenTable: TypeAlias = Sheet | GridSheet


def open_table(source: Source, table: Table, problems: Problems) -> OpenTable | None:
    """Open a table and understand its header; None (refused) where that cannot be done."""
    if isinstance(source, Grid):
        return open_grid(source, table, problems)
    return open_sheet(source, table, problems)
