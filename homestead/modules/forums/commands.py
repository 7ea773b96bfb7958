"""The forums from the shell: what is new, reading, writing, searching."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from homestead.core.commands import noun, the_door
from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms

app = noun("The forums: list, read, post, search.")

As = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="As whom; else the primary one."),
]


@app.command("list")
def list_(
    ctx: typer.Context,
    category: Annotated[
        str | None, typer.Argument(metavar="[CATEGORY]", help="Its number or name.")
    ] = None,
    *,
    tag: Annotated[
        str | None, typer.Option(metavar="TAG", help="Only threads with this tag.")
    ] = None,
    before: Annotated[
        str | None, typer.Option(metavar="MARK", help="Go on where a list ended.")
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="N", min=1, max=100, help="At most so many.")
    ] = 20,
    reader: As = None,
) -> None:
    """List the threads, those written in last first; a star stands at what is new."""
    door = the_door(ctx)
    narrowed = {"tag": tag, "before": before, "limit": limit, "reader": reader}
    number = _category(door, category, reader)
    door.show(door.ask("forums.thread_list", category=number, **narrowed), _threads)


@app.command()
def read(
    ctx: typer.Context,
    thread: Annotated[
        int, typer.Argument(metavar="THREAD", help="The number of the thread.")
    ],
    page: Annotated[
        str | None, typer.Argument(metavar="[PAGE]", help="Its number, or `last`.")
    ] = None,
    *,
    mark: Annotated[bool, typer.Option(help="Note that it has been read.")] = True,
    reader: As = None,
) -> None:
    """Read a thread: from the first new post on, or a page (a number, or `last`)."""
    door = the_door(ctx)
    wanted = {"thread": thread, "page": page or "new", "reader": reader}
    told = door.ask("forums.thread_show", **wanted)
    door.show(told, _posts)
    if mark and told["posts"] and told["thread"]["reader"]:
        upto = {"thread": thread, "number": told["posts"][-1]["number"]}
        door.ask("forums.mark_read", **upto, reader=reader)


@app.command(epilog="echo 'Soup is in the fridge' | homestead forums post 12 -")
def post(  # noqa: PLR0913 - one argument per option
    ctx: typer.Context,
    thread: Annotated[
        str,
        typer.Argument(
            metavar="THREAD", help="The number of a thread, or `new` for a new one."
        ),
    ],
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="What to write; - reads it.")
    ],
    *,
    author: Annotated[
        list[str] | None, typer.Option("--as", metavar="NAME", help="Who writes.")
    ] = None,
    parent: Annotated[
        int | None, typer.Option(metavar="POST", help="The post it answers.")
    ] = None,
    category: Annotated[
        str, typer.Option(metavar="NAME", help="Where a new thread stands.")
    ] = "1",
    title: Annotated[
        str, typer.Option(metavar="TITLE", help="What a new thread is called.")
    ] = "",
    board: Annotated[
        str | None, typer.Option(metavar="NAME", help="On whose board it stands.")
    ] = None,
) -> None:
    """Write in a thread, or begin one."""
    door = the_door(ctx)
    said = sys.stdin.read() if text == "-" else text
    written: dict[str, Any] = {"text": said, "authors": author or []}
    if thread != "new":
        number = _number(thread)
        told = door.ask("forums.post_create", thread=number, parent=parent, **written)
    else:
        where = {"board": board} if board else {"category": _category(door, category)}
        told = door.ask("forums.thread_create", title=title, **where, **written)
    door.show(told, _written)


@app.command(epilog="homestead forums search 'soup author:yuki after:2026-01-01'")
def search(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORD…", help="What to look for.")
    ],
    *,
    page: Annotated[
        int, typer.Option(metavar="N", min=1, help="Which page of what is found.")
    ] = 1,
    newest: Annotated[bool, typer.Option(help="The newest first.")] = False,
    reader: As = None,
) -> None:
    """Search in posts and titles; author:, in:, after:, before: and has: narrow it."""
    door = the_door(ctx)
    args = {"words": " ".join(words), "page": page, "newest": newest}
    door.show(door.ask("forums.search", **args, reader=reader), _found)


def _category(door: Any, word: str | None, reader: str | None = None) -> int | None:
    """Return the number of the category a word means."""
    if word is None or word.isdecimal():
        return None if word is None else int(word)
    known = door.ask("forums.category_list", reader=reader)["categories"]
    for each in known:
        if each["name"].casefold() == word.casefold():
            return int(each["category"])
    names = ", ".join(each["name"] for each in known)
    raise UsageError(f"There is no category {word!r}.", hint=f"There are: {names}.")


def _number(word: str) -> int:
    if word.isascii() and word.isdecimal():
        return int(word)
    raise UsageError(
        f"{word!r} is no thread.", hint="`homestead forums list` shows their numbers."
    )


def _threads(told: Any, _: Terms) -> Iterator[str]:
    for each in (*told["pinned"], *told["threads"]):
        new = f" ({each['unread']} new)" if each["unread"] else ""
        star = "*" if each["unread"] else " "
        last = f"{each['last_author']['name']}, {each['last_local']}"
        yield f"{star}{each['thread']:>5}  {each['title']}{new}  [{last}]"
    if told["next"]:
        yield f"More: --before {told['next']}"


def _posts(told: Any, _: Terms) -> Iterator[str]:
    yield f"#{told['thread']['thread']} {told['thread']['title']}"
    for each in told["posts"]:
        names = ", ".join(one["name"] for one in each["authors"])
        yield ""
        yield f"{each['number']}. {names}, {each['at_local']}"
        yield "(deleted)" if each["deleted"] else each["text"]
    if told["pages"] > 1:
        yield ""
        yield f"Page {told['page']} of {told['pages']}"


def _written(told: Any, _: Terms) -> Iterator[str]:
    again = " already" if told["again"] else ""
    yield f"Written{again} in #{told['thread']}."


def _found(told: Any, _: Terms) -> Iterator[str]:
    for each in told["threads"]:
        yield f"#{each['thread']} {each['title']}"
    for each in told["posts"]:
        where = f"#{each['thread']}/{each['post']} {each['title']}"
        yield f"{where}  [{each['author']['name']}, {each['at_local']}]"
        yield f"    {_plain(each['piece'])}"
    if not told["posts"] and not told["threads"]:
        yield "Nothing found."
    if told["pages"] > 1:
        yield f"Page {told['page']} of {told['pages']}"


def _plain(piece: str) -> str:
    import html

    return html.unescape(piece.replace("<mark>", "").replace("</mark>", ""))
