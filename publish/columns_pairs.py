"""The columns of what one figure says beside another: changes along a series, and gaps."""

from __future__ import annotations

from publish.column import VALORES, Column, number

_INDICATOR, _TERRITORY, _, _PERIOD, _SEX, *_FINER = VALORES[:8]
#: column of the models -> column published
CHANGE_NAMES = {
    "indicator_id": "indicador", "territory_id": "territorio", "sex": "sexo", "age_band": "edad",
    "dimension": "desglose", "category": "categoria", "kind": "comparacion", "period_from": "periodo_desde",
    "period_to": "periodo_hasta", "value_from": "valor_desde", "value_to": "valor_hasta",
    "difference": "diferencia", "ci_low": "dif_inf", "ci_high": "dif_sup", "method": "metodo",
    "mark": "marca", "verdict": "resultado",
}  # fmt: skip
GAP_NAMES = {
    "indicator_id": "indicador", "territory_id": "territorio", "period": "periodo", "sex": "sexo",
    "age_band": "edad", "dimension": "desglose", "category": "categoria", "kind": "comparacion",
    "value": "valor", "reference_value": "valor_referencia", "difference": "diferencia",
    "diff_low": "dif_inf", "diff_high": "dif_sup", "ratio": "razon", "ratio_low": "razon_inf",
    "ratio_high": "razon_sup", "people": "personas", "mark": "marca", "verdict": "resultado",
}  # fmt: skip
_LOW = number("dif_inf", "Límite inferior del intervalo de 95 % de la diferencia; vacío sin margen de error.")
_HIGH = number("dif_sup", "Límite superior del intervalo de 95 % de la diferencia.")
_MARK = Column(
    "marca",
    "s una de las dos cifras está reservada, y entonces no hay números; u una es poco confiable.",
    allowed=("s", "u"),
)

CAMBIOS = (
    _INDICATOR,
    _TERRITORY,
    _SEX,
    *_FINER,
    Column(
        "comparacion",
        "anterior: con la cifra definitiva anterior de la serie (un mes, con el mismo mes). inicio: la "
        "última hasta el año de la cuenta, con la primera desde que la serie no se quiebra. De un tramo de "
        "edad se sigue sólo la última.",
        allowed=("anterior", "inicio"),
    ),
    Column("periodo_desde", "Período con que se compara."),
    Column("periodo_hasta", "Período que se compara."),
    number("valor_desde", "Valor de periodo_desde."),
    number("valor_hasta", "Valor de periodo_hasta."),
    number("diferencia", "valor_hasta menos valor_desde, en la unidad del indicador."),
    _LOW,
    _HIGH,
    Column("metodo", "mover, o vacío cuando no hay intervalo.", allowed=("mover",)),
    _MARK,
    Column(
        "resultado",
        "mejora o empeora según lo que el indicador busca; sube o baja cuando no busca nada; "
        "sin_cambio_distinguible cuando el intervalo contiene el cero; sin_margen cuando no lo hay.",
        allowed=(
            "mejora", "empeora", "sube", "baja", "sin_cambio_distinguible", "sin_margen", "reservado",
        ),
    ),
)  # fmt: skip

BRECHAS = (
    _INDICATOR,
    _TERRITORY,
    _PERIOD,
    Column("sexo", "A quiénes se refiere; vacío en la brecha entre mujeres y hombres.",
           allowed=("total", "mujer", "hombre")),
    *_FINER,
    Column(
        "comparacion",
        "sexo: mujeres con hombres. region, pais: el territorio con su región o con el país, de los que "
        "forma parte (el intervalo los toma como independientes: es algo más ancho de lo necesario), "
        "siempre con todas las edades juntas.",
        allowed=("sexo", "region", "pais"),
    ),
    number("valor", "Valor de las mujeres, o del territorio."),
    number("valor_referencia", "Valor de los hombres, de la región o del país."),
    number("diferencia", "valor menos valor_referencia, en la unidad del indicador."),
    _LOW,
    _HIGH,
    number("razon", "valor dividido por valor_referencia."),
    number("razon_inf", "Límite inferior del intervalo de 95 % de la razón."),
    number("razon_sup", "Límite superior; vacío también cuando la referencia podría ser cero."),
    number("personas", "Personas del denominador que harían falta para igualar la referencia, hacia arriba; "
           "sólo en porcentajes."),
    _MARK,
    Column(
        "resultado",
        "mayor o menor que la referencia; sin_diferencia_distinguible cuando el intervalo contiene el cero; "
        "sin_margen cuando no lo hay.",
        allowed=("mayor", "menor", "sin_diferencia_distinguible", "sin_margen", "reservado"),
    ),
)  # fmt: skip
