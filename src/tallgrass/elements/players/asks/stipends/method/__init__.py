"""What was paid in all, from plain data."""
