"""The blocks that a common goal is written in: agreement, indicators, story, partners, ideas, actions."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from pipelines.catalog.fields import Id, Number, TerritoryId, YesNo, one_or_many
from pipelines.catalog.model import Written
from pipelines.catalog.periods import PeriodId

Sex = Literal["total", "mujer", "hombre"]


class _TextToo:
    """Tells editors that a single text is fine in the place of the block."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


def _named(value: object) -> object:
    """A partner written as a single text has that name and no role."""
    return {"nombre": value} if isinstance(value, str) else value


class KindAttendance(Written):
    """How many people of one kind came to the assembly."""

    kind: str = Field(alias="clase", min_length=1, description="Familias, vecinos, salud, educación…")
    women: int | None = Field(default=None, alias="mujeres", ge=0)
    men: int | None = Field(default=None, alias="hombres", ge=0)
    people: int | None = Field(
        default=None, alias="personas", ge=0, description="Cuántas, si no se sabe cuántas de cada sexo."
    )

    @property
    def total(self) -> int:
        """How many came, however they were counted."""
        return self.people if self.people is not None else (self.women or 0) + (self.men or 0)


class Attendance(Written):
    """How many people came to the assembly."""

    women: int | None = Field(default=None, alias="mujeres", ge=0)
    men: int | None = Field(default=None, alias="hombres", ge=0)
    kinds: tuple[KindAttendance, ...] = Field(
        default=(), alias="por_clase", description="Los mismos asistentes, según a quién representan."
    )


class Agreement(Written):
    """Where and when the goal was agreed."""

    date: dt.date = Field(alias="fecha", description="Día del acuerdo, como 2025-03-31.")
    place: str = Field(default="", alias="lugar")
    assembly: str = Field(default="", alias="asamblea")
    attendance: Attendance = Field(default=Attendance(), alias="asistencia")


class PlanLink(Written):
    """Where the goal stands in a plan of the municipality, of its schools or of its health centres."""

    plan: str = Field(min_length=1, description="PLADECO, PADEM, plan de salud…")
    objective: str = Field(default="", alias="objetivo")
    code: str = Field(default="", alias="codigo", description="Número o letra del objetivo en el plan.")


class Baseline(Written):
    """The period a goal starts from; its figure is the published one."""

    period: PeriodId = Field(alias="periodo")


class Target(Written):
    """The figure to reach and when."""

    value: Number = Field(alias="valor")
    period: PeriodId = Field(alias="periodo")


class GoalIndicator(Written):
    """One indicator of a goal, in one territory or in all of the goal's."""

    indicator: Id = Field(alias="indicador")
    territory: TerritoryId | None = Field(default=None, alias="territorio")
    sex: Sex = Field(default="total", alias="sexo")
    role: Literal["principal", "secundario"] = Field(default="principal", alias="rol")
    baseline: Baseline = Field(alias="linea_base")
    milestones: tuple[Target, ...] = Field(
        default=(), alias="hitos", description="Cifras de paso entre la línea de base y la meta."
    )
    target: Target = Field(alias="meta")


class Factor(Written):
    """Something that helps the figure, or hinders it."""

    factor: str = Field(min_length=1, description="Qué ocurre, con las palabras de la asamblea.")
    effect: Literal["ayuda", "dificulta"] = Field(alias="efecto")
    sex: Sex = Field(default="total", alias="sexo", description="A quiénes: mujeres, hombres o todos.")


class Partner(Written):
    """An organisation that has a part in the goal."""

    name: str = Field(alias="nombre", min_length=1)
    role: str = Field(default="", alias="rol", description="Qué pone o qué hace por la meta.")


class Idea(Written):
    """Something that could turn the curve."""

    idea: str = Field(min_length=1)
    evidence: str = Field(default="", alias="evidencia", description="Dónde resultó o por qué se espera.")
    low_cost: YesNo = Field(default=False, alias="bajo_costo")


class Action(Written):
    """Something that a partner undertook to do."""

    action: str = Field(alias="accion", min_length=1)
    responsible: str = Field(default="", alias="responsable")
    committed: dt.date | None = Field(
        default=None, alias="comprometida", description="Cuándo se comprometió; si no, con la meta."
    )
    date: str = Field(default="", alias="fecha", description="Plazo: 2025-08-31, o sólo 2025-08 o 2025.")
    budget: Number | None = Field(default=None, alias="presupuesto", ge=0, description="En pesos.")
    state: Literal["pendiente", "en_curso", "cumplida", "no_cumplida", "eliminada"] = Field(
        default="pendiente", alias="estado"
    )
    reason: str = Field(default="", alias="motivo", description="Por qué está así.")


class Change(Written):
    """A change of what had been agreed."""

    date: dt.date = Field(alias="fecha")
    change: str = Field(alias="cambio", min_length=1, description="Qué decía y qué dice ahora.")
    reason: str = Field(default="", alias="motivo")
    assembly: str = Field(default="", alias="asamblea", description="Quién lo acordó.")


Partners = Annotated[
    tuple[Annotated[Partner, BeforeValidator(_named), _TextToo()], ...],
    one_or_many,
]
