"""What the people of the example collaborative would have written: settings, goals, recipes."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPO = HERE.parent
#: Recipes that the example's tidy tables need.
RECIPES = ("fonasa-sexo-2023.yml", "fonasa-tramo-2023.yml", "nacimientos-comuna-edad-madre.yml")


def write_settings(folder: Path) -> None:
    """Copy `example/workspace`, registers too, into `folder`; the shared READMEs and the recipes in use."""
    templates = REPO / "pipelines" / "plantillas"
    for source in sorted(templates.rglob("LEEME.md")):
        _copy(source, folder / source.relative_to(templates))
    for pattern in ("*.y*ml", "registros/*.csv"):
        for source in sorted((HERE / "workspace").rglob(pattern)):
            _copy(source, folder / source.relative_to(HERE / "workspace"))
    for name in RECIPES:
        _copy(REPO / "docs" / "recetas" / name, folder / "fuentes" / name)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
