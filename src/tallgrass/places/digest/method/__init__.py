"""When a digest is due and how it is composed. Pure."""
