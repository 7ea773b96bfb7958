"""Whatever bytes come, they are read one way or not at all."""

import io
import re
from contextlib import suppress
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoiling import HEAD, NASTY, spoiled_heads

from homestead.core.server import heads
from homestead.core.server.body import Body
from homestead.core.server.faults import GoneError, RequestError
from homestead.core.server.limits import DEFAULTS, Limits


def written_out(head):
    """The one way to write this head down."""
    fields = dict(head.fields)
    lines = [f"{name.removeprefix('HTTP_')}:{value}" for name, value in fields.items()]
    return sorted(lines)


def as_simply_read(raw):
    """Read a head the naive way, which is right when nothing is odd."""
    first, *lines = raw.decode("latin-1").split("\r\n")[:-1]
    pairs = [line.split(":", 1) for line in lines]
    read = {
        n.upper().replace("-", "_"): v.strip(" \t") for n, v in pairs if "_" not in n
    }
    return first, sorted(f"{name}:{value}" for name, value in read.items())


@given(spoiled_heads())
def test_a_head_is_refused_or_read_as_it_stands(raw):
    try:
        head = heads.parse(raw, DEFAULTS)
    except RequestError:
        return
    first, fields = as_simply_read(raw)
    query = f"?{head.query}" if "?" in first else ""
    assert first == f"{head.method} {head.path}{query} {head.version}"
    names = re.findall(rb"(?m)^([^:\r]+):", raw.partition(b"\r\n")[2])
    if len({name.lower() for name in names}) == len(names):
        assert written_out(head) == fields


@given(st.binary(max_size=200))
def test_noise_is_refused(raw):
    with pytest.raises(RequestError):
        heads.parse(raw, DEFAULTS)


@given(spoiled_heads(), st.integers(1, 200))
def test_what_is_refused_early_would_have_been_refused_late(raw, size):
    buffer = bytearray()
    try:
        for start in range(0, len(raw), size):
            if b"\r\n\r\n" in buffer:
                return
            seen = len(buffer)
            buffer += raw[start : start + size]
            if b"\r\n\r\n" not in buffer:
                heads.check_beginning(buffer, seen, DEFAULTS)
    except RequestError:
        with pytest.raises(RequestError):
            heads.parse(raw, DEFAULTS)


class Source:
    """Bytes that arrive in parts of one size."""

    def __init__(self, data, step=7):
        self.data = data
        self.step = step

    def expect_body(self):
        """Nobody waits here."""

    def has_some(self):
        return bool(self.data)

    def some(self, most):
        return self._take(min(most, self.step))

    def line(self, most):
        end = self.data.find(b"\n", 0, most)
        if end < 0 and len(self.data) < most:
            raise GoneError
        return self._take(end + 1 if end >= 0 else most)

    def _take(self, most):
        if not self.data:
            raise GoneError
        taken, self.data = self.data[:most], self.data[most:]
        return taken


def chunks(parts):
    return b"".join(b"%x\r\n%b\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


PARTS = st.lists(st.binary(min_size=1, max_size=40), max_size=8)
SIZES = st.lists(st.none() | st.integers(-1, 30), max_size=12)


@given(PARTS, SIZES, st.booleans())
def test_a_body_reads_as_a_file_of_its_bytes_would(parts, sizes, by_line):
    whole = b"".join(parts)
    file = io.BytesIO(whole)
    bodies = [
        Body(Source(chunks(parts) + b"NEXT"), heads.CHUNKED, DEFAULTS),
        Body(Source(whole + b"NEXT"), len(whole), DEFAULTS),
    ]
    for size in sizes:
        expected = file.readline(size) if by_line else file.read(size)
        for body in bodies:
            assert (body.readline(size) if by_line else body.read(size)) == expected
    rest = file.readlines()
    assert [body.readlines() for body in bodies] == [rest, rest]
    assert [body.settle() for body in bodies] == [True, True]
    assert [body._source.data for body in bodies] == [b"NEXT", b"NEXT"]


@given(PARTS.map(chunks), st.integers(0, 200), st.sampled_from(NASTY))
def test_a_spoiled_chunk_is_refused_or_only_changes_its_bytes(raw, at, put):
    body = Body(Source(raw[:at] + put + raw[at:]), heads.CHUNKED, DEFAULTS)
    with suppress(RequestError, GoneError):
        assert len(body.read()) <= len(raw) + len(put)
    if body.fault:
        assert not body.settle()
        with pytest.raises(type(body.fault)):
            body.read(1)


def test_a_body_that_ends_early_says_so():
    with pytest.raises(GoneError):
        Body(Source(b"half"), 9, DEFAULTS).read()


def test_chunks_may_not_add_up_to_more_than_allowed():
    body = Body(Source(chunks([b"x" * 60, b"y" * 60])), -1, Limits(body_bytes=100))
    with pytest.raises(RequestError) as refused:
        body.read()
    assert refused.value.status == 413


def test_what_is_left_of_a_large_body_is_not_read_to_be_polite():
    assert not Body(Source(b"x" * 100_000), 100_000, DEFAULTS).settle()


def test_a_client_is_asked_once_for_its_body():
    asked = []
    source = Source(b"")

    def greet():
        asked.append(True)
        source.data = b"abc"

    body = Body(source, 3, DEFAULTS, greet=greet)
    assert (body.read(1), body.read(), asked) == (b"a", b"bc", [True])


def test_a_head_is_taken_apart():
    head = heads.parse(HEAD, DEFAULTS)
    assert head[:4] == ("POST", "/echo", "a=b", "HTTP/1.1")
    assert (head.length, head.close, head.expects) == (3, False, False)
    assert head.fields["CONTENT_LENGTH"] == "3"


@pytest.mark.parametrize("path", ["/a%20b", "/%C3%BC", "/%zz", "/%", "/a+b"])
def test_a_path_is_decoded_as_every_server_does(path):
    assert heads.decoded(path).encode("latin-1") == unquote_to_bytes(path)
