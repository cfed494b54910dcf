"""A made-up goal, its progress, and the state of three delivered files."""

from __future__ import annotations

from typing import Any


def goal() -> dict[str, Any]:
    return {
        "id": "menos-abandono",
        "enunciado": "Que ninguna niña y ningún niño deje la escuela",
        "territorios": ["13401"],
        "acuerdo": {
            "fecha": "2020-03-14",
            "lugar": "Centro comunitario",
            "asamblea": "Primera asamblea",
            "asistencia": {"mujeres": 64, "hombres": 41},
        },
        "indicadores": [
            {
                "indicador": "desvinculacion",
                "territorio": "13401",
                "sexo": "total",
                "rol": "principal",
                "linea_base": {"periodo": "2019"},
                "meta": {"valor": 0.8, "periodo": "2026"},
            }
        ],
        "historia": "Las familias cuentan que el **traslado** es caro.\n\nEl liceo abrió un segundo turno.",
        "socios": ["Liceo del barrio", "Junta de vecinos"],
        "acciones": [
            {
                "accion": "Bus de acercamiento",
                "responsable": "Municipalidad",
                "fecha": "2024-03",
                "estado": "en_curso",
            },
            {
                "accion": "Tutorías entre pares",
                "responsable": "Liceo",
                "fecha": "2023-04",
                "estado": "cumplida",
            },
        ],
    }


def progress() -> dict[str, Any]:
    return {
        "goal_id": "menos-abandono",
        "indicator_id": "desvinculacion",
        "territory_id": "13401",
        "sex": "total",
        "role": "principal",
        "baseline_period": "2019",
        "baseline_value": 1.3151,
        "latest_period": "2023",
        "latest_value": 1.006,
        "previous_period": "2022",
        "previous_value": 1.085,
        "target_period": "2026",
        "target_value": 0.8,
        "distance": -0.206,
        "change_from_baseline": -0.309,
        "share_of_path": 0.6,
        "verdict": "en_camino",
        "gap_people": 138.0,
        "mark": "",
    }


def status() -> dict[str, Any]:
    good = part("aceptado", "mineduc-matricula", 12_345, 12_300, 5, 40) | {
        "celdas_apartadas": 2,
        "motivos_apartados": {"comuna desconocida": 5},
        "motivos_omitidos": {"fila de totales": 40},
        "avisos": ["El total impreso y la suma difieren en 3 personas."],
        "revisiones": [
            {
                "mensaje": "La comuna viene como código de cinco dígitos.",
                "ok": True,
                "gravedad": "critica",
                "donde": "",
                "que_hacer": "",
            },
            {
                "mensaje": "Se esperan datos de 345 comunas.",
                "ok": False,
                "gravedad": "aviso",
                "donde": "2022",
                "que_hacer": "Revise si el archivo viene completo.",
            },
        ],
    }
    refused = part("rechazado", "rsh-tramos", 0, 0, 0, 0) | {
        "motivo": "Falta la columna «tramo».",
        "donde": "hoja 1, fila 1",
        "que_hacer": "Descargue de nuevo el archivo.",
    }
    files = [
        ("mineduc/resumen_matricula_2022.csv", good),
        ("rsh.xlsx", refused),
        ("fotos.zip", part("desconocido", "", 0, 0, 0, 0)),
    ]
    return {
        "archivos": [
            {"nombre": name, "sha256": f"{n:064x}", "tamano": 1_200_000, "presente": True, "partes": [part]}
            for n, (name, part) in enumerate(files, 1)
        ],
        "resumen": {
            "archivos": 3,
            "aceptados": 1,
            "rechazados": 1,
            "desconocidos": 1,
            "registros_recibidos": 12_345,
            "registros_aceptados": 12_300,
            "registros_apartados": 5,
            "registros_omitidos": 40,
        },
    }


def part(state: str, source: str, received: int, accepted: int, aside: int, skipped: int) -> dict[str, Any]:
    return {
        "parte": "",
        "estado": state,
        "fuente": source,
        "tabla": source.replace("-", "_"),
        "en_uso": state == "aceptado",
        "recibidos": received,
        "aceptados": accepted,
        "apartados": aside,
        "omitidos": skipped,
        "celdas_apartadas": 0,
        "filas": accepted,
        "corte": "",
        "bloques": [],
        "motivos_apartados": {},
        "motivos_omitidos": {},
        "avisos": [],
        "motivo": "",
        "donde": "",
        "que_hacer": "",
        "revisiones": [],
    }
