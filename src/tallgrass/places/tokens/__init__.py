"""Access tokens: with one, a program reads or writes in one place, in one person's name, within what it was given."""
