"""The columns of the published tables about work plans and programmes."""

from __future__ import annotations

from publish.column import Column, number

_PLAN = Column("plan", "Código del plan de trabajo.")
_AREA = Column("area", "Área o ámbito; vacía en la fila de todo el plan.")
_STANDARD = Column("estandar", "Estándar; vacío en las filas de un área y de todo el plan.")
_PROGRAMME = Column("programa", "Código del programa.")
_YEAR = number("anio", "Año del presupuesto.")
_UNIT = Column(
    "unidad", "Qué cuenta la cobertura; lo que se cuenta distinto no se suma. sin_dato si no se informa."
)
_MARK = Column("marca", "s reservado para proteger a las personas.", allowed=("s",))

COMPROMISOS = (
    _PLAN,
    _AREA,
    _STANDARD,
    number("necesidad", "Cuántas veces se necesita: suma de las necesidades conocidas de sus filas."),
    number("planificado", "Cuánto se planificó: lo hecho, más lo pendiente, más lo eliminado."),
    number("hecho", "Cuánto se hizo."),
    number("pendiente", "Cuánto sigue pendiente."),
    number("eliminado", "Cuánto se eliminó."),
    number(
        "cobertura",
        "Cien veces lo planificado dividido por la necesidad, sólo de lo que tiene necesidad conocida.",
    ),
    number("cumplimiento", "Cien veces lo hecho dividido por lo planificado."),
    number("cobertura_impresa", "La cobertura como la imprime el documento, sin corregir."),
    number("cumplimiento_impreso", "El cumplimiento como lo imprime el documento, sin corregir."),
)

CONTRASTES = (
    _PLAN,
    _AREA,
    _STANDARD,
    Column(
        "cifra",
        "Qué imprime el documento. La cobertura se recalcula con la suma de las filas y, si la necesidad "
        "impresa es otra, también con ella.",
        allowed=(
            "necesidad", "planificado", "hecho", "pendiente", "eliminado", "cobertura",
            "cobertura_con_necesidad_impresa", "cumplimiento",
        ),
    ),
    number("impreso", "Como está impreso."),
    number("recalculado", "Lo que dan sus filas."),
    number("diferencia", "Recalculado menos impreso."),
    Column(
        "resultado",
        "calza, contradice o sin_dato (falta una parte para volver a calcularlo).",
        allowed=("calza", "contradice", "sin_dato"),
    ),
)  # fmt: skip

PROGRAMAS = (
    _PROGRAMME,
    Column("nombre", "Cómo se llama."),
    _YEAR,
    Column("componente", "Componente de la oferta."),
    Column("dimension", "Dimensión del bienestar."),
    Column("poblacion", "Código de la población a la que se dirige."),
    Column("sexo", "A quiénes se dirige.", allowed=("total", "mujer", "hombre")),
    Column("territorio", "Código del territorio; vacío si es de todos."),
    number("presupuesto", "Pesos del año; vacío si no se conoce."),
    Column(
        "acceso",
        "numero si tiene cupos contados; preferente si sólo da acceso preferente, que no es un número.",
        allowed=("numero", "preferente", "sin_dato"),
    ),
    number("cobertura", "A cuántos llega."),
    _UNIT,
    number("costo_unitario", "Presupuesto dividido por cobertura."),
    Column("tipo_convenio", "Tipo de convenio."),
    Column("ejecutor", "Quién lo ejecuta."),
    Column("financia", "Quién lo paga."),
    Column("meta", "Meta común a la que sirve."),
    Column("indicador", "Indicador que quiere mover."),
    number("respuestas", "Cuántas preguntas de la cuenta responde."),
    number("respuestas_efecto", "Cuántas de las que preguntan por su efecto."),
    Column(
        "resultado",
        "con_respuesta (responde alguna pregunta sobre su efecto), financiado_sin_resultado o "
        "sin_presupuesto.",
        allowed=("con_respuesta", "financiado_sin_resultado", "sin_presupuesto"),
    ),
    _MARK,
    Column("fuente", "De dónde sale."),
)

TOTALES = (
    _YEAR,
    Column("dimension", "Dimensión; vacía es todas."),
    Column("componente", "Componente; vacío es todos."),
    Column("acceso", "numero, preferente o sin_dato; vacío es todos."),
    Column("unidad", "Qué cuenta la cobertura; vacía es todas, y entonces la cobertura no se suma."),
    number("programas", "Cuántos programas."),
    number("con_presupuesto", "De ellos, cuántos informan su presupuesto."),
    number("con_cobertura", "De ellos, cuántos tienen una cobertura contada."),
    number("presupuesto", "Suma de los presupuestos conocidos."),
    number("cobertura", "Suma de la cobertura dentro de una unidad."),
    number("costo_unitario", "Presupuesto dividido por cobertura, de los programas que informan ambas."),
    _MARK,
)

RESPUESTAS = (
    _PROGRAMME,
    _YEAR,
    Column("pregunta", "Código de la pregunta."),
    Column("sobre", "esfuerzo o efecto.", allowed=("esfuerzo", "efecto")),
    Column("texto", "La pregunta."),
    Column("respuesta", "Lo que se responde."),
)

SIN_RESULTADO = (
    Column(
        "tipo", "programa, accion_plan o accion_meta.", allowed=("programa", "accion_plan", "accion_meta")
    ),
    Column("codigo", "Código del programa, del plan o de la meta."),
    Column("anio", "Año; vacío si no se informa."),
    Column("area", "Área y estándar de la acción, separados por « | »; vacía en los programas."),
    Column("nombre", "Nombre del programa, o la acción."),
    number("costo", "Pesos."),
    Column(
        "motivo",
        "sin_respuesta_de_efecto (no responde ninguna pregunta sobre su efecto), sin_indicador (no dice cuál "
        "quiere mover) o meta_sin_cifra (el indicador de su meta no tiene todavía una cifra).",
        allowed=("sin_respuesta_de_efecto", "sin_indicador", "meta_sin_cifra"),
    ),
)

#: name -> title, description, columns, columns that tell one row from another
COMMITMENT_TABLES: dict[str, tuple[str, str, tuple[Column, ...], tuple[str, ...]]] = {
    "compromisos": (
        "Compromisos",
        "Planes de trabajo: necesidad, planificado, hecho, pendiente y eliminado por estándar, área y plan.",
        COMPROMISOS,
        ("plan", "area", "estandar"),
    ),
    "compromisos_contrastes": (
        "Lo que los planes imprimen y lo que suman",
        "Cada total y porcentaje impreso, al lado del que dan sus filas.",
        CONTRASTES,
        ("plan", "area", "estandar", "cifra"),
    ),
    "programas": (
        "Programas",
        "Presupuesto, cobertura, costo por unidad y lo que se sabe de su efecto.",
        PROGRAMAS,
        ("programa", "anio"),
    ),
    "programas_totales": (
        "Totales de los programas",
        "Presupuesto por dimensión, componente y acceso; cobertura sólo dentro de una unidad.",
        TOTALES,
        ("anio", "dimension", "componente", "acceso", "unidad"),
    ),
    "programas_respuestas": (
        "Respuestas de los programas",
        "Lo que cada programa responde a las preguntas de la cuenta.",
        RESPUESTAS,
        ("programa", "anio", "pregunta"),
    ),
    "sin_resultado_medido": (
        "Lo que cuesta lo que no se mide",
        "Programas y acciones con dinero y sin un resultado medido.",
        SIN_RESULTADO,
        ("tipo", "codigo", "anio", "area", "nombre"),
    ),
}
