"""What every page is made of: the page, its style, and the small pictures drawn on the server.

Nothing here knows a room. Django lends its template engine and, to ``fields``, its forms: no
settings, no models.
"""
