"""What gives access to something is never stored, told or written to a log."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest
from services.importing.exports import export, front, identity, member

from homestead.services import changes
from homestead.services.importing import scrub

if TYPE_CHECKING:
    from pathlib import Path

HUSH = "hush-hush-5ecret"

PLACES = {
    "a token": {"tokens": [{"_id": "t", "token": HUSH}]},
    "a security log": {"securityLogs": [{"_id": "s", "ip": HUSH}]},
    "a key to avatars": {"avatarExports": [{"_id": "a", "key": HUSH}]},
    "a key to data": {"dataExports": [{"_id": "d", "key": HUSH}]},
    "a verified key": {"verifiedKeys": [{"_id": "v", "value": HUSH}]},
    "a spent token": {"invalidJwtTokens": [{"_id": "j", "jwt": HUSH}]},
    "a phone's token": {"private": [{"_id": "p", "notificationToken": HUSH}]},
    "phones' tokens": {"private": [{"_id": "p", "notificationToken": [HUSH]}]},
    "an unknown collection": {"apiKeys": [{"_id": "k", "value": HUSH}]},
    "an unknown map": {"sessionTokens": {"k": HUSH}},
    "deep in a record": {"events": [{"_id": "e", "a": [{"b": {"secret": HUSH}}]}]},
    "a member's webhook": {
        "members": [member(1, "Seles", proxyWebhook=f"https://{HUSH}")]
    },
    "a user's password": {"users": [{"_id": "u", "passwordHash": HUSH}]},
    "a front's": {"frontHistory": [front(11, 1, 0, 1, apiKey=HUSH)]},
    "a group's": {"groups": [{"_id": "g", "name": "G", "shareSecret": HUSH}]},
    "a field's": {"customFields": [{"_id": "f", "name": "F", "API_KEY": HUSH}]},
    "a comment's": {
        "frontHistory": [front(11, 1, 0, 1)],
        "comments": [
            {"_id": "c", "documentId": identity(11), "time": 1, "accessToken": HUSH}
        ],
    },
    "a comment without a front": {
        "comments": [{"_id": "c", "documentId": "x", "time": 1, "cookie": HUSH}]
    },
    "a second record": {
        "groups": [{"_id": "g", "name": "G"}, {"_id": "g", "otpSecret": HUSH}]
    },
    "another user": {"users": [{"_id": "u"}, {"_id": "v", "authorization": HUSH}]},
}


@pytest.mark.parametrize("place", PLACES)
def test_a_secret_is_nowhere_afterwards(bring, house, home, caplog, place):
    caplog.set_level(logging.DEBUG)
    document = export(**PLACES[place])
    told = bring(document, dry_run=True)
    real = bring(document)
    house.app.value("PRAGMA wal_checkpoint(TRUNCATE)")
    assert HUSH not in json.dumps([told, real]) + caplog.text
    assert not [path for path in files_in(home) if HUSH.encode() in path.read_bytes()]


@pytest.mark.parametrize("place", PLACES)
def test_what_is_left_out_is_counted_and_said(bring, place):
    told = bring(export(**PLACES[place]))
    assert sum(told["left_out"].values()) == 1
    assert "secrets_left_out" in {each["code"] for each in told["warnings"]}


def test_an_empty_secret_is_no_secret(bring):
    told = bring(export(private=[{"_id": "p", "notificationToken": ""}]))
    assert told["left_out"] == {}


def test_the_token_of_the_example_stays_in_it(bring, example, home):
    bring(example("simply-plural"))
    assert not [p for p in files_in(home) if b"DO-NOT-IMPORT" in p.read_bytes()]


def test_undo_remembers_no_secret_either(bring, house, home):
    bring(export())
    bring(export(members=[member(1, "Sel", notificationToken=HUSH)]))
    changes.undo(house)
    assert not [path for path in files_in(home) if HUSH.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    "name",
    [
        *("token", "tokens", "accessToken", "JWT", "jwt_token", "clientSecret"),
        *("webhook_url", "webhookUrl", "password", "passwordHash", "apikey", "apiKey"),
        *("API_KEY", "key", "privateKey", "notificationToken", "OTPSecret", "Cookie"),
    ],
)
def test_a_secret_is_known_by_its_name(name):
    assert scrub.smells(name)


@pytest.mark.parametrize(
    "name",
    [
        *("name", "desc", "keyword", "monkey", "turkey", "keepProxy", "tokenless"),
        *("members", "65a000000000000000000001", "", "isAsystem", "supportMarkdown"),
    ],
)
def test_an_ordinary_word_is_none(name):
    assert not scrub.smells(name)


def files_in(home: Path):
    return [path for path in home.rglob("*") if path.is_file()]
