"""What every model of a written file shares: reading it, and checking it as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError, ValidationInfo, field_validator

from pipelines.catalog.fields import refuse_thousands
from pipelines.catalog.problems import raise_problems
from pipelines.catalog.wording import explain
from pipelines.catalog.yaml_io import Document, Loc, read_yaml
from pipelines.errors import SettingsError


class Written(BaseModel):
    """A block of a YAML file: unknown keys are errors, attributes are in English, keys in Spanish."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def _no_thousands(cls, value: Any, info: ValidationInfo) -> Any:
        """A whole number with points is asked again: pydantic would read «4.000» as 4."""
        wanted = cls.model_fields[info.field_name or ""].annotation
        if isinstance(value, str) and wanted in (int, int | None):
            refuse_thousands(value)
        return value


class WrittenFile(Written):
    """A whole YAML file; `origin` knows the line of each field."""

    _origin: Document = PrivateAttr(default_factory=lambda: Document(Path("sin-archivo"), None, {}))

    @property
    def origin(self) -> Document:
        """The document this model was read from."""
        return self._origin

    def problems(self) -> list[SettingsError]:
        """Faults that concern several fields at once, each with its line. None by default."""
        return []


F = TypeVar("F", bound=WrittenFile)


def load_file(path: Path, model: type[F]) -> F:
    """Read one YAML file into `model`. Raises `SettingsError` (all its faults at once)."""
    return validate(read_yaml(path), model)


def load_folders(folders: Sequence[Path], model: type[F]) -> list[F]:
    """Read every .yml/.yaml below `folders`, sorted by path. Reports the faults of all files at once."""
    loaded, problems = try_folders(folders, model)
    raise_problems(problems)
    return loaded


def try_folders(folders: Sequence[Path], model: type[F]) -> tuple[list[F], list[SettingsError]]:
    """Read every .yml/.yaml below `folders`: the files that could be read, and the faults of the rest."""
    loaded: list[F] = []
    problems: list[SettingsError] = []
    for path in yaml_files(folders):
        try:
            loaded.append(load_file(path, model))
        except SettingsError as error:
            problems.append(error)
    return loaded, problems


def yaml_files(folders: Sequence[Path]) -> list[Path]:
    """Return the YAML files below `folders` (hidden ones left out), in a stable order."""
    found = [path for folder in folders for path in sorted(folder.rglob("*.y*ml"))]
    return [path for path in found if path.suffix in {".yml", ".yaml"} and not path.name.startswith(".")]


def validate(document: Document, model: type[F]) -> F:
    """Check a document against `model`. Raises `SettingsError` naming file, line, field and remedy."""
    try:
        loaded = model.model_validate(document.data)
    except ValidationError as error:
        details = error.errors()
        places = [detail["loc"] for detail in details]
        # a list whose only element is wrong is not said to be empty too
        said = [d for d in details if d["type"] != "too_short" or not _inside(d["loc"], places)]
        raise_problems([explain(document, model, detail) for detail in said])
        raise
    loaded._origin = document
    raise_problems(loaded.problems())
    return loaded


def _inside(loc: Loc, places: Sequence[Loc]) -> bool:
    return any(len(place) > len(loc) and place[: len(loc)] == loc for place in places)
