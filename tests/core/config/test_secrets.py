"""Secrets come from the environment or a file, and go nowhere."""

from __future__ import annotations

import pytest

SECRET = "a secret of more than thirty-two letters"


def test_a_secret_can_be_kept_in_a_file(load, write, folder):
    write(f"{SECRET}\n", "key")
    loaded = load({"HOMESTEAD_SECRET_KEY_FILE": str(folder / "key")})
    assert loaded["server.secret_key"] == SECRET
    assert loaded.origin("server.secret_key") == (
        "environment: HOMESTEAD_SECRET_KEY_FILE"
    )


def test_a_file_of_a_secret_may_be_beside_the_configuration(load, write):
    write(SECRET, "key")
    write("HOMESTEAD_SECRET_KEY_FILE=key", ".env")
    assert load()["server.secret_key"] == SECRET


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"HOMESTEAD_SECRET_KEY_FILE": "/gone"}, "/gone, which HOMESTEAD_SECRET_KEY"),
        (
            {"HOMESTEAD_SECRET_KEY_FILE": "key", "HOMESTEAD_SECRET_KEY": SECRET},
            "both set",
        ),
        ({"HOMESTEAD_SECRET_KEY_FILE": "key"}, "32 to 200 characters"),
    ],
)
def test_a_secret_that_cannot_be_had_is_told(wrong, write, environ, said):
    write("hush", "key")
    assert said in wrong(environ).message


def test_only_secrets_come_from_files(load, write):
    write("80", "port")
    assert load({"HOMESTEAD_PORT_FILE": "port"})["server.port"] == 7410


@pytest.mark.parametrize(
    "text",
    [
        "[server]\nsecret_key = 'hush'",
        "[server]\nsecret_key = ['hush']",
        "[server]\nsecret_key = 'hush",
    ],
)
def test_a_secret_is_never_in_an_error(wrong, write, text):
    write(text)
    error = wrong()
    assert "hush" not in f"{error.message} {error.hint} {error.fields}"


def test_a_secret_is_never_printed(load):
    loaded = load({"HOMESTEAD_SECRET_KEY": SECRET})
    assert SECRET not in f"{loaded!r} {loaded}"
    assert loaded["server.secret_key"] == SECRET
