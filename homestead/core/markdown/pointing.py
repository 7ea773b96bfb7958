"""What points somewhere: @mentions, bare addresses, threads, uploads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from homestead.core.markdown.surroundings import FILE, MENTION, PLACE, forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from homestead.core.markdown.surroundings import Surroundings, Target, Upload

_ADDRESS = re.compile(r"https?://[^\s<>\"|\\^`{}]{1,2000}", re.IGNORECASE)
_SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])(https?)$", re.IGNORECASE)
_HANGING = frozenset(".,;:!?'\"*_~")
_PAIRS = (("(", ")"), ("[", "]"))
_SAFE = frozenset("http https mailto tel sms xmpp matrix geo irc ircs".split())  # noqa: SIM905 - words
_OUT = "noopener nofollow"


def learn(parser: MarkdownIt) -> None:
    """Have `parser` know them. What was found is noted in the text's `env`."""
    parser.inline.ruler.push("mention", _mention)
    parser.inline.ruler.push("place", _place)
    parser.inline.ruler.push("address", _address)
    parser.validateLink = _is_safe  # type: ignore[method-assign]
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("link_close", _link_close)
    parser.add_render_rule("image", _image)


def _is_safe(url: str) -> bool:
    """Tell whether a link may lead there: only where nothing acts."""
    scheme, colon, _ = url.strip().lower().partition(":")
    if not colon or re.search(r"[/?#]", scheme):
        return True
    return scheme in _SAFE


def _mention(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's form
    found = state.src[state.pos] == "@" and MENTION.match(state.src, state.pos)
    if not found or state.linkLevel:
        return False
    around: Surroundings = state.env["around"]
    meant = ((form, around.mention(form)) for form in forms(found[1]))
    handle, target = next((each for each in meant if each[1]), ("", None))
    if target is None:
        return False
    if not silent:
        link = {"href": target.href, "class": f"mention {target.kind}".strip()}
        _push_link(state, link if target.href else {**link, "href": None}, target.title)
        state.env["found"].mentions.append(handle)
    state.pos += 1 + len(handle)
    return True


def _place(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's form
    if state.src[state.pos] != "#" or state.linkLevel:
        return False
    found = PLACE.match(state.src, state.pos)
    target: Target | None = state.env["around"].link(found[0]) if found else None
    if found is None or target is None:
        return False
    if not silent:
        _push_link(state, {"href": found[0]}, target.title or found[0])
    state.pos = found.end()
    return True


def _address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - a rule's form
    if state.src[state.pos] != ":" or state.linkLevel or silent:
        return False
    scheme = _SCHEME.search(state.pending[-8:])
    if scheme is None:
        return False
    start = state.pos - len(scheme[1])
    found = _ADDRESS.match(state.src, start, state.posMax)
    if found is None:
        return False
    url = _trimmed(found[0])
    state.pending = state.pending[: -len(scheme[1])]
    _push_link(state, {"href": state.md.normalizeLink(url)}, url)
    state.pos = start + len(url)
    return True


def _trimmed(url: str) -> str:
    """Return an address without what belongs to the sentence around it."""
    while url[-1:] in _HANGING or any(
        url[-1:] == closing and url.count(opening) < url.count(closing)
        for opening, closing in _PAIRS
    ):
        url = url[:-1]
    return url


def _push_link(state: StateInline, attributes: dict[str, Any], text: str) -> None:
    opened = state.push("link_open", "a", 1)
    opened.attrs = {name: value for name, value in attributes.items() if value}
    opened.info = "auto"
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1).info = "auto"


def _link_open(
    renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    token = tokens[at]
    env["inside"] = env.get("inside", 0) + 1
    if "mention" not in str(token.attrGet("class") or ""):
        _aim(token, str(token.attrGet("href") or ""), env)
    return str(renderer.renderToken(tokens, at, options, env))


def _aim(token: Token, written: str, env: Any) -> None:
    """Have a link lead where what it names lies; nowhere if there is no such thing."""
    file = FILE.fullmatch(written)
    if file:
        upload = _upload(file[1], env)
        _lead(token, upload.href if upload else "", "file")
    elif PLACE.fullmatch(written):
        target = env["around"].link(written)
        if target:
            env["found"].links.append(written)
        _lead(token, target.href if target else "", "thread")
    else:
        token.attrSet("rel", _OUT)


def _upload(name: str, env: Any) -> Upload | None:
    found: Upload | None = env["around"].upload(name)
    if found:
        env["found"].uploads.append(name)
    return found


def _lead(token: Token, href: str, kind: str) -> None:
    token.attrJoin("class", kind if href else "gone")
    token.attrs.pop("href", None)
    if href:
        token.attrs = {"href": href, **token.attrs}


def _link_close(
    renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    env["inside"] -= 1
    return str(renderer.renderToken(tokens, at, options, env))


def _image(
    renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    token = tokens[at]
    source = str(token.attrGet("src") or "")
    said = renderer.renderInlineAsText(token.children or [], options, env)
    file = FILE.fullmatch(source)
    if file is None:
        link = Markup('<a href="{}" rel="noopener nofollow">{}</a>')
        elsewhere = Markup("{1}") if env.get("inside") else link
        return str(elsewhere.format(source, said or source))
    upload = _upload(file[1], env)
    if upload is None:
        return str(Markup('<span class="gone">{}</span>').format(said or "?"))
    return _shown(upload, said, alone=not env.get("inside"))


def _shown(upload: Upload, said: str, *, alone: bool) -> str:
    if not upload.thumbnail:
        inside = Markup("{}").format(said or upload.title)
        link = Markup('<a href="{}" class="file">{}</a>').format(upload.href, inside)
        return str(link if alone else inside)
    size = Markup(' width="{}" height="{}"').format(upload.width, upload.height)
    inside = Markup('<img src="{}" alt="{}"{} loading="lazy" decoding="async">').format(
        upload.thumbnail, said, size if upload.width else ""
    )
    link = Markup('<a href="{}" class="picture">{}</a>').format(upload.href, inside)
    return str(link if alone else inside)
