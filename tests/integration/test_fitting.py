"""Every argument of every verb is of a kind that is looked at."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

from homestead import modules, services
from homestead.integration import fitting


def verbs():
    for name in ("forums", "template"):
        module = importlib.import_module(f"{modules.__name__}.{name}.service")
        yield from (getattr(module, verb) for verb in module.DOOR)
    for found in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"{services.__name__}.{found.name}")
        for verb in getattr(module, "DOOR", ()):
            yield getattr(module, verb)


def test_every_annotation_is_understood():
    kinds = {
        parameter.annotation
        for verb in verbs()
        for parameter in list(inspect.signature(verb).parameters.values())[1:]
        if parameter.kind is not parameter.VAR_KEYWORD and parameter.name != "files"
    }
    assert "str" in kinds
    for kind in kinds:
        told, _ = fitting.kind(kind)
        assert told


def test_a_number_is_no_truth_and_no_text():
    _, fits = fitting.kind("int | None")
    assert [fits(value) for value in (3, None)] == [True, True]
    assert [fits(value) for value in (True, "3")] == [False, False]
