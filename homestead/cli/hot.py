"""The words typed most often, answered before Typer is even loaded.

Only their plainest forms: names, no options but the ones every command knows. All else
goes through Typer, which calls the same services and prints with the same functions; a
test holds the two to the same bytes.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from homestead.cli.door import Door


def answered(door: Door, words: list[str]) -> bool:
    """Answer `front [NAME…]`, `status` and `--version`; False for everything else."""
    if not words or any(word.startswith("-") for word in words[1:]):
        return False
    verb, *names = words
    if verb == "front":
        _front(door, names)
    elif verb == "status" and not names:
        _status(door)
    elif verb == "--version" and not names:
        _version()
    else:
        return False
    return True


def _front(door: Door, names: list[str]) -> None:
    from homestead.cli.showing import front

    if names:
        result = door.ask("fronts.switch", alters=names)
        door.show(result, front.switched)
    else:
        result = door.ask("fronts.current")
        door.show(result, front.lines)


def _status(door: Door) -> None:
    from homestead.cli.showing import status

    door.show(door.ask("status.show"), status.lines)


def _version() -> None:
    from homestead import __version__

    print(f"homestead {__version__}")
