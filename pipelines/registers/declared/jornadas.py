"""Assemblies and meetings: attendance, documented or only declared."""

from __future__ import annotations

from pipelines.registers.base import SOURCE, Column, Register, territory

REGISTER = Register(
    name="jornadas",
    title="Jornadas",
    about=(
        "Asambleas y jornadas con su asistencia. Las que tienen registro van una por una («documentada»); lo "
        "que un documento sólo afirma va aparte («declarada»), y las dos cifras se muestran."
    ),
    columns=(
        Column("id_jornada", "codigo", "Código de la jornada.", "jornada-01", required=True, key=True),
        Column(
            "registro", "opcion", "Si hay lista o acta, o si sólo se declara.", "documentada",
            required=True, options=("documentada", "declarada"),
        ),
        Column("fecha", "fecha_parcial", "El día; o el mes o el año, si no se sabe más.", "2025-05-17"),
        Column("nombre", "texto", "Cómo se llamó.", "Jornada de ejemplo", required=True),
        Column("tipo", "codigo", "Tipo: comunal, territorial, mesa u otro.", "comunal", required=True),
        territory(required=True),
        Column("lugar", "texto", "Dónde se hizo.", "sede vecinal"),
        Column(
            "clase", "codigo",
            "Quiénes asistieron: familias, vecinos, municipio, salud, educacion, servicio_publico. "
            "Vacío: todos.",
            "vecinos", key=True,
        ),
        Column(
            "cantidad", "numero", "Cuántas jornadas resume la fila. Vacío es una.", "1",
            default="1", whole=True,
        ),
        Column("mujeres", "numero", "Cuántas mujeres asistieron; vacío si no se sabe.", "24", whole=True),
        Column("hombres", "numero", "Cuántos hombres asistieron; vacío si no se sabe.", "16", whole=True),
        Column("total", "numero", "Cuántas personas en total; vacío si no se sabe.", "40", whole=True),
        Column("plan_asistencia", "numero", "Cuántas personas se esperaba.", "50", whole=True),
        SOURCE,
    ),
)  # fmt: skip
