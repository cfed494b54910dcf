"""Indicator cards: one YAML file says what an indicator is, in plain and in technical words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from pipelines.catalog.card_parts import Break, Breakdown, MissingData, NoBreakdown, Operand, SeriesBreak
from pipelines.catalog.fields import Id, Number, YesNo, one_or_many
from pipelines.catalog.model import WrittenFile
from pipelines.errors import SettingsError

Area = Literal[
    "nacer-y-crecer", "aprender", "vivir-sin-pobreza", "barrio-y-servicios", "proteccion-y-participacion"
]
Kind = Literal["conteo", "proporcion", "tasa", "promedio", "razon", "publicado", "pendiente"]
Interval = Literal["wilson", "byar", "dobson", "normal", "publicado", "ninguno"]
PeriodKind = Literal["anio", "anio_escolar", "semestre", "mes"]

_INTERVALS: dict[str, Interval] = {"proporcion": "wilson", "tasa": "byar", "publicado": "publicado"}
_PERIOD_KINDS = {"anio_escolar": "anio"}
_DIRECTIONS = {"mayor_es_mejor": "mayor", "menor_es_mejor": "menor", "sin_direccion": "neutra"}


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
    squares: Annotated[tuple[Operand, ...], one_or_many] = Field(
        default=(),
        alias="cuadrado",
        description="Σ peso × valor²: con ella un promedio lleva su margen de error.",
    )
    published: str = Field(default="", alias="publicado", description="Id de la cifra ya publicada.")
    standard: Literal["", "chile-2017", "oms-2000"] = Field(
        default="", alias="estandar", description="Población con que se ajusta una tasa por edad."
    )
    strata: tuple[str, ...] = Field(
        default=(), alias="tramos_estandar", description="Tramos de edad con que se ajusta."
    )
    period_given: PeriodKind = Field(
        default="anio", alias="periodo", description="Cada cuánto hay una cifra."
    )
    pooling: Literal["auto", "nunca"] = Field(
        default="auto", alias="agrupar", description="Si se juntan tres años donde los casos son pocos."
    )
    interval_given: Interval | None = Field(default=None, alias="intervalo")
    why_no_interval: str = Field(default="", alias="motivo_sin_intervalo")
    by_sex: YesNo = Field(alias="por_sexo", description="Si se muestra también por sexo.")
    why_not_by_sex: str = Field(default="", alias="motivo_sin_sexo")
    breakdowns: Annotated[tuple[Breakdown, ...], one_or_many] = Field(default=(), alias="desgloses")
    no_breakdowns: Annotated[tuple[NoBreakdown, ...], one_or_many] = Field(
        default=(), alias="sin_desglose", description="Qué desgloses no hay, y por qué."
    )
    source: str = Field(alias="fuente", min_length=1, description="Quién produce el dato, con sus palabras.")
    cadence: Literal["anual", "semestral", "mensual", "ocasional"] = Field(alias="periodicidad")
    next_release: str = Field(
        default="", alias="proxima_entrega", description="Cuándo se espera el próximo dato."
    )
    key_points: tuple[str, ...] = Field(
        default=(), alias="puntos_clave", description="Lo que hay que saber para leer la cifra."
    )
    producer_words: str = Field(
        default="", alias="palabras_del_productor", description="Cómo lo define quien produce el dato."
    )
    processing: str = Field(
        default="", alias="procesamiento", description="Qué hace la plataforma con el dato."
    )
    proxy: str = Field(
        default="", alias="aproximacion_de", description="De qué es sólo una aproximación; vacío, no lo es."
    )
    weaknesses: tuple[str, ...] = Field(
        default=(), alias="debilidades", description="Lo que se sabe que la cifra hace mal."
    )
    caveats: tuple[str, ...] = Field(default=(), alias="advertencias")
    breaks: tuple[Break, ...] = Field(default=(), alias="quiebres")
    series_breaks: tuple[SeriesBreak, ...] = Field(default=(), alias="quiebres_de_serie")
    missing: MissingData | None = Field(
        default=None, alias="sin_datos", description="Qué falta, si todavía no hay datos."
    )
    featured: YesNo = Field(default=False, alias="destacado")

    @property
    def scale(self) -> float:
        """What the quotient is multiplied by: 100 for a share unless the card says otherwise."""
        return self.scale_given or (100.0 if self.kind == "proporcion" else 1.0)

    @property
    def interval(self) -> Interval:
        """The interval's method: the usual one of its kind unless the card says otherwise."""
        if self.standard:
            return self.interval_given or "dobson"
        if self.squares:
            return self.interval_given or "normal"
        return self.interval_given or _INTERVALS.get(self.kind, "ninguno")

    @property
    def period_kind(self) -> str:
        """«anio», «semestre» or «mes», as the models tell periods apart."""
        return _PERIOD_KINDS.get(self.period_given, self.period_given)

    @property
    def pools(self) -> bool:
        """Whether three years may be put together where cases are few."""
        return self.pooling == "auto" and self.kind in ("proporcion", "tasa") and self.period_kind == "anio"

    @property
    def direction_key(self) -> str:
        """«mayor», «menor» or «neutra», as dbt and publish know it."""
        return _DIRECTIONS[self.direction]

    def operands(self) -> Iterator[tuple[str, int, Operand]]:
        """Yield (role, position, operand) of numerator, denominator and sum of squares."""
        roles = (
            ("numerador", self.numerator),
            ("denominador", self.denominator),
            ("cuadrado", self.squares),
        )
        for role, operands in roles:
            for position, operand in enumerate(operands):
                yield role, position, operand

    def problems(self) -> list[SettingsError]:
        """Fields that do not go together."""
        return [*self._by_kind(), *self._by_statistic(), *self._by_breakdown()]

    def _demand(self, broken: bool, field: str, what: str, todo: str) -> list[SettingsError]:
        return [self.origin.error((field,), what, todo)] if broken else []

    def _by_kind(self) -> list[SettingsError]:
        needs = f"El tipo «{self.kind}» necesita «{{}}»."
        never = f"El tipo «{self.kind}» no lleva «{{}}»."
        computed = self.kind not in ("publicado", "pendiente")
        ratio = computed and self.kind != "conteo"
        rules = (
            ("publicado", self.kind == "publicado", bool(self.published), "tipo"),
            ("numerador", computed, bool(self.numerator), "tipo"),
            ("denominador", ratio, bool(self.denominator), "tipo"),
            ("sin_datos", self.kind == "pendiente", self.missing is not None, "tipo"),
        )
        found: list[SettingsError] = []
        for field, due, present, blamed in rules:
            found += self._demand(due and not present, blamed, needs.format(field), f"agregue «{field}».")
            found += self._demand(present and not due, field, never.format(field), "quítelo.")
        return found

    def _by_statistic(self) -> list[SettingsError]:
        explained = self.kind in ("conteo", "pendiente") or bool(self.why_no_interval)
        return [
            *self._demand(
                self.interval == "ninguno" and not explained,
                "intervalo" if self.interval_given else "tipo",
                "Un indicador sin intervalo debe decir por qué.",
                "agregue «motivo_sin_intervalo».",
            ),
            *self._demand(
                bool(self.squares) and self.kind != "promedio",
                "cuadrado",
                "Sólo un promedio lleva «cuadrado».",
                "quítelo, o cambie el tipo.",
            ),
            *self._demand(
                bool(self.standard) and self.kind != "tasa",
                "estandar",
                "Sólo una tasa se ajusta por edad.",
                "quite «estandar», o cambie el tipo.",
            ),
            *self._demand(
                bool(self.standard) != bool(self.strata),
                "estandar" if self.standard else "tramos_estandar",
                "«estandar» y «tramos_estandar» van siempre juntos.",
                "agregue el que falta.",
            ),
        ]

    def _by_breakdown(self) -> list[SettingsError]:
        found = self._demand(
            not self.by_sex and not self.why_not_by_sex,
            "por_sexo",
            "Un indicador sin desglose por sexo debe decir por qué.",
            "agregue «motivo_sin_sexo».",
        )
        for role, position, operand in self.operands():
            if bool(operand.dimension) != (operand.categories != ("",)):
                what = "«dimension» y «categoria» van siempre juntas."
                found.append(self.origin.error((role, position, "dimension"), what, "agregue la que falta."))
        shown = {"edad" if each.ages else each.dimension for each in self.breakdowns}
        for position, each in enumerate(self.breakdowns):
            by_age, by_dimension = bool(each.ages), bool(each.dimension and each.categories)
            if by_age == by_dimension:
                what = "Un desglose es por «edad», o por una «dimension» con sus «categorias»."
                found.append(self.origin.error(("desgloses", position), what, "deje uno de los dos."))
        for position, none in enumerate(self.no_breakdowns):
            for lens in sorted({*none.lenses} & shown):
                what = f"«{lens}» está en «desgloses» y también en «sin_desglose»."
                found.append(self.origin.error(("sin_desglose", position), what, "quite uno de los dos."))
        return found
