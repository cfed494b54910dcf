"""Made-up depth for the account: breakdowns, gaps, breaks, corrections, and an indicator nobody has."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pandas as pd

from publish.differences import difference
from publish.figures import Figure
from publish.inputs import Inputs

PENDING = "salud-mental-escolar"
DEEP = "desvinculacion"


def pending_card() -> dict[str, Any]:
    """An agreed indicator without data."""
    return {
        "id": PENDING,
        "nombre": "Estudiantes que esperan atención de salud mental",
        "area": "nacer-y-crecer",
        "unidad": "%",
        "tipo": "pendiente",
        "decimales": 1,
        "direccion": "menor_es_mejor",
        "definicion": "De cada cien estudiantes que la necesitan, cuántos siguen esperando.",
        "definicion_tecnica": "Personas en lista de espera dividida por personas derivadas.",
        "por_sexo": True,
        "motivo_sin_sexo": "",
        "fuente": "Servicio de salud de ejemplo",
        "periodicidad": "anual",
        "puntos_clave": ["Nadie publica hoy la lista de espera por comuna."],
        "sin_desglose": [
            {"lente": ["dependencia"], "estado": "no_aplica", "motivo": "No se atiende por escuela."}
        ],
        "sin_datos": {
            "que_falta": "La lista de espera de salud mental de menores de 18 años.",
            "quien_lo_tiene": "Servicio de Salud de ejemplo",
            "pedido": "Número de personas menores de 18 años en lista de espera, por comuna y año.",
            "por_que_importa": "Las familias cuentan que la espera dura más de un año.",
            "ultimo_pedido": "2023-05-02",
            "estado": "pedido",
        },
    }


def deepen(card: dict[str, Any]) -> dict[str, Any]:
    """One card with every field that explains a figure."""
    if card["id"] != DEEP:
        return card
    return card | {
        "puntos_clave": ["Cuenta a quienes no vuelven al año siguiente.", "No dice por qué se fueron."],
        "palabras_del_productor": "Estudiantes que no registran matrícula el año siguiente.",
        "procesamiento": "Se suman las comunas y después se divide.",
        "proxima_entrega": "mayo de cada año",
        "aproximacion_de": "Niñas y niños que dejaron de aprender.",
        "debilidades": ["No ve a quienes estudian en el extranjero."],
        "quiebres_de_serie": [
            {"periodo": "2019", "territorios": [], "motivo": "Cambió la forma de contar la matrícula."}
        ],
        "desgloses": [
            {"edad": ["6-13", "14-17"], "dimension": "", "categorias": []},
            {"edad": [], "dimension": "ruralidad", "categorias": ["urbano", "rural"]},
            {"edad": [], "dimension": "dependencia", "categorias": ["municipal", "slep", "particular"]},
        ],
        "sin_desglose": [
            {"lente": ["discapacidad", "nacionalidad"], "estado": "no_se_recoge",
             "motivo": "El registro de ejemplo no lo trae."},
            {"lente": ["pueblo-originario"], "estado": "no_aplica", "motivo": "No aplica en el ejemplo."},
        ],
    }  # fmt: skip


def add_depth(given: Inputs) -> Inputs:
    """The made-up account with breakdowns, pools, gaps, changes, breaks, contrasts and corrections."""
    values = given.indicator_values
    own = values[(values["indicator_id"] == DEEP) & (values["sex"] == "total")]
    finer = [
        own[own["period"].isin(["2021", "2022"])].assign(**{column: code, **more}, status="", cut_date="")
        for column, code, more in (
            ("age_band", "6-13", {}),
            ("age_band", "14-17", {"mark": "u"}),
            ("category", "urbano", {"dimension": "ruralidad"}),
            ("category", "rural", {"dimension": "ruralidad"}),
            ("category", "municipal", {"dimension": "dependencia"}),
            ("category", "slep", {"dimension": "dependencia"}),
        )
    ]
    pooled = own[(own["period"] == "2021") & (own["territory_id"] == "12101")].assign(period="2021/2023")
    return dataclasses.replace(
        given,
        indicator_values=pd.concat([values, *finer, pooled], ignore_index=True),
        cards=[*(deepen(card) for card in given.cards), pending_card()],
        indicator_gaps=pd.DataFrame(list(_gaps(values))),
        series_break_points=pd.DataFrame([_break(place) for place in ("CL", "13", "13401", "12101")]),
        contrasts=pd.DataFrame([_contrast("202211", 12_345.0, 12_342.0), _contrast("2021", 10.0, 10.0)]),
        applied_corrections=pd.DataFrame([_correction()]),
    )


def _gaps(values: pd.DataFrame) -> Any:
    """Women beside men everywhere; each comuna beside its región and the country."""
    rows = values[(values["period"] == "2023") & (values["indicator_id"] == DEEP)]
    found = {(row["territory_id"], row["sex"]): row for row in rows.to_dict("records")}
    regions = {"13401": "13", "13201": "13", "08110": "08", "12101": "12"}
    for territory, sex in found:
        own = found[territory, sex]
        if sex == "mujer":
            yield _gap("sexo", "", own, found[territory, "hombre"])
        if sex == "total" and territory in regions:
            yield _gap("region", sex, own, found[regions[territory], sex])
            yield _gap("pais", sex, own, found["CL", sex])


def _gap(kind: str, sex: str, own: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    pair = [Figure("2023", value=f["value"], low=f["ci_low"], high=f["ci_high"]) for f in (other, own)]
    found = difference(*pair)
    side = "mayor" if found.amount > 0 else "menor"
    return {
        "indicator_id": DEEP, "territory_id": own["territory_id"], "period": "2023", "age_band": "total",
        "dimension": "", "category": "", "kind": kind, "sex": sex, "value": own["value"],
        "reference_value": other["value"], "difference": found.amount, "diff_low": found.low,
        "diff_high": found.high, "ratio": own["value"] / other["value"], "ratio_low": np.nan,
        "ratio_high": np.nan, "people": round(abs(found.amount) * own["denominator"] / 100),
        "verdict": side if found.is_clear else "sin_diferencia_distinguible", "mark": "",
    }  # fmt: skip


def _break(territory: str) -> dict[str, str]:
    reason = "Cambió la forma de contar la matrícula."
    return {"indicator_id": DEEP, "territory_id": territory, "period": "2019", "reason": reason,
            "kind": "metodo"}  # fmt: skip


def _contrast(block: str, printed: float, recomputed: float) -> dict[str, Any]:
    return {"source_id": "fuente-ejemplo", "block": block, "name": "Total y suma por sexo",
            "file": "c0ffee" * 10 + "cafe", "kind": "contradice", "printed": printed,
            "recomputed": recomputed, "difference": printed - recomputed}  # fmt: skip


def _correction() -> dict[str, Any]:
    return {"correction_id": "c1", "target_id": f"{DEEP}-casos", "territory_id": "13401", "period": "2016",
            "sex": "total", "before": 4_000.0, "after": 4_400.0, "reason": "Vino una escuela de menos.",
            "valid_until": "2030"}  # fmt: skip
