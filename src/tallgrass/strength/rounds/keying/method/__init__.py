"""What the keys say. Pure."""
