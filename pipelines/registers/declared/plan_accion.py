"""The plan of action: objective, goal, indicator, result, impact."""

from __future__ import annotations

from pipelines.registers.base import SOURCE, Column, Register, day

REGISTER = Register(
    name="plan_accion",
    title="Plan de acción",
    about="Cada línea del plan: objetivo, meta, indicador, resultado e impacto.",
    columns=(
        Column("id_linea", "codigo", "Código de la línea.", "linea-01", required=True, key=True),
        Column("componente", "texto", "Componente del plan.", "Componente A", required=True),
        Column("objetivo", "texto", "Para qué se hace.", "Objetivo de ejemplo", required=True),
        Column(
            "meta", "texto", "A qué se quiere llegar, como lo dice el plan.", "diez talleres", required=True,
        ),
        Column(
            "indicador_texto", "texto", "Cómo se mide, como lo dice el plan.", "talleres hechos",
            required=True,
        ),
        Column("planificado", "numero", "Cuánto se planificó.", "10"),
        Column("logrado", "numero", "Cuánto se logró.", "8"),
        Column("unidad", "texto", "En qué se cuenta.", "talleres"),
        Column("resultado", "texto", "Qué resultó.", "Resultado de ejemplo"),
        Column("impacto", "texto", "Qué cambió para las familias.", "Impacto de ejemplo"),
        Column(
            "estado", "opcion", "En qué está.", "en_curso", required=True,
            options=("logrado", "en_curso", "pendiente", "no_logrado"),
        ),
        day("plazo", "Para cuándo es.", "2025-12-31"),
        Column("declarado", "numero", "Cuánto declara el documento."),
        Column("documentado", "numero", "De eso, cuánto tiene respaldo."),
        SOURCE,
    ),
)  # fmt: skip
