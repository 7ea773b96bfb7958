"""A Python without the compiled parts is told exactly what to install."""

import subprocess
import sys
from importlib import metadata
from types import SimpleNamespace

import pytest

from homestead.core import native, resources
from homestead.core.errors import ConfigError


@pytest.fixture
def no_gevent(monkeypatch):
    monkeypatch.setitem(sys.modules, "gevent", None)


def refusal():
    with pytest.raises(ConfigError) as caught:
        native.ensure()
    return caught.value


@pytest.mark.parametrize("module", ["gevent", "argon2"])
def test_what_is_installed_is_enough(module):
    native.ensure(module)


def test_a_missing_gevent_ends_with_78_and_what_to_install(no_gevent):
    refused = refusal()
    assert refused.exit_code == 78
    assert f"{sys.executable} -m pip install 'gevent>=25.4.1'" in refused.hint


def test_termux_is_told_how_gevent_builds_there(no_gevent, monkeypatch):
    monkeypatch.setattr(sys, "getandroidapilevel", lambda: 30, raising=False)
    hint = refusal().hint
    assert "pkg install python-pip clang make pkg-config libffi" in hint
    assert "CFLAGS=-D_GNU_SOURCE GEVENTSETUP_DISABLE_ARES=1" in hint


def test_the_single_file_is_told_to_get_a_python_of_its_own(no_gevent, monkeypatch):
    monkeypatch.setattr(resources, "zipped", lambda: "/opt/homestead.pyz")
    monkeypatch.setattr("homestead.core.unpacking.unpack", lambda _home: ["/a: full"])
    refused = refusal()
    assert "/a: full; " in refused.message
    assert "-m venv" in refused.hint
    assert refused.hint.endswith("bin/python /opt/homestead.pyz serve")


@pytest.mark.parametrize("version", ["22.10.2", "25.4.dev0", "25.4.0"])
def test_a_gevent_that_lets_requests_be_smuggled_is_refused(version, monkeypatch):
    monkeypatch.setattr("gevent.__version__", version)
    assert f"gevent {version} is not safe" in refusal().message


@pytest.mark.parametrize("version", ["25.4.1", "25.4.1.post0", "26.9.0"])
def test_a_gevent_since_then_is_not(version, monkeypatch):
    monkeypatch.setattr("gevent.__version__", version)
    native.ensure()


def test_the_version_of_gevent_is_told_without_loading_it():
    code = (
        "import sys; from homestead.core import native;"
        "print(native.gevent_version(), 'gevent' in sys.modules)"
    )
    told = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert told == [metadata.version("gevent"), "False"]


@pytest.mark.parametrize("named", ["gevent-24.1.0.dist-info", "gevent-1.dist-info"])
def test_an_unsafe_gevent_is_refused_by_its_name(tmp_path, monkeypatch, named):
    part = f"corecext{native.EXTENSION_SUFFIXES[0]}"
    (tmp_path / "gevent" / "libev").mkdir(parents=True)
    (tmp_path / "gevent" / "__init__.py").touch()
    (tmp_path / "gevent" / "libev" / part).touch()
    (tmp_path / named).mkdir()
    found = SimpleNamespace(submodule_search_locations=[str(tmp_path / "gevent")])
    monkeypatch.setattr(native, "find_spec", lambda _: found)
    with pytest.raises(ConfigError, match="not safe"):
        native.gevent_version()
