import pytest
from wire import Served, starting


@pytest.fixture(scope="session")
def _shared(tmp_path_factory):
    limits = {"body_bytes": 1_000_000}
    served = Served(tmp_path_factory.mktemp("house"), limits=limits)
    yield served
    served.close()


@pytest.fixture
def house(_shared):
    """One server for many tests, which none of them may make complain."""
    yield _shared
    assert _shared.process.poll() is None
    assert _shared.complaints() == ""


@pytest.fixture
def serve(tmp_path):
    """Start servers with limits of one's own."""
    with starting(Served, tmp_path) as start:
        yield start


@pytest.fixture
def hasty(serve):
    """Serve with hardly any patience."""
    limits = dict.fromkeys(("idle", "head", "body", "write", "linger"), 0.3)
    return serve(limits=limits)
