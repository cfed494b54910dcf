"""The instrument of the families' matrix: its items and their dimension."""

from __future__ import annotations

from pipelines.registers.base import Column, Register

#: How many the source documents count; they quote five codes and name no dimension.
_ITEMS = 63

REGISTER = Register(
    name="matriz_items",
    title="Ítems de la matriz",
    about=(
        "El instrumento de la matriz de bienestar: qué pregunta cada ítem y a qué dimensión pertenece. Lo "
        "escribe la colaborativa; la plantilla sugiere 63 ítems, en 5 dimensiones por nombrar."
    ),
    columns=(
        Column("item", "codigo", "Código del ítem.", "i01", required=True, key=True),
        Column("dimension", "texto", "Dimensión a la que pertenece.", "Dimensión por nombrar", required=True),
        Column("texto", "texto", "Qué pregunta.", "Por escribir", required=True),
    ),
    starter=tuple((f"i{n:02}", "Dimensión por nombrar", "Por escribir") for n in range(1, _ITEMS + 1)),
)  # fmt: skip
