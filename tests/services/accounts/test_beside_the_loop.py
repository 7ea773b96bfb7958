"""In the daemon the event loop goes on while passwords are looked at."""

from __future__ import annotations

import json
import subprocess
import sys

SIGN_INS = """
import json, sys
from homestead.core.server import patch
patch.everything()
import gevent
from homestead import app
from homestead.core import errors, paths
from homestead.core.server.aside import aside
from homestead.services import accounts

home = app.open_home(paths.find(), run_aside=aside)
house, outcomes, ticks = home.house, [], []
accounts.user_add(house, name="Robin", password="correct horse", role="owner")

def tick():
    while True:
        gevent.sleep(0.001)
        ticks.append(1)

def sign_in(password, address):
    given = {"name": "Robin", "password": password, "address": address}
    try:
        accounts.sign_in(house, **given)
    except errors.HomesteadError as error:
        outcomes.append(error.code)
    else:
        outcomes.append("in")

loop = gevent.spawn(tick)
tries = [("wrong", "203.0.113.9")] * 30 + [("correct horse", "192.0.2.1")] * 4
gevent.joinall([gevent.spawn(sign_in, *given) for given in tries], raise_error=True)
loop.kill()
print(json.dumps([outcomes, len(ticks)]))
home.close()
"""


def test_a_flood_of_sign_ins_is_slowed_and_robin_comes_in(environment):
    done = subprocess.run(
        [sys.executable, "-c", SIGN_INS],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    outcomes, ticks = json.loads(done.stdout)
    assert outcomes.count("in") == 4
    assert 10 <= outcomes.count("not_permitted") <= 11
    assert outcomes.count("too_many") == 34 - 4 - outcomes.count("not_permitted")
    assert ticks > 20
