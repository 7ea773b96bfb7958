"""The environment for pages in which templates of the owner's take part.

They can lay out what they are given and nothing else: no private attributes, no way out
of the sandbox, and no more work than a page may take (`budget`).
"""

from __future__ import annotations

import functools
import types
from typing import TYPE_CHECKING, Any, cast

from jinja2 import StrictUndefined, TemplateRuntimeError
from jinja2.filters import FILTERS
from jinja2.runtime import markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Cycler, Joiner, Namespace

from homestead.core.templates import guards
from homestead.core.templates.budget import fits, glanced, paid, spend, uses, weight
from homestead.core.templates.counting import Counting, Generator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Template, nodes
    from jinja2.runtime import Context

    Named = Mapping[str, Any] | None

_METHODS = (types.BuiltinMethodType, types.MethodType)
_LOADED = 10


class Sandboxed(ImmutableSandboxedEnvironment):
    """What every template is rendered in: escaped, and with no way out."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # who keeps it drops it when a file has changed
            **given,
        )

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may have an attribute; of functions it has none."""
        if isinstance(obj, (type, types.FunctionType, functools.partial, *_METHODS)):
            return False
        return super().is_safe_attribute(obj, attr, value)


class Frugal(Sandboxed):
    """Counts whatever its templates do."""

    code_generator_class = Generator
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))
    paid = staticmethod(paid)

    def __init__(self, owned: Callable[[str | None], bool], **given: Any) -> None:
        super().__init__(optimized=False, **given)
        self._owned = owned
        self.globals = {
            "cycler": Cycler,
            "dict": dict,
            "joiner": Joiner,
            "namespace": _Namespace,
            "range": _range,
        }
        self.filters = _COUNTED_FILTERS
        self.tests = _COUNTED_TESTS

    @staticmethod
    def turn(units: int = 1) -> bool:
        """Count one turn of a loop, or what a piece of the page takes."""
        spend(units)
        return True

    @staticmethod
    def joined(*parts: Any) -> str:
        """Return `a ~ b`."""
        fits(sum(weight(part) for part in parts))
        return cast("str", paid(markup_join(parts)))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute, or what is kept by that name."""
        spend()
        return self._watched(super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return what is kept by that name, or an attribute."""
        spend()
        return self._watched(super().getitem(obj, paid(argument)))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may have an attribute."""
        if isinstance(value, _METHODS):
            for kind, allowed in guards.METHODS.items():
                if isinstance(obj, kind):
                    return attr in allowed
        return super().is_safe_attribute(obj, attr, value)

    def call(
        __self,  # noqa: N805 - templates name their arguments as they like
        __context: Context,  # noqa: PYI063 - and so does jinja2
        __obj: Any,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Call something, which is counted, and what comes of it."""
        spend()
        glanced(*args, *kwargs.values())
        return paid(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate, unless it gets too large."""
        spend()
        guards.operation(operator, left, right)
        return paid(super().call_binop(context, operator, left, right))

    def call_filter(
        self,
        name: str,
        value: Any,
        args: Any = None,
        kwargs: Named = None,
        *rest: Any,
        **named: Any,
    ) -> Any:
        """Use a filter that is named as the page is made: `map("upper")`."""
        if name in guards.REFUSED:
            raise TemplateRuntimeError(
                f"The filter {name!r} is not for templates here."
            )
        return super().call_filter(name, value, args, kwargs, *rest, **named)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return `"…".format` as a template may use it."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None

        def formatted(*args: Any, **kwargs: Any) -> str:
            guards.filled(value.__self__, *args, **kwargs)
            return wrapped(*args, **kwargs)

        return formatted

    def _watched(self, value: Any) -> Any:
        """Return a value; if it is a method of a text, one that looks out."""
        text = value.__self__ if isinstance(value, _METHODS) else None
        if not isinstance(text, str):
            return value

        def method(*args: Any, **kwargs: Any) -> Any:
            guards.method(text, value.__name__, (*args, *kwargs.values()))
            return value(*args, **kwargs)

        return method

    def _load_template(self, name: Any, globals: Any) -> Template:  # noqa: A002
        spend(_LOADED)
        found = super()._load_template(name, globals)
        if self._owned(found.filename):
            uses(str(found.filename))
        return found

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - so it is called there
    ) -> str:
        counted = Counting(self, owned=self._owned(filename)).visit(source)
        return super()._generate(counted, name, filename, defer_init)


class _Namespace(Namespace):
    """One that does not tell all it holds, over and over."""

    def __repr__(self) -> str:
        return "<namespace>"


def _range(*given: int) -> range:
    found = range(*given)
    guards.so_many(None, len(found))
    return found


_PICKING = frozenset(("d", "default", "first", "last", "max", "min", "random"))
"""Filters that make nothing: what they return was there before."""


def _counted(name: str, work: Any) -> Any:
    """Return a filter or test as it is counted."""
    # Those that work on what the page knows are given that before the value.
    first = 1 if getattr(work, "jinja_pass_arg", None) else 0
    guard = guards.FILTERS.get(name)

    @functools.wraps(work)
    def counted(*args: Any, **named: Any) -> Any:
        spend()
        given = args[first:]
        glanced(*given, *named.values())
        if guard is not None:
            guard(*given, **named)
        found = work(*args, **named)
        return found if name in _PICKING else paid(found)

    return counted


_COUNTED_FILTERS = {name: _counted(name, work) for name, work in FILTERS.items()}
_COUNTED_TESTS = {name: _counted(f"is {name}", work) for name, work in TESTS.items()}
