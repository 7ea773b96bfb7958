"""A home's configuration, and how to read it."""

from __future__ import annotations

import pytest

from homestead.core import config
from homestead.core.errors import ConfigError

OWN = """\
# Our home. Seles set it up.

[server]
port = 8000  # the old router wants this

  [terms]   # words
alter = 'headmate'
"""


@pytest.fixture
def folder(tmp_path):
    """The config directory of a home."""
    return tmp_path


@pytest.fixture
def write(folder):
    """Write one of the files in it."""

    def write_file(text, name="config.toml"):
        raw = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(raw)

    return write_file


@pytest.fixture
def load(folder):
    """Load the configuration in an environment of just these variables."""

    def load_with(environ=None, **options):
        return config.load(str(folder), environ or {}, options)

    return load_with


@pytest.fixture
def wrong(load):
    """Load it and return the error that says what is wrong."""

    def wrong_with(environ=None, **options):
        with pytest.raises(ConfigError) as raised:
            load(environ, **options)
        return raised.value

    return wrong_with


@pytest.fixture
def file(tmp_path):
    """The home's `config.toml`, as its owner wrote it."""
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir()
    path.write_text(OWN)
    return path
