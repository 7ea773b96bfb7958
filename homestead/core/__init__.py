"""What the rest stands on; knows nothing of alters."""
