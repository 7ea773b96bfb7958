"""The single file, built once for everybody who tests it, and machines to run it on."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Ran

ROOT = Path(__file__).parents[2]

PYTHONS = [
    line.partition(" ")[2]
    for line in subprocess.run(
        [ROOT / ".ci/pythons"], capture_output=True, check=True, text=True
    ).stdout.splitlines()
]

# Makes each folder its own mount with these options, then becomes the command.
MOUNTS = """
options=$1; shift
while [ "$1" != -- ]; do
    mount --bind "$1" "$1" && mount -o "remount,bind,$options" "$1" || exit 125
    shift
done
shift
exec "$@"
"""


def built(output):
    """Build the single file as anybody would."""
    subprocess.run(
        ["make", "-C", ROOT, "pyz", f"ARGS=--output {output}"],
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    return output


@pytest.fixture(scope="session")
def single_file(tmp_path_factory):
    """The single file; the first worker to come builds it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    made = folder / "homestead.pyz"
    with (folder / "homestead.pyz.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return made if made.exists() else built(made)


@pytest.fixture(params=PYTHONS, ids=lambda path: Path(path).parts[-3])
def python(request):
    """Every Python of this machine, as it is: nothing of ours installed."""
    return request.param


@pytest.fixture
def restricted():
    """Return what goes before a command to run it where folders are read-only."""

    def prefix(options, *folders):
        return ["unshare", "-m", "sh", "-c", MOUNTS, "sh", options, *folders, "--"]

    if os.geteuid() or not shutil.which("unshare"):
        pytest.skip("only root may mount")
    return prefix


@pytest.fixture
def environment(tmp_path):
    """A bare machine: a home directory of our own and nothing else told."""
    (tmp_path / "kit").mkdir()
    (tmp_path / "tmp").mkdir()
    return {
        "HOME": str(tmp_path / "kit"),
        "PATH": os.environ["PATH"],
        "TMPDIR": str(tmp_path / "tmp"),
        "TZ": "UTC",
    }


@pytest.fixture
def start(single_file, python, environment):
    """Run the single file: `start("front", "seles")`."""

    def start_it(*words, before=(), options=(), file=single_file, **env):
        done = subprocess.run(
            [*before, python, *options, file, *words],
            capture_output=True,
            text=True,
            env={**environment, **env},
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return start_it
