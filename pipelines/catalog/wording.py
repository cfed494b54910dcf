"""What pydantic found wrong, said for the person who wrote the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from pipelines.catalog.problems import suggestion
from pipelines.catalog.yaml_io import Document, dotted
from pipelines.errors import SettingsError


def explain(document: Document, model: type[BaseModel], detail: Mapping[str, Any]) -> SettingsError:
    """Turn one of pydantic's errors into a `SettingsError` with file, line, field and what to do."""
    loc = tuple(part for part in detail["loc"] if part != "[key]")
    name, kind = dotted(loc[_last_word(loc) :]), str(detail["type"])
    context = detail.get("ctx", {})
    if kind == "missing":
        return document.error(loc, f"Falta el campo «{name}».", f"agregue «{name}:» con su valor.")
    if kind == "extra_forbidden":
        known = _keys_at(model, loc[:-1])
        hint = suggestion(name, known, 1) or f"Los campos posibles son: {', '.join(known)}."
        return document.error(
            loc, f"El campo «{name}» no se conoce. {hint}", "corrija el nombre o quite el campo."
        )
    if kind in {"literal_error", "enum"}:
        options = re.sub(r"'([^']*)'", r"«\1»", str(context.get("expected", ""))).replace(" or ", " o ")
        return document.error(loc, f"El valor de «{name}» no es uno de los posibles.", f"use {options}.")
    if kind in {"value_error", "assertion_error"}:
        reason = str(context.get("error", detail["msg"]))
        return document.error(loc, f"El campo «{name}» {reason}." if loc else f"{reason}.", "corríjalo.")
    return document.error(loc, f"El campo «{name}» {_wanted(kind, context)}.", "corrija el valor.")


def _last_word(loc: Sequence[str | int]) -> int:
    """Return where the last field name of a path stands (0 when it has none)."""
    return max((index for index, part in enumerate(loc) if isinstance(part, str)), default=0)


def _wanted(kind: str, context: Mapping[str, Any]) -> str:
    limits = {
        "greater_than_equal": f"debe ser {context.get('ge')} o más",
        "less_than_equal": f"debe ser {context.get('le')} o menos",
        "greater_than": f"debe ser mayor que {context.get('gt')}",
        "less_than": f"debe ser menor que {context.get('lt')}",
        "too_short": "necesita al menos un elemento",
        "string_too_short": "no puede quedar vacío",
        "string_pattern_mismatch": "no tiene la forma esperada",
    }
    if kind in limits:
        return limits[kind]
    wanted = {
        "int": "un número entero",
        "float": "un número",
        "bool": "«sí» o «no»",
        "string": "un texto",
        "date": "una fecha como 2025-03-31",
        "list": "una lista",
        "tuple": "una lista",
        "dict": "un grupo de campos",
        "model": "un grupo de campos",
    }
    for start, text in wanted.items():
        if kind.startswith(start):
            return f"debe ser {text}"
    return "no es válido"


def _keys_at(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """Return the keys (in Spanish) that the block at `loc` may hold."""
    current = model
    for part in loc:
        if isinstance(part, int):
            continue
        field = next((f for n, f in current.model_fields.items() if part in (f.alias, n)), None)
        inner = _model_of(field.annotation) if field else None
        if inner is None:
            return []
        current = inner
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_of(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_of(argument)
        if found is not None:
            return found
    return None
