"""What is pressed twice is done once, though no journal of changes has it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from visiting import PASSWORDS, SESSION, Visitor

from .test_first_run import ROBIN
from .test_token_page import secret_on
from .test_users_page import YUMI


def key_on(page):
    return re.search(r'name="once" value="([^"]+)"', page.text)[1]


def twice(visitor, path, fields, page=None):
    """Fill the form at `path` in and press its button twice, at once."""
    filled = {**fields, "once": key_on(visitor.get(page or path))}

    def press(_):
        return Visitor(visitor.url, visitor.cookies.get(SESSION, "")).post(path, filled)

    with ThreadPoolExecutor(2) as hands:
        return list(hands.map(press, range(2)))


def test_both_answers_show_the_token_that_was_made(robin):
    fields = {"name": "widget", "scope": "front:read"}
    first, second = twice(robin, "/account/tokens", fields)
    assert (first.status, second.status) == (200, 200)
    assert secret_on(first) == secret_on(second)
    assert robin.get("/account/tokens").text.count("Never used") == 1


def test_a_password_is_changed_once_and_no_answer_says_it_was_wrong(kit):
    fields = {"current": PASSWORDS["Kit"], "password": "a new one"}
    answers = twice(kit, "/account/password", fields)
    assert {seen.to for seen in answers} == {"/account/?said=password"}


def test_a_user_is_added_once(robin):
    answers = twice(robin, "/account/users/new", YUMI)
    assert len({seen.to for seen in answers}) == 1
    assert [seen.status for seen in answers] == [303, 303]


def test_both_answers_of_the_first_run_let_robin_in(new):
    answers = twice(new.visitor(), new.link, ROBIN)
    for seen in answers:
        assert seen.to == "/account/welcome"
        cookie = seen.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
        assert Visitor(new.url, cookie).get("/account/").status == 200


@pytest.mark.parametrize("other", [{"password": "another one"}, {"name": "Mallory"}])
def test_the_key_of_somebody_else_opens_nothing(new, other):
    robin = new.visitor()
    filled = {**ROBIN, "once": key_on(robin.get(new.link))}
    robin.post(new.link, filled)
    seen = new.visitor().post(new.link, {**filled, **other})
    assert (seen.status, "Set-Cookie" in seen.headers) == (409, False)


def test_a_key_that_cannot_be_is_refused(robin):
    seen = robin.post("/account/users/new", {**YUMI, "once": "<b>"})
    assert seen.status == 400
    assert "Yumi" not in robin.get("/account/users").text
