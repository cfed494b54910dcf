"""Indicator cards: one YAML file says what an indicator is, in plain and in technical words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from pipelines.catalog.fields import Id, Number, TerritoryId, YesNo, one_or_many
from pipelines.catalog.model import Written, WrittenFile
from pipelines.errors import SettingsError

Area = Literal[
    "nacer-y-crecer", "aprender", "vivir-sin-pobreza", "barrio-y-servicios", "proteccion-y-participacion"
]
Kind = Literal["conteo", "proporcion", "tasa", "promedio", "razon", "publicado"]
Interval = Literal["wilson", "byar", "publicado", "ninguno"]

PeriodText = Annotated[str, WithJsonSchema({"type": ["string", "integer"]})]

_INTERVALS: dict[str, Interval] = {"proporcion": "wilson", "tasa": "byar", "publicado": "publicado"}
_DIRECTIONS = {"mayor_es_mejor": "mayor", "menor_es_mejor": "menor", "sin_direccion": "neutra"}


class Operand(Written):
    """A measure and the part of it that counts. An empty `sex` follows the page's breakdown."""

    measure: Id = Field(alias="medida", description="Id de la medida.")
    sex: Literal["", "total", "mujer", "hombre"] = Field(
        default="", alias="sexo", description="Sexo fijo; vacío sigue el desglose."
    )
    ages: Annotated[tuple[str, ...], one_or_many] = Field(
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


class Card(WrittenFile):
    """One indicator. `numerator` and `denominator` are sums of operands."""

    id: Id = Field(description="Nombre corto y estable, sin tildes ni espacios.")
    name: str = Field(alias="nombre", min_length=1, description="Como lo diría una vecina.")
    area: Area
    definition: str = Field(alias="definicion", min_length=1, description="Qué mide, en palabras sencillas.")
    technical: str = Field(
        alias="definicion_tecnica", min_length=1, description="Cómo se calcula, exactamente."
    )
    unit: str = Field(alias="unidad", min_length=1, description="Unidad que se muestra: %, personas, puntos…")
    kind: Kind = Field(alias="tipo")
    scale_given: Number | None = Field(default=None, alias="escala", gt=0)
    decimals: int = Field(default=1, alias="decimales", ge=0, le=6)
    direction: Literal["mayor_es_mejor", "menor_es_mejor", "sin_direccion"] = Field(alias="direccion")
    numerator: Annotated[tuple[Operand, ...], one_or_many] = Field(default=(), alias="numerador")
    denominator: Annotated[tuple[Operand, ...], one_or_many] = Field(default=(), alias="denominador")
    published: str = Field(default="", alias="publicado", description="Id de la cifra ya publicada.")
    interval_given: Interval | None = Field(default=None, alias="intervalo")
    why_no_interval: str = Field(default="", alias="motivo_sin_intervalo")
    by_sex: YesNo = Field(alias="por_sexo", description="Si se muestra también por sexo.")
    why_not_by_sex: str = Field(default="", alias="motivo_sin_sexo")
    source: str = Field(alias="fuente", min_length=1, description="Quién produce el dato, con sus palabras.")
    cadence: Literal["anual", "semestral", "mensual", "ocasional"] = Field(alias="periodicidad")
    caveats: tuple[str, ...] = Field(default=(), alias="advertencias")
    breaks: tuple[Break, ...] = Field(default=(), alias="quiebres")
    featured: YesNo = Field(default=False, alias="destacado")

    @property
    def scale(self) -> float:
        """What the quotient is multiplied by: 100 for a share unless the card says otherwise."""
        return self.scale_given or (100.0 if self.kind == "proporcion" else 1.0)

    @property
    def interval(self) -> Interval:
        """The interval's method: the usual one of its kind unless the card says otherwise."""
        return self.interval_given or _INTERVALS.get(self.kind, "ninguno")

    @property
    def direction_key(self) -> str:
        """«mayor», «menor» or «neutra», as dbt and publish know it."""
        return _DIRECTIONS[self.direction]

    def operands(self) -> Iterator[tuple[str, int, Operand]]:
        """Yield (role, position, operand) of numerator and denominator."""
        for role, operands in (("numerador", self.numerator), ("denominador", self.denominator)):
            for position, operand in enumerate(operands):
                yield role, position, operand

    def problems(self) -> list[SettingsError]:
        """Fields that do not go together."""
        found: list[SettingsError] = []

        def demand(broken: bool, field: str, what: str, todo: str) -> None:
            if broken:
                found.append(self.origin.error((field,), what, todo))

        is_published = self.kind == "publicado"
        needs = f"El tipo «{self.kind}» necesita «{{}}»."
        never = f"El tipo «{self.kind}» no lleva «{{}}»."
        ratio = self.kind not in ("conteo", "publicado")
        demand(
            is_published and not self.published, "tipo", needs.format("publicado"), "agregue el id publicado."
        )
        demand(not is_published and bool(self.published), "publicado", never.format("publicado"), "quítelo.")
        demand(is_published and bool(self.numerator), "numerador", never.format("numerador"), "quítelo.")
        demand(not is_published and not self.numerator, "tipo", needs.format("numerador"), "agréguelo.")
        demand(ratio and not self.denominator, "tipo", needs.format("denominador"), "agréguelo.")
        demand(not ratio and bool(self.denominator), "denominador", never.format("denominador"), "quítelo.")
        demand(
            self.interval == "ninguno" and self.kind != "conteo" and not self.why_no_interval,
            "intervalo" if self.interval_given else "tipo",
            "Un indicador sin intervalo debe decir por qué.",
            "agregue «motivo_sin_intervalo».",
        )
        demand(
            not self.by_sex and not self.why_not_by_sex,
            "por_sexo",
            "Un indicador sin desglose por sexo debe decir por qué.",
            "agregue «motivo_sin_sexo».",
        )
        for role, position, operand in self.operands():
            if bool(operand.dimension) != (operand.categories != ("",)):
                what = "«dimension» y «categoria» van siempre juntas."
                found.append(self.origin.error((role, position, "dimension"), what, "agregue la que falta."))
        return found
