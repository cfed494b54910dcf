"""A made-up account in the shape of the real thing: comunas, regions and country, some 25 indicators."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from publish.account import Account, build_account
from publish.inputs import Inputs

SEED = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds" / "territories.csv"
YEARS = [str(year) for year in range(2014, 2024)]


@dataclass(frozen=True)
class Kind:
    """How an indicator of the made-up account behaves."""

    id: str
    name: str
    area: str
    unit: str = "%"
    kind: str = "proporcion"
    level: float = 20.0
    slope: float = -0.5
    weight: float = 0.05
    direction: str = "menor_es_mejor"
    decimals: int = 1
    by_sex: bool = False
    cadence: str = "anual"
    years: list[str] = field(default_factory=lambda: YEARS)
    person_level: bool = False


KINDS = [
    Kind("poblacion-0-17", "Población de 0 a 17 años", "nacer-y-crecer", "personas", "conteo", 24, -0.3, 1,
         "sin_direccion", 0, True),
    Kind("poblacion-0-17-parte", "Parte de la población que tiene menos de 18 años", "nacer-y-crecer", level=24,
         slope=-0.3, weight=1, direction="sin_direccion"),
    Kind("maternidad-adolescente", "Nacimientos de madres menores de 20 años", "nacer-y-crecer", level=16,
         slope=-1.2, weight=0.012),
    Kind("fecundidad-adolescente", "Nacimientos por cada 1.000 mujeres de 15 a 19 años", "nacer-y-crecer",
         "por 1.000", "tasa", 48, -3, 0.04),
    Kind("mortalidad-infantil-sinim", "Mortalidad infantil", "nacer-y-crecer", "por 1.000", "publicado", 7, -0.1,
         0.012),
    Kind("defunciones-menores-1", "Muertes de niñas y niños menores de un año", "nacer-y-crecer", "defunciones",
         "conteo", 0.9, 0, 0.01, "menor_es_mejor", 0, True, person_level=True),
    Kind("matricula-total", "Niñas, niños y jóvenes matriculados", "aprender", "estudiantes", "conteo", 20, 0.1, 1,
         "sin_direccion", 0, True),
    Kind("matricula-publica", "Estudiantes en escuelas y liceos públicos", "aprender", level=36, slope=-0.4,
         weight=0.2, direction="sin_direccion", by_sex=True),
    Kind("desvinculacion", "Estudiantes que dejaron el sistema escolar", "aprender", level=2.6, slope=-0.08,
         weight=0.2, decimals=2, by_sex=True),
    Kind("simce-4b-lectura", "Puntaje de lectura en 4.º básico (Simce)", "aprender", "puntos", "promedio", 262, 1.2,
         0.01, "mayor_es_mejor", 0, years=["2014", "2015", "2016", "2018", "2022", "2023"]),
    Kind("simce-4b-lectura-insuficiente", "Estudiantes de 4.º básico que aún no leen lo esperado", "aprender",
         level=34, weight=0.012, years=["2014", "2015", "2016", "2018", "2022", "2023"]),
    Kind("simce-2m-matematica", "Puntaje de matemática en 2.º medio (Simce)", "aprender", "puntos", "promedio", 255,
         -1, 0.01, "mayor_es_mejor", 0, years=["2014", "2015", "2016", "2017", "2018", "2022", "2023"]),
    Kind("vulnerabilidad-escolar", "Estudiantes con prioridad de apoyo (IVE)", "aprender", level=80, slope=0.4,
         weight=0.15),
    Kind("pobreza-ingresos", "Personas en pobreza por ingresos", "vivir-sin-pobreza", "%", "publicado", 14, -1.1,
         0.01, cadence="ocasional", years=["2015", "2017", "2020", "2022"]),
    Kind("pobreza-multidimensional", "Personas en pobreza multidimensional", "vivir-sin-pobreza", "%", "publicado",
         20, -0.7, 0.01, cadence="ocasional", years=["2015", "2017", "2022"]),
    Kind("rsh-40", "Personas en el 40 % de menores ingresos del Registro Social", "vivir-sin-pobreza", level=52,
         slope=0.5, weight=0.7, years=YEARS[2:]),
    Kind("fonasa-beneficiarios", "Personas con Fonasa", "vivir-sin-pobreza", "personas", "conteo", 78, 0, 1,
         "sin_direccion", 0, True, "ocasional", ["2022"]),
    Kind("dependencia-fcm", "Dependencia del Fondo Común Municipal", "barrio-y-servicios", "%", "publicado", 40,
         -0.2, 0.3, decimals=2),
    Kind("areas-verdes", "Áreas verdes con mantención por habitante", "barrio-y-servicios", "m² por habitante",
         "razon", 4.2, 0.05, 1, "mayor_es_mejor", 2),
    Kind("defunciones", "Muertes en el año", "proteccion-y-participacion", "defunciones", "conteo", 6, 0.1, 0.01,
         "sin_direccion", 0, True, person_level=True),
    Kind("sin-hogar", "Niñas y niños sin hogar", "proteccion-y-participacion", years=[]),
]  # fmt: skip

POPULATION = {"CL": 19_600_000, "13": 8_200_000, "08": 1_660_000, "12": 180_000, "13401": 334_000,
              "08110": 151_000, "12101": 141_000, "13201": 645_000, "134": 560_000, "081": 1_000_000,
              "121": 150_000, "132": 700_000}  # fmt: skip


def card(kind: Kind) -> dict[str, Any]:
    """The card of a made-up indicator."""
    return {
        "id": kind.id, "nombre": kind.name, "area": kind.area, "unidad": kind.unit, "tipo": kind.kind,
        "escala": 100 if kind.kind == "proporcion" else 1, "decimales": kind.decimals, "direccion": kind.direction,
        "definicion": f"Qué parte o qué cantidad hay de: {kind.name.lower()}.",
        "definicion_tecnica": "Cuociente entre el numerador y el denominador de la misma fuente y período.",
        "numerador": [] if kind.kind == "publicado" else [{"medida": f"{kind.id}-casos"}],
        "denominador": [{"medida": f"{kind.id}-total"}] if kind.kind in ("proporcion", "tasa", "promedio") else [],
        "publicado": kind.id if kind.kind == "publicado" else "",
        "intervalo": {"proporcion": "wilson", "tasa": "byar", "publicado": "publicado"}.get(kind.kind, "ninguno"),
        "motivo_sin_intervalo": "Es un recuento o un promedio de registros completos.",
        "por_sexo": kind.by_sex, "motivo_sin_sexo": "" if kind.by_sex else "La fuente no separa por sexo.",
        "fuente": "Ministerio de ejemplo", "periodicidad": kind.cadence,
        "advertencias": ["Los años anteriores a 2016 vienen de otro formulario."] if kind.level > 30 else [],
        "quiebres": [{"territorios": ["08110"], "desde": "", "hasta": "2015", "motivo": "La comuna se dividió."}]
        if kind.id == "fecundidad-adolescente" else [],
        "destacado": kind.id in ("maternidad-adolescente", "desvinculacion", "pobreza-multidimensional"),
    }  # fmt: skip


def _rows(kind: Kind, territory: str, level: str, people: float, shift: float) -> list[dict[str, Any]]:
    rows = []
    for year in kind.years:
        for sex in ("total", "mujer", "hombre") if kind.by_sex else ("total",):
            share = {"total": 1.0, "mujer": 0.49, "hombre": 0.51}[sex]
            bend = shift + kind.slope * (int(year) - 2014) + {"total": 0, "mujer": -0.2, "hombre": 0.2}[sex]
            value = max(kind.level * (1 + 0.12 * shift) + bend, 0.1)
            base = float(round(people * kind.weight * share)) or 1.0
            row: dict[str, Any] = {
                "indicator_id": kind.id, "territory_id": territory, "level": level, "period": year, "sex": sex,
                "age_band": "total", "dimension": "", "category": "", "value": value, "numerator": np.nan,
                "denominator": np.nan, "ci_low": np.nan, "ci_high": np.nan, "method": "", "mark": "",
                "mark_reason": "", "status": "", "cut_date": "", "sources": "fuente-ejemplo",
                "person_level": kind.person_level,
            }  # fmt: skip
            if kind.kind == "conteo":
                row["value"] = row["numerator"] = float(round(base * value / 100))
            elif kind.kind in ("proporcion", "tasa"):
                scale = 100 if kind.kind == "proporcion" else 1000
                row["denominator"], row["numerator"] = base, float(round(base * value / scale))
                row["value"] = scale * row["numerator"] / base
                margin = 1.96 * scale * np.sqrt(max(row["numerator"], 1)) / base
                row["ci_low"], row["ci_high"] = max(row["value"] - margin, 0), row["value"] + margin
            elif kind.kind == "publicado":
                margin = 0.4 + 400 / np.sqrt(people)
                row["ci_low"], row["ci_high"] = max(value - margin, 0), value + margin
            if kind.person_level and year == "2023":
                row["status"], row["cut_date"] = "p", "2023-08-31"
            if territory == "08110" and kind.id == "fecundidad-adolescente" and year < "2016":
                row |= {"value": np.nan, "numerator": np.nan, "denominator": np.nan, "ci_low": np.nan,
                        "ci_high": np.nan, "mark": "nd", "mark_reason": "La comuna se dividió."}  # fmt: skip
            rows.append(row)
    return rows


def inputs(listed: list[str] | str = ("13401", "08110", "12101", "13201"), synthetic: bool = True) -> Inputs:
    """Everything an edition is made of, made up; the same every time."""
    territories = pd.read_csv(SEED, dtype=str, keep_default_na=False)
    listed = listed if isinstance(listed, str) else list(listed)
    wanted = territories if listed == "todas" else territories[territories["territory_id"].isin(POPULATION)]
    values = []
    for place, row in enumerate(wanted.itertuples(index=False)):
        people = float(POPULATION.get(row.territory_id) or row.reference_population or 1000)
        for kind in KINDS:
            shift = (
                (sum(map(ord, row.territory_id + kind.id)) % 7 - 3) / 3 if row.territory_id != "CL" else 0.0
            )
            values += _rows(kind, row.territory_id, row.level, people, shift)
    return Inputs(
        indicator_values=pd.DataFrame(values),
        goal_progress=pd.DataFrame([_progress()]),
        territories=territories,
        measure_conflicts=pd.DataFrame(
            [{"measure_id": "fonasa-beneficiarios", "territory_id": "13401", "period": "2022", "sex": "total",
              "age_band": "total", "dimension": "", "category": "", "kept_source": "fonasa-2022",
              "kept_value": 260_520.0, "other_source": "fonasa-sexo-2022", "other_value": 260_514.0}]
        ),  # fmt: skip
        measures=pd.DataFrame([{"measure_id": "fonasa-beneficiarios", "person_level": False}]),
        cards=[card(kind) for kind in KINDS],
        goals=[_goal()],
        settings={
            "nombre": "Colaborativa de ejemplo", "descripcion": "Vecinas, escuelas y consultorios de cuatro comunas.",
            "territorios": listed, "anio_cuenta": 2023, "sintetico": synthetic, "contacto": "Plaza de Armas 1",
            "privacidad": {"umbral": 10},
        },
        status=_status(),
        sources=[{"id": "fuente-ejemplo", "nombre": "Registro de ejemplo", "productor": "Ministerio de ejemplo",
                  "periodicidad": "anual", "oficial": True, "licencia": "CC BY 4.0",
                  "medidas": [{"id": "desvinculacion-casos", "name": "Estudiantes que dejaron el sistema"}],
                  "publicados": []}],
    )  # fmt: skip


def account(
    listed: list[str] | str = ("13401", "08110", "12101", "13201"), synthetic: bool = True
) -> Account:
    """The protected made-up account."""
    return build_account(inputs(listed, synthetic))


def _goal() -> dict[str, Any]:
    return {
        "id": "menos-abandono", "enunciado": "Que ninguna niña y ningún niño deje la escuela",
        "territorios": ["13401"],
        "acuerdo": {"fecha": "2020-03-14", "lugar": "Centro comunitario", "asamblea": "Primera asamblea",
                    "asistencia": {"mujeres": 64, "hombres": 41}},
        "indicadores": [{"indicador": "desvinculacion", "territorio": "13401", "sexo": "total", "rol": "principal",
                         "linea_base": {"periodo": "2019"}, "meta": {"valor": 0.8, "periodo": "2026"}}],
        "historia": "Las familias cuentan que el **traslado** es caro.\n\nEl liceo abrió un segundo turno.",
        "socios": ["Liceo del barrio", "Junta de vecinos"],
        "acciones": [
            {"accion": "Bus de acercamiento", "responsable": "Municipalidad", "fecha": "2024-03", "estado": "en_curso"},
            {"accion": "Tutorías entre pares", "responsable": "Liceo", "fecha": "2023-04", "estado": "cumplida"},
        ],
    }  # fmt: skip


def _progress() -> dict[str, Any]:
    return {
        "goal_id": "menos-abandono", "indicator_id": "desvinculacion", "territory_id": "13401", "sex": "total",
        "role": "principal", "baseline_period": "2019", "baseline_value": 1.3151, "latest_period": "2023",
        "latest_value": 1.006, "previous_period": "2022", "previous_value": 1.085, "target_period": "2026",
        "target_value": 0.8, "distance": -0.206, "change_from_baseline": -0.309, "share_of_path": 0.6,
        "verdict": "en_camino", "gap_people": 138.0,
    }  # fmt: skip


def _status() -> dict[str, Any]:
    good = _part("aceptado", "mineduc-matricula", 12_345, 12_300, 5, 40) | {
        "celdas_apartadas": 2,
        "motivos_apartados": {"comuna desconocida": 5},
        "motivos_omitidos": {"fila de totales": 40},
        "avisos": ["El total impreso y la suma difieren en 3 personas."],
        "revisiones": [
            {"mensaje": "La comuna viene como código de cinco dígitos.", "ok": True, "gravedad": "critica",
             "donde": "", "que_hacer": ""},
            {"mensaje": "Se esperan datos de 345 comunas.", "ok": False, "gravedad": "aviso", "donde": "2022",
             "que_hacer": "Revise si el archivo viene completo."},
        ],
    }  # fmt: skip
    refused = _part("rechazado", "rsh-tramos", 0, 0, 0, 0) | {
        "motivo": "Falta la columna «tramo».", "donde": "hoja 1, fila 1",
        "que_hacer": "Descargue de nuevo el archivo.",
    }  # fmt: skip
    files = [("mineduc/resumen_matricula_2022.csv", good), ("rsh.xlsx", refused),
             ("fotos.zip", _part("desconocido", "", 0, 0, 0, 0))]  # fmt: skip
    return {
        "archivos": [
            {"nombre": name, "sha256": f"{n:064x}", "tamano": 1_200_000, "presente": True, "partes": [part]}
            for n, (name, part) in enumerate(files, 1)
        ],
        "resumen": {"archivos": 3, "aceptados": 1, "rechazados": 1, "desconocidos": 1,
                    "registros_recibidos": 12_345, "registros_aceptados": 12_300, "registros_apartados": 5,
                    "registros_omitidos": 40},
    }  # fmt: skip


def _part(state: str, source: str, received: int, accepted: int, aside: int, skipped: int) -> dict[str, Any]:
    return {
        "parte": "", "estado": state, "fuente": source, "tabla": source.replace("-", "_"),
        "en_uso": state == "aceptado", "recibidos": received, "aceptados": accepted, "apartados": aside,
        "omitidos": skipped, "celdas_apartadas": 0, "filas": accepted, "corte": "", "bloques": [],
        "motivos_apartados": {}, "motivos_omitidos": {}, "avisos": [], "motivo": "", "donde": "",
        "que_hacer": "", "revisiones": [],
    }  # fmt: skip
