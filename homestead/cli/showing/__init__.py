"""How results read on a terminal: plain functions from a result to lines."""
