"""What one can do in the forums, by noun; each verb is loaded when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_FILES = {
    "categories": (
        *("category_list", "category_show", "category_create", "category_edit"),
        *("category_archive", "category_delete", "category_restore"),
        "category_order",
    ),
    "boards": ("board_edit",),
    "threads": ("thread_list", "thread_show", "thread_create", "thread_edit"),
    "posts": (
        *("post_show", "post_create", "post_edit", "post_history", "post_find"),
        *("post_delete", "post_restore", "preview"),
    ),
    "reading": (
        *("mark_read", "mark_unread", "mark_all_read", "waiting", "follow"),
        *("mention_list", "bookmark", "bookmark_list"),
    ),
    "tagging": ("tag_list",),
    "opinions": ("vote", "react", "poll_create", "poll_vote", "poll_close"),
    "filing": ("file_add",),
    "searching": ("search",),
    "drafting": ("draft_save", "draft_show", "draft_list", "draft_discard"),
    "feeding": ("feed_create", "feed_list", "feed_revoke"),
    "inviting": ("thread_invite", "thread_leave"),
    "moderating": (
        *("thread_pin", "thread_lock", "thread_hide", "thread_move", "thread_split"),
        *("thread_merge", "thread_delete", "thread_restore", "post_hide", "trash"),
    ),
}
_FILE_OF = {verb: file for file, verbs in _FILES.items() for verb in verbs}
DOOR = tuple(_FILE_OF)


def __getattr__(verb: str) -> Any:
    """Load a verb when it is first used."""
    if verb not in _FILE_OF:
        raise AttributeError(verb)
    return getattr(import_module(f"{__name__}.{_FILE_OF[verb]}"), verb)
