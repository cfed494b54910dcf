"""A made-up account in the shape of the real thing: comunas, regions and country, some 25 indicators."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from publish.account import Account, build_account
from publish.inputs import Inputs
from tests.publish.made_up_depth import add_depth
from tests.publish.made_up_kinds import KINDS, POPULATION, Kind
from tests.publish.made_up_rest import goal, progress, status
from tests.publish.pairs import with_changes

SEED = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds" / "national_territories.csv"


def card(kind: Kind) -> dict[str, Any]:
    """The card of a made-up indicator."""
    return {
        "id": kind.id,
        "nombre": kind.name,
        "area": kind.area,
        "unidad": kind.unit,
        "tipo": kind.kind,
        "escala": 100 if kind.kind == "proporcion" else 1,
        "decimales": kind.decimals,
        "direccion": kind.direction,
        "definicion": f"Qué parte o qué cantidad hay de: {kind.name.lower()}.",
        "definicion_tecnica": "Cuociente entre el numerador y el denominador de la misma fuente y período.",
        "numerador": [] if kind.kind == "publicado" else [{"medida": f"{kind.id}-casos"}],
        "denominador": [{"medida": f"{kind.id}-total"}]
        if kind.kind in ("proporcion", "tasa", "promedio")
        else [],
        "publicado": kind.id if kind.kind == "publicado" else "",
        "intervalo": {"proporcion": "wilson", "tasa": "byar", "publicado": "publicado"}.get(
            kind.kind, "ninguno"
        ),
        "motivo_sin_intervalo": "Es un recuento o un promedio de registros completos.",
        "por_sexo": kind.by_sex,
        "motivo_sin_sexo": "" if kind.by_sex else "La fuente no separa por sexo.",
        "fuente": "Ministerio de ejemplo",
        "periodicidad": kind.cadence,
        "advertencias": ["Los años anteriores a 2016 vienen de otro formulario."] if kind.level > 30 else [],
        "quiebres": [
            {"territorios": ["08110"], "desde": "", "hasta": "2015", "motivo": "La comuna se dividió."}
        ]
        if kind.id == "fecundidad-adolescente"
        else [],
        "destacado": kind.id in ("maternidad-adolescente", "desvinculacion", "pobreza-multidimensional"),
    }


def _rows(kind: Kind, territory: str, level: str, people: float, shift: float) -> list[dict[str, Any]]:
    rows = []
    for year in kind.years:
        for sex in ("total", "mujer", "hombre") if kind.by_sex else ("total",):
            share = {"total": 1.0, "mujer": 0.49, "hombre": 0.51}[sex]
            bend = shift + kind.slope * (int(year) - 2014) + {"total": 0, "mujer": -0.2, "hombre": 0.2}[sex]
            value = max(kind.level * (1 + 0.12 * shift) + bend, 0.1)
            base = float(round(people * kind.weight * share)) or 1.0
            row: dict[str, Any] = {
                "indicator_id": kind.id,
                "territory_id": territory,
                "level": level,
                "period": year,
                "sex": sex,
                "age_band": "total",
                "dimension": "",
                "category": "",
                "value": value,
                "numerator": np.nan,
                "denominator": np.nan,
                "ci_low": np.nan,
                "ci_high": np.nan,
                "method": "",
                "mark": "",
                "mark_reason": "",
                "status": "",
                "cut_date": "",
                "sources": "fuente-ejemplo",
                "person_level": kind.person_level,
            }
            if kind.kind == "conteo":
                row["value"] = row["numerator"] = float(round(base * value / 100))
            elif kind.kind in ("proporcion", "tasa"):
                scale = 100 if kind.kind == "proporcion" else 1000
                row["denominator"], row["numerator"] = base, float(round(base * value / scale))
                row["value"] = scale * row["numerator"] / base
                margin = 1.96 * scale * np.sqrt(max(row["numerator"], 1)) / base
                row["ci_low"], row["ci_high"] = max(row["value"] - margin, 0), row["value"] + margin
            elif kind.kind == "publicado":
                margin = 0.4 + 400 / np.sqrt(max(people, 1000))
                row["ci_low"], row["ci_high"] = max(value - margin, 0), value + margin
            if kind.person_level and year == "2023":
                row["status"], row["cut_date"] = "p", "2023-08-31"
            if territory == "08110" and kind.id == "fecundidad-adolescente" and year < "2016":
                row |= {
                    "value": np.nan,
                    "numerator": np.nan,
                    "denominator": np.nan,
                    "ci_low": np.nan,
                    "ci_high": np.nan,
                    "mark": "nd",
                    "mark_reason": "La comuna se dividió.",
                }
            rows.append(row)
    return rows


def inputs(
    listed: Sequence[str] | str = ("13401", "08110", "12101", "13201"), synthetic: bool = True
) -> Inputs:
    """Everything an edition is made of, made up; the same every time, and a copy that may be changed."""
    return deepcopy(_made(listed if isinstance(listed, str) else tuple(listed), synthetic))


@cache
def _made(listed: str | tuple[str, ...], synthetic: bool) -> Inputs:
    territories = pd.read_csv(SEED, dtype=str, keep_default_na=False)
    wanted = territories if listed == "todas" else territories[territories["territory_id"].isin(POPULATION)]
    values = []
    for row in wanted.itertuples(index=False):
        people = float(POPULATION.get(row.territory_id) or row.reference_population or 1000)
        for kind in KINDS:
            shift = (
                (sum(map(ord, row.territory_id + kind.id)) % 7 - 3) / 3 if row.territory_id != "CL" else 0.0
            )
            values += _rows(kind, row.territory_id, row.level, people, shift)
    given = Inputs(
        indicator_values=pd.DataFrame(values),
        goal_progress=pd.DataFrame([progress()]),
        territories=territories,
        measure_conflicts=pd.DataFrame(
            [
                {
                    "measure_id": "fonasa-beneficiarios",
                    "territory_id": "13401",
                    "period": "2022",
                    "sex": "total",
                    "age_band": "total",
                    "dimension": "",
                    "category": "",
                    "kept_source": "fonasa-2022",
                    "kept_value": 260_520.0,
                    "other_source": "fonasa-sexo-2022",
                    "other_value": 260_514.0,
                }
            ]
        ),
        measures=pd.DataFrame(
            [
                {"measure_id": "fonasa-beneficiarios", "source_id": "fonasa-2022", "person_level": False},
                {"measure_id": "defunciones", "source_id": "muertes-ejemplo", "person_level": True},
            ]
        ),
        cards=[card(kind) for kind in KINDS],
        goals=[goal()],
        settings={
            "nombre": "Colaborativa de ejemplo",
            "descripcion": "Vecinas, escuelas y consultorios.",
            "territorios": listed if isinstance(listed, str) else list(listed),
            "anio_cuenta": 2023,
            "sintetico": synthetic,
            "contacto": "Plaza de Armas 1",
            "privacidad": {"umbral": 10},
        },
        status=status(),
        sources=[
            {
                "id": "fuente-ejemplo",
                "nombre": "Registro de ejemplo",
                "productor": "Ministerio de ejemplo",
                "periodicidad": "anual",
                "oficial": True,
                "licencia": "CC BY 4.0",
                "medidas": [{"id": "desvinculacion-casos", "name": "Estudiantes que dejaron el sistema"}],
                "publicados": [],
            }
        ],
    )
    return with_changes(add_depth(given))


def account(
    listed: list[str] | str = ("13401", "08110", "12101", "13201"), synthetic: bool = True
) -> Account:
    """The protected made-up account."""
    return build_account(inputs(listed, synthetic))
