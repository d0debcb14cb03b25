"""The history of a place, read as sentences."""
