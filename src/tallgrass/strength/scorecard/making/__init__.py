"""Scorecards that are made while nobody waits: asked for in one moment, counted in parts, kept at the end."""
