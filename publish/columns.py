"""The columns of every published table, with the words that datapackage.json gives to each."""

from __future__ import annotations

from publish.column import VALORES, Column
from publish.column import number as _number
from publish.columns_account import PLAN_TABLES
from publish.columns_commitments import COMMITMENT_TABLES
from publish.columns_goals import GOAL_TABLES, METAS_CURVA
from publish.columns_pairs import BRECHAS, CAMBIOS
from publish.columns_people import PRACTICE_TABLES
from publish.columns_resources import RESOURCE_TABLES

INDICADORES = (
    Column("indicador", "Código del indicador."),
    Column("nombre", "Nombre."),
    Column("area", "Área de la cuenta."),
    Column("definicion", "Qué mide, en palabras de todos los días."),
    Column("definicion_tecnica", "Cómo se calcula."),
    Column("unidad", "Unidad en que se muestra."),
    Column("tipo", "Tipo de cálculo: conteo, proporcion, tasa, promedio, razon o publicado."),
    Column(
        "numerador",
        "Medidas que se suman arriba, separadas por « | », con el sexo, la edad o la categoría que fijan.",
    ),
    Column("denominador", "Medidas que se suman abajo, escritas igual."),
    _number("escala", "Por cuánto se multiplica el cociente."),
    _number("decimales", "Decimales con que se muestra."),
    Column("direccion", "Hacia dónde es mejor: mayor_es_mejor, menor_es_mejor o sin_direccion."),
    Column("intervalo", "Método del intervalo de confianza de 95 %."),
    Column("motivo_sin_intervalo", "Por qué no lleva intervalo."),
    Column("por_sexo", "Si se publica por sexo: sí o no."),
    Column("motivo_sin_sexo", "Por qué no se publica por sexo."),
    Column("fuente", "Quién produce los datos."),
    Column("periodicidad", "Cada cuánto hay datos nuevos."),
    Column("advertencias", "Lo que hay que saber al leerlo, separado por « | »."),
    Column("quiebres", "Motivos por los que faltan períodos en algunos territorios, separados por « | »."),
)

TERRITORIOS = (
    Column("territorio", "Código del territorio."),
    Column("nombre", "Nombre oficial."),
    Column("nivel", "pais, region, provincia, comuna, unidad_vecinal, villa, sector, otro o sin_territorio."),
    Column("pertenece_a", "Código del territorio que lo contiene."),
    Column("con_pagina", "Si tiene página propia en la cuenta: sí o no."),
)

HISTORY_NAMES = {
    "former_id": "codigo_anterior",
    "former_name": "nombre",
    "level": "nivel",
    "event_date": "desde",
    "successor_id": "territorio",
    "successor_name": "nombre_actual",
    "kind": "cambio",
    "reason": "motivo",
    "law": "ley",
}
TERRITORIOS_HISTORIA = (
    Column("codigo_anterior", "Código que tenía."),
    Column("nombre", "Nombre que tenía."),
    Column("nivel", "region, provincia o comuna."),
    Column("desde", "Primer día de lo que vino después, AAAA-MM-DD."),
    Column("territorio", "Código de hoy de lo que vino después; una fila por cada uno."),
    Column("nombre_actual", "Nombre de hoy."),
    Column("cambio", "recodificada (el mismo lugar), dividida (conserva una parte) o creada."),
    Column("motivo", "Por qué cambió."),
    Column("ley", "Ley que lo dispuso."),
)

GOAL_NAMES = {
    "goal_id": "meta",
    "indicator_id": "indicador",
    "territory_id": "territorio",
    "sex": "sexo",
    "role": "rol",
    "baseline_period": "base_periodo",
    "baseline_value": "base_valor",
    "latest_period": "ultimo_periodo",
    "latest_value": "ultimo_valor",
    "previous_period": "anterior_periodo",
    "previous_value": "anterior_valor",
    "target_period": "meta_periodo",
    "target_value": "meta_valor",
    "distance": "distancia",
    "change_from_baseline": "cambio_desde_base",
    "change_low": "cambio_ic_inf",
    "change_high": "cambio_ic_sup",
    "share_of_path": "parte_del_camino",
    "gap_people": "personas_que_faltan",
    "verdict": "resultado",
    "mark": "marca",
}

METAS = (
    Column("meta", "Código de la meta."),
    Column("indicador", "Código del indicador con que se mide."),
    Column("enunciado", "La meta, como se acordó."),
    Column("acordada_el", "Fecha del acuerdo."),
    Column("territorio", "Código del territorio."),
    Column("sexo", "total, mujer u hombre."),
    Column("rol", "Si es el indicador principal de la meta o uno secundario."),
    Column("base_periodo", "Período de la línea de base."),
    _number("base_valor", "Valor de la línea de base."),
    Column("ultimo_periodo", "Último período medido."),
    _number("ultimo_valor", "Último valor medido."),
    Column("anterior_periodo", "Período anterior."),
    _number("anterior_valor", "Valor anterior."),
    Column("meta_periodo", "Período en que la meta debe cumplirse."),
    _number("meta_valor", "Valor acordado."),
    _number("distancia", "Meta menos último valor, en la unidad del indicador."),
    _number("cambio_desde_base", "Último valor menos línea de base."),
    _number("cambio_ic_inf", "Límite inferior del intervalo de 95 % de ese cambio, cuando se conoce."),
    _number("cambio_ic_sup", "Límite superior del intervalo de 95 % de ese cambio, cuando se conoce."),
    _number("parte_del_camino", "Parte del camino recorrida desde la línea de base: 1 es la meta."),
    _number("personas_que_faltan", "Personas que faltan para llegar a la meta."),
    Column(
        "resultado",
        "alcanzada, en_camino, sin_cambio_distinguible, sin_margen (cambió, y no hay margen de error para "
        "juzgarlo), se_aleja, quiebre (la serie cambió desde la línea de base y no se compara), sin_datos o "
        "reservado (para proteger a las personas).",
    ),
    Column(
        "marca",
        "s reservado para proteger a las personas, u la línea de base o el último valor es poco confiable.",
        allowed=("s", "u"),
    ),
    *METAS_CURVA,
)

FUENTES = (
    Column("fuente", "Código de la fuente, como aparece en los valores."),
    Column("nombre", "Nombre."),
    Column("productor", "Quién la produce."),
    Column("periodicidad", "Cada cuánto se publica."),
    Column("oficial", "Si es la descarga oficial (sí) o una tabla propia o derivada (no)."),
    Column("licencia", "Licencia o condiciones de uso, si se conocen."),
)

REVISIONES = (
    Column("edicion_anterior", "Edición con que se compara."),
    *VALORES[:2],
    *VALORES[3:8],
    Column(
        "tipo",
        "definitiva (dejó de ser provisional), revisada (cambió el valor), precisada (el valor es el mismo y "
        "cambió su margen, su signo o los casos de que sale), aparece, desaparece o retirada.",
        allowed=("definitiva", "revisada", "precisada", "aparece", "desaparece", "retirada"),
    ),
    _number("valor_antes", "Valor en la edición anterior; vacío si hoy la cifra es reservada."),
    Column("marca_antes", "Marca en la edición anterior."),
    Column("estado_antes", "Estado en la edición anterior."),
    _number("valor_ahora", "Valor en esta edición."),
    Column("marca_ahora", "Marca en esta edición."),
    Column("estado_ahora", "Estado en esta edición."),
)

EQUIDAD = (
    Column("indicador", "Código del indicador."),
    Column(
        "lente",
        "Por quiénes se separa: sexo, edad, ruralidad, dependencia, pueblo-originario, discapacidad o "
        "nacionalidad.",
    ),
    Column(
        "situacion",
        "Si hay cifras separadas así.",
        allowed=("con_datos", "reservado", "sin_datos", "no_se_recoge", "no_aplica", "sin_declarar"),
    ),
    Column("motivo", "Por qué no las hay."),
    Column("primer_periodo", "Primer período con cifras separadas así."),
    Column("ultimo_periodo", "Último período con cifras separadas así, hasta el año de la cuenta."),
)

PARTICIPACION = (
    Column("instancia", "Reunión, asamblea o jornada."),
    Column("fecha", "Cuándo fue."),
    Column("territorio", "Código del territorio."),
    _number("mujeres", "Mujeres que asistieron."),
    _number("hombres", "Hombres que asistieron."),
    _number("total", "Total de asistentes."),
)

#: name -> title, description, columns, columns that tell one row from another
TABLES: dict[str, tuple[str, str, tuple[Column, ...], tuple[str, ...]]] = {
    "indicadores": ("Indicadores", "Qué mide cada indicador y cómo.", INDICADORES, ("indicador",)),
    "territorios": (
        "Territorios", "Los territorios que tienen filas en los valores.", TERRITORIOS, ("territorio",)
    ),
    "territorios_historia": (
        "Territorios que cambiaron",
        "Comunas, provincias y regiones que cambiaron de código o se dividieron desde 2004.",
        TERRITORIOS_HISTORIA,
        ("codigo_anterior", "territorio"),
    ),
    "metas": (
        "Metas comunes",
        "Cada meta, su línea de base, lo último medido y lo que falta.",
        METAS,
        ("meta", "indicador", "territorio", "sexo"),
    ),
    "cambios": (
        "Cambios",
        "Cuánto cambió cada cifra definitiva, con el intervalo de 95 % de la diferencia.",
        CAMBIOS,
        (
            "indicador", "territorio", "sexo", "edad", "desglose", "categoria", "comparacion",
            "periodo_hasta",
        ),
    ),
    "brechas": (
        "Brechas",
        "Cuánto se aparta cada cifra de otra del mismo período: mujeres de hombres, un territorio de su "
        "región y del país.",
        BRECHAS,
        (
            "indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria", "comparacion",
        ),
    ),
    "fuentes": ("Fuentes", "De dónde vienen los datos.", FUENTES, ("fuente",)),
    "equidad": (
        "Matriz de equidad", "Por quiénes se puede separar cada indicador.", EQUIDAD, ("indicador", "lente")
    ),
    "revisiones": (
        "Revisiones",
        "Cifras que la edición anterior publicaba y que en ésta son otras.",
        REVISIONES,
        ("indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria"),
    ),
    **GOAL_TABLES,
    **RESOURCE_TABLES,
    **COMMITMENT_TABLES,
    **PRACTICE_TABLES,
    **PLAN_TABLES,
}  # fmt: skip
