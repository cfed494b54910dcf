"""The theory of change: steps and which leads to which."""

from __future__ import annotations

from pipelines.registers.base import Column, Register

REGISTER = Register(
    name="teoria_cambio",
    title="Teoría del cambio",
    about="Los pasos que llevan de la necesidad al resultado: si se hace esto, entonces pasa aquello.",
    columns=(
        Column("id_paso", "codigo", "Código del paso.", "paso-01", required=True, key=True),
        Column(
            "nivel", "opcion", "En qué nivel está.", "actividad", required=True,

            options=(
                "necesidad", "insumo", "actividad", "producto", "resultado_intermedio", "resultado_final",
            ),
        ),
        Column("texto", "texto", "Qué dice el paso.", "Paso de ejemplo", required=True),
        Column("lleva_a", "codigos", "Pasos a los que lleva: sus códigos, separados por espacios."),
        Column(
            "supuesto", "texto", "Qué tiene que ser cierto para que ocurra.", "las familias pueden asistir",
        ),
        Column("riesgo", "texto", "Qué puede impedirlo.", "el horario"),
        Column("indicador", "indicador", "Indicador que lo muestra, si lo hay: el id de su tarjeta."),
        Column("meta", "meta", "Meta común a la que sirve, si la hay: el id de su archivo."),
    ),
)  # fmt: skip
