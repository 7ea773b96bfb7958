"""What comes with the program is found in a source tree, a wheel and a zip."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from homestead.core import resources

SOURCE = Path(resources.__file__).parents[1]
PEEK = "from homestead.core import resources as r; print({})"


def test_a_file_of_the_package_is_read():
    name = "services/migrations/0001_home.sql"
    assert resources.read(name) == (SOURCE / name).read_bytes()


def test_a_missing_file_is_an_os_error():
    with pytest.raises(OSError, match="0000_nothing"):
        resources.read("services/migrations/0000_nothing.sql")


def test_a_folder_is_listed_in_order_without_its_folders():
    names = resources.listing("services/migrations")
    assert "0001_home.sql" in names
    assert names == sorted(names)
    assert "migrations" not in resources.listing("services")


def test_a_missing_folder_is_empty():
    assert resources.listing("services/nothing") == []


def test_a_source_tree_does_not_say_it_is_a_zip():
    assert resources.zipped() is None


def test_share_lies_beside_the_package_in_a_source_tree():
    assert "data.md" in resources.listing(resources.share("doc"))
    assert resources.read(resources.share("doc/data.md")).startswith(b"# ")


@pytest.fixture(params=["folder", "zip"])
def installed(request, tmp_path):
    """Lay the package out as a wheel does, in a folder or in a zip with its index."""
    package = tmp_path / "there" / "homestead"
    shutil.copytree(SOURCE / "core", package / "core")
    shutil.copytree(SOURCE.parent / "share/doc", package / "share/doc")
    (package / "__init__.py").touch()
    if request.param == "folder":
        return package.parent
    (package / resources.INDEX).write_text("share/doc/data.md\nshare/doc/a/b.md\n")
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as archive:
        for file in package.rglob("*.*"):
            archive.write(file, file.relative_to(package.parent))
    return tmp_path / "one.zip"


def peek(where, expression):
    code = f"import sys; sys.path.insert(0, {str(where)!r}); {PEEK.format(expression)}"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def test_share_lies_inside_the_package_once_installed(installed):
    assert peek(installed, "r.share('doc/data.md')") == "share/doc/data.md"
    assert peek(installed, "r.read(r.share('doc/data.md'))[:2]") == "b'# '"


def test_an_installed_folder_is_listed(installed):
    assert "data.md" in peek(installed, "r.listing(r.share('doc'))")
    assert peek(installed, "r.listing('nothing')") == "[]"


def test_only_a_zip_tells_its_own_path(installed):
    told = peek(installed, "r.zipped()")
    assert told == (str(installed) if installed.is_file() else "None")


def test_resources_load_nothing_else(installed):
    heavy = "{'re', 'pathlib', 'importlib.resources'} & set(sys.modules)"
    assert peek(installed, heavy) == "set()"
