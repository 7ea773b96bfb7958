"""Groups of alters: they nest, and a group may be a subsystem."""

from homestead.services.groups.editing import (
    add,
    edit,
    remove,
    rename,
    reorder,
    restore,
)
from homestead.services.groups.listing import list, show  # noqa: A004 - the verb
from homestead.services.groups.members import join, leave, nest

DOOR = tuple(
    verb.__name__
    for verb in (
        *(list, show, add, edit, rename, remove, restore),
        *(join, leave, nest, reorder),
    )
)
