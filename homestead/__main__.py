"""Where the program starts, as `homestead` and as `python -m homestead`."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Run the command in `sys.argv` and end with its exit code.

    gevent must patch the standard library before anything else loads it, and only
    the daemon wants that.
    """
    os.umask(0o077)
    argv = sys.argv[1:]
    code = _prepare_to_serve(argv) if _serves(argv) else 0
    if not code:
        from homestead import cli

        code = cli.run(argv)
    sys.stderr.flush()
    # Everything is closed and on disk; taking the interpreter apart costs 2 ms more.
    os._exit(code)


def _prepare_to_serve(argv: list[str]) -> int:
    """Have gevent patch the library; return an exit code if this Python has none."""
    from homestead.cli.door import Door
    from homestead.core import native
    from homestead.core.errors import HomesteadError

    door, _ = Door.of(argv)
    try:
        native.ensure(home=door.home)
    except HomesteadError as error:
        door.fail(error)
        return error.exit_code
    from homestead.core.server import patch

    patch.everything()
    return 0


def _serves(argv: list[str]) -> bool:
    """Tell whether the command is `serve`, whatever options stand before it."""
    words = iter(argv)
    for word in words:
        if word == "--home":
            next(words, None)
        elif not word.startswith("-"):
            return word == "serve" and "--help" not in argv
    return False


if __name__ == "__main__":
    main()
