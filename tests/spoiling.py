"""Requests with something wrong in them, for hypothesis."""

from hypothesis import strategies as st

HEAD = (
    b"POST /echo?a=b HTTP/1.1\r\nHost: localhost\r\nX-Name: Seles\r\n"
    b"Content-Length: 3\r\n"
)
NASTY = [
    *(
        b"\r",
        b"\n",
        b"\r\n",
        b"\r\n\r\n",
        b"\0",
        b" ",
        b"\t",
        b"\x0b",
        b"\x85",
        b"\xa0",
    ),
    *(
        b":",
        b",",
        b";",
        b"+",
        b"_",
        b"0",
        b"chunked",
        b"Transfer-Encoding: chunked\r\n",
    ),
    *(b"Content-Length: 3\r\n", b"Host: x\r\n", b"HTTP/1.0", b"GET / HTTP/1.1\r\n"),
]


@st.composite
def spoiled(draw, whole):
    """`whole` with a few bytes put in, taken out or exchanged."""
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(whole)))
        until = draw(st.integers(at, min(len(whole), at + 4)))
        put = draw(st.sampled_from(NASTY) | st.binary(max_size=4))
        whole = whole[:at] + put + whole[until:]
    return whole


def spoiled_heads():
    """Return heads that are almost right."""
    return spoiled(HEAD)
