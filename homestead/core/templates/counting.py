"""Templates rewritten as they are compiled, so that whatever they do is counted.

Loops count each turn, pages what they are made of; lists and texts are paid for as they
are put together. A template of the owner's that asks for what is not theirs to have is
refused here, with the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

from homestead.core.templates import guards
from homestead.core.templates.budget import spend

if TYPE_CHECKING:
    from jinja2.compiler import Frame
    from jinja2.environment import Environment

_PER_UNIT = 16


class Counting(NodeTransformer):
    """Puts the counting into a template. `owned`: it is the owner's."""

    def __init__(self, environment: Environment, *, owned: bool) -> None:
        self._environment = environment
        self._owned = owned

    def get_visitor(self, node: nodes.Node) -> Any:
        """Return what rewrites a node, which is counted too; None: nothing."""
        spend()
        return getattr(self, f"count_{type(node).__name__.lower()}", None)

    def count_for(self, node: nodes.For) -> nodes.Node:
        """Count each turn, those that a condition leaves out too."""
        self.generic_visit(node)
        node.body.insert(0, self._statement("turn", node))
        if node.test is not None:
            turn = self._asked("turn", node)
            node.test = nodes.And(turn, node.test, lineno=node.lineno)
        return node

    def count_output(self, node: nodes.Output) -> list[nodes.Node]:
        """Count what stands in the page, as it is and as it is put in."""
        plain = 0
        for place, child in enumerate(node.nodes):
            if isinstance(child, nodes.TemplateData):
                plain += len(child.data)
            else:
                node.nodes[place] = self._asked("paid", child, self.visit(child))
        units = nodes.Const(1 + plain // _PER_UNIT, lineno=node.lineno)
        return [self._statement("turn", node, units), node]

    def count_concat(self, node: nodes.Concat) -> nodes.Node:
        """Look at how long a text gets."""
        self.generic_visit(node)
        return self._asked("joined", node, *node.nodes)

    def count_compare(self, node: nodes.Compare) -> nodes.Node:
        """Look at what is compared: it may be long."""
        self.generic_visit(node)
        node.expr = self._paid(node.expr)
        for each in node.ops:
            each.expr = self._paid(each.expr)
        return node

    def count_list(self, node: nodes.List) -> nodes.Node:
        """Look at what is put together."""
        self.generic_visit(node)
        return self._paid(node)

    def count_dict(self, node: nodes.Dict) -> nodes.Node:
        """Look at what is put together."""
        self.generic_visit(node)
        return self._paid(node)

    def count_tuple(self, node: nodes.Tuple) -> nodes.Node:
        """Look at what is put together, unless it is taken apart."""
        self.generic_visit(node)
        return self._paid(node) if node.ctx == "load" else node

    def count_getitem(self, node: nodes.Getitem) -> nodes.Node:
        """Look at what is cut out: it is a copy."""
        self.generic_visit(node)
        return self._paid(node) if isinstance(node.arg, nodes.Slice) else node

    def count_filter(self, node: nodes.Filter) -> nodes.Node:
        """Refuse the filters that an owner's template may not use."""
        if self._owned and node.name in guards.REFUSED:
            self._refuse(node, f"The filter {node.name!r} is not for templates here.")
        self.generic_visit(node)
        return node

    def count_scopedevalcontextmodifier(
        self, node: nodes.ScopedEvalContextModifier
    ) -> nodes.Node:
        """Refuse to let pass what people wrote as it is."""
        if self._owned:
            self._refuse(node, "What people wrote stays escaped: no autoescape here.")
        self.generic_visit(node)
        return node

    def _paid(self, node: nodes.Expr) -> nodes.Expr:
        return self._asked("paid", node, node)

    def _asked(self, name: str, near: nodes.Node, *given: nodes.Expr) -> nodes.Expr:
        of = nodes.EnvironmentAttribute(name, lineno=near.lineno)
        asked = nodes.Call(of, list(given), [], None, None, lineno=near.lineno)
        asked.set_environment(self._environment)
        return asked

    def _statement(
        self, name: str, near: nodes.Node, *given: nodes.Expr
    ) -> nodes.ExprStmt:
        return nodes.ExprStmt(self._asked(name, near, *given), lineno=near.lineno)

    def _refuse(self, node: nodes.Node, why: str) -> None:
        raise TemplateSyntaxError(why, node.lineno)


class Generator(CodeGenerator):
    """Writes what was put in as plain calls: they are made very often."""

    def visit(self, node: nodes.Node, *args: Any, **named: Any) -> Any:
        """Write a node, which is counted too."""
        spend()
        return super().visit(node, *args, **named)

    def visit_Call(  # noqa: N802 - jinja2 names it
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - and this
    ) -> None:
        """Write a call."""
        if not isinstance(node.node, nodes.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(f"environment.{node.node.name}(")
        for given in node.args:
            self.visit(given, frame)
            self.write(", ")
        self.write(")")
