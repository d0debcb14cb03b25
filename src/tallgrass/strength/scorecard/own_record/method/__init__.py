"""What one page adds up, from plain data."""
