"""What every model of a written file shares: text to type, and pydantic's errors in plain Spanish."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PrivateAttr,
    ValidationError,
    WithJsonSchema,
)

from pipelines.catalog.problems import raise_problems, suggestion
from pipelines.catalog.yaml_io import Document, dotted, read_yaml
from pipelines.errors import SettingsError

_TERRITORY = re.compile(r"CL|CL-st|\d{2}(-st)?|\d{3}|\d{5}(-[\w-]+)?")
_ID = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


class Written(BaseModel):
    """A block of a YAML file: unknown keys are errors, attributes are in English, keys in Spanish."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, str_strip_whitespace=True)


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


def restore_zero(text: str) -> str:
    """Give a territory code its leading zero back: 8110 -> 08110, 8 -> 08, 81 -> 081."""
    if not text.isdigit():
        return text
    if len(text) == 2 and int(text) > 16:
        return text.zfill(3)
    return text.zfill({1: 2, 4: 5}.get(len(text), len(text)))


def _territory(value: object) -> object:
    return restore_zero(str(value).strip()) if isinstance(value, str | int) else value


def _check_territory(value: str) -> str:
    if not _TERRITORY.fullmatch(value):
        raise ValueError(
            "no es un código de territorio: use CL, dos dígitos para una región, tres para una provincia "
            "o cinco para una comuna"
        )
    return value


def _check_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("sólo puede llevar letras sin tilde, números y guiones")
    return value


def _yes_no(value: object) -> object:
    words = {"sí": True, "si": True, "no": False, "verdadero": True, "falso": False}
    return words.get(value.strip().lower(), value) if isinstance(value, str) else value


def _number(value: object) -> object:
    return value.strip().replace(",", ".") if isinstance(value, str) else value


def _many(value: object) -> object:
    return value if isinstance(value, list | tuple) or value is None else [value]


TerritoryId = Annotated[
    str,
    BeforeValidator(_territory),
    AfterValidator(_check_territory),
    WithJsonSchema({"type": ["string", "integer"]}),
]
Id = Annotated[str, AfterValidator(_check_id)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Number = Annotated[float, BeforeValidator(_number)]
#: One value or a list of them: always a tuple once read.
one_or_many = BeforeValidator(_many)

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
        raise_problems([_explain(document, model, detail) for detail in error.errors()])
        raise
    loaded._origin = document
    raise_problems(loaded.problems())
    return loaded


def _explain(document: Document, model: type[Written], detail: Mapping[str, Any]) -> SettingsError:
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
