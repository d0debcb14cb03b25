"""Prairie Junction: an invented city with invented partners, to look at and to try things on.

Nobody and nothing here is real. The same seed gives the same files, byte for byte, everywhere.
"""
