"""The only code that may know two modules at once."""
