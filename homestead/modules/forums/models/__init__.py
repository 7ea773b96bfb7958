"""Every question to forums.db, one file per noun."""
