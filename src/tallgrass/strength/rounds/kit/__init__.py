"""The asking kit: what stewards send, say, hang up and hand out, in the place's own words."""
