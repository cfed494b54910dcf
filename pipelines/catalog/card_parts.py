"""The blocks of an indicator card: operands, breakdowns, breaks and what is not known yet."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from pipelines.catalog.fields import Ages, Band, Id, TerritoryId, one_or_many
from pipelines.catalog.model import Written

PeriodText = Annotated[str, WithJsonSchema({"type": ["string", "integer"]})]

#: The equity lens: by whom every indicator is asked to be told apart.
Lens = Literal[
    "sexo", "edad", "ruralidad", "dependencia", "pueblo-originario", "discapacidad", "nacionalidad"
]


class Operand(Written):
    """A measure and the part of it that counts. An empty `sex` follows the page's breakdown."""

    measure: Id = Field(alias="medida", description="Id de la medida.")
    sex: Literal["", "total", "mujer", "hombre"] = Field(
        default="", alias="sexo", description="Sexo fijo; vacío sigue el desglose."
    )
    ages: Annotated[tuple[Band, ...], one_or_many] = Field(
        default=("total",), alias="edad", min_length=1, description="Tramo de edad, o lista que se suma."
    )
    dimension: str = Field(default="", description="Otro desglose de la medida, por ejemplo «dependencia».")
    categories: Annotated[tuple[str, ...], one_or_many] = Field(
        default=("",),
        alias="categoria",
        min_length=1,
        description="Categoría del desglose, o lista que se suma.",
    )


class Break(Written):
    """Territories and periods for which the figure would be wrong: shown as not available."""

    territories: Annotated[tuple[TerritoryId, ...], one_or_many] = Field(alias="territorios", min_length=1)
    period_from: PeriodText = Field(default="", alias="desde", description="Primer período; vacío, todos.")
    period_to: PeriodText = Field(default="", alias="hasta", description="Último período; vacío, todos.")
    reason: str = Field(alias="motivo", min_length=1)


class SeriesBreak(Written):
    """From this period on the figure is made in another way: shown, but never compared across."""

    period: PeriodText = Field(alias="periodo", description="Primer período de la forma nueva.")
    territories: Annotated[tuple[TerritoryId, ...], one_or_many] = Field(
        default=(), alias="territorios", description="Sólo esos; sin él, todos."
    )
    reason: str = Field(alias="motivo", min_length=1)


class Breakdown(Written):
    """One way in which the figure is shown apart: by age, or by a dimension of its measures."""

    ages: Annotated[tuple[Ages, ...], one_or_many] = Field(
        default=(), alias="edad", description="Tramos de edad que se muestran por separado."
    )
    dimension: str = Field(default="", description="Desglose de la medida, por ejemplo «dependencia».")
    categories: Annotated[tuple[str, ...], one_or_many] = Field(
        default=(), alias="categorias", description="Categorías que se muestran por separado."
    )


class NoBreakdown(Written):
    """Lenses that the figure does not have, and why."""

    lenses: Annotated[tuple[Lens, ...], one_or_many] = Field(
        alias="lente", min_length=1, description="De qué desgloses se habla; uno o una lista."
    )
    state: Literal["no_se_recoge", "no_aplica"] = Field(alias="estado")
    reason: str = Field(alias="motivo", min_length=1)


class MissingData(Written):
    """What an agreed indicator without data lacks, who holds it and what was asked."""

    missing: str = Field(alias="que_falta", min_length=1, description="Qué dato falta.")
    holder: str = Field(alias="quien_lo_tiene", min_length=1, description="Institución que lo tiene.")
    request: str = Field(
        alias="pedido", min_length=1, description="Qué se le pide, como irá en la carta: tabla y desgloses."
    )
    why: str = Field(default="", alias="por_que_importa", description="Por qué le importa a la comunidad.")
    asked_on: str = Field(default="", alias="ultimo_pedido", description="Fecha del último pedido.")
    state: Literal["por_pedir", "pedido", "negado", "en_camino"] = Field(default="por_pedir", alias="estado")
