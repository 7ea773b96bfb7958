"""A home makes room for many open pages, as far as the machine lets it."""

import subprocess
import sys

import pytest

ASK = """
import resource, sys
from homestead.core.server import limits
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[2])))
limits.have_descriptors()
print(limits.descriptors())
"""


@pytest.mark.parametrize(
    ("soft", "hard", "has"), [(256, 512, 512), (256, 8192, 4096), (5000, 8192, 5000)]
)
def test_as_many_as_it_may_and_needs(soft, hard, has):
    argv = [sys.executable, "-c", ASK, str(soft), str(hard)]
    done = subprocess.run(argv, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == (str(has), "")
