"""Good practices: spontaneous, replicable and with what evidence."""

from __future__ import annotations

from pipelines.registers.base import SOURCE, Column, Register, territory

REGISTER = Register(
    name="buenas_practicas",
    title="Buenas prácticas",
    about="Lo que ha dado resultado: si nació en el territorio, si se puede repetir y en qué condiciones.",
    columns=(
        Column("id_practica", "codigo", "Código de la práctica.", "practica-01", required=True, key=True),
        Column("nombre", "texto", "Cómo se llama.", "Práctica de ejemplo", required=True),
        Column("descripcion", "texto", "En qué consiste.", "Descripción de ejemplo", required=True),
        territory(),
        Column(
            "espontanea", "si_no", "Si nació en el territorio, sin que nadie la pidiera.", "sí",
            required=True,
        ),
        Column("replicable", "si_no", "Si otros pueden repetirla.", "sí", required=True),
        Column("condiciones", "texto", "Qué hace falta para repetirla.", "una sala y dos horas a la semana"),
        Column("evidencia", "texto", "Cómo se sabe que resulta.", "acta de seguimiento"),
        Column("costo", "pesos", "Cuánto cuesta, en pesos.", "150.000"),
        Column("meta", "meta", "Meta común a la que sirve, si la hay: el id de su archivo."),
        SOURCE,
    ),
)  # fmt: skip
