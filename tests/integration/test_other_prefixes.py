"""A module may answer at another prefix: every way to it leads there."""

from __future__ import annotations

import re

import pytest
from drawing import png
from route_table import SAMPLES, TABLE

PLACES = {"alters": "people", "account": "me", "forums": "board", "template": "faces"}
OLD = re.compile(rf'"/(?:{"|".join(PLACES)})\b')


@pytest.fixture
def moved(served, run):
    """The home of the cast, its modules at prefixes of their own choice."""
    for name, place in PLACES.items():
        run("module", "set", name, "route_prefix", f"/{place}", check=True)
    return served


def test_no_page_leads_to_where_a_module_was(moved):
    robin = moved.as_("Robin")
    for route in TABLE:
        method, path = route.split(" ")
        if method != "GET" or "/pictures/" in path:
            continue
        module = path.split("/")[1]
        path = path.replace(module, PLACES.get(module, module), 1)
        seen = robin.get(re.sub(r"<(\w+)(?::[^>]*)?>", lambda m: SAMPLES[m[1]], path))
        if seen.headers.get_content_type() == "text/html":
            assert OLD.findall(seen.text) == [], path


def test_nobody_is_sent_to_where_one_signs_in(moved):
    mallory = moved.as_("Mallory")
    assert mallory.get("/people/").to.startswith("/me/sign-in")


def test_pictures_in_what_people_wrote_are_still_shown(moved):
    robin = moved.as_("Robin")
    robin.send("/people/seles/picture", picture=("seles.png", png()))
    name = robin.call("alters.show", alter="seles").json()["avatar"]
    told = f"![Me](/alters/pictures/96/{name})"
    robin.call("alters.edit", alter="seles", description=told)
    shown = re.search(r'<img src="([^"]+)" alt="Me"', robin.get("/people/seles").text)
    assert robin.get(shown[1]).headers.get_content_maintype() == "image"
