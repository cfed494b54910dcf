"""Common goals: what was agreed, where, by whom, from which figure to which figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from pipelines.catalog.fields import Id, TerritoryId, one_or_many
from pipelines.catalog.goal_parts import (
    Action,
    Agreement,
    Change,
    Factor,
    GoalIndicator,
    Idea,
    Partners,
    PlanLink,
)
from pipelines.catalog.model import WrittenFile
from pipelines.catalog.periods import last_year
from pipelines.catalog.questions import QuestionId
from pipelines.errors import SettingsError


class Goal(WrittenFile):
    """A common goal."""

    id: Id
    statement: str = Field(alias="enunciado", min_length=1, description="La meta, en una frase.")
    territories: Annotated[tuple[TerritoryId, ...], one_or_many] = Field(alias="territorios", min_length=1)
    agreement: Agreement = Field(alias="acuerdo")
    plans: Annotated[tuple[PlanLink, ...], one_or_many] = Field(
        default=(), alias="planes", description="Dónde está en el PLADECO, el PADEM o el plan de salud."
    )
    indicators: Annotated[tuple[GoalIndicator, ...], one_or_many] = Field(alias="indicadores", min_length=1)
    story: str = Field(default="", alias="historia", description="La historia detrás de la cifra.")
    factors: tuple[Factor, ...] = Field(default=(), alias="factores")
    partners: Partners = Field(default=(), alias="socios")
    ideas: tuple[Idea, ...] = Field(
        default=(), alias="que_funciona", description="Lo que ha resultado; al menos una idea de bajo costo."
    )
    actions: tuple[Action, ...] = Field(default=(), alias="acciones")
    changes: tuple[Change, ...] = Field(
        default=(), alias="historial", description="Cambios de lo acordado: qué, por qué y quién."
    )
    answers: dict[QuestionId, str] = Field(
        default={}, alias="respuestas", description="Lo que se responde a cada pregunta, por su id."
    )

    def lines(self) -> Iterator[tuple[int, str, GoalIndicator]]:
        """Yield (position, territory, indicator) for every figure that the goal follows."""
        for position, item in enumerate(self.indicators):
            for territory in (item.territory,) if item.territory else self.territories:
                yield position, territory, item

    def problems(self) -> list[SettingsError]:
        """Periods out of order, no main indicator, more people of a kind than people, changes before the
        agreement."""
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
        return [*found, *self._milestones(), *self._attendance(), *self._changes()]

    def _milestones(self) -> Iterator[SettingsError]:
        """A milestone lies between the baseline and the target, each after the one before it."""
        for position, item in enumerate(self.indicators):
            before, end = last_year(item.baseline.period), last_year(item.target.period)
            for place, milestone in enumerate(item.milestones):
                year = last_year(milestone.period)
                loc = ("indicadores", position, "hitos", place, "periodo")
                if not last_year(item.baseline.period) < year < end:
                    what = "El hito no está entre la línea de base y la meta."
                    yield self.origin.error(loc, what, "ponga un período entre los dos, o quite el hito.")
                elif year <= before and place:
                    what = "Los hitos no van del primero al último."
                    yield self.origin.error(loc, what, "ordénelos por período, uno por período.")
                before = max(before, year)

    def _attendance(self) -> Iterator[SettingsError]:
        """The kinds of member are parts of those who came, and each is told once."""
        attendance = self.agreement.attendance
        at = ("acuerdo", "asistencia", "por_clase")
        for attribute, name in (("women", "mujeres"), ("men", "hombres")):
            whole = getattr(attendance, attribute)
            parts = sum(getattr(kind, attribute) or 0 for kind in attendance.kinds)
            if whole is not None and parts > whole:
                what = f"Por clase suman {parts} {name}, y en total asistieron {whole}."
                yield self.origin.error(at, what, "revise los números.")
        if attendance.women is not None and attendance.men is not None:
            people, parts = attendance.women + attendance.men, sum(k.total for k in attendance.kinds)
            if parts > people:
                what = f"Por clase suman {parts} personas, y en total asistieron {people}."
                yield self.origin.error(at, what, "revise los números.")
        names = [kind.kind for kind in attendance.kinds]
        for place, kind in enumerate(attendance.kinds):
            if kind.kind in names[:place]:
                what = f"La clase «{kind.kind}» está dos veces."
                yield self.origin.error((*at, place, "clase"), what, "deje una sola.")
            if kind.people is not None and (kind.women or 0) + (kind.men or 0) > kind.people:
                what = f"En «{kind.kind}» hay más mujeres y hombres que personas."
                yield self.origin.error((*at, place, "personas"), what, "revise los números.")

    def _changes(self) -> Iterator[SettingsError]:
        for place, change in enumerate(self.changes):
            if change.date < self.agreement.date:
                what = "El cambio es anterior al acuerdo."
                todo = "en «acuerdo» va la fecha en que se acordó por primera vez."
                yield self.origin.error(("historial", place, "fecha"), what, todo)
