"""What may be asked of whom, computed from plain data."""
