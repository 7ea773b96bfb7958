"""Fronts: who is at the front, since when, and how that changes."""
