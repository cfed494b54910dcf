"""A suite as its YAML says it: what is demanded of one table, how gravely, in which words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

FOLDER = Path(__file__).resolve().parent


class Demand(BaseModel):
    """One expectation. `por`: evaluated per group of those columns. `donde`: row filter."""

    model_config = ConfigDict(extra="forbid")

    tipo: str
    argumentos: dict[str, Any]
    gravedad: Literal["critica", "aviso"]
    mensaje: str
    que_hacer: str = ""
    donde: dict[str, str | list[str]] = Field(default_factory=dict)
    por: list[str] = Field(default_factory=list)


class Suite(BaseModel):
    """Everything demanded of one table."""

    model_config = ConfigDict(extra="forbid")

    tabla: str
    descripcion: str
    numericas: list[str] = Field(default_factory=list)
    derivadas: dict[str, str] = Field(default_factory=dict)
    expectativas: list[Demand]
    controles: list[Demand] = Field(default_factory=list)


@cache
def load_suite(table: str) -> Suite:
    """The suite of `table`, from expectations/<table>.yml. Raises FileNotFoundError when absent."""
    content = YAML(typ="safe").load((FOLDER / f"{table}.yml").read_text(encoding="utf-8"))
    return Suite.model_validate(content)
