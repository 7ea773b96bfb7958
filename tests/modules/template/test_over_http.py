"""Bad looks over real HTTP: refused in words, nothing lost, the home up."""

from __future__ import annotations

import json

import pytest
from drawing import face

LOOK = {"primary": "#224466", "radius": 0.5}


@pytest.fixture
def robin(served):
    """Robin, in a home where Seles fronts in a look of her own."""
    visitor = served.as_("Robin")
    assert visitor.call("template.change", alter="seles", tokens=LOOK).status == 200
    return visitor


@pytest.fixture
def unharmed(robin):
    """Tell that the look is as before and the first page is there."""

    def told():
        shown = robin.call("template.show", alter="seles").json()
        return shown["tokens"] == LOOK and robin.get("/").status == 200

    return told


@pytest.mark.parametrize(
    "tokens",
    [
        {"primary": ";}</style><script>alert(1)</script>"},
        {"font": "Papyrus"},
        {"background": f"template/{'f' * 64}.png"},
        {"size": float("nan")},
        {"size": float("inf")},
        {"radius": -1},
        {"glow": True},
        [],
        "primary",
        {f"x{n}": "#fff" for n in range(200_000)},
    ],
    ids=lambda tokens: str(tokens)[:24],
)
def test_mallory_s_tokens_are_refused(robin, unharmed, tokens):
    answer = robin.call("template.change", alter="seles", tokens=tokens)
    assert answer.status in {400, 413}
    assert unharmed()


def test_a_form_of_nonsense_is_shown_again_with_why(robin, unharmed):
    told = robin.send("/template/seles", {"primary": '"><script>', "size": "huge"})
    assert told.status == 400
    assert "is not a colour" in told.text
    assert '"><script>' not in told.text
    assert unharmed()


def test_forty_megabytes_are_no_background(robin, unharmed):
    picture = ("meadow.png", face()[:8] + bytes(40 << 20))
    told = robin.send("/template/seles", {"primary": "#224466"}, picture=picture)
    assert told.status == 400
    assert "larger than 10 MB" in told.text
    assert unharmed()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"what", "not JSON"),
        (b'{"homestead_style": 1, "tokens": {"glow": 1}}', "nothing called"),
        (b'{"homestead_style": 1, "tokens": {"text": ";}"}}', "not a colour"),
        (b'{"homestead_style": 1, "tokens": {"font": "Papyrus"}}', "Font cannot be"),
        (b"[" * 1_000_000, "not JSON"),
        (b" " * (20 << 20), "far larger"),
    ],
)
def test_a_file_that_is_no_look_is_refused(robin, unharmed, content, why):
    told = robin.send("/template/seles/import", file=("look.json", content))
    assert (told.status, why in told.text) == (400, True)
    assert unharmed()


def test_two_who_make_a_look_at_once_overwrite_nothing(robin, served):
    was = json.dumps(LOOK)
    kit = served.as_("Kit")
    first = {"primary": "#aa0000", "radius": "0.5", "was": was}
    assert kit.send("/template/seles", first).status == 303
    second = {"primary": "#224466", "radius": "2", "was": was}
    assert robin.send("/template/seles", second).status == 303
    third = {"primary": "#00aa00", "radius": "0.5", "was": was}
    assert robin.send("/template/seles", third).status == 409
    kept = robin.call("template.show", alter="seles").json()["tokens"]
    assert kept == {"primary": "#aa0000", "radius": 2.0}


def test_a_guest_learns_of_nobody_by_style_sheets(robin, served):
    sam = served.as_("Sam")
    for name in ("seles", "nobody"):
        assert sam.get(f"/static/template/{name}.css").status == 404
    robin.call("alters.edit", alter="seles", privacy="public")
    assert "/static/template/seles.css?v=" in sam.get("/").text
