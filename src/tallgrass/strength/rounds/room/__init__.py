"""A meeting that answers together: one big question, everybody at once, and then the talk."""
