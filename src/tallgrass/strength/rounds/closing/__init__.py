"""From what people answered in a closed round to counts, and to the tables of a folder."""
