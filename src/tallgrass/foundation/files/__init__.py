"""Reading a folder of spreadsheets honestly, and writing tables that no spreadsheet will run."""

from tallgrass.foundation.files.columns import Column, Table
from tallgrass.foundation.files.folder import Folder, digests, inside, open_folder, refuse_missing
from tallgrass.foundation.files.grid import Grid, csv_grid, name_cells
from tallgrass.foundation.files.problems import (
    Ours,
    Problem,
    Problems,
    Refused,
    at_most_printed,
    quoted,
    sentences,
)
from tallgrass.foundation.files.rows import Row, Rows, read_rows
from tallgrass.foundation.files.schemas import table_schema
from tallgrass.foundation.files.sheet import Sheet, open_sheet
from tallgrass.foundation.files.source import OpenTable, Source, open_table
from tallgrass.foundation.files.text import Text
from tallgrass.foundation.files.whole import WholeRow, WholeTable, letter_by_letter, read_whole, whole_text
from tallgrass.foundation.files.workbook import Workbook, is_workbook, read_workbook
from tallgrass.foundation.files.writing import meant, neutral, table_text, told_apart, write_table

__all__ = [
    "Column",
    "Folder",
    "Grid",
    "OpenTable",
    "Ours",
    "Problem",
    "Problems",
    "Refused",
    "Row",
    "Rows",
    "Sheet",
    "Source",
    "Table",
    "Text",
    "WholeRow",
    "WholeTable",
    "Workbook",
    "at_most_printed",
    "csv_grid",
    "digests",
    "inside",
    "is_workbook",
    "letter_by_letter",
    "meant",
    "name_cells",
    "neutral",
    "open_folder",
    "open_sheet",
    "open_table",
    "quoted",
    "read_rows",
    "read_whole",
    "read_workbook",
    "refuse_missing",
    "sentences",
    "table_schema",
    "table_text",
    "told_apart",
    "whole_text",
    "write_table",
]
