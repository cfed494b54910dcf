"""Figures that the community gathers by itself."""

from __future__ import annotations

from pipelines.registers.base import SEX_KEY, Column, Register, territory

REGISTER = Register(
    name="observaciones",
    title="Observaciones",
    about=(
        "Cifras que la propia comunidad recoge. Una tarjeta de «indicadores/» las usa por el "
        "nombre que llevan "
        "en «cifra»."
    ),
    columns=(
        Column(
            "tipo", "opcion",
            "«medida» si es una cantidad que se puede sumar; «publicado» si es una cifra ya "
            "calculada, que no se suma.",
            "medida", required=True, options=("medida", "publicado"),
        ),
        Column(
            "cifra", "codigo", "Código de la cifra: el que nombra la tarjeta.", "cifra-01", required=True,
            key=True,
        ),
        Column("nombre", "texto", "Cómo se llama.", "Cifra de ejemplo"),
        Column("unidad", "texto", "En qué se cuenta.", "personas"),
        territory(required=True, key=True),
        Column(
            "periodo", "periodo", "Año, semestre o mes: 2025, 2025-S1 o 2025-03.", "2025", required=True,
            key=True,
        ),
        SEX_KEY,
        Column("valor", "numero", "La cifra.", "40", required=True),
        Column("ic_inf", "numero", "Límite inferior del intervalo, si se calculó."),
        Column("ic_sup", "numero", "Límite superior del intervalo, si se calculó."),
        Column(
            "personas", "si_no",
            "Si cuenta personas: las cifras pequeñas se reservan. Vacío es sí en una «medida».", "sí",
        ),
        Column(
            "fuente", "texto", "De dónde sale: quién la recogió y cómo.", "Encuesta de ejemplo",
            required=True,
        ),
    ),
    at_most=(("ic_inf", "valor"), ("valor", "ic_sup")),
)  # fmt: skip
