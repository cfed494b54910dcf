"""The referral circuit: referred, attended and days waited."""

from __future__ import annotations

from pipelines.registers.base import SEX_KEY, SOURCE, Column, Register, territory

REGISTER = Register(
    name="derivaciones",
    title="Derivaciones",
    about="De un servicio a otro: cuántas personas se derivaron, cuántas se atendieron y cuánto esperaron.",
    columns=(
        Column(
            "periodo", "periodo", "Año, semestre o mes: 2025, 2025-S1 o 2025-03.", "2025",
            required=True, key=True,
        ),
        Column("desde_servicio", "texto", "Servicio que deriva.", "Servicio A", required=True, key=True),
        Column("hacia_servicio", "texto", "Servicio que recibe.", "Servicio B", required=True, key=True),
        territory(required=True, key=True),
        SEX_KEY,
        Column("derivadas", "numero", "Personas derivadas.", "30", required=True, whole=True),
        Column("atendidas", "numero", "De ellas, cuántas se atendieron.", "22", required=True, whole=True),
        Column("dias_espera", "numero", "Días de espera, en promedio.", "18,5"),
        SOURCE,
    ),
    at_most=(("atendidas", "derivadas"),),
)  # fmt: skip
