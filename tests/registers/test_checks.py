"""What a register must hold as a whole: plans, theories of change, the families' matrix, own figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.registers.folder import read_folder
from pipelines.registers.observed import observed_source
from pipelines.registers.registry import registers
from pipelines.registers.rows import Read
from pipelines.registers.summary import summary
from pipelines.registers.values import Known
from tests.registers.written import KNOWN, Written, csv_text, good, read_rows

PLAN, THEORY = registers()["plan_trabajo"], registers()["teoria_cambio"]
MATRIX, OWN = registers()["matriz_bienestar"], registers()["observaciones"]


def plan_row(kind: str, **cells: str) -> Written:
    """A row of a work plan, everything empty but what is given."""
    return {column.name: "" for column in PLAN.written} | {"plan": "p", "fila": kind, "area": "A"} | cells


def told(read: Read) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.reason) for fault in read.faults]


def test_a_standard_is_never_counted_in_two_ways(tmp_path: Path) -> None:
    rows = [
        plan_row("accion", estandar="S1", accion="uno", estado="hecho"),
        plan_row("estandar", estandar="S1", planificado="3", hecho="1"),
        plan_row("estandar", estandar="S2", planificado="3", hecho="1"),
        plan_row("area", planificado="6", hecho="2", cobertura_impresa="65,5"),
    ]
    read = read_rows(tmp_path, PLAN, rows)
    assert told(read) == [(3, "fila", "estándar contado de dos maneras")]
    assert [row["_fila"] for row in read.rows] == [2, 4, 5]


def test_a_standard_with_its_need_alone_goes_beside_its_actions(tmp_path: Path) -> None:
    rows = [
        plan_row("accion", estandar="S1", accion="uno", estado="hecho"),
        plan_row("estandar", estandar="S1", necesidad="8"),
    ]
    assert len(read_rows(tmp_path, PLAN, rows).rows) == 2


def test_a_name_is_one_however_it_is_spelled(tmp_path: Path) -> None:
    rows = [
        plan_row("accion", area="Niñez", estandar="Salud", accion="uno", estado="hecho"),
        plan_row("accion", area="NIÑEZ", estandar="salud", accion="dos", estado="hecho"),
        plan_row("estandar", area="Ninez", estandar="SALUD", planificado="3"),
    ]
    read = read_rows(tmp_path, PLAN, rows)
    assert told(read) == [(4, "fila", "estándar contado de dos maneras")]
    assert {(row["area"], row["estandar"]) for row in read.rows} == {("Niñez", "Salud")}


def test_a_standard_goes_by_place_and_its_totals_in_one_row(tmp_path: Path) -> None:
    rows = [
        plan_row("estandar", estandar="S1", territorio="13401", planificado="3"),
        plan_row("estandar", estandar="S1", territorio="08110", planificado="2"),
        plan_row("estandar", estandar="S1", planificado="5"),
        plan_row("area", planificado="5"),
        plan_row("area", territorio="13401", planificado="3"),
        plan_row("accion", estandar="S2", accion="uno", estado="hecho", territorio="13401"),
        plan_row("accion", estandar="S2", accion="uno", estado="hecho", territorio="08110"),
    ]
    read = read_rows(tmp_path, PLAN, rows)
    assert told(read) == [
        (4, "territorio", "estándar contado de dos maneras"), (6, "fila", "fila repetida"),
    ]  # fmt: skip
    assert [row["_fila"] for row in read.rows] == [2, 3, 5, 7, 8]


def test_an_action_carries_no_need(tmp_path: Path) -> None:
    row = plan_row("accion", estandar="S1", accion="uno", estado="hecho", necesidad="4")
    assert told(read_rows(tmp_path, PLAN, [row])) == [(2, "necesidad", "dato que no va en esa fila")]


def test_each_kind_of_row_of_a_plan_carries_its_own(tmp_path: Path) -> None:
    rows = [
        plan_row("accion", estandar="S1", accion="uno"),
        plan_row("accion", estandar="S1", accion="dos", estado="hecho", planificado="1"),
        plan_row("estandar", estandar="S2", estado="hecho"),
        plan_row("area", area="", planificado="6"),
        plan_row("plan", area="", planificado="6"),
    ]
    read = read_rows(tmp_path, PLAN, rows)
    assert told(read) == [
        (2, "estado", "falta un dato obligatorio"),
        (3, "planificado", "dato que no va en esa fila"),
        (4, "estado", "dato que no va en esa fila"),
        (5, "area", "falta un dato obligatorio"),
    ]
    assert [row["fila"] for row in read.rows] == ["plan"]


def test_one_wrong_arrow_is_told_and_every_step_stays(tmp_path: Path) -> None:
    step = {"nivel": "actividad", "texto": "Paso"}
    rows = [
        step | {"id_paso": "a", "lleva_a": "b"},
        step | {"id_paso": "b", "lleva_a": "fina otra-cosa"},
        step | {"id_paso": "final", "lleva_a": ""},
        step | {"id_paso": "c", "lleva_a": "final C"},
    ]
    read = read_rows(tmp_path, THEORY, rows)
    assert [row["id_paso"] for row in read.rows] == ["a", "b", "final", "c"]
    assert read.rows[3]["lleva_a"] == "final c"
    assert told(read) == [(3, "lleva_a", "paso que no existe")] * 2
    assert read.faults[0].todo == "¿Quiso decir «final»?"
    (tmp_path / "teoria_cambio.csv").write_text(csv_text(rows), encoding="utf-8")
    (register,) = summary(read_folder(tmp_path, KNOWN))["registros"]
    assert (register["recibidas"], register["apartadas"], register["motivos"]) == (4, 0, {})
    assert len(register["problemas"]) == 2


def test_the_matrix_only_asks_what_its_instrument_has(tmp_path: Path) -> None:
    answer = {"familia": "f-1", "mes": "1", "respuesta": "logrado", "territorio": "13401"}
    read = read_rows(tmp_path, MATRIX, [answer | {"item": "i01"}, answer | {"item": "i99"}])
    assert [row["item"] for row in read.rows] == ["i01"]
    assert told(read) == [(3, "item", "ítem que no existe")]


def test_the_instrument_of_the_workspace_is_read_before_its_answers(tmp_path: Path) -> None:
    answer = {"familia": "f-1", "mes": "1", "respuesta": "logrado", "territorio": "13401", "item": "i07"}
    item = {"item": "I07", "dimension": "Dimensión por nombrar", "texto": "Por escribir"}
    for name, row in (("matriz_bienestar", answer), ("matriz_items", item)):
        (tmp_path / f"{name}.csv").write_text(csv_text([row]), encoding="utf-8")
    found = read_folder(tmp_path, Known(KNOWN.territories))
    assert [len(read.rows) for read in found.reads.values()] == [1, 1]


def figure(**cells: str) -> Written:
    """A figure of the community, a quantity of persons unless `cells` say otherwise."""
    return {
        "tipo": "medida", "cifra": "vecinos", "nombre": "Vecinos", "unidad": "personas",
        "territorio": "13401", "periodo": "2024", "sexo": "total", "valor": "40", "ic_inf": "", "ic_sup": "",
        "personas": "sí", "fuente": "Encuesta",
    } | cells  # fmt: skip


def test_a_figure_of_the_community_is_a_source_that_cards_may_name(tmp_path: Path) -> None:
    rows = [
        figure(sexo="mujer", personas="no", nombre=""),
        figure(sexo="hombre"),
        figure(cifra="satisfaccion", tipo="publicado", valor="61,5", ic_inf="55", ic_sup="68", personas="no"),
    ]
    source = observed_source(read_rows(tmp_path, OWN, rows).rows)
    (measure,) = source.measures
    assert (measure.id, measure.name, measure.person_level) == ("vecinos", "Vecinos", True)
    assert [published.id for published in source.published] == ["satisfaccion"]
    assert not source.official


def test_a_figure_counts_persons_unless_every_row_says_that_it_does_not(tmp_path: Path) -> None:
    def reserved(*said: str) -> bool:
        rows = [figure(periodo=f"202{at}", personas=word) for at, word in enumerate(said)]
        (measure,) = observed_source(read_rows(tmp_path, OWN, rows).rows).measures
        return measure.person_level

    assert [reserved(""), reserved("no", ""), reserved("sí", "no"), reserved("no", "no")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_a_figure_is_of_one_kind_and_of_nobody_else(tmp_path: Path) -> None:
    rows = [
        figure(),
        figure(periodo="2025", tipo="publicado", personas="no"),
        figure(cifra="poblacion"),
        figure(cifra="tasa", tipo="publicado"),
        figure(cifra="tasa", periodo="2023", tipo="publicado", personas="no", ic_inf="50"),
    ]
    official = Known(KNOWN.territories, figures=frozenset({"poblacion"}))
    read = read_rows(tmp_path, OWN, rows, official)
    assert told(read) == [
        (3, "tipo", "cifra de dos tipos"),
        (4, "cifra", "código de una cifra oficial"),
        (5, "personas", "dato que no va en esa fila"),
        (6, "ic_inf", "números que no calzan"),
    ]


def test_money_says_its_currency(tmp_path: Path) -> None:
    for name, amount in (("capacitacion", "costo"), ("convenios", "monto")):
        register = registers()[name]
        rows = [
            good(register),
            good(register, 2) | {"moneda": ""},
            good(register, 3) | {amount: "", "moneda": ""},
        ]
        read = read_rows(tmp_path, register, rows)
        assert told(read) == [(3, "moneda", "falta un dato obligatorio")]
        assert [row["_fila"] for row in read.rows] == [2, 4]


@pytest.mark.parametrize(
    ("name", "cells", "column"),
    [
        ("capacitacion", {"mujeres": "30", "hombres": "20", "total": "40"}, "total"),
        ("jornadas", {"mujeres": "30", "hombres": "", "total": "20"}, "total"),
        ("jornadas", {"plan_asistencia": "4,25"}, "plan_asistencia"),
        ("derivaciones", {"derivadas": "30", "atendidas": "45"}, "atendidas"),
        ("derivaciones", {"derivadas": "30,5"}, "derivadas"),
        ("evaluacion_equipo", {"semestre": "2025"}, "semestre"),
        ("matriz_bienestar", {"mes": "1,5"}, "mes"),
        ("matriz_bienestar", {"mes": "260"}, "mes"),
        ("necesidades", {"umbral_cobertura": "0,8"}, "umbral_cobertura"),
        ("necesidades", {"unidad": "hogares"}, "unidad"),
        ("necesidades", {"demanda": "4,25"}, "demanda"),
        ("programas", {"cobertura": "4,25", "unidad": "familias"}, "cobertura"),
    ],
)
def test_what_cannot_be_so_is_told(name: str, cells: Written, column: str, tmp_path: Path) -> None:
    register = registers()[name]
    read = read_rows(tmp_path, register, [good(register), good(register, 2) | cells])
    assert [(fault.row, fault.column) for fault in read.faults] == [(3, column)]
    assert [row["_fila"] for row in read.rows] == [2]
