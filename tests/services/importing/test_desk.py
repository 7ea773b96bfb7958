"""Handing an import in: looked at, brought in, put away; without any page."""

from __future__ import annotations

import io
import os
import threading

import pytest
from conftest import eventually
from services.importing.exports import as_bytes, export, front, member

from homestead.core.errors import (
    CannotCreateError,
    ConflictError,
    HomesteadError,
    IntegrityError,
    NotFoundError,
    NotPermittedError,
    UsageError,
)
from homestead.core.house import Asker, NamedFile
from homestead.services import alters, changes, imports
from homestead.services.importing import desk, incoming

PATIENCE = 60


@pytest.fixture
def robin(house):
    return house.asked_by("Robin", asker=Asker("Robin", "owner", user=1))


@pytest.fixture
def seles(house):
    return house.asked_by("Seles", asker=Asker("Seles", "owner", user=2))


@pytest.fixture
def hand_in(robin):
    """Hand documents in as Robin, or as another, and wait until they are looked at."""

    def hand_them_in(*contents, house=robin, **options):
        given = [NamedFile("it.json", io.BytesIO(as_bytes(each))) for each in contents]
        job = desk.hand_in(house, files=given, **options)
        job.wait(PATIENCE)
        return job

    return hand_them_in


@pytest.fixture
def held_up(monkeypatch):
    """Have every import wait, beginning or end, until it is let go."""
    begun, let_go = threading.Event(), threading.Event()
    run = imports.run

    def slow(house, **options):
        begun.set()
        assert let_go.wait(PATIENCE)
        house.progress(1, 2, "fronts")
        return run(house, **options)

    monkeypatch.setattr(desk, "PATIENCE", 0.05)
    monkeypatch.setattr(desk.imports, "run", slow)
    yield let_go
    let_go.set()


def lying(house):
    return os.listdir(incoming.folder(house.paths))


def brought_in(house, **options):
    job = desk.bring_in(house, **options)
    job.wait(PATIENCE)
    return job


def test_robin_hands_in_looks_and_brings_in(robin, hand_in):
    job = hand_in(export())
    assert (job.stage, job.report) == ("ready", None)
    assert job.preview["counts"]["alters"]["imported"] == 3
    assert alters.list(robin)["alters"] == []
    assert brought_in(robin).stage == "done"
    assert job.report["counts"] == job.preview["counts"]
    assert len(alters.list(robin)["alters"]) == 3
    assert lying(robin) == []


def test_undo_takes_it_back_by_its_number(robin, hand_in):
    hand_in(export())
    changes.undo(robin, change=brought_in(robin).change)
    assert alters.list(robin)["alters"] == []


def test_an_import_is_shown_with_its_report_and_its_change(robin, hand_in):
    hand_in(export())
    job = brought_in(robin)
    (noted,) = imports.listing(robin)["imports"]
    shown = imports.show(robin, number=noted["id"])
    assert shown["report"] == job.report
    assert shown["change"] == job.change
    with pytest.raises(NotFoundError):
        imports.show(robin, number=99)


@pytest.mark.parametrize(
    ("content", "error"), [(b"Dear diary", UsageError), (b"{", IntegrityError)]
)
def test_what_is_wrong_is_told_at_once_and_nothing_stays(
    robin, hand_in, content, error
):
    with pytest.raises(error):
        hand_in(content)
    assert desk.mine(robin) is None
    assert lying(robin) == []


def test_the_next_takes_the_place_of_the_one_before(robin, hand_in):
    first, second = hand_in(export()), hand_in(export(members=[member(9, "Neu")]))
    assert desk.mine(robin) is second
    assert lying(robin) == [os.path.basename(second.held[0].path)]
    assert first.held != second.held


def test_each_has_their_own_and_one_is_carried_out_at_a_time(
    robin, seles, hand_in, held_up
):
    held_up.set()
    hand_in(export())
    hand_in(export(members=[member(9, "Neu")]), house=seles)
    held_up.clear()
    running = desk.bring_in(robin)
    assert running.stage == "running"
    with pytest.raises(ConflictError, match="Somebody else's"):
        desk.bring_in(seles)
    held_up.set()
    running.wait(PATIENCE)
    assert brought_in(seles).stage == "done"


def test_nothing_new_is_taken_while_one_is_under_way(robin, hand_in, held_up):
    files = [NamedFile("it.json", io.BytesIO(as_bytes(export())))]
    job = desk.hand_in(robin, files=files)
    assert job.stage == "looking"
    with pytest.raises(ConflictError, match="under way"):
        desk.hand_in(robin, files=files)
    with pytest.raises(NotFoundError):
        desk.bring_in(robin)
    held_up.set()
    job.wait(PATIENCE)
    assert job.stage == "ready"


def test_stopped_it_leaves_the_home_as_before(robin, hand_in, held_up):
    held_up.set()
    hand_in(export())
    held_up.clear()
    job = desk.bring_in(robin)
    desk.leave(robin)
    held_up.set()
    job.wait(PATIENCE)
    assert (job.stage, job.error.message) == ("failed", "The import was stopped.")
    assert alters.list(robin)["alters"] == []
    assert lying(robin) == []


def test_a_daemon_that_ends_puts_everything_away(robin, hand_in, seles):
    hand_in(export())
    hand_in(export(), house=seles)
    desk.close(robin)
    assert lying(robin) == []
    assert desk.mine(robin) is None


def test_what_nobody_asks_for_again_is_put_away(robin, hand_in, monkeypatch):
    monkeypatch.setattr(desk, "KEPT", 0)
    hand_in(export())
    eventually(lambda: lying(robin) == [])
    assert desk.mine(robin) is None


def test_what_an_earlier_daemon_left_is_swept_away(robin, hand_in):
    hand_in(export())
    incoming.sweep(robin.paths)
    assert lying(robin) == []
    desk.leave(robin)


def test_a_full_disk_leaves_nothing_lying(robin, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(incoming.shutil, "copyfileobj", full)
    with pytest.raises(CannotCreateError, match="No space left"):
        desk.hand_in(robin, files=[NamedFile("it.json", io.BytesIO(b"{}"))])
    assert lying(robin) == []


@pytest.mark.parametrize("many", [0, incoming.MOST_FILES + 1])
def test_none_and_too_many_are_refused(robin, many):
    files = [NamedFile("it.json", io.BytesIO(b"{}"))] * many
    with pytest.raises(UsageError):
        desk.hand_in(robin, files=files)


def test_a_mistake_of_ours_is_told_without_its_details(robin, monkeypatch, caplog):
    def broken(*_, **__):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(desk.imports, "run", broken)
    with pytest.raises(HomesteadError, match="Something went wrong") as told:
        desk.hand_in(robin, files=[NamedFile("it.json", io.BytesIO(b"{}"))])
    assert "secret" not in told.value.message
    assert "ZeroDivisionError" in caplog.text


def test_kit_may_not(house):
    kit = house.asked_by("Kit", asker=Asker("Kit", "resident", user=3))
    for act in (desk.mine, desk.leave, desk.bring_in):
        with pytest.raises(NotPermittedError):
            act(kit)


def test_how_far_it_is_can_be_told(robin, hand_in):
    many = [front(n + 100, n % 3 + 1, n, n + 1) for n in range(3000)]
    job = hand_in(export(frontHistory=many))
    done, total, _ = job.progress
    assert 0 < done <= total
