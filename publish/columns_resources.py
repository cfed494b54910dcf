"""The columns of the published tables about resources and services."""

from __future__ import annotations

from publish.column import Column, number

_SEX = Column("sexo", "A quiénes se refiere.", allowed=("total", "mujer", "hombre"))
_NEED = Column("necesidad", "Código de la necesidad.")
_POPULATION = Column("poblacion", "Código de la población.")
_TERRITORY = Column("territorio", "Código del territorio.")
_SOURCE = Column("fuente", "De dónde sale.")
_MARK = Column("marca", "s reservado para proteger a las personas.", allowed=("s",))
_YES_NO = ("sí", "no")

RECURSOS = (
    Column("recurso", "Código de la oferta."),
    Column("nombre", "Cómo se llama."),
    Column(
        "tipo",
        "servicio_formal o fortaleza_vecinal (lo que hacen los propios vecinos).",
        allowed=("servicio_formal", "fortaleza_vecinal"),
    ),
    Column("territorio", "Código del territorio al que sirve, con sus partes."),
    Column("necesidad", "Código de la necesidad que atiende."),
    Column("poblacion", "Código de la población a la que se dirige."),
    Column("sexo", "A quiénes atiende; total es a mujeres y hombres.", allowed=("total", "mujer", "hombre")),
    Column("edad", "Edades, como están escritas; vacío es todas."),
    Column("desde", "Primer día, AAAA-MM-DD."),
    Column("hasta", "Último día, AAAA-MM-DD; vacío si sigue."),
    Column("horario", "Días y horas."),
    Column("lugar", "Dónde se da."),
    number("capacidad", "A cuántos puede atender en el año; vacío si no se informa, que no es cero."),
    Column("unidad", "Qué cuenta la capacidad: personas, familias, grupos, huertos u otra."),
    number("costo_anual", "Pesos al año; vacío si no se conoce."),
    Column("financia", "Quién la paga."),
    Column("ejecuta", "Quién la da."),
    _SOURCE,
)

HALLAZGOS = (
    Column(
        "tipo",
        "duplicidad (varias ofertas, de distintos financiadores, para lo mismo), vacio (una necesidad sin "
        "oferta o con muy poca) o sobreoferta.",
        allowed=("duplicidad", "vacio", "sobreoferta"),
    ),
    _NEED,
    _POPULATION,
    _TERRITORY,
    number("ofertas", "Cuántas ofertas hay en el hallazgo."),
    number("capacidad", "A cuántos pueden atender; vacío si no se informa o no se puede sumar."),
    number("demanda", "Cuántos lo necesitan; vacío si no se sabe o está reservado."),
    _SEX,
    Column("motivo", "Por qué es un hallazgo, en palabras."),
)

NECESIDADES = (
    _NEED,
    Column("nombre", "Cómo se dice."),
    _POPULATION,
    _SEX,
    _TERRITORY,
    Column("desde", "Desde cuándo; vacío si no tiene comienzo."),
    Column("hasta", "Hasta cuándo; vacío si sigue."),
    number("ofertas", "Ofertas que llegan a ella."),
    number("capacidad", "A cuántos pueden atender, en la unidad de la necesidad; vacío si no se informa."),
    number("capacidad_propia", "De esa capacidad, la que no sirve también a otros territorios o grupos."),
    number("sin_informar", "Ofertas que no informan su capacidad en la unidad de la necesidad."),
    number("demanda", "Cuántos la tienen; vacío si no se sabe o está reservado."),
    Column("unidad", "Qué cuentan la capacidad y la demanda."),
    number("umbral_cobertura", "Porcentaje de la demanda bajo el cual hay un vacío."),
    Column(
        "situacion",
        "vacio, sobreoferta, cubierta, sin_informacion o sin_demanda.",
        allowed=("vacio", "sobreoferta", "cubierta", "sin_informacion", "sin_demanda"),
    ),
    Column("sexo_sin_oferta", "El sexo que ninguna de sus ofertas atiende; vacío si no lo hay."),
    Column("indicador", "Código del indicador que la muestra."),
    _MARK,
    _SOURCE,
)

SERVICIOS = (
    Column("servicio", "Servicio."),
    _TERRITORY,
    Column("fecha", "Cuándo se evaluó."),
    Column("eje", "Eje de integración: horizontal, vertical, transversal o longitudinal; vacío si ninguno."),
    number("tiempo_respuesta_dias", "Días entre que se pide y se atiende; vacío si no se sabe."),
    Column("calidad", "Qué se dice de su calidad."),
    Column("cobertura_desde", "Desde cuándo cubre."),
    Column("cobertura_hasta", "Hasta cuándo cubre."),
    Column("garantia", "Qué garantiza."),
    Column("suficiente", "Si alcanza; vacío si no se respondió.", allowed=_YES_NO),
    Column("pertinente", "Si responde a lo que se necesita.", allowed=_YES_NO),
    Column("eficiente", "Si usa bien sus recursos.", allowed=_YES_NO),
    Column("oportuna", "Si llega a tiempo.", allowed=_YES_NO),
    Column("puntuo", "Qué equipo o cargo lo evaluó."),
    Column("evidencia", "En qué se basa."),
    _SOURCE,
)

DERIVACIONES = (
    Column("periodo", "Año, semestre o mes."),
    Column("desde_servicio", "Servicio que deriva."),
    Column("hacia_servicio", "Servicio que recibe."),
    _TERRITORY,
    _SEX,
    number("derivadas", "Personas derivadas."),
    number("atendidas", "De ellas, cuántas se atendieron."),
    number("de_cada_cien", "Atendidas de cada cien derivadas."),
    number("ic_inf", "Límite inferior del intervalo de 95 %."),
    number("ic_sup", "Límite superior del intervalo de 95 %."),
    number("dias_espera", "Días de espera, en promedio."),
    _MARK,
    _SOURCE,
)

#: name -> title, description, columns, columns that tell one row from another
RESOURCE_TABLES: dict[str, tuple[str, str, tuple[Column, ...], tuple[str, ...]]] = {
    "recursos": ("Mapa de recursos", "Quién ofrece qué, para quién, dónde y cuándo.", RECURSOS, ("recurso",)),
    "recursos_hallazgos": (
        "Duplicidades, vacíos y sobreofertas",
        "Lo que el mapa de recursos deja ver al compararlo con las necesidades.",
        HALLAZGOS,
        ("tipo", "necesidad", "poblacion", "territorio", "sexo"),
    ),
    "recursos_necesidades": (
        "Necesidades",
        "Cada necesidad, lo que se ofrece para ella y a cuánto llega.",
        NECESIDADES,
        ("necesidad", "poblacion", "sexo", "territorio"),
    ),
    "servicios": (
        "Calidad de los servicios",
        "Cómo responde cada servicio, con quién lo evaluó y en qué se basa.",
        SERVICIOS,
        ("servicio", "territorio", "fecha", "eje"),
    ),
    "derivaciones": (
        "Derivaciones",
        "De un servicio a otro: derivadas, atendidas y días de espera.",
        DERIVACIONES,
        ("periodo", "desde_servicio", "hacia_servicio", "territorio", "sexo"),
    ),
}
