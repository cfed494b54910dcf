"""Six-monthly evaluation of staff, only as aggregates."""

from __future__ import annotations

from pipelines.registers.base import SOURCE, Column, Register

REGISTER = Register(
    name="evaluacion_equipo",
    title="Evaluación del equipo",
    about="La evaluación semestral del equipo, siempre en conjunto: nunca la de una persona.",
    columns=(
        Column("semestre", "semestre", "Semestre: 2025-S1 o 2025-S2.", "2025-S1", required=True, key=True),
        Column("area", "texto", "Área evaluada.", "Área A", required=True, key=True),
        Column("factor", "texto", "Factor o competencia.", "Factor A1", required=True, key=True),
        Column("evaluadas", "numero", "Personas evaluadas.", "14", required=True, whole=True),
        Column("cumplen", "numero", "De ellas, cuántas cumplen.", "12", required=True, whole=True),
        SOURCE,
    ),
    at_most=(("cumplen", "evaluadas"),),
)  # fmt: skip
