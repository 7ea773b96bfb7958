"""The audit log in sentences, for people; scripts read it as it is kept."""

from __future__ import annotations

from typing import Any

SENTENCES = {
    "session.begin": "{actor} signed in",
    "session.end": "{actor} signed out",
    "session.refuse": "Somebody was refused at the door",
    "session.revoke": "{actor} signed {user} out elsewhere",
    "user.add": "{actor} added {user} as {role}",
    "user.rename": "{actor} renamed {user} to {name}",
    "user.role": "{actor} made {user} {role}",
    "user.alters": "{actor} chose whom {user} may act as",
    "user.password": "{actor} set a new password for {user}",
    "user.disable": "{actor} switched {user} off",
    "user.enable": "{actor} switched {user} on again",
    "user.remove": "{actor} removed {user}",
    "user.restore": "{actor} brought {user} back",
    "token.create": "{actor} made the token “{name}” for {user}",
    "token.revoke": "{actor} revoked the token “{name}” of {user}",
    "invitation.create": "A link for the first owner was made",
    "invitation.claim": "{actor} became the first owner",
    "setting.change": "{actor} changed the setting {key}",
    "export.run": "{actor} took everything out",
    "module.enable": "{actor} opened the module {module}",
    "module.disable": "{actor} closed the module {module}",
    "module.set": "{actor} changed how the module {module} is set up",
    "module.new": "{actor} had a module called {module} written",
}
"""Each action the home itself notes; a test finds them all."""

_BESIDE = ("user", "device", "address", "scopes", "alters", "format")


class _Known(dict[str, Any]):
    """What is known of an entry; what an older program did not note is left open."""

    def __missing__(self, name: str) -> str:
        return "…"


def sentence(entry: dict[str, Any]) -> str:
    """Return what happened; for an action of another version, its name."""
    told = SENTENCES.get(entry["action"], "{actor}: " + entry["action"])
    return str(told.format_map(_Known(entry["meta"], actor=entry["actor"])))


def details(entry: dict[str, Any]) -> str:
    """Return what else is known, in the order in which one asks."""
    said = SENTENCES.get(entry["action"], "")
    known = [
        entry["meta"].get(name)
        for name in _BESIDE
        if f"{{{name}}}" not in said and entry["meta"].get(name)
    ]
    return " · ".join(
        ", ".join(one) if isinstance(one, list) else str(one) for one in known
    )
