"""Bringing in what other apps kept."""
