"""Rounds on paper: forms and slips to print, and sheets typed in with one key an answer."""
