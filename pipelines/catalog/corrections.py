"""Corrections of known errors of a producer: what, why and until when. They are applied in sight of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from pipelines.catalog.fields import Id, Number, TerritoryId, one_or_many
from pipelines.catalog.model import WrittenFile
from pipelines.catalog.periods import PeriodId
from pipelines.catalog.tables import Row
from pipelines.errors import SettingsError

#: Corrections that ship with the platform.
SHIPPED_CORRECTIONS = Path(__file__).resolve().parents[2] / "dbt_project" / "correcciones"


class Correction(WrittenFile):
    """One error of a producer and what is done about it. `target` is a measure or a published figure."""

    id: Id
    target: Id = Field(alias="cifra", description="Id de la medida o de la cifra publicada.")
    territories: Annotated[tuple[TerritoryId, ...], one_or_many] = Field(alias="territorios", min_length=1)
    periods: Annotated[tuple[PeriodId, ...], one_or_many] = Field(alias="periodos", min_length=1)
    action: Literal["quitar", "reemplazar", "multiplicar"] = Field(alias="accion")
    sex: Literal["total", "mujer", "hombre"] = Field(
        default="total", alias="sexo", description="Al reemplazar: a quién se refiere el valor."
    )
    value: Number | None = Field(
        default=None, alias="valor", description="El valor nuevo, o por cuánto se multiplica."
    )
    what: str = Field(alias="que", min_length=1, description="Qué está mal, en una frase.")
    why: str = Field(alias="por_que", min_length=1, description="Cómo se sabe y quién lo confirma.")
    until: int = Field(
        alias="vigente_hasta", ge=2000, le=2100, description="Último año de cuenta en que se aplica."
    )

    def problems(self) -> list[SettingsError]:
        """A value that is missing or that the action does not take."""
        if (self.action == "quitar") != (self.value is None):
            what = {
                "quitar": "La acción «quitar» no lleva «valor».",
                "reemplazar": "La acción «reemplazar» necesita el «valor» nuevo.",
                "multiplicar": "La acción «multiplicar» necesita «valor»: por cuánto.",
            }[self.action]
            todo = "quítelo." if self.action == "quitar" else "agréguelo."
            return [self.origin.error(("valor",) if self.value is not None else ("accion",), what, todo)]
        if self.action == "multiplicar" and self.value == 0:
            what = "Multiplicar por cero borraría la cifra."
            return [self.origin.error(("valor",), what, "use «quitar» si la cifra no sirve.")]
        if self.action != "reemplazar" and self.sex != "total":
            what = f"La acción «{self.action}» vale para toda la cifra, con sus desgloses."
            return [self.origin.error(("sexo",), what, "quite «sexo».")]
        return []

    @property
    def reason(self) -> str:
        """What the public reads beside the figure."""
        return f"{self.what} {self.why}"


def correction_rows(corrections: Sequence[Correction]) -> Iterator[Row]:
    """One row per figure that is corrected."""
    for correction in corrections:
        for territory in correction.territories:
            for period in correction.periods:
                yield {
                    "correction_id": correction.id,
                    "target_id": correction.target,
                    "territory_id": territory,
                    "period": period,
                    "sex": correction.sex,
                    "action": correction.action,
                    "value": 0.0 if correction.value is None else correction.value,
                    "reason": correction.reason,
                    "valid_until": str(correction.until),
                }


def overlapping(corrections: Sequence[Correction]) -> Iterable[SettingsError]:
    """Two corrections of one figure: nobody could say which of them holds."""
    first: dict[tuple[str, str, str, str], Correction] = {}
    actions: dict[tuple[str, str, str], Correction] = {}
    for correction in corrections:
        for row in correction_rows([correction]):
            figure = (str(row["target_id"]), str(row["territory_id"]), str(row["period"]))
            other = first.setdefault((*figure, correction.sex), correction)
            whole = actions.setdefault(figure, correction)
            twin = other if other is not correction else whole
            if twin is not correction and (other is not correction or whole.action != correction.action):
                what = f"La corrección «{twin.id}» ya cambia esta cifra en ese territorio y período."
                yield correction.origin.error(("cifra",), what, "deje una sola corrección por cifra.")
                break
