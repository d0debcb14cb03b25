"""Pure: what a report says."""
