"""The table of settings, and how each kind of value is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import config_check
from homestead.core.settings import (
    LIST,
    NUMBER,
    SCHEMA,
    SECTIONS,
    SETTINGS,
    SIZE,
    TEXT,
    Setting,
)

NUMBER_ONE = Setting("a.number", NUMBER, 0, "", minimum=-5, maximum=500)
SIZE_ONE = Setting("a.size", SIZE, 0, "", maximum=1 << 40)
TEXT_ONE = Setting("a.text", TEXT, "", "", maximum=50)
LIST_ONE = Setting("a.list", LIST, [], "", maximum=50)

ORDINARY = st.characters(exclude_categories=["Cc", "Cs"])


@pytest.mark.parametrize("setting", SCHEMA, ids=lambda setting: setting.key)
def test_every_default_is_what_the_setting_allows(setting):
    if setting.default or not setting.minimum:
        assert setting.read(setting.default) == setting.default
        config_check.deep(setting, setting.default)


@pytest.mark.parametrize("setting", SCHEMA, ids=lambda setting: setting.key)
def test_every_setting_is_one_name_in_one_section(setting):
    section, name = setting.key.split(".")
    assert section in SECTIONS
    assert name.isidentifier()
    assert setting.help.endswith(".")
    assert setting.env.startswith("HOMESTEAD_")


def test_no_two_settings_share_a_key_or_a_variable():
    assert len(SETTINGS) == len(SCHEMA)
    variables = [setting.env for setting in SCHEMA]
    variables += [f"{setting.env}_FILE" for setting in SCHEMA if setting.secret]
    assert len({*variables, "HOMESTEAD_HOME"}) == len(variables) + 1


def test_no_secret_is_offered_on_a_page():
    assert not [setting.key for setting in SCHEMA if setting.secret and setting.page]


@given(st.integers(-5, 500))
def test_a_number_reads_as_it_is_written(number):
    assert NUMBER_ONE.parse(str(number)) == NUMBER_ONE.read(number) == number


@given(st.integers().filter(lambda number: not -5 <= number <= 500))
def test_a_number_out_of_range_is_refused(number):
    with pytest.raises(ValueError, match="must be"):
        NUMBER_ONE.read(number)
    with pytest.raises(ValueError, match="must be"):
        NUMBER_ONE.parse(str(number))


@given(st.integers(0, 999), st.sampled_from(["B", "KB", "mb", "Gb", ""]))
def test_a_size_is_a_number_and_a_unit(number, unit):
    factor = {"": 0, "B": 0, "KB": 10, "MB": 20, "GB": 30}[unit.upper()]
    for form in (f"{number}{unit}", f" {number} {unit} "):
        assert SIZE_ONE.read(form) == SIZE_ONE.parse(form) == number << factor


@pytest.mark.parametrize("told", ["MB", "", "1.5 MB", "1 XB", "MB 1", "1 M B", "1e3"])
def test_what_is_no_size_is_refused(told):
    with pytest.raises(ValueError, match="a size"):
        SIZE_ONE.read(told)


@given(st.text(ORDINARY, max_size=50))
def test_a_text_is_kept_as_it_is(text):
    assert TEXT_ONE.read(text) == text
    assert TEXT_ONE.parse(text) == text.strip()


@given(
    st.text(max_size=20), st.characters(categories=["Cc", "Cs"]), st.text(max_size=20)
)
def test_a_control_character_has_no_place_in_a_text(before, control, after):
    with pytest.raises(ValueError, match="one line of ordinary text"):
        TEXT_ONE.read(before + control + after)


@given(st.lists(st.text(ORDINARY, min_size=1, max_size=9).map(str.strip), max_size=5))
def test_a_list_is_written_with_commas(parts):
    plain = [part for part in parts if part and "," not in part]
    assert LIST_ONE.parse(", ".join(plain)) == LIST_ONE.read(plain) == plain


@given(
    st.sampled_from([NUMBER_ONE, SIZE_ONE, TEXT_ONE, LIST_ONE, *SCHEMA]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    ),
)
def test_any_value_is_read_or_refused_in_words(setting, value):
    try:
        read = setting.read(value)
    except ValueError as error:
        told = str(error)
        if not told.startswith("must "):
            raise
    else:
        assert setting.read(read) == read


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("server.host", "::1"),
        ("server.host", "localhost"),
        ("server.host", "raspberry-pi.local"),
        ("server.hosts", ["home.example.org", "seles.local:8443", "xn--bcher-kva.de"]),
        ("home.time_zone", "America/Argentina/Buenos_Aires"),
        ("home.time_zone", ""),
        ("home.time_zone", "UTC"),
    ],
)
def test_what_makes_sense_passes(key, value):
    config_check.deep(SETTINGS[key], value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("server.host", ""),
        ("server.host", "256.1.1.1.1/8"),
        ("server.host", "a b"),
        ("server.hosts", ["*.example.org"]),
        ("server.hosts", ["home.example.org/path"]),
        ("server.hosts", ["a..b"]),
        ("home.time_zone", "/etc/localtime"),
        ("home.time_zone", "Europe"),
    ],
)
def test_what_makes_no_sense_is_refused(key, value):
    with pytest.raises(ValueError, match="must be"):
        config_check.deep(SETTINGS[key], value)
