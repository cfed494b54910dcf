"""territorios.csv: the territories below the comuna of a workspace (villas, unidades vecinales…)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field

from pipelines import territories
from pipelines.catalog.csv_rows import ListedRow, WrittenRow, read_list
from pipelines.catalog.fields import restore_zero
from pipelines.catalog.problems import raise_problems
from pipelines.catalog.tables import Row
from pipelines.errors import SettingsError

FILE = "territorios.csv"
Level = Literal["unidad_vecinal", "villa", "sector", "otro"]
OWN_LEVELS: tuple[str, ...] = get_args(Level)
#: Ending of what could not be placed: 13401-st.
NOWHERE = "st"

_CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_DATE = re.compile(r"(\d{4})(-\d{2}-\d{2})?")


def _code(value: str) -> str:
    if not _CODE.fullmatch(value):
        raise ValueError("sólo puede llevar letras sin tilde, números y guiones")
    if value.lower() == NOWHERE:
        raise ValueError("no puede ser «st»: así se llama lo que no tiene territorio")
    return value


def _level(value: object) -> object:
    return "_".join(value.lower().split()) if isinstance(value, str) else value


def _comuna(value: str) -> str:
    code = restore_zero(value)
    if code not in territories.names() or territories.level_of(code) != "comuna":
        raise ValueError("no es el código de una comuna: son cinco dígitos, como 13401")
    return code


def _date(value: str) -> str:
    """A year stays a year: each end completes it. Raises ValueError for what is no date."""
    match = _DATE.fullmatch(value)
    if value and not match:
        raise ValueError("no es una fecha: use el año (2015) o el día (2015-03-31)")
    if match and match[2]:
        try:
            datetime.date.fromisoformat(value)
        except ValueError as error:
            raise ValueError("no es un día que exista") from error
    return value


class OwnTerritoryRow(WrittenRow):
    """One row of territorios.csv. `code` is the workspace's own; the id puts the comuna before it."""

    code: Annotated[str, AfterValidator(_code)] = Field(alias="codigo", min_length=1)
    name: str = Field(alias="nombre", min_length=1)
    level: Annotated[Level, BeforeValidator(_level)] = Field(alias="nivel")
    comuna: Annotated[str, AfterValidator(_comuna)] = Field(alias="pertenece_a", min_length=1)
    since: Annotated[str, AfterValidator(_date)] = Field(default="", alias="desde")
    until: Annotated[str, AfterValidator(_date)] = Field(default="", alias="hasta")


@dataclass(frozen=True)
class OwnTerritory:
    """A territory below the comuna. Dates are AAAA-MM-DD or empty; both ends included."""

    id: str
    name: str
    level: str
    comuna: str
    valid_from: str = ""
    valid_to: str = ""

    def meets(self, other: OwnTerritory) -> bool:
        """Whether both exist on some day."""
        return (not self.valid_to or other.valid_from <= self.valid_to) and (
            not other.valid_to or self.valid_from <= other.valid_to
        )


@dataclass(frozen=True)
class OwnTerritories:
    """What territorios.csv declares, by id."""

    by_id: Mapping[str, OwnTerritory] = field(default_factory=dict)

    @property
    def comunas(self) -> list[str]:
        """Comunas that are divided, in order."""
        return sorted({own.comuna for own in self.by_id.values()})

    @property
    def outside(self) -> dict[str, OwnTerritory]:
        """«Sin territorio» of each divided comuna, by id: what lies in none of its parts."""
        ids = {comuna: f"{comuna}-{NOWHERE}" for comuna in self.comunas}
        return {id_: OwnTerritory(id_, "", "sin_territorio", comuna) for comuna, id_ in ids.items()}

    @property
    def everywhere(self) -> dict[str, OwnTerritory]:
        """Where a place may be said to lie: in a part, or outside all of them."""
        return {**self.by_id, **self.outside}

    def levels(self) -> dict[str, str]:
        """Level of each id that a figure may carry, «sin territorio» included."""
        own = {own.id: own.level for own in self.by_id.values()}
        return own | {f"{comuna}-{NOWHERE}": "sin_territorio" for comuna in self.comunas}

    def rows(self) -> Iterator[Row]:
        """Rows of the catalogue table `own_territories`; each comuna with its «sin territorio»."""
        for own in self.by_id.values():
            yield _row(own.id, own.name, own.level, own.comuna, own.valid_from, own.valid_to)
        for comuna in self.comunas:
            name = f"Sin territorio informado ({territories.names()[comuna]})"
            yield _row(f"{comuna}-{NOWHERE}", name, "sin_territorio", comuna)


#: A workspace that declares none.
NO_OWN = OwnTerritories()


def load_own_territories(path: Path) -> OwnTerritories:
    """Read territorios.csv; empty when there is none. Raises `SettingsError` with row and column."""
    rows = read_list(path, OwnTerritoryRow)
    raise_problems([*_ends(rows), *_repeated(rows), *_mixed(rows)])
    return OwnTerritories({own.id: own for own in map(_own, rows)})


def _own(row: ListedRow[OwnTerritoryRow]) -> OwnTerritory:
    item = row.item
    since = f"{item.since}-01-01" if len(item.since) == 4 else item.since
    until = f"{item.until}-12-31" if len(item.until) == 4 else item.until
    return OwnTerritory(f"{item.comuna}-{item.code}", item.name, item.level, item.comuna, since, until)


def _row(territory: str, name: str, level: str, parent: str, since: str = "", until: str = "") -> Row:
    return {
        "territory_id": territory,
        "name": name,
        "level": level,
        "parent_id": parent,
        "valid_from": since,
        "valid_to": until,
    }


def _ends(rows: Sequence[ListedRow[OwnTerritoryRow]]) -> Iterable[SettingsError]:
    for row in rows:
        own = _own(row)
        if own.valid_to and own.valid_from > own.valid_to:
            yield row.error("hasta", "El territorio termina antes de empezar.", "corrija «desde» o «hasta».")


def _repeated(rows: Sequence[ListedRow[OwnTerritoryRow]]) -> Iterable[SettingsError]:
    first: dict[str, int] = {}
    for row in rows:
        key = _own(row).id.lower()  # addresses of pages do not tell capitals apart
        if key in first:
            what = f"El código «{row.item.code}» ya está en la fila {first[key]}, para la misma comuna."
            yield row.error("codigo", what, "use otro código: un territorio que cambia es otro territorio.")
        first.setdefault(key, row.number)


def _mixed(rows: Sequence[ListedRow[OwnTerritoryRow]]) -> Iterable[SettingsError]:
    """Villas and unidades vecinales cross each other: with both, what one reserves the other would tell."""
    for index, row in enumerate(rows):
        own = _own(row)
        before = ((each, _own(each)) for each in rows[:index] if each.item.level != own.level)
        other = next((each for each, its in before if its.comuna == own.comuna and own.meets(its)), None)
        if other is not None:
            what = (
                f"La comuna {own.comuna} se divide a la vez en «{other.item.level}» (fila {other.number}) "
                f"y en «{own.level}»."
            )
            yield row.error("nivel", what, "deje un solo nivel por comuna para un mismo período.")
