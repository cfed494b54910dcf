"""User satisfaction: how many are satisfied of how many were asked."""

from __future__ import annotations

from pipelines.registers.base import SEX_KEY, SOURCE, Column, Register, day, territory

REGISTER = Register(
    name="satisfaccion",
    title="Satisfacción",
    about=(
        "Estudios de satisfacción de usuarias y usuarios: cuántas personas satisfechas de "
        "cuántas encuestadas."
    ),
    columns=(
        Column("estudio", "codigo", "Código del estudio.", "estudio-01", required=True, key=True),
        Column(
            "servicio", "texto", "Servicio por el que se preguntó.", "Servicio A", required=True, key=True,
        ),
        Column("pregunta", "texto", "Qué se preguntó.", "Trato recibido", required=True, key=True),
        territory(required=True, key=True),
        day("fecha", "Cuándo se hizo.", "2025-08-31", required=True),
        SEX_KEY,
        Column("satisfechas", "numero", "Personas que respondieron que sí.", "45", required=True, whole=True),
        Column("encuestadas", "numero", "Personas que respondieron.", "60", required=True, whole=True),
        SOURCE,
    ),
    at_most=(("satisfechas", "encuestadas"),),
)  # fmt: skip
