"""Needs: what is missing, for whom and how much."""

from __future__ import annotations

from pipelines.registers.base import RESOURCE_UNITS, SEX_KEY, SOURCE, Column, Register, day, territory

REGISTER = Register(
    name="necesidades",
    title="Necesidades",
    about="Qué hace falta, a quiénes, dónde y cuánto. Se compara con el mapa de recursos.",
    columns=(
        Column("necesidad", "codigo", "Código de la necesidad.", "necesidad-01", required=True, key=True),
        Column("nombre", "texto", "Cómo se dice.", "Necesidad de ejemplo", required=True),
        Column("poblacion", "codigo", "Quiénes la tienen.", "poblacion-01", required=True, key=True),
        SEX_KEY,
        territory(required=True, key=True),
        day("desde", "Desde cuándo se sabe.", "2025-01-01"),
        day("hasta", "Hasta cuándo rige; vacío si sigue.", "2025-12-31"),
        Column("demanda", "numero", "Cuántos la tienen.", "120"),
        Column(
            "unidad", "opcion", "En qué se cuenta la demanda, como la capacidad de las ofertas.", "personas",
            options=RESOURCE_UNITS,
        ),
        Column(
            "indicador", "indicador", "Indicador que muestra la necesidad, si lo hay: el id de su tarjeta.",
        ),
        Column(
            "umbral_cobertura", "porcentaje",
            "Porcentaje de la demanda bajo el cual la capacidad se considera un vacío: de 1 a 100.", "50",
            minimum=1, maximum=100,
        ),
        SOURCE,
    ),
    spans=(("desde", "hasta"),),
)  # fmt: skip
