"""Reading a folder of spreadsheets honestly, and writing tables that no spreadsheet will run."""

from tallgrass.foundation.files.columns import Column, Table
from tallgrass.foundation.files.folder import Folder, digests, inside, open_folder
from tallgrass.foundation.files.problems import Ours, Problem, Problems, Refused, sentences
from tallgrass.foundation.files.rows import Row, Rows, read_rows
from tallgrass.foundation.files.schemas import table_schema
from tallgrass.foundation.files.sheet import Sheet, open_sheet
from tallgrass.foundation.files.writing import neutral, table_text, write_table

__all__ = [
    "Column",
    "Folder",
    "Ours",
    "Problem",
    "Problems",
    "Refused",
    "Row",
    "Rows",
    "Sheet",
    "Table",
    "digests",
    "inside",
    "neutral",
    "open_folder",
    "open_sheet",
    "read_rows",
    "sentences",
    "table_schema",
    "table_text",
    "write_table",
]
