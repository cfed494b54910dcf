"""The legal public account: which letters the law asks for, as dated data."""

from __future__ import annotations

from pipelines.registers.base import Column, Register, day

REGISTER = Register(
    name="art67",
    title="Cuenta pública legal (art. 67)",
    about=(
        "Qué letras pide el artículo 67 de la Ley 18.695, con su texto vigente y su fecha, y dónde las "
        "responde esta cuenta. Si un texto cambia, va otra fila con su fecha: rige el último hasta el fin "
        "del año de la cuenta. Una persona copia el texto oficial y responde de que esté completo."
    ),
    columns=(
        Column("letra", "codigo", "Letra, sin paréntesis.", "a", required=True, key=True),
        Column("texto", "texto", "Texto oficial de la letra.", "Texto oficial por copiar", required=True),
        Column("bloque", "codigo", "Parte de la edición que la responde.", "metas"),
        day("vigente_desde", "Desde cuándo rige ese texto.", "2025-01-01", required=True, key=True),
        Column("fuente", "texto", "De dónde se copió.", "Biblioteca del Congreso Nacional", required=True),
        Column(
            "verificado_por", "texto", "Cargo de quien lo verificó; nunca su nombre.", "Secretaría municipal",
            required=True,
        ),
        Column(
            "estado", "opcion", "Si la cuenta la incluye.", "falta",
            options=("incluido", "falta", "no_aplica"),
        ),
        Column(
            "contenido", "texto", "Qué dice la cuenta de esta letra, o dónde está.", "Capítulo por escribir",
        ),
        Column("responsable", "texto", "Unidad que responde; nunca una persona.", "Unidad A"),
    ),
)  # fmt: skip
