"""Formulas of a printed table: sums, quotients and differences, and nothing else that Python can do."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

Number = Decimal | None

_OPERATORS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
#: What each function takes: how many names or texts.
FUNCTIONS = {"suma": (1, 2), "celda": (2, 2), "impreso": (1, 1)}


@dataclass(frozen=True)
class Formula:
    """A formula that could be read. `calls`: its functions with their arguments, in order."""

    text: str
    tree: ast.expr
    calls: tuple[tuple[str, tuple[str, ...]], ...]


def parse_formula(text: str) -> Formula:
    """Read a formula. Raises ValueError (in Spanish) when it is none.

    Numbers, `+ - * / ( )`, `suma(columna)`, `suma(columna, grupo)`, `celda("fila", columna)` and
    `impreso(id)`.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise ValueError("no se entiende: revise paréntesis, comas y signos") from error
    calls: list[tuple[str, tuple[str, ...]]] = []
    _check(tree, calls)
    return Formula(text, tree, tuple(calls))


def evaluate(formula: Formula, functions: Mapping[str, Callable[..., Number]]) -> Number:
    """Value of a formula; None when something in it is not known or is divided by zero.

    functions: one per name of FUNCTIONS, each given the texts that the formula writes.
    """
    return _value(formula.tree, functions)


def _check(node: ast.expr, calls: list[tuple[str, tuple[str, ...]]]) -> None:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            _check(left, calls)
            _check(right, calls)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            _check(inner, calls)
        case ast.Constant(value=value) if isinstance(value, int | float) and not isinstance(value, bool):
            return
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            least, most = FUNCTIONS[name]
            if not least <= len(arguments) <= most:
                raise ValueError(f"«{name}» lleva {least if least == most else f'{least} o {most}'} partes")
            calls.append((name, tuple(_word(argument) for argument in arguments)))
        case _:
            known = ", ".join(f"«{name}»" for name in FUNCTIONS)
            raise ValueError(f"sólo lleva números, + - * / y {known}")


def _word(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=str(text)):
            return text
        case _:
            raise ValueError("dentro de los paréntesis van nombres, o textos entre comillas")


def _value(node: ast.expr, functions: Mapping[str, Callable[..., Number]]) -> Number:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _value(left, functions), _value(right, functions)
            if one is None or other is None:
                return None
            try:
                return _OPERATORS[type(op)](one, other)
            except (DivisionByZero, InvalidOperation):
                return None
        case ast.UnaryOp(operand=inner):
            value = _value(inner, functions)
            return None if value is None else -value
        case ast.Constant(value=value):
            return Decimal(str(value))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return functions[name](*map(_word, arguments))
        case _:
            raise ValueError("la fórmula no se revisó antes de calcularla")
