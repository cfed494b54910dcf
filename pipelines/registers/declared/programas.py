"""Programmes: budget, reach and what is known of their results."""

from __future__ import annotations

from pipelines.registers.base import SEX, SOURCE, Column, Register, territory

REGISTER = Register(
    name="programas",
    title="Programas",
    about=(
        "La oferta de programas con su presupuesto y su cobertura, y las respuestas a las preguntas de la "
        "cuenta: una columna «respuesta_…» por pregunta."
    ),
    columns=(
        Column("id_programa", "codigo", "Código del programa.", "programa-01", required=True, key=True),
        Column("nombre", "texto", "Cómo se llama.", "Programa de ejemplo", required=True),
        Column("anio", "anio", "Año del presupuesto.", "2025", required=True, key=True),
        Column(
            "componente", "codigo", "Componente: transferencias, servicios, acompanamiento u otro.",
            "servicios", required=True,
        ),
        Column(
            "dimension", "texto", "Dimensión del bienestar en que se clasifica.", "Dimensión A",
            required=True,
        ),
        Column("poblacion", "codigo", "A qué población se dirige.", "poblacion-01"),
        SEX,
        territory(),
        Column("presupuesto", "pesos", "Presupuesto del año, en pesos.", "12.500.000"),
        Column(
            "acceso", "opcion",
            "«numero» si tiene cupos contados; «preferente» si sólo da acceso preferente, que no "
            "es un número.",
            "numero", options=("numero", "preferente"),
        ),
        Column(
            "cobertura", "numero",
            "A cuántos llega. Si el documento dice «Acceso preferente», escríbalo tal cual: pasa a «acceso».",
            "300",
        ),
        Column(
            "unidad", "opcion", "En qué se cuenta la cobertura; lo que se cuenta distinto no se suma.",
            "personas",
            options=("personas", "familias", "jardines", "huertos", "hogares", "otra"),
        ),
        Column("tipo_convenio", "texto", "Tipo de convenio.", "transferencia"),
        Column("ejecutor", "texto", "Quién lo ejecuta.", "Institución B"),
        Column("financia", "texto", "Quién lo paga.", "Institución A"),
        Column("meta", "meta", "Meta común a la que sirve, si la hay: el id de su archivo."),
        Column("indicador", "indicador", "Indicador que quiere mover, si lo hay: el id de su tarjeta."),
        Column(
            "respuestas", "texto",
            "Las columnas «respuesta_<id>»: lo que se sabe de cada pregunta de la cuenta. Vacía: sin "
            "respuesta.",
            hidden=True,
        ),
        SOURCE,
    ),
    words=(("cobertura", "acceso preferente", "acceso", "preferente"),),
    wildcard=("respuesta_", "respuestas"),
    wildcard_examples=(
        "respuesta_cuanto", "respuesta_bien", "respuesta_cuantas_mejor", "respuesta_parte_mejor",
    ),
)  # fmt: skip
