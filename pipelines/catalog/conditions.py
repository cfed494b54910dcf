"""`donde`: comparisons joined by «and», read by a small parser of our own. Nothing is evaluated as code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Op = Literal["=", "!=", "<", "<=", ">", ">=", "in"]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>'(?:[^']|'')*')                  # 'text', a quote inside is doubled
    | (?P<column>"[^"]+"|«[^»]+»)               # "a column with spaces"
    | (?P<op><=|>=|!=|<>|=|<|>)
    | (?P<mark>[(),])
    | (?P<number>[-+]?\d+(?:[.]\d+)?(?![\w.]))
    | (?P<word>[^\W\d][\w.]*)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Comparison:
    """One comparison of a column with a text, a number or a list of them."""

    column: str
    op: Op
    values: tuple[str, ...]
    numeric: bool


def parse_conditions(text: str) -> tuple[Comparison, ...]:
    """Read ``sit_fin = 'P' and asistencia > 0 and grado in (1, 2)``.

    Texts go between single quotes, numbers without quotes and with a dot; a column with spaces
    goes between double quotes. Raises ValueError, in Spanish, with what was not understood.
    """
    return _Parser(_tokens(text)).conditions()


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None:
            raise ValueError(f"no se entiende desde «{text[position:].strip()[:20]}»")
        kind = str(match.lastgroup)
        tokens.append((kind, match.group(kind)))
        position = match.end()
    return tokens


class _Parser:
    """Walks the tokens once, left to right."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def conditions(self) -> tuple[Comparison, ...]:
        found = [self._comparison()]
        while self.at < len(self.tokens):
            self._expect_word({"and", "y"})
            found.append(self._comparison())
        return tuple(found)

    def _next(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise ValueError("está incompleta: termina antes de tiempo")
        self.at += 1
        return self.tokens[self.at - 1]

    def _expect_word(self, words: set[str]) -> None:
        _, value = self._next()
        if value.lower() not in words:
            raise ValueError(f"tiene «{value}» donde se esperaba «and»; sólo se unen comparaciones con «and»")

    def _comparison(self) -> Comparison:
        kind, column = self._next()
        if kind not in ("word", "column"):
            raise ValueError(f"tiene {column} donde se esperaba el nombre de una columna")
        name = column.strip('"«»')
        kind, op = self._next()
        if kind == "word" and op.lower() == "in":
            values, numeric = self._list()
            return Comparison(name, "in", values, numeric)
        if kind != "op":
            raise ValueError(f"tiene «{op}» donde se esperaba =, !=, <, <=, >, >= o in")
        value, numeric = self._literal()
        symbol: Op = "!=" if op == "<>" else op  # type: ignore[assignment]
        if symbol not in ("=", "!=") and not numeric:
            raise ValueError(
                f"compara «{name}» con un texto usando «{op}»: los textos sólo admiten =, != e in"
            )
        return Comparison(name, symbol, (value,), numeric)

    def _literal(self) -> tuple[str, bool]:
        kind, value = self._next()
        if kind == "text":
            return value[1:-1].replace("''", "'"), False
        if kind == "number":
            return value, True
        raise ValueError(f"tiene «{value}» donde se esperaba un número o un texto entre comillas simples")

    def _list(self) -> tuple[tuple[str, ...], bool]:
        if self._next() != ("mark", "("):
            raise ValueError("le falta el paréntesis después de «in»")
        literals = [self._literal()]
        while (token := self._next()) != ("mark", ")"):
            if token != ("mark", ","):
                raise ValueError(f"tiene «{token[1]}» donde se esperaba una coma o el cierre del paréntesis")
            literals.append(self._literal())
        if len({numeric for _, numeric in literals}) > 1:
            raise ValueError("mezcla números y textos en la misma lista")
        return tuple(value for value, _ in literals), literals[0][1]
