"""The queue of what the site sends: mail and texts, each handed over once, at a decent hour, to who wants it."""
