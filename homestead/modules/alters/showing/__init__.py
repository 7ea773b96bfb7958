"""How what the services tell is laid out on pages: headings, figures, drawings."""
