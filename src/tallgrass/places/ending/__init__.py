"""Closing a place for good: everybody is told, and on a day all that is about people is deleted.

What a room wants to stay it says in ``seam.py``; of everything else that belongs to the place nothing is left.
"""
