"""Types of single fields: territory codes with their zero, yes/no and numbers as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

_ID = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_TERRITORY = re.compile(rf"CL|CL-st|\d{{2}}(-st)?|\d{{3}}|\d{{5}}(-{_ID.pattern})?")
_BAND = re.compile(r"(\d{1,3})(?:-(\d{1,3})|\+)?")
_NOT_AGES = ("total", "sin_dato")
#: What may be thousands («4.000») or decimals; with a zero in front it is decimals.
_POINTS = re.compile(r"[-+]?[1-9]\d{0,2}(\.\d{3})+")
_OF_A_COMUNA = re.compile(r"(\d{4})(-.+)")


def restore_zero(text: str) -> str:
    """Give a territory code its leading zero back: 8110 -> 08110, 8 -> 08, 81 -> 081, 8110-a -> 08110-a."""
    if of_comuna := _OF_A_COMUNA.fullmatch(text):
        return f"0{of_comuna[1]}{of_comuna[2]}"
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
            "no es un código de territorio: use CL, dos dígitos para una región, tres para una provincia, "
            "cinco para una comuna o, para uno propio, la comuna y su código: 13401-villa-1"
        )
    return value


def _check_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("sólo puede llevar letras sin tilde, números y guiones")
    return value


def _yes_no(value: object) -> object:
    words = {"sí": True, "si": True, "no": False, "verdadero": True, "falso": False}
    return words.get(value.strip().lower(), value) if isinstance(value, str) else value


def refuse_thousands(text: str) -> None:
    """Raise ValueError when a point may part thousands as well as decimals: «4.000»."""
    bare = text.strip()
    if not _POINTS.fullmatch(bare):
        return
    whole, one_point = bare.replace(".", ""), bare.count(".") == 1
    either = f"{whole} o {bare.replace('.', ',')}" if one_point else whole
    raise ValueError(f"no es claro: no se sabe si el punto separa miles o decimales; escriba {either}")


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    refuse_thousands(value)
    return value.strip().replace(",", ".")


def _check_band(value: str) -> str:
    ages = _BAND.fullmatch(value)
    if value not in _NOT_AGES and (not ages or (ages[2] and int(ages[1]) > int(ages[2]))):
        raise ValueError("no es un tramo de edad: use 15-19, 60+, 0, total o sin_dato")
    return value


def _check_age(value: str) -> str:
    if value in _NOT_AGES:
        raise ValueError("no es un tramo de edad que se muestre aparte: use 15-19, 60+ o 0")
    return value


@dataclass(frozen=True)
class OneOrMany:
    """One value or a list of them: always a tuple once read. `word` stands for the empty list."""

    word: str = ""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Turn what was written into a list before the usual checks."""
        return core_schema.no_info_before_validator_function(self._list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell editors that a single value (or the word) is fine too."""
        many = handler(schema)
        word = [{"const": self.word}] if self.word else []
        return {"anyOf": [*word, many["items"], many]}

    def _list(self, value: object) -> object:
        if self.word and value == self.word:
            return []
        return value if isinstance(value, list | tuple) or value is None else [value]


TerritoryId = Annotated[
    str,
    BeforeValidator(_territory),
    AfterValidator(_check_territory),
    WithJsonSchema({"type": ["string", "integer"]}),
]
Band = Annotated[str, AfterValidator(_check_band)]
#: A band of ages that are ages: neither the total nor those that nobody knows.
Ages = Annotated[str, AfterValidator(_check_band), AfterValidator(_check_age)]
Id = Annotated[str, AfterValidator(_check_id)]
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["sí", "no", True, False]})]
Number = Annotated[
    float,
    Field(allow_inf_nan=False),
    BeforeValidator(_number),
    WithJsonSchema({"type": ["number", "string"]}),
]
one_or_many = OneOrMany()
