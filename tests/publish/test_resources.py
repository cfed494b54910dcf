"""What the account says of resources and services: reasons, cells, tables, and what it keeps to itself."""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from publish.account import Account, build_account
from publish.audit_registers import in_registers
from publish.downloads import write_downloads
from publish.pages.desk import Desk
from publish.pages.places import Place
from publish.pages.resource_cells import cells
from publish.pages.resources import block, resources_page
from publish.pages.services import services_page
from publish.pages.territory import territory_page
from publish.resource_sentences import state_of, why
from publish.resources import open_resources
from publish.tables import tables
from tests.publish import small
from tests.publish.made_up_resources import finding, inputs, need, offer, referral, score
from tests.publish.one_page import desk_of, written
from tests.publish.pages import words

SAN_BERNARDO, TALCAHUANO = "13401", "08110"
RULES = {"umbral_cobertura": 80.0, "margen_sobreoferta": 20.0, "poblaciones": {"padres": "Papás"}}
NOBODY: dict[str, Any] = {
    "population": "padres", "sex": "hombre", "offers": 0.0, "capacity": 0.0, "reason": "sin_oferta",
    "offer_ids": "",
}  # fmt: skip
CELL = ("leer-juntos", "familias", "total", SAN_BERNARDO)


def account(**rows: Any) -> Account:
    return build_account(inputs(**rows))


def reasons(**rows: Any) -> list[str]:
    resources = open_resources(inputs(**rows), threshold=10)
    return [why(resources, row) for row in resources.findings.to_dict("records")]


def table(name: str, **rows: Any) -> pd.DataFrame:
    return next(each.frame for each in tables(account(**rows)) if each.name == name)


@cache
def desk() -> Desk:
    """An account with all that a map may have: a duplicity, gaps, surplus, and what is not known."""
    doubled = finding("duplicidad", "varias_ofertas", offers=2.0, capacity=40.0, offer_ids="a b")
    rows: dict[str, Any] = {
        "resource_offers": [offer("a"), offer("b"), offer("c", territory_id=TALCAHUANO, capacity=None),
                            offer("d", need="caminar", kind="fortaleza_vecinal", territory_id="13402")],
        "resource_needs": [
            need(offers=2.0, capacity=40.0, own_capacity=40.0, state="cubierta", reason="alcanza",
                 offer_ids="a b", indicator_id="desvinculacion"),
            need(territory_id=TALCAHUANO, state="sin_informacion", reason="capacidad_no_informada",
                 capacity=None, uninformed=1.0, offer_ids="c"),
            need(**NOBODY),
        ],
        "resource_findings": [
            doubled,
            finding(**NOBODY),
        ],
        "service_quality": [score(), score(scored_on="2024-08-31", sufficient="sí", evidence="")],
        "referrals": [referral(40, 25), referral(7, 5, territory_id=TALCAHUANO)],
    }  # fmt: skip
    named = small.inputs(recursos=RULES)
    return desk_of(build_account(inputs(named, **rows)))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(desk(), resources_page(desk()), tmp_path_factory.mktemp("recursos"))


def test_a_duplicity_says_who_pays_and_what_it_costs() -> None:
    rows = finding("duplicidad", "varias_ofertas", offers=2.0, offer_ids="a b", age="15 a 29")
    offers = [offer("a"), offer("b", kind="fortaleza_vecinal")]
    assert reasons(resource_offers=offers, resource_findings=[rows]) == [
        "2 ofertas de 2 financiadores distintos (Institución A e Institución B) atienden lo mismo, a las "
        "mismas personas, a las mismas edades (15 a 29), en fechas que se cruzan. Entre todas cuestan "
        "$3.000.000 al año. Una es fortaleza de los propios vecinos."
    ]
    unknown = [offers[0], offers[1] | {"annual_cost": None}]
    dates = {"first_day": "2025-05-01", "last_day": "2025-10-31"}
    crossed = reasons(resource_offers=offers, resource_findings=[rows | dates])[0]
    assert "se cruzan (del 1 de mayo de 2025 al 31 de octubre de 2025)." in crossed
    endless = reasons(resource_offers=offers, resource_findings=[rows | dates | {"last_day": "9999-12-31"}])
    assert "se cruzan (desde el 1 de mayo de 2025)." in endless[0]
    assert "cuestan" not in reasons(resource_offers=unknown, resource_findings=[rows])[0]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (finding(),
         "Hay lugar para 20 personas y se necesita para 50: alcanza para 40 de cada cien, menos de lo "
         "acordado."),
        (finding(reason="sin_oferta", capacity=0.0),
         "Ninguna oferta registrada llega en 2025. Hace falta para 50 personas."),
        (finding(reason="sin_oferta", demand=None),
         "Ninguna oferta registrada llega en 2025. No se sabe para cuántos hace falta."),
        (finding(reason="sin_oferta_para_un_sexo", sex="hombre"),
         "Hay ofertas, y ninguna atiende a hombres."),
        (finding("sobreoferta", "sobre_margen", capacity=75.0),
         "Hay lugar para 75 personas y se necesita para 50: sobra 50 %."),
        (finding("sobreoferta", "sobre_margen", demand=0.0, unit="otra"),
         "Hay lugar para 20, y hoy nadie tiene la necesidad."),
    ],
)  # fmt: skip
def test_every_finding_says_why_in_plain_words(row: dict[str, Any], said: str) -> None:
    assert reasons(resource_findings=[row]) == [said]


def test_a_demand_of_few_persons_is_reserved_and_what_would_tell_it() -> None:
    needs = [need(demand=30.0), need(sex="mujer", demand=25.0), need(sex="hombre", demand=5.0),
             need(population="grupo", unit="grupos", demand=5.0)]  # fmt: skip
    findings = [finding(sex="hombre", demand=5.0), finding(sex="mujer", demand=25.0)]
    shown = open_resources(inputs(resource_needs=needs, resource_findings=findings), threshold=10)
    by_sex = shown.needs[shown.needs["population"] == "familias"].set_index("sex")
    assert by_sex["demand"].isna().to_dict() == {"hombre": True, "mujer": True, "total": False}
    assert shown.needs.loc[shown.needs["unit"] == "grupos", "demand"].tolist() == [5]
    assert shown.findings["demand"].isna().all()
    assert "reservado" in why(shown, shown.findings.to_dict("records")[0])


def test_no_state_tells_a_reserved_demand() -> None:
    def state(demand: int, capacity: int) -> str:
        if capacity * 100 > demand * 120:
            return "sobre_margen"
        return "alcanza" if capacity * 100 >= demand * 80 else "bajo_umbral"

    pairs = [(demand, capacity) for demand in range(1, 10) for capacity in range(25)]
    rows = [
        need(population=f"p{number}", demand=float(demand), capacity=float(capacity),
             own_capacity=float(capacity), reason=state(demand, capacity))
        for number, (demand, capacity) in enumerate(pairs)
    ]  # fmt: skip
    shown = open_resources(inputs(resource_needs=rows), threshold=10).needs.set_index("population")
    hidden = (shown["reason"] == "reservada").to_dict()
    for number, (demand, capacity) in enumerate(pairs):
        fits = [other for other in range(1, 10) if state(other, capacity) == state(demand, capacity)]
        assert hidden[f"p{number}"] == (len(fits) < 3), (demand, capacity)


def test_a_gap_that_would_tell_its_demand_is_no_finding() -> None:
    needs = [need(demand=9.0, capacity=7.0, own_capacity=7.0)]
    shown = open_resources(
        inputs(resource_needs=needs, resource_findings=[finding(demand=9.0)]), threshold=10
    )
    assert shown.findings.empty
    assert "tampoco se dice" in state_of(shown.needs.to_dict("records")[0])
    nobody = [finding(demand=9.0, capacity=0.0, reason="sin_oferta")]
    kept = open_resources(inputs(resource_needs=needs, resource_findings=nobody), threshold=10)
    assert len(kept.findings) == 1


def test_the_findings_leave_with_exactly_the_columns_that_were_agreed() -> None:
    frame = table("recursos_hallazgos", resource_findings=[finding()])
    assert list(frame.columns) == [
        "tipo", "necesidad", "poblacion", "territorio", "ofertas", "capacidad", "demanda", "sexo", "motivo",
    ]  # fmt: skip
    assert frame.iloc[0].tolist()[:8] == [
        "vacio",
        "leer-juntos",
        "familias",
        SAN_BERNARDO,
        1,
        20,
        50,
        "total",
    ]


def test_an_unknown_capacity_leaves_empty_and_not_as_zero() -> None:
    frame = table("recursos", resource_offers=[offer("a", capacity=None), offer("b", capacity=0.0)])
    assert frame.set_index("recurso")["capacidad"].isna().to_dict() == {"a": True, "b": False}


def test_referrals_of_few_persons_or_with_few_left_out_are_reserved() -> None:
    rows = [referral(40, 25), referral(7, 5, territory_id=TALCAHUANO), referral(60, 55, period="2024")]
    frame = table("derivaciones", referrals=rows).set_index(["territorio", "periodo"])
    assert frame["marca"].to_dict() == {
        (TALCAHUANO, "2025"): "s", (SAN_BERNARDO, "2024"): "s", (SAN_BERNARDO, "2025"): "",
    }  # fmt: skip
    assert frame.loc[(TALCAHUANO, "2025"), ["derivadas", "atendidas", "dias_espera"]].isna().all()


def test_a_cell_says_all_that_is_known_of_it() -> None:
    made = cells(desk().account.resources)
    assert (made[CELL].states, made[CELL].offers) == (["duplicidad", "cubierta"], 2)
    unknown = made["leer-juntos", "familias", "total", TALCAHUANO]
    assert unknown.states == ["sin_informacion"]
    assert unknown.sentences == [
        "No se sabe si alcanza: una oferta no informa su capacidad en la unidad de la necesidad (personas). "
        "Sin informar no es cero."
    ]
    assert made["leer-juntos", "padres", "hombre", SAN_BERNARDO].states == ["vacio"]
    unasked = made["caminar", "familias", "total", "13402"]
    assert (unasked.states, unasked.offer_ids) == (["sin_informacion"], ["d"])


def test_the_list_says_what_the_matrix_says(page: str) -> None:
    matrix = page[page.index('id="matriz"') : page.index('id="lista"')]
    listed = page[page.index('id="lista"') : page.index('id="por-sexo"')]
    linked = re.findall(r'href="#(casilla-[^"]+)"', matrix)
    assert len(linked) == 4
    assert sorted(linked) == sorted(re.findall(r'<article class="indicador" id="([^"]+)"', listed))
    for symbol, word in (("◫", "duplicidad"), ("○", "vacío"), ("●", "cubierta"), ("?", "sin información")):
        assert f"{symbol} {word}" in words(matrix)
        assert f"{symbol} {word}" in words(listed)


def test_the_page_puts_findings_first_and_the_neighbours_own_strengths_apart(page: str) -> None:
    said = words(page)
    order = ["Duplicidades", "Vacíos", "Necesidades por territorio", "La lista, con cada oferta", "Por sexo"]
    places = [page.index(f">{heading}</h2>") for heading in order]
    assert places == sorted(places)
    assert (
        "Leer juntos, para papás (hombres), San Bernardo. Ninguna oferta registrada llega en 2025."
        in said.replace(" ,", ",")
    )
    strengths = words(page[page.index('id="fortalezas"') :])
    assert "Taller d" in strengths
    assert "Taller a" not in strengths
    assert "no informada" in said


def test_the_matrix_begins_with_the_place_that_has_most_and_says_its_margins(page: str) -> None:
    headings = re.findall(r'<th scope="col">(?:<a [^>]*>)?([^<]+)', page[page.index("Ofertas que llegan") :])
    assert headings[:4] == ["Necesidad y población", "San Bernardo", "Talcahuano", "Buin"]
    assert "Alcanza desde 80 lugares por cada cien que hacen falta" in words(page)


def test_the_indicator_of_a_need_is_the_published_figure(page: str) -> None:
    assert "Lo muestra el indicador Desvinculación : 3,0 % (San Bernardo, 2022)." in words(page)


def test_a_territory_says_its_own_findings_and_a_region_those_inside_it(tmp_path: Path) -> None:
    place: Place = desk().places[SAN_BERNARDO]
    shown = words(written(desk(), territory_page(desk(), place, []), tmp_path))
    assert "Recursos: duplicidades y vacíos" in shown
    assert "2 ofertas registradas" in shown
    assert block(desk_of(build_account(small.inputs())), place) is None
    region = block(desk(), desk().places["13"])
    assert region is not None
    assert [group["kind"] for group in region["groups"]] == ["duplicidad", "vacio"]


def test_services_show_the_newest_answer_and_who_gave_it(tmp_path: Path) -> None:
    page = written(desk(), services_page(desk()), tmp_path)
    newest, before = page.split("Evaluaciones anteriores", 1)
    assert "✗ no" in words(newest)
    assert "Mesa Encuesta" in words(newest)
    assert "· sin respuesta" in words(newest)
    assert "sin evidencia escrita" in words(before)
    assert "31 de agosto de 2024" not in newest
    circuit = words(page[page.index('id="derivaciones"') :])
    assert "Total 40 25 63" in circuit
    assert "Total reservado" in circuit


def test_without_registers_there_is_nothing_to_show() -> None:
    empty = build_account(small.inputs())
    assert empty.resources.is_empty
    assert empty.services.is_empty


def test_the_auditor_finds_a_small_demand_wherever_it_is_told(tmp_path: Path) -> None:
    rows: dict[str, Any] = {
        "resource_needs": [need(demand=6.0, sex="mujer"), need(demand=40.0), need(demand=34.0, sex="hombre")],
        "resource_findings": [finding(demand=6.0, sex="mujer")],
        "referrals": [referral(12, 5)],
    }
    given = inputs(**rows)
    datos, edition = small.write(tmp_path / "datos", given), tmp_path / "e"
    write_downloads(build_account(given), edition, "2025-001")
    assert in_registers(edition, datos, 10) == []
    open_ = build_account(dataclasses.replace(given, settings=given.settings | {"privacidad": {"umbral": 2}}))
    write_downloads(open_, tmp_path / "abierta", "2025-001")
    told = in_registers(tmp_path / "abierta", datos, 10)
    assert [line.split("»")[0] for line in told].count("«datos/derivaciones.csv") == 1
    assert sum("recursos_necesidades" in line for line in told) >= 2
    assert sum("recursos_hallazgos" in line for line in told) >= 2
    assert not any(re.search(r"\b6\b", line) for line in told)
