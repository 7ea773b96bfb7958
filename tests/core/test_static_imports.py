"""What a script imports from beside it is kept for a year like the script itself."""

from __future__ import annotations

import re

import pytest

from homestead.core import static


@pytest.fixture
def own(tmp_path):
    """Put files into the owner's static folder, and serve from there."""
    folder = tmp_path / "static" / "js"
    folder.mkdir(parents=True)
    served = static.Static(str(tmp_path), lambda _: None)

    def put(**files):
        for name, text in files.items():
            (folder / f"{name}.js").write_text(text)
        served.own.look()
        served.changed()
        return served

    return put


def body(served, name):
    return served._asset(f"js/{name}.js").body.decode()


def asked(served, address):
    """Return the Cache-Control a file at this address is answered with."""
    path, _, query = address.partition("?")
    environ = {
        "PATH_INFO": f"/js/{path}",
        "QUERY_STRING": query,
        "REQUEST_METHOD": "GET",
    }
    told = {}
    served(environ, lambda _, headers: told.update(headers))
    return told["Cache-Control"]


@pytest.mark.parametrize(
    "line",
    [
        'import { a } from "./one.js";',
        'import * as a from "./one.js";',
        'import "./one.js";',
        'export { a } from "./one.js";',
    ],
)
def test_an_import_is_named_by_what_it_holds(own, line):
    served = own(one="export const a = 1;", two=line)
    [address] = re.findall(r'"\./(one\.js\?v=\w{16})"', body(served, "two"))
    assert asked(served, address) == "public, max-age=31536000, immutable"


def test_the_address_of_a_script_changes_with_what_it_imports(own):
    before = own(one="1", two='import "./one.js";').url("js/two.js")
    assert own(one="2", two='import "./one.js";  ').url("js/two.js") != before


@pytest.mark.parametrize(
    "line",
    [
        'import "./nothing.js";',
        'import "https://elsewhere.example/x.js";',
        'const words = "./one.js";',
        'import "./../one.js";',
    ],
)
def test_what_is_none_stays_as_it_is(own, line):
    assert body(own(one="1", two=line), "two") == line


def test_two_that_import_each_other_are_served(own):
    served = own(one='import "./two.js";', two='import "./one.js";')
    assert "./two.js?v=" in body(served, "one")


def test_every_script_of_ours_imports_what_there_is(house):
    from homestead.core import resources

    served = static.Static(house.paths.config, lambda name: f"modules/{name}")
    for folder, prefix in (
        (resources.share("static/js"), "js"),
        ("modules/alters/static/js", "alters/js"),
    ):
        for name in resources.listing(folder):
            text = served._asset(f"{prefix}/{name}").body.decode()
            assert not re.search(r'from "\./[\w.-]+\.js"', text), name
