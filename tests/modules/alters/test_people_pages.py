"""The pages about who there is, as they come without a script."""

from __future__ import annotations

import html
import re

import pytest
from drawing import chunk, png


def show(visitor, alter="seles"):
    return visitor.call("alters.show", alter=alter).json()


def boxes(page):
    """Return what the form on a page would send as it stands, as pairs."""
    form = re.search(
        r"<form (?:class=\"describing\" )?method=\"post\".*?</form>", page, re.DOTALL
    )
    text = form[0]
    found = []
    for box in re.findall(r"<input[^>]*>", text):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', box))
        ticked = told.get("type") not in {"checkbox", "radio"} or " checked" in box
        if "name" in told and ticked and told.get("type") != "file":
            found.append((told["name"], html.unescape(told.get("value", ""))))
    for name, value in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', text, re.DOTALL
    ):
        found.append((name, html.unescape(value)))
    for name, options in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', text, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found.append((name, html.unescape(chosen[1]) if chosen else ""))
    return found


def changed(pairs, **values):
    """Return the pairs with some values in place of those there were."""
    values = {name.replace("__", "."): value for name, value in values.items()}
    rest = [(name, value) for name, value in pairs if name not in values]
    return rest + [pair for pair in values.items() if pair[1] is not None]


def sent(visitor, path, fields, files=()):
    """Send a form with files."""
    edge = "edge5f"
    parts = [
        f"--{edge}\r\nContent-Disposition: form-data; "
        f'name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields
    ]
    for name, called, content in files:
        head = f'form-data; name="{name}"; filename="{called}"'
        parts.append(
            f"--{edge}\r\nContent-Disposition: {head}\r\n"
            "Content-Type: image/png\r\n\r\n".encode()
            + content
            + b"\r\n"
        )
    body = b"".join([*parts, f"--{edge}--\r\n".encode()])
    kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
    return visitor.ask("POST", path, body=body, headers=kind)


@pytest.fixture
def robin(served):
    visitor = served.as_("Robin")
    visitor.call("alters.edit", alter="seles", pronouns="she/her", tags=["host"])
    visitor.call("alters.add", name="Blurry", custom=True)
    return visitor


@pytest.fixture
def kit(served):
    return served.as_("Kit")


@pytest.fixture(scope="module")
def crowd(shared):
    """Robin where Seles is in a group, Dexen in the archive and Yuki removed."""
    shared.call("alters.edit", alter="seles", pronouns="she/her", tags=["host"])
    shared.call("groups.add", name="Day", members=["seles"])
    shared.call("alters.archive", alter="dexen")
    shared.call("alters.remove", alter="yuki")
    return shared


def test_everybody_is_on_the_list_and_custom_fronts_apart(robin):
    people, _, custom = robin.get("/alters/").text.partition("<h2>Custom fronts</h2>")
    assert {"Seles", "Dexen", "Yuki"} <= set(re.findall(r'"name">(\w+)<', people))
    assert "Blurry" in custom
    assert "Blurry" not in people


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=sel", ["Seles"]),
        ("q=SHE/her", ["Seles"]),
        ("tag=host", ["Seles"]),
        ("show=archived", ["Dexen"]),
        ("show=removed", ["Yuki"]),
        ("q=zzz", []),
        ("group=day", ["Seles"]),
    ],
)
def test_the_list_is_narrowed(crowd, query, names):
    text = crowd.get(f"/alters/?{query}").text
    assert re.findall(r'class="name">(\w+)<', text) == names


def test_a_profile_shows_what_is_known_and_does_nothing_of_it(robin):
    mean = "**tea** <script>alert(1)</script> [x](javascript:alert(1))"
    robin.call("alters.edit", alter="seles", description=mean, proxy_tags=["s:text"])
    text = robin.get("/alters/seles").text
    assert "<strong>tea</strong>" in text
    assert "<script>alert" not in text
    assert "s:text" in text
    assert "by name" not in robin.get("/alters/nobody").text
    assert robin.get("/alters/nobody").status == 404


def test_somebody_is_added_with_a_name_alone_and_it_can_be_taken_back(robin):
    seen = robin.post("/alters/new", {"name": "Pip ✨"})
    assert seen.status == 303
    assert seen.to.startswith("/alters/pip")
    told = robin.get(seen.to).text
    assert "Pip ✨ was added" in told
    change = re.search(r"did=(\d+)", seen.to)[1]
    robin.post("/alters/undo", {"change": change})
    assert robin.get("/alters/pip-sparkles").status == 404


def test_somebody_is_added_with_everything(robin):
    robin.call("fields.add", name="Age")
    robin.call("groups.add", name="Day")
    fields = changed(
        boxes(robin.get("/alters/new").text),
        name="Pip",
        color="coral",
        tags="a, b",
        proxy_tags="p:text\n[text]",
        field__age="7",
        group="day",
        birthday="29 February 2004",
    )
    assert sent(robin, "/alters/new", fields, [("picture", "x", png())]).status == 303
    pip = show(robin, "pip")
    assert (pip["color"], pip["tags"], pip["birthday"]) == (
        *("#ff7f50", ["a", "b"]),
        "2004-02-29",
    )
    assert [each["prefix"] for each in pip["proxy_tags"]] == ["p:", "["]
    assert pip["fields"][0]["value"] == "7"
    assert pip["groups"] == [{"group": "day", "name": "Day"}]
    assert pip["avatar"]


def test_a_form_sent_as_it_stands_changes_nothing(robin):
    before = show(robin)
    page = robin.get("/alters/seles/edit").text
    seen = robin.post("/alters/seles/edit", boxes(page))
    assert seen.to == "/alters/seles"
    assert show(robin) == before


def test_what_is_changed_is_changed_and_what_is_unticked_is_unticked(robin):
    robin.call("alters.edit", alter="seles", autoproxy=True, keep_proxy=True)
    page = boxes(robin.get("/alters/seles/edit").text)
    fields = changed(page, name="Selene", autoproxy=None)
    assert robin.post("/alters/seles/edit", fields).status == 303
    seles = show(robin)
    assert (seles["name"], seles["autoproxy"], seles["keep_proxy"]) == (
        *("Selene", False),
        True,
    )


def test_what_is_wrong_is_shown_with_what_was_written(robin):
    page = boxes(robin.get("/alters/seles/edit").text)
    wrong = {"name": "", "color": "blurple", "birthday": "soon"}
    seen = robin.post("/alters/seles/edit", changed(page, **wrong, pronouns="xe/xem"))
    assert seen.status == 400
    assert 'value="xe/xem"' in seen.text
    assert seen.text.count('class="wrong"') >= 3
    assert show(robin)["pronouns"] == "she/her"


def test_two_who_change_different_things_both_have_it(robin, kit):
    page = boxes(robin.get("/alters/seles/edit").text)
    kit.call("alters.edit", alter="seles", description="Grows tomatoes.")
    robin.post("/alters/seles/edit", changed(page, pronouns="they/them"))
    seles = show(robin)
    assert seles["pronouns"] == "they/them"
    assert seles["description"] == "Grows tomatoes."


def test_two_who_change_the_same_see_both_and_the_second_decides(robin, kit):
    page = boxes(robin.get("/alters/seles/edit").text)
    kit.call("alters.edit", alter="seles", pronouns="they/them")
    seen = robin.post("/alters/seles/edit", changed(page, pronouns="she/they"))
    assert seen.status == 409
    assert 'value="she/they"' in seen.text
    assert "<blockquote>they/them</blockquote>" in seen.text
    assert show(robin)["pronouns"] == "they/them"
    assert robin.post("/alters/seles/edit", boxes(seen.text)).status == 303
    assert show(robin)["pronouns"] == "she/they"


def test_a_form_of_somebody_who_was_removed_meanwhile_is_not_found(robin):
    page = boxes(robin.get("/alters/seles/edit").text)
    robin.call("alters.remove", alter="seles")
    assert robin.post("/alters/seles/edit", page).status == 404


def test_a_form_sent_twice_counts_once(robin):
    page = boxes(robin.get("/alters/new").text)
    fields = changed(page, name="Pip")
    first, second = (robin.post("/alters/new", fields) for _ in range(2))
    assert (first.status, second.status) == (303, 303)
    names = [each["name"] for each in robin.call("alters.list").json()["alters"]]
    assert names.count("Pip") == 1


@pytest.mark.parametrize(
    "path", ["/alters/new", "/alters/groups/new", "/alters/fields/new"]
)
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"name": " "},
        {"name": "x" * 5000},
        {"name": "x", "privacy": "everyone"},
        {"name": "x", "handle": "Not A Handle"},
        {"name": "x", "handle": "out"},
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(unchanged, path, fields):
    seen = unchanged.post(path, fields)
    assert seen.status == 400
    assert 'role="alert"' in seen.text


@pytest.mark.parametrize(
    "path",
    [
        "/alters/seles/edit",
        "/alters/seles/picture",
        "/alters/seles/picture/remove",
        "/alters/order",
        "/alters/restore",
        "/alters/groups",
        "/alters/groups/restore",
        "/alters/fields",
        "/alters/fields/restore",
    ],
)
def test_a_form_with_nothing_in_it_is_no_trouble(unchanged, path):
    seen = unchanged.post(path, {})
    assert seen.status in {303, 400, 404}
    assert b"Traceback" not in seen.body


def test_bytes_that_are_no_text_are_refused(unchanged):
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    seen = unchanged.ask("POST", "/alters/new", body=b"name=%ff%fe", headers=kind)
    assert seen.status == 400


def test_a_preview_is_what_the_page_will_be_and_saves_nothing(unchanged):
    fields = {"name": "Pip", "color": "nonsense", "description": "*hi* <b>x</b>"}
    part = unchanged.post("/alters/preview", fields, HX_Request="true").text
    assert "<em>hi</em> &lt;b&gt;" in part
    assert "<html" not in part
    assert "<html" in unchanged.post("/alters/preview", fields).text
    assert unchanged.get("/alters/pip").status == 404


def test_a_picture_is_shown_to_who_may_see_it_and_kept_by_the_browser(robin, served):
    secret = png(more=chunk(b"tEXt", b"Place\0at home"))
    seen = sent(robin, "/alters/seles/picture", [], [("picture", "x.svg", secret)])
    assert seen.status == 303
    address = f"/alters/pictures/96/{show(robin)['avatar']}"
    picture = robin.get(address)
    assert picture.status == 200
    assert picture.headers["Content-Type"] in {"image/png", "image/webp"}
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age=31536000" in picture.headers["Cache-Control"]
    assert b"at home" not in picture.body
    sam = served.as_("Sam")
    assert sam.get(address).status == 404
    robin.call("alters.edit", alter="seles", privacy="public")
    assert sam.get(address).status == 200
    assert served.as_("Mallory").get(address).status == 303


@pytest.mark.parametrize(
    "path", ["96/alters/x.png", "97/alters/x.png", "96/secret.key/x", "96/../app.db"]
)
def test_what_is_no_picture_is_not_sent(unchanged, path):
    assert unchanged.get(f"/alters/pictures/{path}").status == 404


@pytest.mark.parametrize(
    "content",
    [b"<svg onload=alert(1)>", b"\x00\x00\x00\x18ftypheic" + bytes(30), png()[:50]],
)
def test_what_is_no_picture_is_refused_in_plain_words(unchanged, content):
    seen = sent(unchanged, "/alters/seles/picture", [], [("picture", "a.png", content)])
    assert seen.status == 400
    assert 'role="alert"' in seen.text
    assert show(unchanged)["avatar"] is None


@pytest.mark.parametrize("size", [10 * 1024 * 1024 + 1, 30 * 1024 * 1024])
def test_a_picture_that_is_too_large_is_refused(unchanged, size):
    content = png() + bytes(size)
    seen = sent(unchanged, "/alters/seles/picture", [], [("picture", "a.png", content)])
    assert seen.status in {400, 413}
    assert "MB" in seen.text
    assert show(unchanged)["avatar"] is None


def test_a_picture_is_taken_along_as_a_file(robin):
    assert robin.get("/alters/seles/picture/file").status == 404
    sent(robin, "/alters/seles/picture", [], [("picture", "x", png())])
    seen = robin.get("/alters/seles/picture/file")
    assert seen.headers["Content-Disposition"] == 'attachment; filename="seles.png"'
    assert seen.body.startswith(b"\x89PNG")


def test_a_picture_is_taken_away_and_comes_back(robin):
    sent(robin, "/alters/seles/picture", [], [("picture", "x", png())])
    seen = robin.post("/alters/seles/picture/remove")
    assert show(robin)["avatar"] is None
    robin.post("/alters/undo", {"change": re.search(r"did=(\d+)", seen.to)[1]})
    assert show(robin)["avatar"]


def test_somebody_is_archived_removed_and_brought_back(robin):
    robin.post("/alters/seles/archive", {"reason": "resting"})
    assert "resting" in robin.get("/alters/seles").text
    robin.post("/alters/seles/unarchive")
    assert show(robin)["archived"] is False
    assert robin.post("/alters/seles/remove").status == 303
    assert robin.get("/alters/seles").status == 404
    assert robin.post("/alters/restore", {"alter": "seles"}).status == 303
    assert robin.get("/alters/seles").status == 200


def test_somebody_called_like_a_page_has_a_page(robin):
    robin.call("alters.add", name="History")
    assert 'href="/alters/~history"' in robin.get("/alters/").text
    assert '<h1 class="name">History</h1>' in robin.get("/alters/~history").text
    page = boxes(robin.get("/alters/~history/edit").text)
    seen = robin.post("/alters/~history/edit", changed(page, pronouns="it/its"))
    assert seen.to.startswith("/alters/~history")


def test_people_are_put_in_order(robin):
    robin.post("/alters/order", {"alter": "dexen", "by": "-1"})
    listed = [each["alter"] for each in robin.call("alters.list").json()["alters"]]
    assert listed == ["dexen", "seles", "yuki", "blurry"]


def test_many_are_shown_in_parts_and_moved_in_theirs(robin):
    for number in range(100):
        robin.call("alters.add", name=f"Twin {number:02}", custom=False)
    first = robin.get("/alters/?q=twin").text
    assert first.count('class="name">Twin') == 60
    assert "100 found" in first
    later = html.unescape(re.search(r'href="([^"]*page=2[^"]*)"', first)[1])
    second = robin.get(later).text
    assert second.count('class="name">Twin') == 40
    assert "page=1" in second
    moved = robin.post("/alters/order", {"alter": "twin-70", "by": -1, "page": "2"})
    assert moved.to.startswith("/alters/order?page=2")


@pytest.mark.parametrize(("page", "status"), [("99", 200), ("-4", 200), ("x", 400)])
def test_a_part_that_is_not_there_is_the_nearest(unchanged, page, status):
    assert unchanged.get(f"/alters/?page={page}").status == status


def test_the_homes_own_words_are_used(robin):
    robin.call("setup.set", key="terms.alter", value="headmate")
    text = robin.get("/alters/").text
    assert "<h1>Headmates</h1>" in text
    assert "Add a headmate" in robin.get("/alters/new").text
