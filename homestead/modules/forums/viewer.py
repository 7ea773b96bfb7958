"""Who looks, and what they may see: one rule, in SQL, that every question asks.

One sees what the alter sees as whom one acts: a category for some is there for them
alone, a private thread for those it is between. Whoever may act as one of them sees it
as that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from homestead.core.errors import NotFoundError, NotPermittedError, UsageError
from homestead.services import access
from homestead.services.people import people

if TYPE_CHECKING:
    from homestead.core.house import House
    from homestead.services.people import People, Person


OF_AN_APP = "app:"
"""Begins the uid of what another app wrote without saying who it was."""

_CATEGORIES = """categories.deleted_at IS NULL AND (categories.limited = 0 OR EXISTS (
    SELECT 1 FROM category_limits
    WHERE category_limits.category_id = categories.id
    AND category_limits.uid IN ({marks})
))"""
_PRIVATE = """(threads.private = 0 OR EXISTS (
    SELECT 1 FROM thread_members
    WHERE thread_members.thread_id = threads.id AND thread_members.who = ?
))"""


class Viewer(NamedTuple):
    """Who looks: `reader` is the uid of the alter who reads, "" if nobody does.

    `who` holds that uid and those of their groups. Guests are not of the system.
    """

    reader: str
    who: tuple[str, ...]
    system: bool
    moderates: bool
    people: People

    def categories(self) -> tuple[str, tuple[str, ...]]:
        """Return the SQL for the `categories` they may see, and its values."""
        if not self.system:
            return "categories.deleted_at IS NULL AND categories.guests = 1", ()
        return _CATEGORIES.format(marks=", ".join("?" * len(self.who))), self.who

    def threads(self) -> tuple[str, tuple[str, ...]]:
        """Return the SQL for the `threads` they may see (of such `categories`)."""
        rule, values = self.categories()
        rule = f"{rule} AND threads.deleted_at IS NULL"
        if not self.moderates:
            rule = f"{rule} AND threads.hidden_at IS NULL"
        if not self.system:
            return f"{rule} AND threads.private = 0", values
        return f"{rule} AND {_PRIVATE}", (*values, self.reader)

    @property
    def posts(self) -> str:
        """The SQL for the `posts` that still say something to them."""
        hidden = "" if self.moderates else " AND posts.hidden_at IS NULL"
        return f"posts.deleted_at IS NULL{hidden}"

    def told(self, uid: str) -> dict[str, object]:
        """Return who that is, as far as the viewer may know."""
        if uid.startswith(OF_AN_APP):
            name = uid.removeprefix(OF_AN_APP).replace("-", " ").title()
            return {**self.people.told(uid), "name": name, "gone": False}
        return self.people.told(uid) if self.system else self.people.told_to_guest(uid)


def viewer(house: House, reader: str | None = None) -> Viewer:
    """Return who looks: as `reader` (a handle), or as whom they act.

    Raises NotPermittedError for who may see nothing, or may not act as that one.
    """
    everybody = people(house)
    if not access.may(house.asker, "post.read"):
        access.require(house.asker, "shared.read")
        return Viewer("", (), system=False, moderates=False, people=everybody)
    if reader:
        person: Person | None = one(house, reader)
    else:
        person = everybody.by_row.get(access.acting(house) or 0)
    return seen_as(house, person)


def seen_as(house: House, person: Person | None) -> Viewer:
    """Return what the asker, who is of the system, sees as that alter."""
    everybody = people(house)
    who = (person.uid, *everybody.groups_of(person)) if person else ("",)
    moderates = access.may(house.asker, "post.moderate")
    return Viewer(
        person.uid if person else "",
        who,
        system=True,
        moderates=moderates,
        people=everybody,
    )


def one(house: House, word: str) -> Person:
    """Return the alter a handle means, whom the asker may act as.

    Raises NotFoundError for nobody, NotPermittedError for one they may not.
    """
    person = known(house, word)
    if not access.may_act_as(house.asker, person.id):
        raise NotPermittedError(
            f"You may not act as {person.name}.",
            hint="An owner of this home can change that.",
        )
    return person


def known(house: House, word: str) -> Person:
    """Return the alter a handle or name means. NotFoundError: there is none."""
    from homestead.services import alters

    everybody = people(house)
    person = everybody.by_handle.get(word)
    if person is None:
        person = everybody.by_row[alters.find(house.app, word, house=house)["id"]]
    if not person.is_alter:
        raise UsageError(f"{person.name} is nobody who reads or writes.")
    return person


def writer(house: House, word: str | None = None) -> Person:
    """Return as whom the asker writes: `word`, or whom they act as.

    Raises NotPermittedError for who may not write, UsageError when it is nobody.
    """
    access.require(house.asker, "post.write")
    if word:
        return one(house, word)
    acting = access.acting(house)
    if acting is None:
        terms = house.terms
        raise UsageError(
            f"Nobody is at the {terms.front} whom you may act as.",
            hint=f"Say which {terms.alter} it is from.",
            fields={"author": "is missing"},
        )
    return people(house).by_row[acting]


def gone(what: str) -> NotFoundError:
    """Return the error for what is not there, or not to be seen."""
    return NotFoundError(f"There is no such {what} here.")
