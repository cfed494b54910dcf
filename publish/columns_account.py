"""The columns of the published tables about the plan, the families and the legal account."""

from __future__ import annotations

from publish.column import Column, number

#: name -> title, description, columns, columns that tell one row from another
PLAN_TABLES: dict[str, tuple[str, str, tuple[Column, ...], tuple[str, ...]]] = {
    "teoria_cambio": (
        "Teoría del cambio",
        "Los pasos que llevan de la necesidad al resultado.",
        (
            Column("paso", "Código del paso."),
            Column("nivel", "Nivel del paso."),
            Column("texto", "Qué dice."),
            Column("lleva_a", "Pasos a los que lleva, separados por un espacio."),
            Column("supuesto", "Qué tiene que ser cierto."),
            Column("riesgo", "Qué puede impedirlo."),
            Column("indicador", "Código del indicador que lo muestra."),
            Column("meta", "Código de la meta común a la que sirve."),
        ),
        ("paso",),
    ),
    "plan_accion": (
        "Plan de acción",
        "Objetivo, meta, indicador, resultado e impacto; lo declarado al lado de lo documentado.",
        (
            Column("linea", "Código de la línea."),
            Column("componente", "Componente."),
            Column("objetivo", "Para qué se hace."),
            Column("meta", "A qué se quiere llegar."),
            Column("indicador", "Cómo se mide."),
            number("planificado", "Cuánto se planificó."),
            number("logrado", "Cuánto se logró."),
            number("de_cada_cien", "Logrado de cada cien planificado."),
            Column("unidad", "En qué se cuenta."),
            Column("resultado", "Qué resultó."),
            Column("impacto", "Qué cambió para las familias."),
            Column("estado", "En qué está.", allowed=("logrado", "en_curso", "pendiente", "no_logrado")),
            Column("plazo", "Para cuándo es."),
            number("declarado", "Cuánto declara el documento."),
            number("documentado", "Cuánto de eso tiene respaldo."),
            number("diferencia", "Declarado menos documentado."),
            Column(
                "contraste",
                "calza, difiere o sin_respaldo; vacío si nada se declara.",
                allowed=("calza", "difiere", "sin_respaldo"),
            ),
            Column("fuente", "De dónde sale."),
        ),
        ("linea",),
    ),
    "bienestar_familias": (
        "Bienestar de las familias",
        "Qué parte de lo que aplica está logrado al entrar, ahora y al salir; nunca por familia.",
        (
            Column("nivel", "total, dimension o item.", allowed=("total", "dimension", "item")),
            Column("dimension", "Dimensión; vacío son todas."),
            Column("item", "Ítem; vacío son todos los de la dimensión."),
            Column("texto", "Qué pregunta el ítem."),
            Column("territorio", "Código del territorio; vacío son todos juntos."),
            Column(
                "momento",
                "entrada, ahora (no figuran como salidas) o salida. No son las mismas familias.",
                allowed=("entrada", "ahora", "salida"),
            ),
            number(
                "familias",
                "Familias con alguna respuesta que aplica; vacío si diría cuántas no la tienen.",
            ),
            number("respuestas", "Respuestas que aplican."),
            number("logradas", "De ellas, logradas."),
            number("de_cada_cien", "Logradas de cada cien que aplican."),
            Column("marca", "s reservado para proteger a las personas.", allowed=("s",)),
        ),
        ("nivel", "dimension", "item", "territorio", "momento"),
    ),
    "cuenta_legal": (
        "Cuenta pública legal (art. 67)",
        "Letras que pide la ley, como una persona las copió, y qué parte de la edición las responde.",
        (
            Column("letra", "Letra."),
            Column("texto", "Texto de la letra, copiado por una persona."),
            Column("bloque", "Parte de la edición que la responde; vacío si ninguna."),
            Column("vigente_desde", "Desde cuándo rige ese texto."),
            Column("fuente", "De dónde sale."),
            Column("verificado_por", "Cargo de quien lo verificó."),
            Column("estado", "incluido, falta o no_aplica.", allowed=("incluido", "falta", "no_aplica")),
            Column("contenido", "Qué dice la cuenta de esta letra."),
            Column("responsable", "Unidad que responde."),
        ),
        ("letra",),
    ),
}
