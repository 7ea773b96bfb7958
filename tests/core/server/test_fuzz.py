"""Bytes nobody should send, over the wire: 400 or a right answer, never a complaint."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoiling import HEAD, spoiled

LENGTH = HEAD + b"\r\nabc"
CHUNKED = HEAD.replace(b"Content-Length: 3", b"Transfer-Encoding: chunked")
CHUNKED += b"\r\n3\r\nabc\r\n0\r\n\r\n"
SECOND = b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
REQUESTS = st.sampled_from([LENGTH, CHUNKED, LENGTH + SECOND, CHUNKED + SECOND])
ANSWER = re.compile(
    rb"HTTP/1\.1 (?P<status>\d\d\d) [A-Za-z ]+\r\n"
    rb"(?:[A-Za-z-]+: [ -~]*\r\n)+\r\n"
    rb"(?P<body>(?:(?!HTTP/1\.1 )[\0-\xff])*)"
)
EXPECTED = {b"200", b"204", b"304", b"400", b"404", b"413", b"414", b"417"}


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(REQUESTS.flatmap(spoiled))
def test_mallory_gets_well_formed_answers_to_whatever_she_sends(house, raw):
    said = house.say(raw)
    answers = list(ANSWER.finditer(said))
    assert b"".join(answer[0] for answer in answers) == said
    assert {answer["status"] for answer in answers} <= EXPECTED
    refused = [answer for answer in answers if answer["status"][:1] == b"4"]
    assert refused in ([], answers[-1:]) or b"not here" in said


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_mallory_gets_nothing_for_noise(house, raw):
    said = house.say(raw)
    assert said == b"" if raw == b"" else said.startswith(b"HTTP/1.1 400 ")
