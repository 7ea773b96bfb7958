"""Fronts: who is at the front, since when, and how that changes.

Each verb lives in a file of its kind and is loaded when it is first used.
"""

from __future__ import annotations

from homestead.core.late import loader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from homestead.services.fronts.comments import comment as comment
    from homestead.services.fronts.comments import comment_edit as comment_edit
    from homestead.services.fronts.comments import uncomment as uncomment
    from homestead.services.fronts.corrections import delete as delete
    from homestead.services.fronts.corrections import edit as edit
    from homestead.services.fronts.corrections import insert as insert
    from homestead.services.fronts.corrections import split as split
    from homestead.services.fronts.days import calendar as calendar
    from homestead.services.fronts.live import add as add
    from homestead.services.fronts.live import out as out
    from homestead.services.fronts.live import remove as remove
    from homestead.services.fronts.live import switch as switch
    from homestead.services.fronts.next import coming as coming
    from homestead.services.fronts.next import likely as likely
    from homestead.services.fronts.picture import timeline as timeline
    from homestead.services.fronts.present import at as at
    from homestead.services.fronts.present import current as current
    from homestead.services.fronts.present import shared as shared
    from homestead.services.fronts.record import history as history
    from homestead.services.fronts.record import show as show
    from homestead.services.fronts.shifting import shift as shift
    from homestead.services.fronts.statistics import stats as stats

    When = str | int
    """A moment as people write it (see `core/when`), or in milliseconds."""

_FILES = {
    "current": "present",
    "at": "present",
    "shared": "present",
    "switch": "live",
    "add": "live",
    "remove": "live",
    "out": "live",
    "shift": "shifting",
    "history": "record",
    "show": "record",
    "insert": "corrections",
    "edit": "corrections",
    "split": "corrections",
    "delete": "corrections",
    "comment": "comments",
    "comment_edit": "comments",
    "uncomment": "comments",
    "stats": "statistics",
    "timeline": "picture",
    "calendar": "days",
    "likely": "next",
    "coming": "next",
}

DOOR = tuple(_FILES)
__getattr__ = loader(__name__, _FILES)
