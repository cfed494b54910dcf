"""Common goals: what was agreed, where, by whom, from which figure to which figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from pipelines.catalog.fields import Id, Number, TerritoryId, one_or_many
from pipelines.catalog.model import Written, WrittenFile
from pipelines.catalog.periods import PeriodId
from pipelines.catalog.questions import QuestionId
from pipelines.errors import SettingsError


class Attendance(Written):
    """How many people came to the assembly."""

    women: int | None = Field(default=None, alias="mujeres", ge=0)
    men: int | None = Field(default=None, alias="hombres", ge=0)


class Agreement(Written):
    """Where and when the goal was agreed."""

    date: dt.date = Field(alias="fecha", description="Día del acuerdo, como 2025-03-31.")
    place: str = Field(default="", alias="lugar")
    assembly: str = Field(default="", alias="asamblea")
    attendance: Attendance = Field(default=Attendance(), alias="asistencia")


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
    sex: Literal["total", "mujer", "hombre"] = Field(default="total", alias="sexo")
    role: Literal["principal", "secundario"] = Field(default="principal", alias="rol")
    baseline: Baseline = Field(alias="linea_base")
    target: Target = Field(alias="meta")


class Action(Written):
    """Something that a partner undertook to do."""

    action: str = Field(alias="accion", min_length=1)
    responsible: str = Field(default="", alias="responsable")
    date: str = Field(default="", alias="fecha")
    state: Literal["pendiente", "en_curso", "cumplida", "no_cumplida"] = Field(
        default="pendiente", alias="estado"
    )


class Goal(WrittenFile):
    """A common goal."""

    id: Id
    statement: str = Field(alias="enunciado", min_length=1, description="La meta, en una frase.")
    territories: Annotated[tuple[TerritoryId, ...], one_or_many] = Field(alias="territorios", min_length=1)
    agreement: Agreement = Field(alias="acuerdo")
    indicators: Annotated[tuple[GoalIndicator, ...], one_or_many] = Field(alias="indicadores", min_length=1)
    story: str = Field(default="", alias="historia", description="La historia detrás de la cifra.")
    partners: Annotated[tuple[str, ...], one_or_many] = Field(default=(), alias="socios")
    actions: tuple[Action, ...] = Field(default=(), alias="acciones")
    answers: dict[QuestionId, str] = Field(
        default={}, alias="respuestas", description="Lo que se responde a cada pregunta, por su id."
    )

    def lines(self) -> Iterator[tuple[int, str, GoalIndicator]]:
        """Yield (position, territory, indicator) for every figure that the goal follows."""
        for position, item in enumerate(self.indicators):
            for territory in (item.territory,) if item.territory else self.territories:
                yield position, territory, item

    def problems(self) -> list[SettingsError]:
        """Targets that come before their baseline, and goals without a main indicator."""
        found = [
            self.origin.error(
                ("indicadores", position, "meta", "periodo"),
                "La meta es anterior a su línea de base.",
                "revise los dos períodos.",
            )
            for position, item in enumerate(self.indicators)
            if item.target.period[:4] < item.baseline.period[:4]
        ]
        if not any(item.role == "principal" for item in self.indicators):
            what = "La meta no tiene un indicador principal."
            found.append(self.origin.error(("indicadores",), what, "ponga «rol: principal» en uno."))
        return found
