"""From what somebody typed to a post: whose it is, how it looks, whom it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from homestead.core import clock, handles, markdown
from homestead.core.errors import NotFoundError, UsageError
from homestead.core.markdown import posts
from homestead.core.markdown.surroundings import Surroundings, Target, Upload, named
from homestead.modules.forums import viewer
from homestead.modules.forums.models import files
from homestead.services import access, attachments
from homestead.services.fronts import models as fronts
from homestead.services.people import people

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homestead.core.house import House
    from homestead.services.people import Person

MOST_AUTHORS = 20
EXCERPT = 160
_HERE = "home:forums"
_MOST_NAMED = 500
ESCAPE = "\\"
"""What stands before a text whose proxy tags are not meant."""


class Written(NamedTuple):
    """A post as it is to be kept."""

    authors: tuple[Person, ...]
    text: str
    posted: posts.Written
    mentions: tuple[str, ...]

    @property
    def columns(self) -> dict[str, Any]:
        """What is the same for a new post and an edited one."""
        return {
            "author": self.authors[0].uid,
            "facets": facets([one.uid for one in self.authors], self.posted.uploads),
            "text": self.text,
            **looks(self.posted),
        }


def looks(posted: posts.Written) -> dict[str, Any]:
    """Return the columns for what a text looks like."""
    return {
        "html": str(posted.html),
        "excerpt": excerpt(posted.covered),
        "renderer": posts.VERSION,
    }


def excerpt(text: str) -> str:
    """Return the first words of a text in one line."""
    line = " ".join(text[: EXCERPT * 2].split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT].rstrip()}…"


def facets(authors: Sequence[str], files: Sequence[str]) -> str:
    """Return the words by which a search finds who wrote a post, and what it has."""
    words = [f"by{uid}" for uid in authors]
    if files:
        words.append("hasfile")
    if any(not name.endswith(".bin") for name in files):
        words.append("haspicture")
    return " ".join(words)


def written(house: House, text: str, authors: Sequence[str] = ()) -> Written:
    """Return the post that `text` makes, by `authors` or as whom the asker acts.

    A text that stands in somebody's proxy tags is theirs, if the asker may act as
    them. Raises UsageError for a text that is empty or too long.
    """
    access.require(house.asker, "post.write")
    text = checked(house, text)
    proxied = _proxied(house, text)
    if proxied is not None:
        signers: tuple[Person, ...] = (proxied[0],)
        text = proxied[1]
    else:
        text = text.removeprefix(ESCAPE) if _escapes(house, text) else text
        signers = signed(house, authors)
    posted = rendered(house, text)
    return Written(signers, text, posted, mentioned(house, posted.mentions))


def signed(house: House, authors: Sequence[str] = ()) -> tuple[Person, ...]:
    """Return who writes: those named, or as whom the asker acts."""
    if len(authors) > MOST_AUTHORS:
        raise UsageError(f"At most {MOST_AUTHORS} can sign one post.")
    named = [viewer.writer(house, word) for word in authors if word]
    return tuple(dict.fromkeys(named)) or (viewer.writer(house),)


def checked(house: House, text: str) -> str:
    """Return a text fit to be kept. Raises UsageError for one that is not."""
    most = house.room("forums").setting("longest")
    if len(text) > most * 2 or len(text := handles.clean_text(text)) > most:
        raise UsageError(
            f"That is longer than {most:,} letters.",
            hint="Part it into several posts, or add it as a file.",
            fields={"text": "is too long"},
        )
    if handles.is_blank(text):
        raise UsageError(
            "There is nothing written yet.",
            hint="Write something, then send it.",
            fields={"text": "is empty"},
        )
    return text


def rendered(house: House, text: str) -> posts.Written:
    """Return what a text looks like; long ones are rendered off the event loop."""
    everybody = people(house)

    def mention(handle: str) -> Target | None:
        person = everybody.by_handle.get(handle)
        if person is not None and person.is_alter:
            return Target(f"{_HERE}/who/{handle}", f"@{person.name}", "alter")
        group = everybody.groups.get(handle)
        return group and Target(f"{_HERE}/who/{handle}", f"@{group.name}", "group")

    around = Surroundings(mention, _place, _files(house, text))
    if not markdown.is_long(text):
        return posts.written(text, around)
    made: posts.Written = house.aside(lambda: posts.written(text, around))
    return made


def rendered_somehow(house: House, text: str) -> posts.Written:
    """Return what a text looks like that is here already: letters, if need be."""
    try:
        return rendered(house, text)
    except UsageError:
        html = Markup("<p>{}</p>").format(text)
        return posts.Written(html, text, text, (), (), ())


def _place(named: str) -> Target:
    return Target(f"{_HERE}/{named[1:]}", named)


def _files(house: House, text: str) -> Callable[[str], Upload | None]:
    """Return what finds the files that a text names."""
    names = [name for name in named(text).uploads if attachments.is_name(name)]
    base = house.room("forums").database
    known = files.named(base, names[:_MOST_NAMED]) if names else []
    rows = {row["name"]: row for row in known}

    def file(name: str) -> Upload | None:
        if not attachments.is_name(name):
            return None
        href, row = f"{_HERE}/files/{name}", rows.get(name)
        if not attachments.is_picture(name):
            return Upload(href, row["title"] if row else "")
        sides = (row["width"], row["height"]) if row else (0, 0)
        return Upload(href, "", f"{href}/small", *sides)

    return file


def mentioned(house: House, named: Sequence[str]) -> tuple[str, ...]:
    """Return the uids of the alters that handles mean, of alters or groups."""
    everybody = people(house)
    found: dict[str, None] = {}
    for handle in named:
        person = everybody.by_handle.get(handle)
        if person is not None and person.is_alter:
            found[person.uid] = None
            continue
        group = everybody.groups.get(handle)
        for row in sorted(group.members) if group else ():
            member = everybody.by_row.get(row)
            if member is not None and member.is_alter:
                found[member.uid] = None
    return tuple(found)


def fronting(house: House) -> list[list[str]]:
    """Return who is at the front now: `[[uid, tier], …]`, as a post keeps it."""
    known = people(house).by_row
    here = fronts.fronting_now(house.app, clock.now())
    return [
        [known[each.alter_id].uid, each.tier] for each in here if each.alter_id in known
    ]


def _escapes(house: House, text: str) -> bool:
    """Tell whether the backslash a text begins with stands before proxy tags."""
    rest = text.removeprefix(ESCAPE)
    return rest != text and _in_tags(house, rest) is not None


def _proxied(house: House, text: str) -> tuple[Person, str] | None:
    """Return whose tags a text stands in, and what it says without them."""
    found = _in_tags(house, text)
    if found is None:
        return None
    person, inner = found
    return (person, text if person.keep_proxy else inner)


def _in_tags(house: House, text: str) -> tuple[Person, str] | None:
    """Return the alter whose tags fit best, the longest, and what stands in them."""
    best: tuple[int, Person, str] | None = None
    for person in people(house).everybody:
        for prefix, suffix in person.proxy_tags if person.is_alter else ():
            length = len(prefix) + len(suffix)
            fits = text.startswith(prefix) and text.endswith(suffix)
            inner = text[len(prefix) : len(text) - len(suffix)].strip()
            if not length or not fits or len(text) <= length or not inner:
                continue
            if best is None or length > best[0]:
                best = length, person, inner
    if best is None or not access.may_act_as(house.asker, best[1].id):
        return None
    return best[1], best[2]


def known_to(house: House, words: Sequence[str]) -> list[str]:
    """Return the uids of alters and groups named by handle or name."""
    everybody = people(house)
    found = []
    for word in words:
        group = everybody.groups.get(word)
        if group and word not in everybody.by_handle:
            found.append(group.uid)
            continue
        try:
            found.append(viewer.known(house, word).uid)
        except NotFoundError:
            if group is None:
                raise
            found.append(group.uid)
    return list(dict.fromkeys(found))
