"""A place as a folder: its records as the tables that ``assess`` reads, brought in and taken out without loss."""
