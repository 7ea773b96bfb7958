"""No template of the owner's hangs the home or fills its memory."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core.templates import budget, guards, loading

LOOK = Path(__file__).parents[3] / "share/doc/look.md"
AGAIN = "{% set ns = namespace(x=START) %}{% for i in range(60) %}BODY{% endfor %}"


def doubling(start, grown):
    body = grown if "{%" in grown else f"{{% set ns.x = {grown} %}}"
    return AGAIN.replace("START", start).replace("BODY", body) + "{{ ns.x }}"


LOOPS = {
    "a loop in a loop in a loop": "{% for a in range(9999) %}"
    "{% for b in range(9999) %}{% for c in range(9999) %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "a loop that leaves all out": "{% for a in range(10000) %}"
    "{% for b in range(10000) if false %}{% endfor %}{% endfor %}",
    "a loop without end": "{% for a in range(100000000000) %}{% endfor %}",
    "a loop that calls itself": "{% for i in [1] recursive %}"
    "{{ loop([1]) }}{% endfor %}",
    "one that calls itself widely": "{% for i in range(9) recursive %}"
    "{{ loop(range(10000)) }}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "one that does so twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}"
    "{% endif %}{% endmacro %}{{ m(60) }}",
    "a block that shows itself": "{% block a %}{{ self.a() }}{% endblock %}",
    "a page within itself": '{% include "page.html" %}',
    "one with all it knows": '{% include "page.html" with context %}',
    "a page that extends itself": '{% extends "page.html" %}',
    "one that imports itself": '{% import "page.html" as x with context %}',
    "a caller that calls": "{% macro m() %}{{ caller() }}{% endmacro %}"
    "{% macro n() %}{% call m() %}{{ n() }}{% endcall %}{% endmacro %}{{ n() }}",
    "long lists sorted": "{% for i in range(1000) %}"
    '{{ range(9999)|map("string")|list|sort|length }}{% endfor %}',
    "long lists compared": "{% set a = range(9999)|list %}"
    "{% set b = range(9999)|list %}"
    "{% for i in range(9999) %}{% if a == b %}{% endif %}{% endfor %}",
    "filters in a chain": "{% for i in range(9999) %}"
    '{{ range(9999)|map("string")|map("upper")|select("none")|list }}{% endfor %}',
    "attributes in a chain": '{{ rows|map(attribute="' + "name." * 9000 + '")|list }}'
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "a cycler": "{% set c = cycler(1, 2) %}{% for a in range(9999) %}"
    "{% for b in range(9999) %}{{ c.next() }}{% endfor %}{% endfor %}",
    "a joiner": '{% set j = joiner(",") %}{% for a in range(9999) %}'
    "{% for b in range(9999) %}{{ j() }}{% endfor %}{% endfor %}",
}

LARGE = {
    "repeated text": '{{ "a" * 1000000000 }}',
    "text repeated": '{{ 1000000000 * "a" }}',
    "a repeated list": "{{ [0] * 1000000000 }}",
    "a power": "{{ 10 ** (10 ** 10) }}",
    "a power of powers": "{{ 9 ** 9 ** 9 ** 9 }}",
    "numbers that multiply": doubling("9", "ns.x * ns.x"),
    "a wide number": '{{ "%1000000000d" % 1 }}',
    "a width from elsewhere": '{{ "%*d" % (1000000000, 1) }}',
    "a wide filter": '{{ "%1000000000d"|format(1) }}',
    "a wide format": '{{ "{:1000000000}".format(1) }}',
    "a format in a format": '{{ "{:{}}".format(1, 1000000000) }}',
    "a format by its name": '{{ "{:1000000000}"["format"](1) }}',
    "a format of a map": '{{ "{a:1000000000}".format_map({"a": 1}) }}',
    "one thing many times": '{{ ("%(a)s" * 9999) % {"a": "x" * 9999} }}',
    "centred": '{{ "a"|center(1000000000) }}',
    "centred by method": '{{ "a".center(1000000000) }}',
    "centred by its name": '{{ "a"["center"](1000000000) }}',
    "justified": '{{ "a".ljust(1000000000) }}',
    "filled": '{{ "a".zfill(1000000000) }}',
    "indented": '{{ "a\\na"|indent(1000000000) }}',
    "indented by text": '{{ ("a\\n" * 9999)|indent("x" * 9999) }}',
    "batched": "{{ [1]|batch(1000000000, 0)|list }}",
    "sliced": "{{ [1]|slice(1000000000)|list }}",
    "rounded": "{{ 1.5|round(1000000000) }}",
    "JSON far in": "{{ rows|tojson(indent=1000000000) }}",
    "much between": '{{ range(9999)|map("string")|join("x" * 9999) }}',
    "much between, by method": '{{ ("x" * 9999).join(["a"] * 9999) }}',
    "replaced": '{{ ("a" * 9999)|replace("a", "a" * 9999) }}',
    "replaced by method": '{{ ("a" * 9999).replace("a", "a" * 9999) }}',
    "nothing replaced": '{{ ("a" * 9999)|replace("", "a" * 9999) }}',
    "sums of lists": "{{ [[1]]|sum(start=[]) }}",
    "a number from text": '{{ ("f" * 99999)|int(base=16) }}',
    "wrapped": '{{ ("a " * 99999)|wordwrap(1) }}',
    "stripped": '{{ ("<!-->" * 99999)|striptags }}',
    "quoted": '{{ ("ö" * 99999)|urlencode }}',
    "lorem ipsum": "{{ lipsum(1000000) }}",
    "text that doubles": doubling('"a"', "ns.x ~ ns.x"),
    "text that is added": doubling('"a"', "ns.x + ns.x"),
    "text that is joined": doubling('"a"', "[ns.x, ns.x]|join"),
    "text that is formatted": doubling('"a"', '"%s%s" % (ns.x, ns.x)'),
    "text that is replaced": doubling('"a"', 'ns.x|replace("a", "aa")'),
    "text that is noted": doubling(
        '"a"', "{% set y %}{{ ns.x }}{{ ns.x }}{% endset %}{% set ns.x = y %}"
    ),
    "lists that double": doubling("[1]", "ns.x + ns.x"),
    "lists in lists": doubling("[1]", "[ns.x, ns.x]"),
    "lists in filters": doubling("1", '[none, none]|map("default", ns.x, true)|list'),
    "tuples as keys": doubling("(1,)", "(ns.x, ns.x)") + "{{ {ns.x: 1} }}",
    "dicts in dicts": doubling("{}", '{"a": ns.x, "b": ns.x}'),
    "dicts by call": doubling("{}", "dict(a=ns.x, b=ns.x)"),
    "lists ever deeper": AGAIN.replace("START", "[1]")
    .replace("60", "9999")
    .replace("BODY", "{% set ns.x = [ns.x] %}")
    + "{{ ns.x }}",
    "much of the same": "{% for i in range(9999) %}" + "x" * 9999 + "{% endfor %}",
}

SUMMED = (
    "{% set ns = namespace(n=0) %}{% for r in rows %}"
    "{% set ns.n = ns.n + r.at %}{% endfor %}{{ ns.n }}"
)
NESTED = (
    "{% for n in [[1, [2]]] recursive %}{% if n is iterable %}{{ loop(n) }}"
    "{% else %}{{ n }}{% endif %}{% endfor %}"
)
SOURCES = {
    "tags in tags": "{% if a %}" * 3000 + "{% endif %}" * 3000,
    "loops in loops": "{% for a in b %}" * 1500 + "{% endfor %}" * 1500,
    "brackets": "{{ " + "(" * 30000 + ")" * 30000 + " }}",
    "lists": "{{ " + "[" * 30000 + "]" * 30000 + " }}",
    "a long sum": "{{ 1" + "+1" * 30000 + " }}",
    "a long chain": "{{ a" + ".a" * 30000 + " }}",
    "long odds": "{% if a %}" + "{% elif a %}" * 5000 + "{% endif %}",
    "a long number": "{{ " + "9" * 60000 + " }}",
    "braces": "{" * 60000,
    "nothing but no": "{{ " + "not " * 15000 + "a }}",
    "too large": "x" * (loading.LONGEST + 1),
}


@pytest.mark.parametrize("name", LOOPS)
def test_a_loop_that_would_hang_is_left_out(tried, name):
    fault = tried(LOOPS[name])
    assert (fault.line, fault.name) == (1, "page.html")


@pytest.mark.parametrize("name", LARGE)
def test_what_would_fill_the_memory_is_left_out(tried, name):
    assert tried(LARGE[name]) is not None


@pytest.mark.parametrize("name", SOURCES)
def test_a_template_nobody_could_read_is_left_out(tried, name):
    assert tried(SOURCES[name]) is not None


@pytest.mark.parametrize("name", ["a loop without end", "a macro that calls itself"])
def test_it_is_said_in_plain_words(tried, name):
    assert tried(LOOPS[name]).reason in {
        "It asks for too much of something.",
        "It calls itself without end.",
    }


def test_one_that_took_too_much_is_not_tried_again_until_it_is_changed(own, tried):
    fault = tried(LOOPS["a loop in a loop in a loop"])
    assert fault.costly
    asked = []
    own.page("page.html", call=asked.append)
    own.put("page.html", "{{ call(1) }}mended")
    assert own.page("page.html", call=asked.append) == "Nonemended"
    assert (asked, own.broken()) == ([1], [])


def test_ours_cannot_be_made_to_work_for_them_without_end(own, tried):
    own.ours(
        "parts.html", "{% macro m(x) %}{% for a in x %}y{% endfor %}{% endmacro %}"
    )
    fault = tried(
        '{% from "parts.html" import m %}'
        "{% for a in range(9999) %}{{ m(range(9999)) }}{% endfor %}"
    )
    assert fault.costly


def test_slow_work_that_counts_little_is_stopped_by_the_clock(tried):
    def slow(*_):
        end = time.thread_time() + 0.01
        while time.thread_time() < end:
            pass
        return ""

    turns = []
    page = "{% for a in range(9999) %}{{ noted(a) }}{{ slow(a) }}{% endfor %}"
    fault = tried(page, slow=slow, noted=turns.append)
    assert fault.reason == "It takes too long."
    assert len(turns) < 1000


def test_what_a_page_of_people_needs_is_far_below_that(tried):
    everybody = [{"name": "Seles", "tags": ["a", "b"]}] * 500
    page = (
        '{% for one in people|sort(attribute="name") %}<li>{{ loop.cycle("a") }}'
        '{{ one.name|upper }}: {{ one.tags|join(", ") }} {{ "%05d" % loop.index }}</li>'
        "{% endfor %}"
    )
    assert tried(page, people=everybody) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{{ "%05.1f" % 2 }}', "002.0"),
        ('{{ "{:>4}".format("a") }}', "   a"),
        ('{{ "a"|center(3) }}', " a "),
        ("{{ 2 ** 10 }} {{ 7 // 2 }} {{ 7 % 4 }}", "1024 3 3"),
        ('{{ rows|map(attribute="name")|join(", ") }}', "Seles, Dexen, Yuki"),
        ('{{ rows|selectattr("at", "gt", 0)|list|length }}', "2"),
        ('{{ "a b".split()|last }}', "b"),
        ('{{ "-".join(["a", "b"]) }}', "a-b"),
        ("{{ [1, 2] + [3] }}", "[1, 2, 3]"),
        ("{{ rows[1:][0].name }}", "Dexen"),
        ('{{ text ~ "x" }}', "&lt;b&gt;x"),
        (SUMMED, "3"),
        (
            "{% for a in rows if a.at %}{{ loop.index }}:{{ loop.last }} {% endfor %}",
            "1:False 2:True ",
        ),
        ("{% set x %}{{ text }}{% endset %}{{ x }}", "&lt;b&gt;"),
        ("{% filter upper %}a{% endfilter %}", "A"),
        (
            "{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}a{% endcall %}",
            "(a)",
        ),
        (NESTED, "12"),
        ("{% if 1 < 2 < 3 and 2 in [2] %}yes{% endif %}", "yes"),
        ('{{ {"b": 1, "a": 2}|dictsort }}', "[(&#39;a&#39;, 2), (&#39;b&#39;, 1)]"),
    ],
)
def test_an_owner_can_lay_out_what_they_are_given(own, text, shown):
    own.put("page.html", text)
    assert (own.page("page.html"), own.broken()) == (shown, [])


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
)


@given(values)
def test_no_value_is_larger_than_it_weighs(value):
    assert len(repr(value)) <= 12 * (1 + budget.weight(value))


def test_what_is_told_of_the_limits_is_what_they_are():
    told = " ".join(LOOK.read_text(encoding="utf-8").split())
    assert f"{budget.WORK:,} steps or {budget.SECONDS:g} seconds" in told
    assert f"and have {budget.LONGEST_PAGE // 1024**2} MiB" in told
    assert f"a text may have {budget.LARGEST // 1024**2} MiB" in told
    assert f"a template {loading.LONGEST // 1024} KiB" in told
    assert f"a `range` {guards.FURTHEST:,} numbers" in told
    assert all(f"`{name}`" in told for name in guards.REFUSED)
