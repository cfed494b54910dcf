"""The rows of the published tables about work plans and programmes, under their Spanish names."""

from __future__ import annotations

import numpy as np
import pandas as pd

from publish.account import Account

_COUNTS = {
    "need": "necesidad", "planned": "planificado", "done": "hecho", "pending": "pendiente",
    "cancelled": "eliminado",
}  # fmt: skip
_PLANS = {
    "plan_id": "plan", "standard": "estandar", **_COUNTS, "coverage": "cobertura",
    "compliance": "cumplimiento", "printed_coverage": "cobertura_impresa",
    "printed_compliance": "cumplimiento_impreso",
}  # fmt: skip
#: figure of work_plan_contrasts -> as it is published
FIGURES = {
    **_COUNTS,
    "coverage": "cobertura",
    "coverage_on_printed": "cobertura_con_necesidad_impresa",
    "compliance": "cumplimiento",
}
_CONTRASTS = {
    "plan_id": "plan", "standard": "estandar", "figure": "cifra", "printed": "impreso",
    "recomputed": "recalculado", "difference": "diferencia", "kind": "resultado",
}  # fmt: skip
_PROGRAMMES = {
    "programme_id": "programa", "name": "nombre", "year": "anio", "component": "componente",
    "population": "poblacion", "sex": "sexo", "territory_id": "territorio", "budget": "presupuesto",
    "access": "acceso", "reach": "cobertura", "unit": "unidad", "unit_cost": "costo_unitario",
    "agreement": "tipo_convenio", "executor": "ejecutor", "funder": "financia", "goal_id": "meta",
    "indicator_id": "indicador", "answers": "respuestas", "effects": "respuestas_efecto",
    "result": "resultado", "mark": "marca", "source": "fuente",
}  # fmt: skip
_TOTALS = {
    "year": "anio", "component": "componente", "access": "acceso", "unit": "unidad",
    "programmes": "programas", "with_budget": "con_presupuesto", "with_reach": "con_cobertura",
    "budget": "presupuesto", "reach": "cobertura", "unit_cost": "costo_unitario", "mark": "marca",
}  # fmt: skip
_ANSWERS = {
    "programme_id": "programa", "year": "anio", "question_id": "pregunta", "about": "sobre",
    "answer": "respuesta",
}  # fmt: skip
_UNMEASURED = {
    "kind": "tipo", "item_id": "codigo", "year": "anio", "name": "nombre", "cost": "costo",
    "reason": "motivo",
}  # fmt: skip


def commitment_rows(account: Account) -> dict[str, pd.DataFrame]:
    """The rows of each table of COMMITMENT_TABLES, by its name."""
    plans, programmes = account.commitments, account.programmes
    contrasts = plans.contrasts.assign(figure=plans.contrasts["figure"].map(FIGURES))
    asked = {str(question["id"]): str(question["texto"]) for question in programmes.questions}
    answers = programmes.answers.assign(texto=programmes.answers["question_id"].map(asked))
    offers = programmes.offers.assign(result=_results(programmes.offers))
    return {
        "compromisos": plans.plans.rename(columns=_PLANS),
        "compromisos_contrastes": contrasts.rename(columns=_CONTRASTS),
        "programas": offers.rename(columns=_PROGRAMMES),
        "programas_totales": programmes.totals.rename(columns=_TOTALS),
        "programas_respuestas": answers.rename(columns=_ANSWERS),
        "sin_resultado_medido": programmes.unmeasured.rename(columns=_UNMEASURED),
    }


def _results(offers: pd.DataFrame) -> np.ndarray:
    """What is known of the result of each programme, in a word."""
    funded = np.where(offers["budget"] > 0, "financiado_sin_resultado", "sin_presupuesto")
    return np.where(offers["effects"] > 0, "con_respuesta", funded)
