"""Everything an instance knows in one file, for another computer or another database (docs/decisions/0009-backups.md).

The file is a zip: ``manifest.json`` says what is in it and which program made it, ``rows/<table>.jsonl`` holds the rows
of a table one a line, beside them lie the secret key and a place's own words.
"""
