"""Gateways that take texts. What any of them can do is in ``line.py``; each has a module of its own."""
