"""Delivered files of a few rows, in the layouts of the offices that print them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

RSH_HEADER = (
    "Periodo", "Comuna", "Cantidad_40%", "Cantidad_41-50%", "Cantidad_51-60%", "Cantidad_61-70",
    "Cantidad_71-80%", "Cantidad_81-90%", "Cantidad_91-100%", "Totales_por_comuna",
)  # fmt: skip
IVE_HEADER = (
    "ID_RBD", "DS_NOM_ESTABLE", "ID_COMUNA_ESTABLE", "DS_TIPO_DEPENDENCIA", "DS_RURALIDAD",
    " PRIMERA PRIORIDAD ", " SEGUNDA PRIORIDAD ", " TERCERA PRIORIDAD ",
    " NO PRIORIZADO EN VULNERABILIDAD ", " SIN INFORMACION ",
    "TOTAL MATRICULA BÁSICA DIC 2020", "IVE-SINAE BÁSICA 2021",
)  # fmt: skip
SINIM_HEADER = ("user_year", "municipio_name", "cut_comuna", "var_code", "unit", "value")
BIRTHS_HEADER = ("ano_nacim", "comuna", "ea_madre", "n")
#: A percentage of SINIM whose usual size is around 40.
DEPENDENCE = "IADM75 (%) Dependencia del Fondo Común Municipal sobre los Ingresos Propios"

Row = Sequence[object]


def csv(header: Row, *rows: Row, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """Delimited text; a cell that holds the separator is quoted."""
    return "".join(f"{_line(row, separator)}\n" for row in (header, *rows)).encode(encoding)


def _line(row: Row, separator: str) -> str:
    return separator.join(f'"{cell}"' if separator in str(cell) else str(cell) for cell in row)


def brackets(
    period: object = 202412, code: object = 13401, first: object = 50, total: object = 110
) -> list[object]:
    """A record of the household register: seven brackets, all of 10 persons but the first."""
    return [period, code, first, 10, 10, 10, 10, 10, 10, total]


def priorities(rbd: object = 5, counts: Row = (171, 2, 29, 39, 1, 242), code: object = 13401) -> list[object]:
    """A school of the vulnerability index: five counts and the enrolment."""
    return [rbd, "ESCUELA", code, "Municipal DAEM", "Urbano", *counts, 83.47]


def school(
    rbd: object, boys: int = 3, girls: int = 4, year: int = 2022, **changes: object
) -> dict[str, object]:
    """A school of the enrolment summary, with pupils in one level."""
    record: dict[str, object] = {
        "AGNO": year, "RBD": rbd, "NOM_RBD": "ESCUELA", "COD_DEPE": 2, "RURAL_RBD": 0,
        "COD_COM_RBD": 13401, "NOM_COM_RBD": "SAN BERNARDO", "ESTADO_ESTAB": 1,
    }  # fmt: skip
    for level in range(1, 9):
        men, women = (boys, girls) if level == 2 else (0, 0)
        record |= {f"MAT_HOM_{level}": men, f"MAT_MUJ_{level}": women, f"MAT_ENS_{level}": men + women}
    totals = {"MAT_HOM_TOT": boys, "MAT_MUJ_TOT": girls, "MAT_SI_TOT": 0, "MAT_TOTAL": boys + girls}
    return record | totals | changes


def enrolment(*schools: Mapping[str, object], encoding: str = "utf-8-sig") -> bytes:
    """The enrolment summary of these schools."""
    return csv(list(schools[0]), *(list(one.values()) for one in schools), separator=";", encoding=encoding)


def sinim_download(rows: Mapping[str, Sequence[object]], years: Sequence[int] = (2023, 2022)) -> bytes:
    """One percentage by comuna and year, in the XML that SINIM calls .xls."""
    note = ["Valores en miles de pesos nominales (M$) de cada año."]
    titles = ["", "", *[DEPENDENCE] * len(years)]
    table = [note, titles, ["CODIGO", "MUNICIPIO", *years]]
    table += [[code, "MUNICIPIO", *values] for code, values in rows.items()]
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in table
    )
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    page = f'<Worksheet ss:Name="Hoja1"><Table>{cells}</Table></Worksheet>'
    return f'\n<?xml version="1.0"?>\n<Workbook xmlns="{name}" xmlns:ss="{name}">{page}</Workbook>'.encode()


def dropout(*names: str) -> bytes:
    """The dropout book: one table with a row per comuna of these names."""
    group = ["Desvinculados 2023", "Matrícula teórica 2024", "Tasa de incidencia"]
    figures = [5, 100, 0.05, 7, 102, 7 / 102]
    rows: list[Row] = [
        ["Tabla 6: Tasa de incidencia de la desvinculación por comuna. Período 2022-2023."],
        ["Comuna /1/2", 2023],
        ["", "Global", "", "", "Sistema regular"],
        ["", *group, *group],
        *([name, *figures] for name in names),
        ["Notas:"],
    ]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet("Tasas a nivel de Comuna")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    page.write(at, column, value)
    return buffer.getvalue()
