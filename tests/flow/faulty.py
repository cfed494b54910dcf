"""One delivery with everything a steward may send by mistake, and what became of each file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from pipelines.ingest.ledger import Part
from tests.flow.command import Said
from tests.flow.files import (
    BIRTHS_HEADER,
    IVE_HEADER,
    RSH_HEADER,
    SINIM_HEADER,
    brackets,
    csv,
    dropout,
    enrolment,
    priorities,
    school,
    sinim_download,
)
from tests.flow.workspaces import Small

#: Made-up personal values, put wherever a file could carry one: nothing but the archive may keep them.
CANARIES = ("CANARIA-7731", "77310001-K")
NAME, RUT = CANARIES

READERS = """
id: lectores-2023
nombre: Personas inscritas en bibliotecas
productor: Red de bibliotecas
periodicidad: anual
nivel: tabla
reconocer: {columnas: [Comuna, Año, Personas]}
formato: {separador: ";", codificacion: utf-8}
territorio: {columna: Comuna, como: nombre}
periodo: {columna: Año}
medidas:
  - {id: lectores, nombre: Personas inscritas, valor: Personas}
"""
READERS_HEADER = ("Comuna", "Año", "Personas")
LONG = [("1087", 2022), ("1087", 2023), ("1009", 2022), ("1009", 2023)]


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def many_percentages() -> bytes:
    """Two percentages of two years in long form; one of them a hundred times too large in one year."""
    rows = [
        [year, "MUNICIPIO", comuna, code, "%", "4.500,5%" if (code, year) == ("1087", 2023) else "45,5%"]
        for code, year in LONG
        for comuna in ("13401", "13201", "12101")
    ]
    return csv(SINIM_HEADER, *rows, separator=";")


def delivery() -> dict[str, bytes]:
    """Every faulty file, and two good ones."""
    renamed = [name.replace("Totales", "Total") for name in RSH_HEADER]
    short = [name for name in RSH_HEADER if name != "Cantidad_61-70"]
    births = csv(BIRTHS_HEADER, (2014, 13401, "no EA", 5), (2014, "TOTAL", "no EA", 5), (2014, 13401, RUT, 1))
    return {
        "buena.csv": csv(RSH_HEADER, brackets(202401)),
        "otra/buena.csv": enrolment(school(1) | {"NOM_DIRECTOR": NAME, "RUT_SOSTENEDOR": RUT}),
        "vacio.csv": b"",
        "blancos.csv": b"\r\n  \n\n",
        "pagina.csv": f"<!doctype html><html><body>{NAME} {RUT}</body></html>".encode(),
        "solo_encabezado.csv": csv(RSH_HEADER),
        "renombrada.csv": csv(renamed, brackets()),
        "sin_columna.csv": csv(short, brackets()[:5] + brackets()[6:]),
        "ive_latin1.csv": csv(IVE_HEADER, priorities(), encoding="latin-1"),
        "rsh_latin1.csv": csv([*RSH_HEADER, "Nombre"], [*brackets(), "Ñuñoa"], encoding="latin-1"),
        "receta_latin1.csv": csv(READERS_HEADER, ("Ñuñoa", 2023, 4), separator=";", encoding="latin-1"),
        "totales.csv": enrolment(school(1, year=2021), school(9, year=2021, AGNO="TOTAL")),
        "receta_totales.csv": births,
        "comuna_rara.xlsx": dropout("SAN BERNARDO", f"COMUNA {NAME}"),
        "receta_comuna_rara.csv": csv(READERS_HEADER, ("Ñuñoa", 2023, 4), (NAME, 2023, 5), separator=";"),
        "negativo.csv": enrolment(school(1, year=2020), school(2, year=2020, MAT_HOM_TOT=-3)),
        "celda_negativa.csv": csv(RSH_HEADER, brackets(202402), brackets(202402, 13201, first=-5)),
        "texto.csv": csv(RSH_HEADER, brackets(202403), brackets(202403, 13201, first=RUT)),
        "numerador.csv": csv(IVE_HEADER, priorities(), priorities(6, (200, 40, 30, 0, 0, 242))),
        "campos_de_mas.csv": csv(RSH_HEADER, brackets(202404), [*brackets(202404, 13201), RUT]),
        "mes_sin_suma.csv": csv(RSH_HEADER, brackets(202405), brackets(202406, first=0, total=9_000_000)),
        "fraccion.xls": sinim_download({"13401": (0.40, 0.39), "13201": (0.51, 0.50)}),
        "fraccion_un_anio.xls": sinim_download({"13401": (0.40, 39), "13201": (0.51, 50)}),
        "muchas.csv": many_percentages(),
        "salto.zip": zipped(**{"bueno.csv": csv(RSH_HEADER, brackets()), "../x": b"afuera"}),
        "varios.zip": zipped(
            **{"mes.csv": csv(RSH_HEADER, brackets(202407)), "pagina.csv": b"<html></html>"}
        ),
    }


@dataclass(frozen=True)
class Ingested:
    """The workspace after one `cuenta ingest`, and what that said."""

    space: Small
    said: Said
    files: dict[str, bytes]

    def refused(self, name: str, member: str = "") -> Part:
        """The part of `name`, which must have been refused and said first, with what to do."""
        part = self.space.part(name, member)
        assert part.status == "rechazado"
        assert f"Rechazado: {name}" in self.said.err
        assert part.message in self.said.err and part.todo and part.todo in self.said.err
        return part

    def accepted(self, name: str) -> Part:
        """The part of `name`, which must have been accepted with every record accounted for."""
        part = self.space.part(name)
        assert part.status == "aceptado", part.message
        assert part.counts.closes and part.counts.received == len(self.files[name].splitlines())
        return part

    def reasons(self, part: Part) -> list[tuple[int, str, str]]:
        """Row, column and class of value of what was set aside; each with a reason and what to do."""
        listed = self.space.aside(part)
        assert listed["motivo"].ne("").all() and listed["que_hacer"].ne("").all()
        return list(listed[["fila", "columna", "clase_de_valor"]].itertuples(index=False, name=None))
