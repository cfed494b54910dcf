"""JSON Schema of every file that people write, so that an editor checks it while they type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipelines.catalog.cards import Card
from pipelines.catalog.corrections import Correction
from pipelines.catalog.goals import Goal
from pipelines.catalog.model import WrittenFile
from pipelines.catalog.printed_tables import PrintedTable
from pipelines.catalog.recipes import Recipe
from pipelines.catalog.settings import Settings
from pipelines.files import write_json

#: File name (without extension) -> model and title.
KINDS: dict[str, tuple[type[WrittenFile], str]] = {
    "colaborativa": (Settings, "La colaborativa: colaborativa.yaml"),
    "indicador": (Card, "Ficha de un indicador: indicadores/*.yaml"),
    "meta": (Goal, "Meta común: metas/*.yaml"),
    "correccion": (Correction, "Corrección de un error de la fuente: correcciones/*.yml"),
    "cuadro": (PrintedTable, "Cuadro de un documento, como está impreso: cuadros/*.yml"),
    "receta": (Recipe, "Receta de una tabla: fuentes/*.yml"),
}


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file (a key of KINDS)."""
    model, title = KINDS[kind]
    schema = model.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plain(schema), "title": title}


def write_schemas(folder: Path) -> list[Path]:
    """Write one <kind>.json for every kind into `folder`. Same models, same bytes."""
    paths = [folder / f"{kind}.json" for kind in KINDS]
    for path in paths:
        write_json(path, json_schema(path.stem))
    return paths


def _plain(node: Any) -> Any:
    """Leave out pydantic's English titles and the docstrings of the models, meant for programmers."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    is_model = node.get("type") == "object" and "properties" in node
    dropped = {"title", "description"} if is_model else {"title"}
    kept = {key: value for key, value in node.items() if not (key in dropped and isinstance(value, str))}
    return {key: _plain(value) for key, value in kept.items()}
