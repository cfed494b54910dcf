"""The instrument of the families' matrix: its items and their dimension."""

from __future__ import annotations

from pipelines.registers.base import Column, Register

REGISTER = Register(
    name="matriz_items",
    title="Ítems de la matriz",
    about=(
        "El instrumento de la matriz de bienestar: qué pregunta cada ítem y a qué dimensión pertenece. Lo "
        "escribe la colaborativa; la plantilla trae 63 ítems en 5 dimensiones por nombrar."
    ),
    columns=(
        Column("item", "codigo", "Código del ítem.", "i01", required=True, key=True),
        Column("dimension", "texto", "Dimensión a la que pertenece.", "Dimensión 1", required=True),
        Column("texto", "texto", "Qué pregunta.", "Por escribir", required=True),
    ),
)  # fmt: skip
