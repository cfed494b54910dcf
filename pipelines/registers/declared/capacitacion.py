"""Training: courses and internships, who took part and who paid."""

from __future__ import annotations

from pipelines.registers.base import SOURCE, Column, Register, territory

REGISTER = Register(
    name="capacitacion",
    title="Capacitación",
    about="Cursos, pasantías y talleres: para quiénes, cuántas personas, cuánto costó y quién lo pagó.",
    columns=(
        Column("id_curso", "codigo", "Código del curso.", "curso-01", required=True, key=True),
        Column(
            "registro", "opcion", "Si hay lista o acta, o si sólo se declara.", "documentada",
            required=True, options=("documentada", "declarada"),
        ),
        Column("nombre", "texto", "Cómo se llamó.", "Curso de ejemplo", required=True),
        Column("fecha", "fecha_parcial", "El día; o el mes o el año, si no se sabe más.", "2025-06"),
        Column(
            "publico", "codigo", "A quiénes se dirigió: funcionarios, familias, vecinos u otro.", "vecinos",
            required=True, key=True,
        ),
        territory(),
        Column("horas", "numero", "Cuántas horas duró.", "12"),
        Column(
            "cantidad", "numero", "Cuántos cursos resume la fila. Vacío es uno.", "1",
            default="1", whole=True,
        ),
        Column("mujeres", "numero", "Cuántas mujeres asistieron; vacío si no se sabe.", "24", whole=True),
        Column("hombres", "numero", "Cuántos hombres asistieron; vacío si no se sabe.", "16", whole=True),
        Column("total", "numero", "Cuántas personas en total; vacío si no se sabe.", "40", whole=True),
        Column("costo", "numero", "Cuánto costó, en la moneda que sigue.", "800.000"),
        Column(
            "moneda", "opcion", "En qué moneda; se pide si hay costo.", "CLP", options=("CLP", "USD", "UF"),
        ),
        Column("pagado_por", "texto", "Quién lo pagó.", "Institución A"),
        SOURCE,
    ),
)  # fmt: skip
