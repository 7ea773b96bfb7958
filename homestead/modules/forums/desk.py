"""What one writes at: who may write, what was being written, what a form says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import HomesteadError
from homestead.core.markdown.hiding import folded
from homestead.modules.forums import service
from homestead.modules.forums import viewer as viewing
from homestead.services import access
from homestead.services.fronts import models as fronts
from homestead.services.people import people

if TYPE_CHECKING:
    from homestead.core.asking import Ask, Form
    from homestead.core.house import House
    from homestead.services.people import Person

_FEW = 4
"""How many are one tap away where nobody is at the front."""


def laid(ask: Ask, place: str, **more: Any) -> dict[str, Any]:
    """Return what a page with the editor is given, for what is written in `place`.

    `draft` is what was being written there, `sent` what the form held when a preview
    was asked for; `more` joins it.
    """
    alter = writer(ask.house)
    sent = ask.form if ask.method == "POST" and not ask.error else None
    kept = service.draft_show(ask.house, place=place, alter=alter) if alter else {}
    draft = kept.get("draft") or {}
    chosen = sent.all("author") if sent else [alter] if alter else []
    return {
        "place": place,
        "alter": alter,
        "draft": draft,
        "others": kept.get("others", []),
        "writers": writers(ask.house),
        "chosen": chosen,
        "written": sent.text("text") if sent else draft.get("text", ""),
        "warning": sent.text("warning") if sent else "",
        "looks": _preview(ask, sent) if sent else None,
        **more,
    }


def writer(house: House) -> str:
    """Return the handle of who writes if nobody says otherwise; "" if it is nobody."""
    acting = access.acting(house)
    return people(house).by_row[acting].handle if acting is not None else ""


def writers(house: House) -> list[dict[str, Any]]:
    """Return as whom one may write; who is at the front is `here`, and comes first."""
    everybody = [
        one
        for one in people(house).everybody
        if one.is_alter and not one.archived and access.may_act_as(house.asker, one.id)
    ]
    front = [each.alter_id for each in fronts.fronting_now(house.app, clock.now())]
    near = dict.fromkeys([access.acting(house), *front])
    if not near.keys() & {one.id for one in everybody}:
        near = dict.fromkeys(one.id for one in everybody[:_FEW])
    ranks = {row: rank for rank, row in enumerate(near)}
    ordered = sorted(everybody, key=lambda one: ranks.get(one.id, len(ranks)))
    return [_told(one, here=one.id in ranks) for one in ordered]


def text(ask: Ask) -> str:
    """Return the text a form holds, with its warning and the files sent with it.

    With scripts files come by themselves; without, they stand below the text.
    """
    files = ask.files("files")
    if not files:
        return warned(ask.form, ask.form.text("text"))
    told = service.file_add(ask.house, files=files, alter=_author(ask.form))
    below = [each["markdown"] for each in told["files"]]
    return warned(ask.form, "\n\n".join([ask.form.text("text"), *below]))


def finished(ask: Ask, place: str) -> None:
    """Forget the draft of what was sent, whoever it is by in the end."""
    alter = ask.form.text("alter")
    if alter:
        service.draft_discard(ask.house, place=place, alter=alter)


def quoted(post: dict[str, Any], thread: int) -> str:
    """Return a post as a quote that says whose it is."""
    names = " and ".join(one["name"] for one in post["authors"])
    lines = [f"[{names} wrote:](#{thread}/{post['post']})", *post["text"].splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def poll(form: Form) -> dict[str, Any] | None:
    """Return the poll a form asks for, if any."""
    question = form.text("question")
    options = form.text("options").splitlines()
    if not question and not any(options):
        return None
    return {
        "question": question,
        "kind": form.text("kind", "single"),
        "options": options,
        "hidden": form.flag("poll_hidden"),
        "closes": form.text("closes"),
    }


def _author(form: Form) -> str | None:
    chosen = form.all("author")
    return chosen[0] if chosen else form.text("alter") or None


def _preview(ask: Ask, sent: Form) -> Any:
    """Return what was sent as it would look; nothing where it cannot be shown."""
    try:
        said = warned(sent, sent.text("text"))
        made = service.preview(ask.house, text=said, authors=sent.all("author"))
        return made["html"]
    except HomesteadError as error:
        ask.error = error
        return None


def warned(form: Form, said: str) -> str:
    """Return a text in the fold that the form's warning asks for."""
    warning = form.text("warning")
    return folded(warning, said) if warning and said.strip() else said


def _told(one: Person, *, here: bool) -> dict[str, Any]:
    told = {"alter": one.handle, "name": one.name, "color": one.color}
    return {**told, "avatar": one.avatar, "here": here}


def everybody(house: House) -> list[dict[str, Any]]:
    """Return with whom a thread can be private."""
    return [
        _told(one, here=True)
        for one in people(house).everybody
        if one.is_alter and not one.archived
    ]


def board_owner(house: House, handle: str) -> str:
    """Return the name of whose board that is. Raises NotFoundError for nobody's."""
    return viewing.known(house, handle).name
