"""Thin doors of rounds on paper."""
