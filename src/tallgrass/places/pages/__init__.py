"""The pages of a place and its people."""
