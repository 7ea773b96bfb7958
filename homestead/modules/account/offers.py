"""How settings stand on their page: under which heading, and what each is called."""

from __future__ import annotations

from typing import Any

SECTIONS: dict[str, tuple[str, str, dict[str, str]]] = {
    "home": (
        "This home",
        "",
        {"home.name": "Its name", "home.time_zone": "Time zone"},
    ),
    "words": (
        "Your own words",
        "What pages and commands say. A plural left empty is made from its word.",
        {
            "terms.alter": "Word for alter",
            "terms.alters": "Word for alters",
            "terms.system": "Word for system",
            "terms.systems": "Word for systems",
            "terms.front": "Word for front",
            "terms.fronts": "Word for fronts",
        },
    ),
    "privacy": (
        "Privacy",
        "What is there already stays as it is.",
        {"home.privacy": "Who may see what is new"},
    ),
    "signing": (
        "Signing in",
        "",
        {"account.session_days": "Days one stays signed in"},
    ),
    "server": (
        "Reaching this home",
        "",
        {"server.hosts": "Other names it has", "server.max_body": "Largest upload"},
    ),
    "log": (
        "Logs",
        "",
        {"log.level": "How much is written", "log.format": "How it is written"},
    ),
}
"""Of each section its heading, a word about it, and what its settings are called."""

CHOICES = {
    "private": "Only us",
    "trusted": "People we trust",
    "friends": "Friends",
    "public": "Everybody who may look in",
    "debug": "Everything, to look for a mistake",
    "info": "What happens",
    "warning": "What may be wrong",
    "error": "What is wrong",
    "plain": "Plain lines, for people",
    "json": "JSON, for programs",
}
"""What the choices of settings are called."""


def sections(offered: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the page: `{"name", "title", "about", "settings": […]}` for each part."""
    return [
        {
            "name": name,
            "title": title,
            "about": about,
            "settings": [
                _setting(offered[key], label) for key, label in labels.items()
            ],
        }
        for name, (title, about, labels) in SECTIONS.items()
    ]


def called(key: str) -> str:
    """Return what a setting is called on its page."""
    every = {
        key: name for _, _, names in SECTIONS.values() for key, name in names.items()
    }
    return every[key]


def _setting(told: dict[str, Any], label: str) -> dict[str, Any]:
    choices = [(each, CHOICES.get(each, each)) for each in told["choices"]]
    return {**told, "label": label, "choices": choices}
