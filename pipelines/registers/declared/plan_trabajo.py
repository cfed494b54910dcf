"""Work plans: what was planned against a need, and what became of it."""

from __future__ import annotations

from pipelines.registers.base import SOURCE, Column, Register, day, territory

REGISTER = Register(
    name="plan_trabajo",
    title="Plan de trabajo",
    about=(
        "Lo planificado, hecho, pendiente y eliminado por área y estándar. Cada estándar se lleva "
        "de una sola "
        "manera: una fila por acción (con su estado) o una fila con sus cantidades."
    ),
    columns=(
        Column("plan", "codigo", "Código del plan.", "plan-01", required=True, key=True),
        Column(
            "fila", "opcion",
            "Qué dice la fila: una acción con su estado; las cantidades de un estándar; o los totales "
            "impresos de un área o del plan.",
            "accion", required=True, key=True, options=("accion", "estandar", "area", "plan"),
        ),
        Column("area", "texto", "Área o ámbito del plan; vacía en la fila «plan».", "Área A", key=True),
        Column("estandar", "texto", "Estándar dentro del área.", "Estándar A1", key=True),
        Column("accion", "texto", "Qué se va a hacer (filas «accion»).", "Acción de ejemplo", key=True),
        territory(key=True),
        Column("meta", "meta", "Meta común a la que sirve, si la hay: el id de su archivo."),
        Column("necesidad", "numero", "Cuántas veces se necesita (filas «estandar», «area» y «plan»)."),
        Column(
            "estado", "opcion", "En qué está la acción (filas «accion»).", "pendiente",
            options=("hecho", "pendiente", "eliminado"),
        ),
        Column("planificado", "numero", "Cuántas acciones se planificaron.", whole=True),
        Column("hecho", "numero", "Cuántas se hicieron.", whole=True),
        Column("pendiente", "numero", "Cuántas siguen pendientes.", whole=True),
        Column("eliminado", "numero", "Cuántas se eliminaron.", whole=True),
        day("fecha", "Para cuándo es la acción, o cuándo se hizo.", "2025-06-30"),
        Column(
            "responsable", "texto", "Institución, equipo o cargo que responde; nunca una persona.",
            "Equipo A",
        ),
        Column("costo", "pesos", "Cuánto cuesta, en pesos.", "350.000"),
        Column(
            "indicador", "indicador", "Indicador que la acción quiere mover, si lo hay: el id de su tarjeta.",
        ),
        Column(
            "cobertura_impresa", "porcentaje",
            "Cobertura (planificado sobre necesidad, en %) tal como está impresa, si el documento la trae.",
        ),
        Column(
            "cumplimiento_impreso", "porcentaje",
            "Cumplimiento (hecho sobre planificado, en %) tal como está impreso, si el documento lo trae.",
        ),
        SOURCE,
    ),
)  # fmt: skip
