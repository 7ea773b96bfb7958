"""PluralKit exports to order, and a strategy that draws them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

SELES, DEXEN, YUKI = "seles", "dexen", "yukiii"
CAST = {SELES: "Seles", DEXEN: "Dexen", YUKI: "Yuki"}
NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)
NOON_MS = 1_735_732_800_000
WEBHOOK = "https://discord.example/api/webhooks/1234/do-not-keep-me"


def uuid(place):
    return f"0b7f7c2e-0000-4000-8000-{place:012x}"


def member(identity, name=None, **more):
    place = sum(ord(letter) * 31**i for i, letter in enumerate(identity))
    told = {"id": identity, "uuid": uuid(place), "name": name or CAST.get(identity)}
    return {**told, "privacy": {"visibility": "public"}, **more}


def moment(minutes=0, fraction=""):
    """Return the ISO text of so many minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    return at.strftime("%Y-%m-%dT%H:%M:%S") + fraction + "Z"


def switch(minutes, *members, fraction="", **more):
    return {
        "timestamp": moment(minutes, fraction),
        "members": list(members),
        **more,
    }


def export(*switches, **more):
    """Return an export with these switches, given oldest first, and the cast."""
    return {
        "version": 2,
        "id": "lantn",
        "uuid": uuid(1),
        "name": "Lantern House",
        "members": [member(identity) for identity in CAST],
        "groups": [],
        "switches": list(reversed(switches)),
        **more,
    }


FRACTIONS = ("", ".1", ".123", ".123456", ".1239", ".1234567")

casts = st.lists(st.sampled_from([*CAST, "gonee"]), max_size=4)


@st.composite
def switches(draw, *, most=30):
    """Draw switches, oldest first: some share a moment, some change nobody."""
    told, at = [], 0
    for members in draw(st.lists(casts, max_size=most)):
        at += draw(st.sampled_from((0, 0, 1, 7)))
        fraction = draw(st.sampled_from(FRACTIONS))
        told.append(switch(at, *members, fraction=fraction))
    return told


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
keys = st.sampled_from(
    [
        *("id", "uuid", "name", "display_name", "color", "birthday", "pronouns"),
        *("avatar_url", "description", "created", "keep_proxy", "proxy_tags"),
        *("privacy", "visibility", "members", "timestamp", "prefix", "suffix"),
        *("timezone", "config", "accounts", "autoproxy_enabled", "new"),
    ]
)
records = st.dictionaries(keys, anything, max_size=8) | anything
lists = st.lists(records, max_size=4) | anything
documents = st.builds(
    lambda top, members, groups, listed: {
        **top,
        "members": members,
        "groups": groups,
        "switches": listed,
    },
    st.dictionaries(keys, anything),
    lists,
    lists,
    lists,
)
"""What nobody ever exported: keys of PluralKit with anything at all in them."""
