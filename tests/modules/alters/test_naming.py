"""Nobody's page is hidden by another page of the module."""

import re
from pathlib import Path

from homestead.core.handles import TYPEABLE
from homestead.modules.alters import module, naming

PARTS = Path(naming.__file__).parent / "templates/alters/_people.html"


def test_every_page_of_the_module_is_known_as_one():
    first = {
        route.path.split("/")[1] for route in module.routes() if route.method == "GET"
    }
    words = {each for each in first if each and set(each) <= TYPEABLE}
    assert words <= naming.PAGES


def test_templates_know_the_same_pages():
    listed = re.search(r"set pages = \[(.*?)\]", PARTS.read_text())[1]
    assert set(re.findall(r'"(\w+)"', listed)) == naming.PAGES


def test_a_handle_is_found_again_in_its_address():
    for handle in ("seles", "history", "new"):
        assert naming.meant(naming.path(handle)[1:]) == handle
