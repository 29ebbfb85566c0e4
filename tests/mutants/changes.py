"""The changes that are made to code, each in one place: what a slip of the hand would do."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_COMPARES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change.

    line  where it is
    what  `ops -> LtE in a < b`
    """

    line: int
    what: str
    tree: ast.Module


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mutant of a module's source."""
    tree = ast.parse(source)
    left_out = set(_left_out(tree))
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in left_out:
            continue
        if what := _changes(node):
            changed = copy.deepcopy(tree)
            _changes(next(each for at, each in enumerate(ast.walk(changed)) if at == number), make=True)
            line = getattr(node, "lineno", 0)
            yield Mutant(line, f"{what} in {ast.unparse(node).splitlines()[0][:100]}", changed)


def _left_out(tree: ast.Module) -> Iterator[int]:
    """Annotations, docstrings, and f-strings' parts, whose change no test could or should see."""
    for node in ast.walk(tree):
        apart: list[ast.AST | None] = []
        match node:
            case ast.arg(annotation=annotation) | ast.AnnAssign(annotation=annotation):
                apart = [annotation]
            case ast.FunctionDef(returns=returns, decorator_list=decorators):
                apart = [returns, *decorators]
            case ast.ClassDef(decorator_list=decorators):
                apart = list(decorators)
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                apart = [value]
            case ast.Expr(value=ast.Constant() as text):
                apart = [text]
            case ast.JoinedStr(values=values):
                apart = [value for value in values if isinstance(value, ast.Constant)]
        for part in filter(None, apart):
            yield from map(id, ast.walk(part))


def _changes(node: ast.AST, *, make: bool = False) -> str:
    """What can be changed at a node, in words, "" for nothing; it is changed if it shall be."""
    found: tuple[str, Any] | None = None
    match node:
        case ast.Compare(ops=[sign]) if type(sign) in _COMPARES:
            found = "ops", [_COMPARES[type(sign)]()]
        case ast.BoolOp(op=joint):
            found = "op", ast.Or() if isinstance(joint, ast.And) else ast.And()
        case ast.BinOp(op=operator) if type(operator) in _SUMS:
            found = "op", _SUMS[type(operator)]()
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            found = "test", ast.UnaryOp(ast.Not(), test)
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            found = "value", ast.Constant(None)
        case ast.Expr(value=ast.Call()):
            found = "value", ast.Constant(None)
        case ast.Constant(value=value) if (twin := _other(value)) is not None:
            found = "value", twin
    return _set(node, *found, make) if found else ""


def _set(node: ast.AST, field: str, other: Any, make: bool) -> str:
    """Set a field of a node; the change in words."""
    told = _told(other[0] if isinstance(other, list) else other)
    if make:
        setattr(node, field, other)
    return f"{field} -> {told}"


def _told(value: object) -> str:
    if isinstance(value, ast.Constant | ast.UnaryOp):
        return ast.unparse(value)
    return type(value).__name__ if isinstance(value, ast.AST) else repr(value)


def _other(value: object) -> object:
    """Another constant; None for one that is left alone, such as a message for people."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str) and " " not in value:
        return value + "XX"
    return None


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
