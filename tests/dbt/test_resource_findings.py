"""What the resource map finds: the inventory that the source documents describe, and what always holds."""

from __future__ import annotations

import re
from collections import Counter
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dbt.inventory import PLACES, found, written
from tests.dbt_empty import REPO

REGISTERS = REPO / "example" / "workspace" / "registros"
quick = settings(max_examples=3, deadline=None)  # each example holds many inventories
Row = dict[str, Any]
KEY = itemgetter("necesidad", "poblacion", "sexo", "territorio")

#: what is offered twice, and what nobody offers, as the document lists them
DOUBLED = {("capacitacion-laboral", "mujeres"), ("informacion-derechos", "familias"),
           ("proyectos-concursables", "organizaciones")}  # fmt: skip
MISSING = {
    ("prevencion-maltrato-infantil", "ninas-y-ninos"), ("prevencion-drogas", "jovenes"),
    ("prevencion-drogas", "ninas-y-ninos"), ("prevencion-drogas", "jovenes-que-trabajan"),
    ("prevencion-salud-mental", "vecinas-y-vecinos"), ("rehabilitacion-drogas", "personas-usuarias"),
    ("rehabilitacion-drogas", "familias-afectadas"), ("apoyo-crianza", "madres-y-padres"),
    ("habilidades-parentales", "madres-y-padres"), ("programas-propios", "hombres"),
    ("programas-propios", "hombres-jovenes"), ("programas-propios", "padres"),
}  # fmt: skip


@pytest.fixture(scope="module")
def offers() -> list[Row]:
    return written(REGISTERS / "mapa_recursos.csv")


@pytest.fixture(scope="module")
def needs() -> list[Row]:
    return written(REGISTERS / "necesidades.csv")


@pytest.fixture(scope="module")
def findings(offers: list[Row], needs: list[Row]) -> pd.DataFrame:
    places = {row["territorio"]: "CL" for row in (*offers, *needs)}
    return found(offers, needs, places=places)


def pairs(findings: pd.DataFrame, kind: str) -> list[tuple[str, str]]:
    rows = findings[findings["kind"] == kind]
    return list(rows[["need", "population"]].itertuples(index=False, name=None))


def test_the_documented_inventory_gives_exactly_its_three_duplicities(findings: pd.DataFrame) -> None:
    doubled = pairs(findings, "duplicidad")
    assert len(doubled) == 3
    assert set(doubled) == DOUBLED


def test_the_documented_inventory_gives_exactly_its_gaps_and_those_of_men_and_fathers(
    findings: pd.DataFrame,
) -> None:
    missing = pairs(findings, "vacio")
    assert len(missing) == len(MISSING) == 12
    assert set(missing) == MISSING
    of_men = findings[(findings["kind"] == "vacio") & (findings["sex"] == "hombre")]
    assert set(of_men["population"]) == {"hombres", "hombres-jovenes", "padres"}


def test_capacity_is_added_only_when_every_one_is_known(findings: pd.DataFrame) -> None:
    doubled = findings[findings["kind"] == "duplicidad"].set_index("need")
    assert doubled["offers"].to_dict() == {
        "capacitacion-laboral": 3, "informacion-derechos": 3, "proyectos-concursables": 2,
    }  # fmt: skip
    assert doubled.loc["proyectos-concursables", "capacity"] == 60
    assert doubled["capacity"].isna().to_dict()["informacion-derechos"]


def test_more_than_a_fifth_above_the_demand_is_too_much(findings: pd.DataFrame) -> None:
    rows = findings[findings["kind"] == "sobreoferta"]
    shown = rows[["need", "territory_id", "capacity", "demand"]].values.tolist()
    assert shown == [
        ["capacitacion-laboral", "13201", 90, 50],
        ["proyectos-concursables", "13401", 60, 40],
    ]


_need = st.builds(
    lambda need, population, sex, place, demand: {
        "necesidad": need, "poblacion": population, "sexo": sex, "territorio": place, "demanda": demand,
        "unidad": "personas",
    },
    st.sampled_from(("uno", "dos")), st.sampled_from(("p", "q")),
    st.sampled_from(("total", "mujer", "hombre")), st.sampled_from(sorted(PLACES)),
    st.one_of(st.none(), st.integers(1, 500)),
)  # fmt: skip
#: Needs of many inventories at once: one run of the models judges them all.
_many = st.lists(_need, min_size=20, max_size=60)


def alone(needs: list[Row]) -> list[Row]:
    """The needs, each of a population of its own, so that no offer serves two."""
    return [need | {"poblacion": f"{need['poblacion']}-{number}"} for number, need in enumerate(needs)]


def offer(number: int, need: Row, **more: Any) -> Row:
    """An offer for one need, with room for all who have it."""
    return {
        "id_oferta": f"o{number}", "necesidad": need["necesidad"], "poblacion": need["poblacion"],
        "sexo": need["sexo"], "territorio": need["territorio"], "desde": "2024-01-01",
        "capacidad": need["demanda"], "unidad": "personas", "financia": f"Institución {number}",
        "tipo": "servicio_formal", **more,
    }  # fmt: skip


def by_population(findings: pd.DataFrame, kind: str) -> dict[str, int]:
    """How many findings of a kind each population has."""
    return Counter(findings.loc[findings["kind"] == kind, "population"])


@quick
@given(_many)
def test_a_second_overlapping_offer_of_another_funder_adds_exactly_one_duplicity(needs: list[Row]) -> None:
    needs = alone(needs)
    offers = [offer(number, need) for number, need in enumerate(needs)]
    assert by_population(found(offers, needs), "duplicidad") == {}
    others: tuple[Row, ...] = ({"financia": "Otra"}, {}, {"necesidad": "otra", "financia": "Otra"},
              {"desde": "2023-01-01", "hasta": "2023-12-31", "financia": "Otra"})  # fmt: skip
    added = [
        first | {"id_oferta": f"segunda-{number}", "desde": "2024-06-01", "hasta": "2024-08-31"}
        | others[number % len(others)]
        for number, first in enumerate(offers)
    ]  # fmt: skip
    after = by_population(found([*offers, *added], needs), "duplicidad")
    assert after == {need["poblacion"]: 1 for need in needs[:: len(others)]}


def test_a_duplicity_is_of_the_year_and_of_funders_that_are_not_the_same_without_accents() -> None:
    one = {"necesidad": "uno", "poblacion": "p", "sexo": "total", "territorio": "13401", "demanda": 9}
    ended = {"desde": "2021-01-01", "hasta": "2022-12-31"}
    former = [offer(1, one, **ended), offer(2, one, **ended)]
    later = [offer(number, one, desde="2025-01-01") for number in (3, 4)]
    assert by_population(found([*former, *later], [one]), "duplicidad") == {}
    assert by_population(found(former, [one], year=2022), "duplicidad") == {"p": 1}
    same = [offer(5, one, financia="Fundación Uno"), offer(6, one, financia="FUNDACION Uno")]
    assert by_population(found(same, [one]), "duplicidad") == {}


@quick
@given(_many, st.integers(2, 5))
def test_without_its_only_offer_a_need_is_exactly_one_gap_more(needs: list[Row], every: int) -> None:
    needs = alone(needs)
    offers = [offer(number, need) for number, need in enumerate(needs)]
    assert by_population(found(offers, needs), "vacio") == {}
    after = found([each for number, each in enumerate(offers) if number % every], needs)
    assert by_population(after, "vacio") == {need["poblacion"]: 1 for need in needs[::every]}
    assert set(after["reason"]) == {"sin_oferta"}


@quick
@given(st.lists(st.tuples(st.integers(1, 300), st.integers(0, 400)), min_size=20, max_size=60))
def test_capacity_counts_only_in_the_unit_of_the_need_and_unknown_is_never_zero(
    rows: list[tuple[int, int]],
) -> None:
    written_as: list[Row] = [{}, {"unidad": "familias"}, {"unidad": ""}, {"capacidad": None}]
    needs = alone([
        {"necesidad": "uno", "poblacion": "p", "sexo": "total", "territorio": "13401", "demanda": demand,
         "unidad": "personas"} for demand, _ in rows
    ])  # fmt: skip
    offers = [
        offer(number, need, capacidad=rows[number][1]) | written_as[number % 4]
        for number, need in enumerate(needs)
    ]
    judged = found(offers, needs, table="resource_needs").set_index("population")
    for number, (demand, capacity) in enumerate(rows):
        row = judged.loc[f"p-{number}"]
        if number % 4:
            assert (row["state"], row["uninformed"]) == ("sin_informacion", 1)
            assert pd.isna(row["capacity"])
        elif capacity * 100 > demand * 120:
            assert row["state"] == "sobreoferta"
        else:
            assert row["state"] == ("cubierta" if capacity * 100 >= demand * 80 else "vacio")


@quick
@given(st.lists(_need, min_size=6, max_size=20, unique_by=KEY), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(needs: list[Row], random: Any) -> None:
    offers = [offer(number, need) for number, need in enumerate(needs * 2)]
    shuffled = random.sample(offers, len(offers))
    pd.testing.assert_frame_equal(found(offers, needs), found(shuffled, needs[::-1]))


def test_no_name_of_a_need_appears_in_code(needs: list[Row], offers: list[Row]) -> None:
    names = {row["necesidad"] for row in (*needs, *offers)} | {row["nombre"] for row in needs}
    pattern = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in sorted(names)), re.I)
    kinds = {".py", ".sql", ".j2"}
    named: list[tuple[Path, str]] = []
    for folder in ("pipelines", "publish", "dbt_project"):
        for path in (REPO / folder).rglob("*"):
            if path.suffix in kinds:
                named += [(path, hit) for hit in pattern.findall(path.read_text(encoding="utf-8"))]
    assert len(names) > 10
    assert named == []
