"""Families' well-being matrix: coded answers by family and month."""

from __future__ import annotations

from pipelines.registers.base import Column, Register, territory

REGISTER = Register(
    name="matriz_bienestar",
    title="Matriz de bienestar",
    about=(
        "Las respuestas de cada familia, con código y nunca con nombre, por mes de "
        "acompañamiento. Se publica "
        "sólo en conjunto."
    ),
    columns=(
        Column(
            "familia", "codigo", "Código de la familia: nunca su nombre ni su RUN.", "f-001", required=True,
            key=True,
        ),
        Column(
            "mes", "numero", "Mes de acompañamiento: 1 es el primero, 60 el último.", "1",
            required=True, key=True, maximum=60, whole=True,
        ),
        Column(
            "item", "codigo", "Ítem de la matriz, como está en «matriz_items».", "i32", required=True,
            key=True,
        ),
        Column(
            "respuesta", "opcion", "Qué se respondió.", "logrado", required=True,
            options=("logrado", "no_logrado", "no_aplica"),
        ),
        territory(required=True),
    ),
)  # fmt: skip
