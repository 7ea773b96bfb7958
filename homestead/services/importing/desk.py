"""Where imports are handed in through a page: looked at first, then brought in.

Each user has one import at a time here, and one is carried out at a time. What was
handed in is kept for an hour, and not beyond the end of the process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import ConflictError, IntegrityError, NotFoundError
from homestead.services import access, imports
from homestead.services.importing import incoming, pieces
from homestead.services.importing.job import (
    DONE,
    FAILED,
    LOOKING,
    READY,
    RUNNING,
    Job,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homestead.core.errors import HomesteadError
    from homestead.core.house import House, NamedFile

KEPT = clock.HOUR
"""How long what was handed in waits for a word, in milliseconds."""

PATIENCE = 1.0
"""Seconds one waits for something quick, instead of being shown that it takes long."""

_GOING_AWAY = 5.0

Jobs = dict[object, Job]


def mine(house: House) -> Job | None:
    """Return the import of whoever asks, if there is one."""
    access.require(house.asker, "import.run")
    return _jobs(house).get(_who(house))


def hand_in(
    house: House,
    *,
    files: Sequence[NamedFile] = (),
    keys: Sequence[str] = (),
    chosen: str | None = None,
) -> Job:
    """Take `files`, or what came in pieces by `keys`, and look what would come of it.

    What was handed in before is put away. Raises what is wrong with the files if that
    is found at once, ConflictError while an import of the same user is under way.
    """
    access.require(house.asker, "import.run")
    jobs, who = _jobs(house), _who(house)
    _refuse_while_busy(jobs.get(who))
    if keys:
        held = pieces.take(house, keys)
    else:
        held = house.aside(lambda: incoming.hold(house.paths, files))
    _put_away(house)
    job = jobs[who] = Job(held, chosen)
    job.start(house, LOOKING, lambda own: _look(own, job))
    job.wait(PATIENCE)
    if job.stage == FAILED and job.error:
        jobs.pop(who, None)
        raise _of_the_sender(job.error)
    return job


def bring_in(house: House, *, pictures: bool = True) -> Job:
    """Bring in what was handed in, with its `pictures` or without; asked twice, once.

    Raises NotFoundError when it is not here any more, ConflictError while another
    import is being carried out.
    """
    access.require(house.asker, "import.run")
    job = mine(house)
    if job is None or job.stage in {LOOKING, FAILED}:
        raise NotFoundError(
            "What you handed in is not here any more.",
            hint="It is kept for an hour. Choose the file again.",
        )
    if job.stage == READY:
        if any(each.stage == RUNNING for each in _jobs(house).values()):
            raise ConflictError(
                "Somebody else's import is being carried out.",
                hint="Yours is kept. Try again when that one is done.",
            )
        job.start(house, RUNNING, lambda own: _run(own, job, pictures=pictures))
    job.wait(PATIENCE)
    return job


def leave(house: House) -> None:
    """Put away what was handed in; stop it if something is being done with it."""
    job = mine(house)
    pieces.put_away(house)
    if job is None:
        return
    job.stop()
    if job.busy:
        job.wait(PATIENCE)
    if not job.busy:
        _put_away(house)


def close(house: House) -> None:
    """Stop whatever is under way, and put everything away: the daemon ends."""
    jobs = _jobs(house)
    for job in jobs.values():
        job.stop()
    for job in jobs.values():
        if job.busy:
            job.wait(_GOING_AWAY)
        job.release()
    jobs.clear()


def _look(house: House, job: Job) -> None:
    with incoming.opened(job.held) as files:
        job.preview = imports.run(house, files=files, dry_run=True, format=job.chosen)
    job.stage = READY
    job.expire(KEPT, lambda: _forget(house, job))


def _run(house: House, job: Job, *, pictures: bool) -> None:
    with incoming.opened(job.held) as files:
        job.report = imports.run(
            house, files=files, format=job.chosen, pictures=pictures
        )
    job.change = next(iter(house.done), None)
    job.stage = DONE


def _of_the_sender(error: HomesteadError) -> HomesteadError:
    """Return the error as it is answered: a damaged file is no failure of the home."""
    if isinstance(error, IntegrityError):
        error.status = 422
    return error


def _refuse_while_busy(job: Job | None) -> None:
    if job is not None and job.busy:
        raise ConflictError(
            "An import of yours is under way.", hint="Wait for it, or stop it."
        )


def _forget(house: House, job: Job) -> None:
    if mine(house) is job and job.stage == READY:
        _put_away(house)


def _put_away(house: House) -> None:
    job = _jobs(house).pop(_who(house), None)
    if job is not None:
        house.aside(job.release)


def _jobs(house: House) -> Jobs:
    made: Jobs = house.kept("imports.desk", dict)
    return made


def _who(house: House) -> Any:
    return house.asker.user or house.asker.name
