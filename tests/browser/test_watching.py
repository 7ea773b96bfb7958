"""What the browser tests rely on: that a window sees what is wrong."""

from __future__ import annotations

import pytest


def test_axe_finds_a_button_without_a_name(page, axe):
    page.evaluate("document.querySelector('main').innerHTML = '<button></button>'")
    assert any(line.startswith("button-name") for line in axe(page))


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("document.body.setAttribute('style', 'color: red')", "Content Security"),
        ("setTimeout(() => { throw Error('Mallory') })", "Mallory"),
        ("fetch('https://elsewhere.example/').catch(() => 0)", "elsewhere.example"),
    ],
)
def test_a_window_sees_what_goes_wrong(windows, script, told):
    page = windows.open("/")
    page.evaluate(script)
    page.wait_for_timeout(200)
    assert any(told in trouble for trouble in windows.troubles)
    windows.troubles.clear()


def test_nobody_is_told_whose_home_it_is(looking, lived_in):
    page = looking.open("/account/sign-in", name="Mallory")
    assert "Lanterns" not in page.content()
    assert "Lanterns" in looking.open("/").content()
