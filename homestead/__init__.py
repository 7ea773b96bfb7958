"""Homestead: a private home server for a plural system."""

__version__ = "0.1.0"
