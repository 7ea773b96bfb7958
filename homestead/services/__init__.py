"""The nouns of the home: one file, one noun; what doors call is listed in DOOR."""
