"""Quality of services: time, coverage, guarantees and four tests."""

from __future__ import annotations

from pipelines.registers.base import SOURCE, Column, Register, day, territory

REGISTER = Register(
    name="calidad_servicios",
    title="Calidad de los servicios",
    about=(
        "Cómo responde cada servicio: plazos, garantías, y si es suficiente, pertinente, "
        "eficiente y oportuno, "
        "con quién lo evaluó y con qué evidencia."
    ),
    columns=(
        Column("servicio", "texto", "Servicio evaluado.", "Servicio A", required=True, key=True),
        territory(required=True, key=True),
        day("fecha", "Cuándo se evaluó.", "2025-08-31", required=True, key=True),
        Column(
            "eje", "opcion", "Eje de integración.", "horizontal", key=True,
            options=("horizontal", "vertical", "transversal", "longitudinal"),
        ),
        Column("tiempo_respuesta_dias", "numero", "Días entre que se pide y se atiende.", "12"),
        Column("calidad", "texto", "Qué se dice de su calidad.", "buena"),
        day("cobertura_desde", "Desde cuándo cubre.", "2025-01-01"),
        day("cobertura_hasta", "Hasta cuándo cubre.", "2025-12-31"),
        Column("garantia", "texto", "Qué garantiza y cómo se reclama.", "respuesta en 15 días"),
        Column("suficiente", "si_no", "Si alcanza para quienes lo necesitan.", "no"),
        Column("pertinente", "si_no", "Si responde a lo que se necesita.", "sí"),
        Column("eficiente", "si_no", "Si usa bien sus recursos.", "sí"),
        Column("oportuna", "si_no", "Si llega a tiempo.", "no"),
        Column(
            "puntuo", "texto", "Qué equipo o cargo lo evaluó; nunca una persona.", "Mesa de evaluación",
            required=True,
        ),
        Column("evidencia", "texto", "En qué se basa.", "Acta de ejemplo"),
        SOURCE,
    ),
    spans=(("cobertura_desde", "cobertura_hasta"),),
)  # fmt: skip
