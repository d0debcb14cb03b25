"""Bringing in a list of partners: read, shown row by row, then applied whole or not, and taken back as a whole."""
