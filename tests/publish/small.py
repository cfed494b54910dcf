"""A handful of made-up figures, small enough to know every published byte of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from publish import shapes
from publish.account import Account, EditionInfo
from publish.inputs import Inputs

TERRITORIES = pd.DataFrame(
    [
        ["CL", "Chile", "pais", ""],
        ["08", "Biobío", "region", "CL"],
        ["13", "Metropolitana de Santiago", "region", "CL"],
        ["081", "Concepción", "provincia", "08"],
        ["134", "Maipo", "provincia", "13"],
        ["08110", "Talcahuano", "comuna", "081"],
        ["13401", "San Bernardo", "comuna", "134"],
        ["13402", "Buin", "comuna", "134"],
    ],
    columns=["territory_id", "name", "level", "parent_id"],
)
LEVELS = dict(zip(TERRITORIES["territory_id"], TERRITORIES["level"], strict=True))
SHARE, COUNT = "desvinculacion", "defunciones"
CARDS: list[dict[str, Any]] = [
    {"id": SHARE, "nombre": "Desvinculación", "area": "aprender", "unidad": "%", "tipo": "proporcion",
     "decimales": 1, "escala": 100, "advertencias": ["Una.", "Otra."], "por_sexo": True},
    {"id": COUNT, "nombre": "Defunciones", "area": "nacer-y-crecer", "unidad": "defunciones",
     "tipo": "conteo", "decimales": 0, "escala": 1},
    {"id": "sin-datos", "nombre": "Sin datos", "area": "aprender", "unidad": "%", "tipo": "proporcion"},
]  # fmt: skip
GOAL = {
    "goal_id": "meta-1", "indicator_id": SHARE, "territory_id": "13401", "sex": "total", "role": "principal",
    "baseline_period": "2021", "baseline_value": 4.0, "latest_period": "2022", "latest_value": 3.0,
    "previous_period": "2021", "previous_value": 4.0, "target_period": "2026", "target_value": 1.0,
    "distance": -2.0, "change_from_baseline": -1.0, "share_of_path": 1 / 3, "verdict": "en_camino",
    "gap_people": 20.0, "mark": "",
}  # fmt: skip


def delivered(name: str, sha256: str, source: str = "mineduc") -> dict[str, Any]:
    """An entry of estado.json: a file in use."""
    part = {"fuente": source, "estado": "aceptado", "en_uso": True}
    return {"nombre": name, "sha256": sha256, "partes": [part]}


def figure(indicator: str, territory: str, period: str, above: float, below: float | None = None,
           sex: str = "total", **more: Any) -> dict[str, Any]:  # fmt: skip
    """One row of indicator_values: a share when it has a denominator, else a count."""
    value = above if below is None else (100 * above / below if below else None)
    margin = None if below is None or value is None else (value * 0.9, value * 1.1)
    return {
        "indicator_id": indicator, "territory_id": territory, "level": LEVELS[territory], "period": period,
        "sex": sex, "age_band": "total", "dimension": "", "category": "", "value": value, "numerator": above,
        "denominator": below, "ci_low": margin and margin[0], "ci_high": margin and margin[1],
        "method": "wilson" if margin else "", "mark": "" if value is not None else "na", "mark_reason": "",
        "status": "", "cut_date": "", "sources": "mineduc", "person_level": True, **more,
    }  # fmt: skip


def figures() -> list[dict[str, Any]]:
    """Two years of a share by sex and one of a count, with open, small, zero and missing figures."""
    return [
        figure(SHARE, "CL", "2021", 63_331, 3_045_584),
        figure(SHARE, "CL", "2022", 60_000, 3_000_000),
        figure(SHARE, "13", "2022", 1_701, 87_218),
        figure(SHARE, "13401", "2021", 40, 1_000),
        figure(SHARE, "13401", "2022", 30, 1_000),
        figure(SHARE, "13401", "2022", 7, 480, "mujer"),
        figure(SHARE, "13401", "2022", 23, 520, "hombre"),
        figure(SHARE, "08110", "2022", 8, 900),
        figure(COUNT, "CL", "2024", 169, status="p", cut_date="2024-03-07", sources="deis"),
        figure(COUNT, "13401", "2024", 5, status="p", cut_date="2024-03-07", sources="deis"),
        figure(COUNT, "08110", "2024", 0, status="p", cut_date="2024-03-07", sources="deis"),
    ]


def inputs(rows: list[dict[str, Any]] | None = None, goals: list[dict[str, Any]] | None = None,
           **settings: Any) -> Inputs:  # fmt: skip
    """The inputs of an edition for Talcahuano and San Bernardo."""
    asked = {"nombre": "Prueba", "territorios": ["13401", "08110"], "anio_cuenta": 2025, **settings}
    return Inputs(
        indicator_values=pd.DataFrame(figures() if rows is None else rows),
        goal_progress=pd.DataFrame([GOAL] if goals is None else goals, columns=list(GOAL)),
        territories=TERRITORIES,
        measure_conflicts=pd.DataFrame(columns=["measure_id", "kept_value", "other_value"]),
        measures=pd.DataFrame({"measure_id": ["muertes"], "source_id": ["deis"], "person_level": [True]}),
        cards=CARDS,
        goals=[
            {"id": "meta-1", "enunciado": "Que nadie deje la escuela", "acuerdo": {"fecha": "2025-03-31"}}
        ],
        settings=asked,
        status={"archivos": [delivered("matricula.csv", "a" * 64)]},
        sources=[{"id": "mineduc", "nombre": "Ministerio de Educación", "oficial": True}],
    )


def write(datos: Path, given: Inputs) -> Path:
    """Leave the inputs on disk as the models and the catalogue do; returns datos."""
    kinds = pd.DataFrame({"indicator_id": [c["id"] for c in given.cards],
                          "kind": [c["tipo"] for c in given.cards]})  # fmt: skip
    frames = {
        "resultados/indicator_values": given.indicator_values,
        "resultados/goal_progress": given.goal_progress,
        "resultados/territories": given.territories,
        "resultados/measure_conflicts": given.measure_conflicts,
        "resultados/indicator_changes": given.indicator_changes,
        "resultados/indicator_gaps": given.indicator_gaps,
        "catalogo/measures": given.measures,
        **{f"resultados/{name}": getattr(given, name) for name in shapes.TABLES},
        **{f"resultados/{name}": rows for name, rows in given.people.items()},
        "catalogo/indicators": kinds,
    }
    contents = {"tarjetas": given.cards, "metas": given.goals, "colaborativa": given.settings,
                "estado": given.status, "fuentes": given.sources}  # fmt: skip
    for name, frame in frames.items():
        path = datos / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        frame.to_parquet(path)
    for name, content in contents.items():
        (datos / "catalogo" / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return datos


def one_page(account: Account, out: Path, edition: EditionInfo, _progress: Any) -> None:
    """A site of one page that links to every download."""
    links = "".join(f'<li><a href="{file.path}">{file.title}</a></li>' for file in edition.files)
    page = f"<!doctype html><html lang=es><h1>Edición {edition.id}</h1><ul>{links}</ul></html>"
    (out / "index.html").write_text(page, encoding="utf-8")
