"""The resource map: who offers what, for whom, where and when."""

from __future__ import annotations

from pipelines.registers.base import RESOURCE_UNITS, SEX, SOURCE, Column, Register, day, territory

REGISTER = Register(
    name="mapa_recursos",
    title="Mapa de recursos",
    about=(
        "Qué se ofrece en el territorio, para quién, dónde y cuándo: servicios formales y fortalezas de los "
        "propios vecinos. De aquí salen las duplicidades y los vacíos."
    ),
    columns=(
        Column(
            "id_oferta", "codigo", "Código de la oferta; no se repite.", "oferta-01", required=True, key=True,
        ),
        Column("nombre", "texto", "Cómo se llama la oferta.", "Taller de ejemplo", required=True),
        Column(
            "necesidad", "codigo",
            "Necesidad que atiende, con el mismo código que en el registro «necesidades».",
            "necesidad-01", required=True,
        ),
        Column(
            "poblacion", "codigo", "A qué población se dirige, con el mismo código que en «necesidades».",
            "poblacion-01", required=True,
        ),
        SEX,
        Column("edad", "texto", "Tramo de edad al que se dirige, como se diga.", "18 a 29"),
        territory(required=True),
        day(
            "desde", "Primer día en que se ofrece: 2025-03-01, 01-03-2025 o sólo el año.", "2025-03-01",
            required=True,
        ),
        day("hasta", "Último día en que se ofrece; vacío si sigue.", "2025-12-31"),
        Column("horario", "texto", "Cuándo atiende.", "martes de 18 a 20 horas"),
        Column(
            "lugar", "texto", "Dónde atiende: la sede o el sector, no la casa de una persona.",
            "sede vecinal",
        ),
        Column("capacidad", "numero", "A cuántos puede atender en el año.", "40"),
        Column(
            "unidad", "opcion", "En qué se cuenta la capacidad.", "personas",
            options=RESOURCE_UNITS,
        ),
        Column("costo_anual", "pesos", "Cuánto cuesta al año, en pesos.", "1.200.000"),
        Column(
            "financia", "texto", "Institución u organización que la paga.", "Institución A", required=True,
        ),
        Column("ejecuta", "texto", "Institución u organización que la hace.", "Organización B"),
        Column(
            "tipo", "opcion", "Si es un servicio formal o una fortaleza de los vecinos.", "servicio_formal",
            required=True, options=("servicio_formal", "fortaleza_vecinal"),
        ),
        SOURCE,
    ),
    spans=(("desde", "hasta"),),
)  # fmt: skip
