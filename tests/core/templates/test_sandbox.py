"""Templates of the owner's lay out what they are given, and do nothing else."""

from __future__ import annotations

import pytest

ESCAPES = [
    "{{ text.__class__ }}",
    '{{ text["__class__"] }}',
    '{{ text|attr("__class__") }}',
    '{{ [text]|map("attr", "__class__")|list }}',
    '{{ [text]|map(attribute="__class__.__mro__")|list }}',
    '{{ rows|groupby("__class__") }}',
    '{{ rows|sort(attribute="__class__") }}',
    '{{ rows|sum(attribute="__class__") }}',
    '{{ "{0.__class__}".format(text) }}',
    '{{ "{a.__class__}".format_map({"a": text}) }}',
    '{{ "{0[__class__]}".format(rows) }}',
    "{{ call.mro() }}",
    "{{ show.__globals__ }}",
    "{{ show.func }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ cycler(1)._x }}",
    "{{ joiner.__init__ }}",
    "{{ namespace.__init__ }}",
    "{{ dict.fromkeys([1]) }}",
    "{{ {}.fromkeys([1]) }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__ }}",
    "{{ loop }}",
    "{% for a in rows %}{{ loop._iterator }}{% endfor %}",
    '{{ (rows|map("string")).gi_frame }}',
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{{ rows.append(1) }}",
    "{{ rows.clear() }}",
    '{{ rows["clear"]() }}',
    "{{ rows[0].update(a=1) }}",
    "{{ rows[0].pop() }}",
    "{{ rows[0].copy() }}",
    '{{ (5).to_bytes(9, "big") }}',
    '{{ text.encode("utf-8") }}',
    '{{ text.translate({60: "x"}) }}',
    "{{ thing.secret() }}",
    "{{ thing._hidden }}",
    '{% include "../secret.html" %}',
    '{% include "a/../../secret.html" %}',
    '{% include "/etc/passwd" %}',
    '{% include "..\\\\secret.html" %}',
    '{% include ".hidden.html" %}',
    '{% include "a\\0b.html" %}',
    '{% include "" %}',
    "{% include 5 %}",
    "{% include rows %}",
    '{% import "../secret.html" as x %}',
    '{% extends "/etc/passwd" %}',
    '{% from "../../config.toml" import x %}',
    "{{ text|safe }}",
    '{{ [text]|map("safe")|join }}',
    "{{ text|pprint }}",
    "{{ text|urlize }}",
    "{% autoescape false %}{{ text }}{% endautoescape %}",
    "{{ environment }}",
    "{{ context }}",
    "{{ nothing }}",
]


class Thing:
    _hidden = "hidden"

    def secret(self):
        return "secret"

    secret.unsafe_callable = True


def show():
    return "shown"


@pytest.mark.parametrize("text", ESCAPES)
def test_there_is_no_way_out(own, tried, text):
    own.put("secret.html", "secret", within=own.folder.parent)
    own.put(".hidden.html", "hidden")
    assert tried(text, thing=Thing(), show=show) is not None


@pytest.mark.parametrize(
    "text",
    [
        "{{ text }}",
        '{{ text ~ "" }}',
        "{{ [text]|join }}",
        '{{ "%s"|format(text) }}',
        '{{ "{}".format(text) }}',
        "{% set x %}{{ text }}{% endset %}{{ x }}",
        '{% set x %}{{ text }}{% endset %}{{ x|replace("&lt;", "<") }}',
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(text) }}",
        "{% filter trim %}{{ text }}{% endfilter %}",
        "{{ {}.get(1, text) }}",
    ],
)
def test_what_people_wrote_stays_escaped(own, text):
    own.put("page.html", text)
    assert "<" not in own.page("page.html")
    assert own.broken() == []


def test_what_a_module_s_own_template_may_do_stays_so_beside_the_owner_s(own):
    own.ours(
        "page.html",
        '{% extends "base.html" %}{% block a %}{{ text|safe }}{% endblock %}',
    )
    own.put("base.html", "mine: {% block a %}{% endblock %}")
    assert own.page("page.html") == "mine: <b>"
