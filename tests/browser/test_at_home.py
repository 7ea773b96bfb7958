"""A phone at home asks by plain http and a name of its own.

There browsers tell less of who asks than over https or from the machine itself.
"""

from __future__ import annotations

import pytest
import visiting
from conftest import serving

from .conftest import CHROMIUM

NAME = "home.example"


@pytest.fixture
def at_home(cast, home, environment):
    """The home of the cast, answering to a name in the house."""
    sessions = visiting.copied(cast, home)
    with serving({**environment, "HOMESTEAD_HOSTS": NAME}) as url:
        yield visiting.Served(url.replace("127.0.0.1", NAME), home, sessions)


@pytest.fixture
def phone():
    """A browser that finds the name where the daemon is."""
    driver = pytest.importorskip("playwright.sync_api", exc_type=ImportError)
    if CHROMIUM is None:
        pytest.skip("there is no chromium here")
    with driver.sync_playwright() as made:
        browser = made.chromium.launch(
            executable_path=CHROMIUM,
            args=[f"--host-resolver-rules=MAP {NAME} 127.0.0.1"],
        )
        yield browser
        browser.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_kit_signs_in_and_switches_from_the_phone(at_home, phone, scripts):
    context = phone.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{at_home.url}/account/sign-in")
    page.get_by_label("Name", exact=True).fill("Kit")
    page.get_by_label("Password", exact=True).fill(visiting.PASSWORDS["Kit"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{at_home.url}/")
    page.get_by_role("button", name="Yuki").first.click(delay=1500)
    page.get_by_role("button", name="Undo").wait_for()
