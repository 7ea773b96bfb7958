"""The forums: a page of a thread beside the bare server, a full home beside a new one.

200,000 posts in 5,000 threads, one of them of 10,000, against 200 posts in 6 threads.
"""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

from bench_pages import ROUNDS, Asking, beside_bare_page, port_of, robin
from bench_writes import shim
from harness import finish, in_turn, new_home, percentile, report, serving

from homestead import app
from homestead.core import clock, paths
from homestead.modules.forums import writing
from homestead.modules.forums.models.posts import step

SPOKEN_OF = """
soup fridge bread film night dinner rain garden book tea walk sleep quiet loud letter
doctor shop bus train window music blanket kettle stairs moon candle
"""
WORDS = tuple(SPOKEN_OF.split())
SAID = 400
"""Words of a post: some 2.5 KB, so that a page of 20 is of the class of 80 KB."""

POSTERS = Path(__file__).with_name("posters.py")

FLASKBB = 37
"""Requests a second of the quickest FlaskBB we know of, for such a page."""

FULL, NEW = (4_999, 38, 10_000), (5, 32, 40)


def filled(env, threads, posts, longest, said=60):
    """Fill the forums: so many threads of `posts`, and one of `longest`."""
    home = app.open_home(paths.find(env["HOMESTEAD_HOME"]))
    with closing(home):
        for name in ("Seles", "Dexen", "Yuki", "Mori", "Ash"):
            home.call("alters.add", {"name": name})
        home.call("fronts.switch", {"alters": ["seles"]})
        rows = home.house.app.rows("SELECT uid FROM alters")
        uids = [row["uid"] for row in rows]
        chance = random.Random(7)
        texts = [text(home.house, chance, said) for _ in range(50)]

        def write(tx):
            for number in range(threads + 1):
                count = posts if number else longest
                made = [_post(chance, uids, texts, number + 1, n) for n in range(count)]
                _thread(tx, number + 1, uids, made)

        home.house.room("forums").database.in_background(write)


def text(house, chance, said):
    """Return a text and the columns for what it looks like."""
    words = [chance.choice(WORDS) for _ in range(said)]
    said = "\n\n".join(" ".join(words[at : at + 50]) for at in range(0, len(words), 50))
    return {"text": said, **writing.looks(writing.rendered(house, said))}


def _thread(tx, thread, uids, posts):
    now = clock.now()
    title = f"Thread {thread} about {WORDS[thread % len(WORDS)]}"
    columns = {"category_id": 1, "title": title, "starter": uids[0], "created_at": now}
    moved = {"last_at": now - thread * clock.MINUTE, "uid": f"t{thread}"}
    tx.insert("threads", {"id": thread, **columns, **moved})
    begin = tx.value("SELECT coalesce(max(id), 0) FROM posts")
    names = ", ".join(posts[0])
    marks = ", ".join("?" * len(posts[0]))
    tx.many(
        f"INSERT INTO posts ({names}) VALUES ({marks})",
        [tuple(post.values()) for post in posts],
    )
    tx.run(
        "INSERT INTO post_authors (post_id, who) SELECT id, author FROM posts"
        " WHERE id > ?",
        (begin,),
    )
    tx.run(
        "INSERT INTO votes (post_id, who, value, at) SELECT id, ?, 1, 0 FROM posts"
        " WHERE id > ? AND id % 2 = 0",
        (uids[1], begin),
    )
    tx.run(
        "UPDATE threads SET posts = ?, last_post_id = ? WHERE id = ?",
        (len(posts), begin + len(posts), thread),
    )


def _post(chance, uids, texts, thread, before):
    seq = before + 1
    author = chance.choice(uids)
    return {
        "uid": f"{thread}-{seq}",
        "thread_id": thread,
        "seq": seq,
        "path": step(seq),
        "author": author,
        "created_at": clock.now(),
        "written_by": "Robin",
        "facets": f"by{author}",
        **chance.choice(texts),
    }


def main():
    with new_home() as env:
        filled(env, *NEW, said=SAID)
        session = robin(env)
        with serving(env) as (_, url):
            beside_bare_page(
                "thread of 20 posts", url, session, "/forums/1", owed=(0.5, 0.7)
            )
            page = Asking(port_of(url), "/forums/1", session)
            [taken] = in_turn(page.many, n=ROUNDS)
            name = "the same / the quickest FlaskBB"
            report(name, page.a_second(taken[0]) / FLASKBB, 40, better="higher")
        on_a_slow_disk(env)
    full_beside_new()
    finish()


def on_a_slow_disk(env):
    """Have one write, and fifty, where every sync takes 10 ms as on an SD card."""
    place = env["HOMESTEAD_HOME"]
    slow = shim(Path(place))
    if slow is None:
        print("  no C compiler here: the slow disk is left out")
        return
    alone, together = (
        float(
            subprocess.check_output(
                [sys.executable, POSTERS, place, str(writers)],
                env={**env, "LD_PRELOAD": slow},
            )
        )
        for writers in (1, 50)
    )
    report("10 ms syncs: posts a second, one writer", alone, unit="/s")
    name = "10 ms syncs: posts of 50 writers / of one"
    report(name, together / alone, 5, better="higher")


def full_beside_new():
    with ExitStack() as held:
        asking = []
        for size in (FULL, NEW):
            env = held.enter_context(new_home())
            filled(env, *size)
            session = robin(env)
            if size is FULL:
                searched(env)
            _, url = held.enter_context(serving(env))
            asking.append((port_of(url), session))
        for path in ("/forums/", "/forums/1", "/forums/1?page=last"):
            runs = [Asking(*_at(each, path), fresh=True).once for each in asking]
            full, new = in_turn(*runs, n=ROUNDS)
            report(f"{path}: 200,000 posts / 200", full[0] / new[0], 1.5)
            report("the full one", full[0] * 1000, unit="ms")


def searched(env):
    """Search for words that stand in most posts: nothing is slower."""
    home = app.open_home(paths.find(env["HOMESTEAD_HOME"]))
    with closing(home):
        args = {"words": "soup fridge", "reader": "dexen"}
        [taken] = in_turn(lambda: home.call("forums.search", args), n=ROUNDS)
    median = percentile(taken, 0.5) * 1000
    report("a search for two words in 200,000 posts, median", median, 50, unit="ms")


def _at(asked, path):
    port, session = asked
    return port, path, session


if __name__ == "__main__":
    main()
