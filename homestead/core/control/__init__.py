"""The control socket: how a command reaches the daemon that holds the home."""
