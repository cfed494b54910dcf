"""Columns of the tables of goals that tell their curve and the actions that partners undertook."""

from __future__ import annotations

from publish.column import Column, number

#: goal_outlook -> columns of metas, after those of goal_progress.
OUTLOOK_NAMES = {
    "years_left": "anios_que_quedan",
    "target_case": "situacion",
    "reached_period": "alcanzada_desde",
    "trend_state": "pronostico",
    "trend_points": "pronostico_puntos",
    "trend_from": "pronostico_desde",
    "trend_to": "pronostico_hasta",
    "compared_period": "esperado_periodo",
    "expected_value": "esperado_valor",
    "expected_low": "esperado_inf",
    "expected_high": "esperado_sup",
    "expectation": "frente_a_lo_esperado",
    "expected_people": "personas_frente_a_lo_esperado",
    "target_forecast": "esperado_meta_valor",
    "target_low": "esperado_meta_inf",
    "target_high": "esperado_meta_sup",
}
METAS_CURVA = (
    number("anios_que_quedan", "Años desde el de la cuenta hasta el de la meta; cero o menos, venció."),
    Column(
        "situacion",
        "pendiente, cero (la meta es que no quede ningún caso), al_reves (la línea de base ya era mejor que "
        "la meta), mantener (era igual), alcanzada_al_acordar, alcanzada_despues, vencida, plazo_sin_dato, "
        "quiebre, sin_datos o reservado.",
    ),
    Column("alcanzada_desde", "Primer período desde el que todas las cifras cumplen la meta."),
    Column(
        "pronostico",
        "Si hay pronóstico «si todo sigue igual»: hay, serie_corta (menos de cinco cifras sin quiebre hasta "
        "el acuerdo), proyeccion (la cifra ya es una proyección oficial) o reservado.",
    ),
    number("pronostico_puntos", "Cifras hasta el acuerdo por las que pasa la recta."),
    Column("pronostico_desde", "Primer período de la recta."),
    Column("pronostico_hasta", "Último período de la recta."),
    Column("esperado_periodo", "Último período posterior al acuerdo que tiene dato."),
    number("esperado_valor", "Valor esperado en ese período si todo seguía igual."),
    number("esperado_inf", "Límite inferior de la franja de 80 % de ese valor."),
    number("esperado_sup", "Límite superior de la franja de 80 % de ese valor."),
    Column(
        "frente_a_lo_esperado",
        "mejor, igual o peor que lo esperado si todo seguía igual; distinto (sin dirección), quiebre (la "
        "serie cambió), sin_dato_nuevo, serie_corta, proyeccion o reservado.",
    ),
    number("personas_frente_a_lo_esperado", "Personas entre lo que ocurrió y lo que se esperaba."),
    number("esperado_meta_valor", "Valor esperado en el período de la meta si todo sigue igual."),
    number("esperado_meta_inf", "Límite inferior de la franja de 80 % de ese valor."),
    number("esperado_meta_sup", "Límite superior de la franja de 80 % de ese valor."),
    number("cambios_escritos", "Cambios de lo acordado que están escritos en la meta."),
    Column("hitos", "Cifras de paso y su estado: «2024: 5,5 cumplido», separadas por « | »."),
)
ACCIONES = (
    Column("meta", "Código de la meta."),
    number("numero", "Orden en que está escrita la acción en su meta."),
    Column("accion", "Qué se comprometió."),
    Column("responsable", "Organización o equipo que responde."),
    Column("comprometida", "Cuándo se comprometió, AAAA-MM-DD."),
    Column("plazo", "Para cuándo."),
    number("presupuesto", "En pesos, si se informó."),
    Column(
        "estado",
        "En qué está.",
        allowed=("pendiente", "en_curso", "cumplida", "no_cumplida", "eliminada"),
    ),
    Column("motivo", "Por qué está así."),
)
GOAL_TABLES: dict[str, tuple[str, str, tuple[Column, ...], tuple[str, ...]]] = {
    "metas_acciones": (
        "Compromisos de las metas",
        "A qué se comprometió cada organización en cada meta, y en qué está.",
        ACCIONES,
        ("meta", "numero"),
    ),
}  # fmt: skip
