"""A copy of a place's public pages that any web server, or a folder on a stick, can show."""
