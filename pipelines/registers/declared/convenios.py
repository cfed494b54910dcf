"""Agreements and funding."""

from __future__ import annotations

from pipelines.registers.base import SOURCE, Column, Register, day, territory

REGISTER = Register(
    name="convenios",
    title="Convenios",
    about="Convenios de trabajo conjunto y financiamientos.",
    columns=(
        Column("id_convenio", "codigo", "Código del convenio.", "convenio-01", required=True, key=True),
        Column("nombre", "texto", "Cómo se llama.", "Convenio de ejemplo", required=True),
        Column("con", "texto", "Con qué institución u organización.", "Institución A", required=True),
        Column(
            "tipo", "codigo", "Tipo: trabajo_conjunto, financiamiento u otro.", "trabajo_conjunto",
            required=True,
        ),
        day("desde", "Desde cuándo rige.", "2025-03-01"),
        day("hasta", "Hasta cuándo; vacío si no tiene término.", "2026-02-28"),
        Column("monto", "numero", "Cuánto aporta, en la moneda que sigue.", "5.000.000"),
        Column(
            "moneda", "opcion", "En qué moneda; se pide si hay monto.", "CLP", options=("CLP", "USD", "UF"),
        ),
        Column("financia", "texto", "Quién lo paga.", "Institución A"),
        territory(),
        Column("meta", "meta", "Meta común a la que sirve, si la hay: el id de su archivo."),
        SOURCE,
    ),
    spans=(("desde", "hasta"),),
)  # fmt: skip
