"""Mail and texts of a place, for its stewards: whether they work, what waits, what failed, who gets none."""
