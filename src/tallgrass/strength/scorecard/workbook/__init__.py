"""The workbook of a place, ``ecosystem.xlsx``: written with help in its cells, and read back as its tables."""

from typing import Final

#: What the workbook is called.
WORKBOOK_FILE: Final = "ecosystem.xlsx"
