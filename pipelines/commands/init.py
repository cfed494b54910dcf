"""`cuenta init`: a new workspace, empty or with the synthetic example."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from string import Template

from pipelines.catalog.recipes import SHIPPED as SHIPPED_RECIPES
from pipelines.commands.places import ALL
from pipelines.errors import StewardError, Where
from pipelines.registers.templates import write_templates
from pipelines.stages import Collaborative
from pipelines.territories import names
from pipelines.workspace import SETTINGS_FILE, Workspace

TEMPLATES = Path(__file__).resolve().parents[1] / "plantillas"


@dataclass(frozen=True)
class NewWorkspace:
    """What to create. `territories`: ids, or just «todas». `year`: of the account."""

    folder: Path
    year: int
    name: str = "Mi colaborativa"
    territories: tuple[str, ...] = ()
    recipes: bool = False


def create(new: NewWorkspace) -> Workspace:
    """Write the templates into `new.folder`. Raises `StewardError` when it is taken."""
    ws = Workspace(new.folder.expanduser().resolve())
    _refuse_taken(ws)
    shutil.copytree(TEMPLATES, ws.root, dirs_exist_ok=True, copy_function=_copy_new)
    write_templates(ws.registers)
    _fill(ws.settings_file, new)
    if new.recipes:
        copy_recipes(ws)
    ws.make_folders()
    _ = Collaborative(ws).catalog  # a template that does not load is our fault, and is seen here
    return ws


def create_example(folder: Path) -> Workspace:
    """Generate the synthetic example in `folder`. Raises `StewardError` when it is taken."""
    from example.generate import generate

    ws = Workspace(folder.expanduser().resolve())
    _refuse_taken(ws)
    generate(ws.root)
    ws.make_folders()
    return ws


def copy_recipes(ws: Workspace) -> list[str]:
    """Copy the shipped recipes into fuentes/, without touching those that are there."""
    ws.recipes.mkdir(parents=True, exist_ok=True)
    copied = []
    for recipe in sorted(SHIPPED_RECIPES.glob("*.yml")):
        if not (ws.recipes / recipe.name).exists():
            shutil.copyfile(recipe, ws.recipes / recipe.name)
            copied.append(recipe.name)
    return copied


def _refuse_taken(ws: Workspace) -> None:
    """Refuse a folder that is a workspace already, or that cannot be one."""
    if ws.settings_file.exists():
        raise StewardError(
            "En esa carpeta ya hay un espacio de trabajo.",
            Where(file=SETTINGS_FILE),
            "Elija otra carpeta; lo que hay no se toca.",
        )
    above = next(folder for folder in (ws.root, *ws.root.parents) if folder.exists())
    if not above.is_dir():
        raise StewardError(f"«{above.name}» es un archivo y no una carpeta.", todo="Elija otro nombre.")
    if not os.access(above, os.W_OK):
        raise StewardError(
            f"No hay permiso para escribir en la carpeta «{above.name}».", todo="Elija otra carpeta."
        )


def _copy_new(source: str, target: str) -> str:
    return target if Path(target).exists() else shutil.copyfile(source, target)


def _fill(path: Path, new: NewWorkspace) -> None:
    listed = "".join(f'\n  - "{t}"  # {names()[t]}' for t in new.territories if t != ALL)
    text = Template(path.read_text(encoding="utf-8")).substitute(
        nombre=json.dumps(new.name, ensure_ascii=False),
        territorios=listed or ALL,
        anio_cuenta=new.year,
    )
    path.write_text(text, encoding="utf-8")
