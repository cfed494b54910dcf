"""Work plans and programmes as readers get them: tables and pages, nothing corrected and nobody exposed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from pipelines.catalog.questions import DEFAULT_QUESTIONS
from publish.account import Account, build_account
from publish.audit_programmes import in_programmes
from publish.charts.segments import segmented_bar
from publish.columns_commitments import COMMITMENT_TABLES
from publish.commitment_words import contradiction, pesos, reach
from publish.commitments import open_programmes
from publish.downloads import write_csv
from publish.inputs import Inputs
from publish.pages.commitments import commitments_page
from publish.pages.environment import Writer
from publish.pages.goal import goal_page
from publish.pages.method import method_page
from publish.pages.programmes import programmes_page
from publish.pages.site import _shared
from publish.pages.territory import territory_page
from publish.tables import tables
from tests.dbt.compiled import Row
from tests.dbt.test_programmes import offered, written
from tests.dbt.test_work_plans import plans
from tests.publish import small
from tests.publish.one_page import desk_of
from tests.publish.one_page import written as rendered
from tests.publish.pages import table, words
from tests.publish.test_pages import Outline


def inputs_of(programmes: Sequence[Row], actions: Sequence[Row]) -> Inputs:
    """The inputs of an edition with these registers, worked out by the models."""
    frames = plans(actions) | offered(programmes, actions)
    frames.pop("work_plan_leaves")
    inputs = small.inputs(preguntas=[each.model_dump(by_alias=True) for each in DEFAULT_QUESTIONS])
    return dataclasses.replace(inputs, **frames)


@pytest.fixture(scope="module")
def account() -> Account:
    return build_account(inputs_of(written("programas"), written("plan_trabajo")))


@pytest.fixture(scope="module")
def pages(account: Account, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    desk, out = desk_of(account), tmp_path_factory.mktemp("compromisos")
    made = {
        "compromisos": commitments_page(desk),
        "programas": programmes_page(desk),
        "13401": territory_page(desk, desk.places["13401"], []),
        "08110": territory_page(desk, desk.places["08110"], []),
    }
    writer = Writer(out, _shared(desk))
    for page in made.values():
        writer.write(*page)
    return {name: (out / page[0]).read_text(encoding="utf-8") for name, page in made.items()}


def frames(account: Account) -> dict[str, pd.DataFrame]:
    """The tables about commitments and programmes, by name."""
    return {each.name: each.frame for each in tables(account) if each.name in COMMITMENT_TABLES}


def test_the_download_of_commitments_has_its_columns_and_both_percents(account: Account) -> None:
    rows = frames(account)["compromisos"]
    assert list(rows.columns) == [
        "plan", "area", "estandar", "necesidad", "planificado", "hecho", "pendiente", "eliminado",
        "cobertura", "cumplimiento", "cobertura_impresa", "cumplimiento_impreso",
    ]  # fmt: skip
    assert not rows.duplicated(["plan", "area", "estandar"]).any()
    area = rows[(rows["area"] == "Infraestructura") & (rows["estandar"] == "")].iloc[0]
    assert area.iloc[3:].round(1).tolist() == [33, 60, 25, 25, 10, 181.8, 41.7, 164, 42]


def test_the_page_shows_what_is_printed_beside_what_adds_up(pages: dict[str, str]) -> None:
    page = words(pages["compromisos"]).replace("\u00a0", " ")
    assert (
        "Necesidad: imprime 39 y sus filas suman 33. Cobertura: imprime 164 % y sus filas dan 181,8 %" in page
    )
    assert "; con la necesidad impresa (39) da 153,8 %." in page
    assert (
        "Acciones planificadas: 226. Hechas: 117. Pendientes: 82. Eliminadas: 27. Cumplimiento: 51,8" in page
    )
    assert "223 planificadas para una necesidad de 282" in page and "(291) sería 76,6" in page
    assert "fuera de la cobertura y dentro de lo planificado: Financiamiento." in page
    assert "Áreas con más pendiente y eliminado: Infraestructura, 35." in page
    assert "Recreativo y Habitabilidad y confort, 21 cada uno." in page
    cells = {row[0]: row[1:] for row in table(pages["compromisos"], "Sedes, por área y estándar")}
    assert cells["Gestión"][0] == "96 ( ≠ impreso 99)" and cells["Formación"][0] == "84"


def test_every_bar_says_in_words_what_it_draws(pages: dict[str, str]) -> None:
    for name in ("compromisos", "13401"):
        labels = re.findall(r'<svg role="img" aria-labelledby="([^"]+)"', pages[name])
        assert labels and all(pages[name].count(f'id="{label}"') == 1 for label in labels)


def test_the_pages_are_well_formed_without_script_nor_style(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        outline = Outline(page)
        assert outline.faults == [] and outline.open == [] and len(outline.ids) == len(set(outline.ids)), name
        assert not {"script", "style"} & {tag for tag, _ in outline.tags}
        assert not any("style" in attrs for _, attrs in outline.tags)
        levels = [int(n) for n in re.findall(r"<h([1-6])[ >]", page)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


def test_done_pending_and_cancelled_differ_without_colour() -> None:
    bar = segmented_bar(50, 25, 25, 80, 100, "b")
    rects = re.findall(r'<rect x="([^"]+)" y="4" width="([^"]+)"[^>]*fill="([^"]+)"([^>]*)', bar)
    assert [each[:3] for each in rects] == [
        ("0%", "50%", "#0b5394"), ("50%", "25%", "url(#rayas-b)"), ("75%", "25%", "none"),
    ]  # fmt: skip
    assert "dasharray" in rects[2][3] and bar.count('x1="80%"') == 2
    assert "80%" not in segmented_bar(50, 0, 0, None, 100, "b")


def test_a_territory_has_what_its_plans_say_and_no_more(pages: dict[str, str]) -> None:
    assert "Escuela Necesidad: 9. Acciones planificadas: 5 (3 hechas, 1 pendiente y 1 eliminada)." in words(
        pages["13401"]
    )
    assert "Barrio" not in words(pages["13401"]).split("Compromisos: necesidad")[1]
    assert "Compromisos: necesidad" not in words(pages["08110"])  # nothing of it is told in this account


def test_a_funded_programme_without_an_answer_about_its_effect_says_so(pages: dict[str, str]) -> None:
    rows = {row[0].split(" ", 1)[0]: row for row in table(pages["programas"], "Programas de 2024")[1:]}
    assert rows["Huertos"][-1] == "◯ Financiado, sin resultado medido"
    assert rows["Jardín"][-1] == "Responde por su efecto"
    assert rows["Feria"][2:4] == ["Acceso preferente", "—"]
    assert "Financiados sin resultado medido: 3, por $ 45.700.000." in words(pages["programas"])


def test_totals_are_those_of_the_document(pages: dict[str, str]) -> None:
    rows = {row[0]: row[1:] for row in table(pages["programas"], "Por dimensión, 2019")}
    assert rows["Dimensión"] == [
        "Programas", "Presupuesto", "Con cobertura contada", "Con acceso preferente", "Personas", "Familias",
        "Huertos",
    ]  # fmt: skip
    assert rows["Todas las dimensiones"][:4] == [
        "25", "$ 96.899.175.000", "$ 51.688.458.000", "$ 45.210.717.000",
    ]  # fmt: skip
    assert rows["Transferencias"][1] == "$ 24.309.808.000" and rows["Transferencias"][4] == "30.000"


def test_effort_and_effect_are_apart_and_the_effect_weighs_more(pages: dict[str, str]) -> None:
    effort, effect = pages["programas"].split('class="cuadrantes cuadrantes-efecto"')
    assert "¿Cuánto hicimos?" in effort and "¿Qué parte está mejor?" in effect
    assert "¿Qué parte está mejor?" not in effort
    assert "212 subieron su nivel de lectura." in effect


def test_a_goal_answers_for_itself_in_its_own_page(account: Account, tmp_path: Path) -> None:
    desk = desk_of(account)
    goal = account.goals[0]
    silent = rendered(desk, goal_page(desk, goal, []), tmp_path)
    assert "¿Cuánto hicimos?" not in silent
    account.goals[0] = goal | {"respuestas": {"parte_mejor": "Dos de cada tres <b>volvieron</b>."}}
    page = rendered(desk, goal_page(desk, account.goals[0], []), tmp_path)
    account.goals[0] = goal
    assert "¿Qué parte está mejor? Dos de cada tres <b>volvieron</b>." in words(page)
    assert "¿Cuánto hicimos? Sin respuesta escrita." in words(page) and "212 subieron" not in page


def test_what_is_not_measured_is_added_by_kind_and_year_and_never_over_years(pages: dict[str, str]) -> None:
    rows = table(pages["programas"], "Costo de lo que no tiene un resultado medido")[1:]
    assert ["Programas", "2019", "19", "$ 96.899.175.000"] in rows
    assert ["Acciones de los planes", "2024", "5", "$ 14.900.000"] in rows


@pytest.fixture(scope="module")
def few() -> Inputs:
    """Four programmes of a year; one of them reaches seven people."""
    one = {"anio": 2024, "componente": "servicios", "dimension": "D", "unidad": "personas"}
    rows = [
        one | {"id_programa": "pocas", "nombre": "Pocas", "presupuesto": 700, "cobertura": 7},
        one | {"id_programa": "muchas", "nombre": "Muchas", "presupuesto": 900, "cobertura": 90},
        one | {"id_programa": "otro", "nombre": "Otro", "cobertura": 30, "dimension": "E"},
        one | {"id_programa": "plaza", "nombre": "Plaza", "cobertura": 3, "unidad": "huertos"},
    ]
    return inputs_of(rows, [])


@pytest.fixture(scope="module")
def protected(few: Inputs) -> Account:
    return build_account(few)


def test_a_reach_of_few_people_is_reserved_and_so_is_every_total_that_would_tell_it(
    protected: Account,
) -> None:
    made = frames(protected)
    offers = made["programas"].set_index("programa")
    assert offers.loc["pocas", "marca"] == "s"
    assert offers.loc["pocas", ["cobertura", "costo_unitario"]].isna().all()
    assert offers.loc["muchas", "cobertura"] == 90 and offers.loc["plaza", "cobertura"] == 3
    totals = made["programas_totales"]
    people = totals[totals["unidad"] == "personas"]
    told = people[people["cobertura"].notna()]
    assert set(told["dimension"]) == {"E"} and set(people["marca"]) == {"", "s"}
    assert totals.loc[totals["unidad"] == "huertos", "cobertura"].eq(3).all()


def test_the_auditor_finds_a_reach_of_few_and_the_total_that_tells_it(
    few: Inputs, protected: Account, tmp_path: Path
) -> None:
    (tmp_path / "resultados").mkdir()
    few.programmes.to_parquet(tmp_path / "resultados" / "programmes.parquet")

    def audited(given: Account) -> list[str]:
        (tmp_path / "datos").mkdir(exist_ok=True)
        for each in tables(given):
            if each.name in ("programas", "programas_totales"):
                write_csv(each, tmp_path / "datos" / f"{each.name}.csv")
        return in_programmes(tmp_path, tmp_path, 10)

    assert audited(protected) == []
    bare = open_programmes(few, 1)
    found = audited(dataclasses.replace(protected, programmes=bare))
    assert len(found) == 1 and "pocas, 2024" in found[0] and "7" not in found[0]
    only_totals = dataclasses.replace(protected.programmes, totals=bare.totals)
    found = audited(dataclasses.replace(protected, programmes=only_totals))
    assert len(found) == 8 and all("programas_totales" in each for each in found)


def test_the_method_page_says_whose_questions_they_are_and_which_documents_err(
    account: Account, tmp_path: Path
) -> None:
    contrasts = pd.DataFrame(
        [
            {
                "source_id": "cuadro",
                "name": "Cuadro: total",
                "printed": 22,
                "recomputed": 20,
                "kind": "contradice",
            },
            {
                "source_id": "cuadro",
                "name": "Cuadro: otro",
                "printed": 101,
                "recomputed": 100,
                "kind": "redondeo",
            },
            {
                "source_id": "mineduc",
                "name": "Un archivo",
                "printed": 5,
                "recomputed": 4,
                "kind": "contradice",
            },
        ]
    ).assign(block="", file="", mark="", difference=lambda rows: rows["recomputed"] - rows["printed"])
    desk = desk_of(dataclasses.replace(account, contrasts=contrasts))
    page = rendered(desk, method_page(desk), tmp_path)
    assert [row[0::3] for row in table(page, "Lo impreso y lo recalculado")[1:]] == [
        ["Cuadro: total", "≠ La fuente se contradice"], ["Cuadro: otro", "≈ Por redondeo"],
    ]  # fmt: skip
    assert "son una lectura propia" in words(page) and "¿Cuántas personas están mejor?" in words(page)


def test_without_registers_there_are_no_rows_and_the_pages_are_not_made(tmp_path: Path) -> None:
    account = build_account(small.inputs())
    assert all(rows.empty for rows in frames(account).values())
    desk = desk_of(account)
    page = rendered(desk, territory_page(desk, desk.places["13401"], []), tmp_path)
    assert "Compromisos" not in page and "programas/" not in page


def test_money_and_reaches_are_written_as_people_do() -> None:
    assert pesos(1_064_923.9).replace("\u00a0", " ") == "$ 1.064.924" and pesos(float("nan")) == ""
    assert reach(1.0, "huertos") == "1 huerto" and reach(4_100.0, "familias") == "4.100 familias"
    assert reach(float("nan"), "personas", "s") == "reservado"
    assert contradiction([]) == ""
    printed = {"printed": 50.0, "figure": "coverage", "recomputed": 50.0, "kind": "calza"}
    other = printed | {"figure": "coverage_on_printed", "recomputed": 37.5, "kind": "contradice"}
    assert contradiction([printed]) == ""
    assert contradiction([printed, other], 8.0) == (
        "Cobertura: imprime 50 % y sus filas dan 50,0 %; con la necesidad impresa (8) da 37,5 %."
    )
