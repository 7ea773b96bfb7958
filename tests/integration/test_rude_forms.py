"""Forms of people who mean no good, or whose page has gone mad."""

from __future__ import annotations

import time
from urllib.parse import quote

import pytest

from homestead.core import sending

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ACCENTS = "\u0301\u0323"


def answers(served):
    return served.as_("Robin").get("/").status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"a&" * 1_000_000,
        b"name=" + ACCENTS.encode() * 400_000,
        b"name=Robin&password=" + b"%41" * 500_000,
    ],
    ids=["a million fields", "a million accents", "a long password"],
)
def test_a_stranger_cannot_send_a_form_that_takes_long_to_read(served, body):
    seen = served.as_("Mallory").ask("POST", "/account/sign-in", body, FORM)
    assert seen.status == 413
    assert "Sign in first" in seen.text
    assert answers(served)


def test_a_stranger_cannot_send_files(served):
    files = [("a.bin", b"\r\n" * 40_000)]
    mallory = served.as_("Mallory")
    assert mallory.send("/account/sign-in", {"name": "Robin"}, file=files).status == 413


def test_as_many_accents_as_a_stranger_may_send_keep_nobody_waiting(served):
    name = ACCENTS * (sending.FROM_STRANGERS // 12 - 20)
    given = {"name": name, "password": "whatever it is"}
    assert served.as_("Mallory").post("/account/sign-in", given).status == 403


def test_robin_cannot_send_more_fields_than_a_page_has(served):
    robin = served.as_("Robin")
    fields = [("alter", "seles")] * (sending.MOST_FIELDS + 1)
    seen = robin.post("/alters/front", fields)
    assert seen.status == 413
    assert "fields" in seen.text
    assert answers(served)


def test_robin_cannot_send_more_parts_than_a_page_has(served):
    robin = served.as_("Robin")
    files = [("a.txt", b"x")] * (sending.MOST_FIELDS + 1)
    assert robin.send("/alters/import", {}, file=files).status == 413


@pytest.mark.parametrize("field", ["name", "display_name", "pronouns"])
def test_a_name_of_accents_alone_is_refused_at_once(served, field):
    given = {"name": "Seles"} | {field: "a" + ACCENTS * 20_000}
    assert served.as_("Robin").post("/alters/new", given).status == 400


def test_a_name_of_accents_alone_is_nobodys(served):
    call = served.as_("Robin").call("alters.show", alter="a" + ACCENTS * 100_000)
    assert call.status == 404


def test_a_form_of_words_in_any_script_arrives_whole(served):
    robin = served.as_("Robin")
    said = "長い日記 " * 6_000
    robin.post("/alters/new", {"name": "Nara", "description": said})
    told = robin.call("alters.show", alter="nara").json()
    assert told["description"] == said.strip()


@pytest.mark.parametrize("url", ["/π", "/alters/%CF%80", "/?find=%26&x=1#here"])
def test_one_is_sent_on_to_an_address_in_any_script(served, url):
    seen = served.as_("Robin").get(f"/account/sign-in?next={quote(url)}")
    assert seen.status == 303
    assert seen.to == url.replace("π", "%CF%80")


@pytest.mark.parametrize("number", [1 << 63, -(1 << 70)])
def test_a_number_no_database_knows_is_refused(served, number):
    call = served.as_("Robin").call("fronts.show", front=number)
    assert call.status == 400
    assert "whole number" in call.json()["error"]["message"]


@pytest.mark.parametrize("size", [1_000, 100_000, 3_000_000])
def test_a_file_that_takes_its_time_arrives_whole(served, size):
    robin = served.as_("Robin")
    edge = "the-edge-of-a-part"
    body = (
        f'--{edge}\r\nContent-Disposition: form-data; name="picture"; filename="a"'
        "\r\n\r\n"
    ).encode()
    body += b"x" * size + f"\r\n--{edge}--\r\n".encode()
    kind = f"multipart/form-data; boundary={edge}"

    def pieces():
        yield body[:200]
        time.sleep(0.2)  # what the wire brings first is not all
        yield body[200:]

    headers = {"Content-Type": kind, "Content-Length": str(len(body))}
    seen = robin.ask("POST", "/alters/dexen/picture", pieces(), headers)
    assert seen.status == 400
    assert "picture" in seen.text


@pytest.mark.parametrize("name", ["a\0.png", "a\x1b[31m.png", "\ufeff.png", "\u202e"])
def test_a_file_may_be_called_anything(served, name):
    files = (name, b"no picture")
    seen = served.as_("Robin").send("/alters/dexen/picture", {}, picture=files)
    assert seen.status == 400


@pytest.mark.parametrize("charset", ["nonsense", "utf-16", "idna", "hex"])
def test_a_form_in_letters_nobody_knows_is_refused(served, charset):
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    body = (
        b'--x\r\nContent-Disposition: form-data; name="alter"\r\n\r\n\xff\r\n--x--\r\n'
    )
    seen = served.as_("Robin").ask(
        "POST", "/alters/front", body, {"Content-Type": kind}
    )
    assert 400 <= seen.status < 500
