"""The list of partners as a file that can be brought in again."""
