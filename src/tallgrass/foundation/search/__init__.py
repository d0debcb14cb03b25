"""One search table for every room, on SQLite (FTS5) and on PostgreSQL (tsvector) alike.

A room writes what can be found of its records with ``actions``, in the transaction that changes the record; ``queries``
finds it. What is kept is folded (no capitals, no accents, no marks) and in no language: both databases find the same.
The table knows places and records by their numbers alone.
"""
