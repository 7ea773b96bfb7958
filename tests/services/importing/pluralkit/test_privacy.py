"""Who may see what, in PluralKit's words and in ours."""

from __future__ import annotations

import pytest

from homestead.services.importing.pluralkit import privacy


@pytest.mark.parametrize(
    ("settings", "level"),
    [
        ({}, "private"),
        ({"visibility": "public"}, "public"),
        ({"visibility": "PUBLIC", "name_privacy": "public"}, "public"),
        ({"visibility": "private", "name_privacy": "public"}, "private"),
        ({"visibility": "public", "birthday_privacy": "private"}, "private"),
        ({"visibility": "public", "name_privacy": None}, "public"),
        ({"visibility": None}, "private"),
        ({"visibility": 7}, "private"),
    ],
)
def test_nobody_sees_what_pluralkit_would_not_have_shown(settings, level):
    assert privacy.level(settings) == level


def test_settings_are_taken_from_the_object():
    left = {"name": "Seles", "privacy": {"visibility": "private"}}
    assert privacy.taken(left) == {"visibility": "private"}
    assert left == {"name": "Seles"}


def test_settings_are_taken_from_the_flat_keys_of_old_files():
    left = {"name": "Seles", "visibility": "public", "name_privacy": "private"}
    assert privacy.taken(left) == {"visibility": "public", "name_privacy": "private"}
    assert left == {"name": "Seles"}
