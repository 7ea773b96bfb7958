"""Looks as files, from one home into another."""

import base64
import io
import json

import pytest
from drawing import face

from homestead.core.errors import UsageError
from homestead.core.house import NamedFile

LOOK = {"primary": "#224466", "font": "dyslexic", "size": 1.2}


def given(content):
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    return [NamedFile("look.json", io.BytesIO(content))]


def test_a_look_goes_out_and_comes_in_the_same(call):
    call("template.change", alter="seles", tokens=LOOK)
    told = call("template.export", alter="seles")
    assert told == {"homestead_style": 1, "name": "Seles", "tokens": LOOK}
    assert call("template.import_", alter="dexen", style=told)["tokens"] == LOOK
    assert call("template.import_", files=given(told))["tokens"] == LOOK


def test_its_picture_goes_along(call):
    call("template.background", alter="seles", files=given(face()))
    name = call("template.show", alter="seles")["tokens"]["background"]
    told = call("template.export", alter="seles")
    assert base64.b64decode(told["picture"]) == face()
    assert call("template.import_", alter="dexen", style=told)["tokens"] == {
        "background": name
    }


def test_a_look_whose_picture_is_lost_goes_out_without_it(call, home):
    call("template.background", alter="seles", files=given(face()))
    for file in (home / "data" / "uploads" / "template").iterdir():
        file.unlink()
    assert "picture" not in call("template.export", alter="seles")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"homestead_style": 1, "tokens": {"size": NaN}}', "must be a number"),
        ([], "no look of Homestead"),
        ({"primary": "#ffffff"}, "no look of Homestead"),
        ({"homestead_style": 2, "tokens": {}}, "newer Homestead"),
        ({"homestead_style": "1"}, "newer Homestead"),
        ({"homestead_style": 1, "tokens": []}, "object of tokens"),
        ({"homestead_style": 1, "tokens": {"glow": 1}}, "nothing called 'glow'"),
        (
            {"homestead_style": 1, "tokens": {"text": ";}</style><script>"}},
            "not a colour",
        ),
        ({"homestead_style": 1, "tokens": {"font": "Papyrus"}}, "Font cannot be"),
        ({"homestead_style": 1, "picture": "%%%"}, "picture in the look is damaged"),
        ({"homestead_style": 1, "picture": {}}, "picture in the look is damaged"),
        ({"homestead_style": 1, "picture": "QUJD"}, "not a picture"),
        (
            {"homestead_style": 1, "picture": "A" * (40 << 20)},
            "far larger than a look",
        ),
        (b'{"a": ' + b"1" * 100_000 + b"}", "not JSON|no look of Homestead"),
    ],
)
def test_what_is_no_look_is_refused_and_nothing_changes(call, content, told):
    call("template.change", alter="seles", tokens=LOOK)
    with pytest.raises(UsageError, match=told):
        call("template.import_", alter="seles", files=given(content))
    assert call("template.show", alter="seles")["tokens"] == LOOK


@pytest.mark.parametrize("files", [[], given({}) * 2])
def test_one_file_is_wanted(call, files):
    with pytest.raises(UsageError, match="Give one file"):
        call("template.import_", alter="seles", files=files)
