"""Bringing an installed Tallgrass to a newer one: a backup first, then the program, then the database."""
