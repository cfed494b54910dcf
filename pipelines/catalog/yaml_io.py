"""YAML files that people write, read as text with the line of every field.

No scalar is turned into a number or a date here: an unquoted 08110 stays «08110». The typed
models decide what each text means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml  # type: ignore[import-untyped]
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from pipelines.errors import SettingsError, Where

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | None"
Loc = tuple[str | int, ...]

#: Beyond this a file of settings is an accident (or an alias that repeats itself without end).
MAX_NODES = 100_000
#: Nesting that may reach further than this is not given to the fast parser, which has no floor below it.
_DEEP = 500
_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True)
class Document:
    """A file's content as plain texts, lists and mappings, and the line of each field."""

    file: Path
    data: Plain
    lines: dict[Loc, int]

    def line_of(self, loc: Sequence[str | int]) -> int:
        """Return the line (1-based) of a field, or of the nearest field that holds it."""
        path: Loc = ()
        for part in loc:
            if (*path, part) in self.lines:
                path = (*path, part)
        return self.lines.get(path, 1)

    def error(self, loc: Sequence[str | int], what: str, todo: str = "") -> SettingsError:
        """Build the error for a field of this file: file, line and field are filled in."""
        where = Where(self.file.name, row=self.line_of(loc), column=dotted(loc), written=True)
        return SettingsError(what, where, todo)


def dotted(loc: Sequence[str | int]) -> str:
    """Return a field's path as people read it: ``indicadores[1].meta.valor``, counting from 1."""
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read_yaml(path: Path) -> Document:
    """Read one YAML file. Raises `SettingsError` with the line when it cannot be understood."""
    where = Where(path.name)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise SettingsError("El archivo no existe.", where, f"cree el archivo {path.name}.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            "El archivo no está en UTF-8.", where, "guárdelo de nuevo con la codificación UTF-8."
        ) from error
    try:
        root = _composed(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        raise SettingsError(
            "El archivo no se entiende como YAML.",
            Where(path.name, row=line, written=True),
            "revise los dos puntos, las comillas y la sangría (con espacios, sin tabuladores) "
            "de esa línea y de la anterior.",
        ) from error
    except YAMLError as error:
        raise SettingsError(
            "El archivo tiene caracteres que YAML no acepta.",
            where,
            "ábralo en un editor y guárdelo en UTF-8.",
        ) from error
    except RecursionError as error:
        raise SettingsError(
            "El archivo tiene demasiados niveles.", where, "revise los corchetes y llaves."
        ) from error
    if root is None:
        raise SettingsError("El archivo está vacío.", where, "complete sus campos o bórrelo.")
    return _Builder(path).build(root)


def _composed(text: str) -> Any:
    """The tree of nodes: by libyaml, which is fast, or by ruamel, which says what is wrong and where."""
    # each level takes a bracket, or a column of some line
    deep = text.count("[") + text.count("{") > _DEEP or max(map(len, text.splitlines()), default=0) > _DEEP
    if not deep and "\t" not in text:  # a tab is an error here, and libyaml lets some pass
        try:
            return yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            pass  # told below
    return YAML(typ="safe", pure=True).compose(text)


class _Builder:
    """Turns a tree of nodes into plain data, noting the line of each field."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Loc, int] = {(): 1}
        self.nodes = 0

    def build(self, root: Any) -> Document:
        return Document(self.path, self._plain(root, (), ()), self.lines)

    def _plain(self, node: Any, loc: Loc, inside: tuple[int, ...]) -> Plain:
        self.nodes += 1
        if id(node) in inside or self.nodes > MAX_NODES:
            raise self._error(
                node, "El archivo se repite a sí mismo o es muy grande.", "quite las referencias."
            )
        inside = (*inside, id(node))
        if node.id == "scalar":
            return None if not node.style and node.value in _NULLS else str(node.value)
        if node.id == "sequence":
            items: list[Plain] = []
            for index, child in enumerate(node.value):
                self.lines[(*loc, index)] = child.start_mark.line + 1
                items.append(self._plain(child, (*loc, index), inside))
            return items
        if node.id == "mapping":
            return self._mapping(node, loc, inside)
        raise self._error(node, "Hay algo que no es texto, lista ni campos.", "revise esa línea.")

    def _mapping(self, node: Any, loc: Loc, inside: tuple[int, ...]) -> dict[str, Plain]:
        fields: dict[str, Plain] = {}
        for key, child in node.value:
            if key.id != "scalar":
                raise self._error(key, "El nombre de un campo no es un texto.", "revise esa línea.")
            name = str(key.value)
            if name in fields:
                raise self._error(key, f"El campo «{name}» está dos veces.", "deje uno solo.")
            self.lines[(*loc, name)] = key.start_mark.line + 1
            fields[name] = self._plain(child, (*loc, name), inside)
        # «contacto:» with nothing after it is a field left blank, the same as leaving it out
        return {name: value for name, value in fields.items() if value is not None}

    def _error(self, node: Any, what: str, todo: str) -> SettingsError:
        where = Where(self.path.name, row=node.start_mark.line + 1, written=True)
        return SettingsError(what, where, todo)
