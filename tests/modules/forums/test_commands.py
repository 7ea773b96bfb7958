"""The forums from the shell."""

from __future__ import annotations

import pytest


@pytest.fixture
def shell_home(run):
    """A home with Seles, who fronts, and Yuki; and a thread in General."""
    for name in ("Seles", "Yuki"):
        run("alter", "add", name, check=True)
    run("front", "seles", check=True)
    words = ("new", "Soup?", "--title", "Dinner")
    run("forums", "post", *words, check=True)
    return run


def test_somebody_writes_in_a_pipe_and_yuki_reads_it(shell_home):
    wrote = shell_home("forums", "post", "1", "-", input="In the *fridge*\n")
    assert wrote.out == "Written in #1.\n"
    read = shell_home("forums", "read", "1", "--as", "yuki")
    assert "#1 Dinner" in read.out
    assert "2. Seles, " in read.out
    assert read.out.endswith("In the *fridge*\n")


def test_a_list_has_a_star_at_what_is_new_until_it_is_read(shell_home):
    listed = shell_home("forums", "list", "--as", "yuki")
    assert listed.out.startswith("*    1  Dinner (1 new)  [Seles, ")
    shell_home("forums", "read", "1", "--as", "yuki", check=True)
    again = shell_home("forums", "list", "general", "--as", "yuki")
    assert again.out.startswith("     1  Dinner  [Seles, ")


def test_yuki_writes_on_the_board_of_seles(shell_home):
    words = ("--as", "yuki", "--board", "seles")
    shell_home("forums", "post", "new", "Please eat", *words, check=True)
    told = shell_home("forums", "list", "--json").json["threads"][0]
    assert (told["title"], told["category"]["owner"]["alter"]) == (
        "Please eat",
        "seles",
    )


def test_a_search_shows_where_it_was_found(shell_home):
    found = shell_home("forums", "search", "soup", "author:seles")
    assert found.out.splitlines()[0].startswith("#1/1 Dinner  [Seles, ")
    assert shell_home("forums", "search", "stew").out == "Nothing found.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("read", "9"), 3),
        (("post", "x", "Hi"), 2),
        (("post", "1", " "), 2),
        (("list", "Nowhere"), 2),
        (("post", "1", "Hi", "--as", "nobody-here"), 3),
    ],
)
def test_what_cannot_be_done_says_why(shell_home, words, code):
    ran = shell_home("forums", *words)
    assert ran.code == code
    assert ran.err


def test_a_daemon_answers_with_the_same_words(environment, run, nursery, home):
    for name in ("Seles", "Yuki"):
        run("alter", "add", name, check=True)
    run("front", "seles", check=True)
    run("forums", "post", "new", "Soup?", "--title", "Dinner", check=True)
    alone = [run("forums", *words).out for words in (("list",), ("read", "1"))]
    with nursery.daemon(environment, home.with_name("daemon.said")):
        served = [run("forums", *words).out for words in (("list",), ("read", "1"))]
    assert served == alone
