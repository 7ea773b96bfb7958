"""The shell door: parse, call one service function, print."""
