"""Partners at the end of a place: each organisation says whether it stays on the public list."""
