"""Custom fields: what a home wants to know of everybody, and what it knows."""

from homestead.services.fields.definitions import (
    add,
    edit,
    list,  # noqa: A004 - the verb
    remove,
    reorder,
    restore,
)
from homestead.services.fields.values import clear, set  # noqa: A004 - the verb

DOOR = tuple(
    verb.__name__ for verb in (list, add, edit, remove, restore, reorder, set, clear)
)
