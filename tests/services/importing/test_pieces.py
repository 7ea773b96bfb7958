"""Files that come in piece after piece."""

from __future__ import annotations

import io
import os

import pytest
from conftest import eventually
from services.importing.exports import as_bytes, export

from homestead.core.errors import (
    CannotCreateError,
    ConflictError,
    NotFoundError,
    NotPermittedError,
    UsageError,
)
from homestead.core.house import Asker
from homestead.services.importing import desk, incoming, pieces

WHOLE = as_bytes(export())


@pytest.fixture
def robin(house):
    return house.asked_by("Robin", asker=Asker("Robin", "owner", user=1))


@pytest.fixture
def seles(house):
    return house.asked_by("Seles", asker=Asker("Seles", "owner", user=2))


def add(house, content, at=0, key="one", name="it.json"):
    stream = io.BytesIO(content)
    return pieces.add(house, key=key, name=name, at=at, stream=stream)


def lying(house):
    return os.listdir(incoming.folder(house.paths))


def read(held):
    with open(held.path, "rb") as file:
        return file.read()


def test_pieces_become_the_file_they_were(robin):
    for at in range(0, len(WHOLE), 50):
        assert add(robin, WHOLE[at : at + 50], at) == min(at + 50, len(WHOLE))
    (held,) = pieces.take(robin, ["one"])
    assert read(held) == WHOLE
    assert (held.name, held.size) == ("it.json", len(WHOLE))
    assert os.stat(held.path).st_mode & 0o777 == 0o600


def test_what_came_in_pieces_is_looked_at_like_any_other(robin):
    add(robin, WHOLE)
    job = desk.hand_in(robin, keys=["one"])
    job.wait(60)
    assert job.preview["counts"]["alters"]["imported"] == 3
    desk.leave(robin)
    assert lying(robin) == []


@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_piece_that_does_not_fit_where_the_file_ends_is_refused(robin, at):
    add(robin, b"abc")
    with pytest.raises(ConflictError) as refused:
        add(robin, b"x", at)
    assert refused.value.fields == {"at": "3"}
    assert read(pieces.take(robin, ["one"])[0]) == b"abc"


def test_a_piece_that_broke_off_can_be_sent_again(robin):
    class Broken(io.BytesIO):
        def read(self, _=-1):
            if self.tell() > 2:
                raise ConnectionError
            return super().read(3)

    add(robin, b"abc")
    with pytest.raises(CannotCreateError):
        pieces.add(robin, key="one", name="", at=3, stream=Broken(b"defghi"))
    add(robin, b"d", 3)
    assert read(pieces.take(robin, ["one"])[0]) == b"abcd"


def test_nobody_gets_at_what_another_sends(robin, seles):
    add(robin, WHOLE)
    with pytest.raises(NotFoundError):
        pieces.take(seles, ["one"])
    pieces.put_away(seles)
    assert len(lying(robin)) == 1
    assert add(seles, b"x") == 1


def test_what_is_taken_is_taken_once(robin):
    add(robin, WHOLE)
    pieces.take(robin, ["one"])
    with pytest.raises(NotFoundError):
        pieces.take(robin, ["one"])


def test_leaving_removes_what_had_come_in(robin):
    add(robin, b"abc")
    desk.leave(robin)
    assert lying(robin) == []


def test_what_nobody_completes_is_put_away(robin, monkeypatch):
    monkeypatch.setattr(pieces, "KEPT", 0)
    add(robin, b"abc", key="two")
    eventually(lambda: lying(robin) == [])


def test_no_more_than_an_export_holds_and_not_too_many(robin, monkeypatch):
    monkeypatch.setattr(pieces, "MOST_ZIP", 2)
    with pytest.raises(UsageError, match="more than any export"):
        add(robin, b"abc")
    monkeypatch.setattr(incoming, "MOST_FILES", 1)
    add(robin, b"a")
    with pytest.raises(UsageError, match="at most 1"):
        add(robin, b"a", key="two")


def test_kit_may_not(house):
    kit = house.asked_by("Kit", asker=Asker("Kit", "resident", user=3))
    with pytest.raises(NotPermittedError):
        add(kit, b"abc")
    with pytest.raises(NotPermittedError):
        pieces.take(kit, ["one"])
