"""Documents that contradict themselves: the printed figure and the recomputed one are both kept.

The tables in `cuadros/` are those of real evaluations, with coded names; what each of them prints of
itself and does not give is written here by hand.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.catalog.contrasts import Contrast, contrasts_of, table_contrasts
from pipelines.catalog.formula import parse_formula
from pipelines.catalog.model import load_file
from pipelines.catalog.printed_numbers import printed_number
from pipelines.catalog.printed_tables import PrintedTable
from pipelines.errors import SettingsError
from tests.catalog.written import faults, write
from tests.conftest import REPO

TABLES = Path(__file__).parent / "cuadros"
EXAMPLE = REPO / "example" / "workspace" / "cuadros"


def contrasts(name: str, folder: Path = TABLES) -> list[Contrast]:
    return list(contrasts_of(load_file(folder / f"{name}.yml", PrintedTable)))


def found(name: str, kind: str, folder: Path = TABLES) -> dict[str, tuple[float | None, float | None]]:
    return {
        each.block: tuple(
            None if number is None else round(float(number), 1) for number in (each.printed, each.recomputed)
        )
        for each in contrasts(name, folder)
        if each.kind == kind
    }  # type: ignore[return-value]


def test_a_subtotal_that_its_rows_do_not_give_is_said_and_not_mended() -> None:
    assert found("pasantias", "contradice") == {
        "subtotal-2002": (142000, 112000),
        "suma-de-subtotales": (154000, 184000),
    }
    assert found("pasantias", "mal_escrito") == {"subtotal-2002-otra-vez": (None, 112000)}
    agree = found("pasantias", "calza")
    assert agree["total"] == (154000, 154000)
    assert agree["en-pesos"] == (107800, 107800)


def test_two_totals_of_one_thing_that_differ_are_both_shown() -> None:
    assert found("facilitadores", "contradice") == {"anexo-contra-texto": (70, 67)}
    assert found("facilitadores", "calza") == {"total-texto": (67, 67), "total-anexo": (70, 70)}


def test_what_a_document_leaves_open_is_not_guessed() -> None:
    assert found("colaborativas", "contradice") == {"en-marcha": (3, 4)}
    assert found("colaborativas", "sin_dato") == {"institucionales": (52, None)}
    assert found("colaborativas", "calza") == {"vecinales": (31, 31)}


def test_need_planned_and_done_reproduce_with_their_two_wrong_totals() -> None:
    assert found("planes-de-trabajo", "contradice") == {
        "gestion-necesidad": (99, 96),
        "infraestructura-necesidad": (39, 33),
        "acompanamiento-cumplimiento": (65, 66.0),
        "infraestructura-cobertura": (164, 153.8),
        "infraestructura-cobertura-filas": (164, 181.8),
        "gestion-cobertura-filas": (44, 45.8),
    }
    agree = found("planes-de-trabajo", "calza")
    assert agree["acompanamiento-cobertura"] == (136, 136.2)
    assert agree["infraestructura-cumplimiento"] == (42, 41.7)
    assert agree["formacion-cobertura"] == (30, 29.8)
    assert agree["financiamiento-cumplimiento"] == (67, 66.7)
    unknown = {block for block in found("planes-de-trabajo", "sin_dato") if block.startswith("financ")}
    assert unknown == {
        "financiamiento-necesidad",
        "financiamiento-cobertura",
        "financiamiento-cobertura-filas",
    }


def test_every_row_of_the_plans_is_done_pending_or_cancelled() -> None:
    rows = [each for each in contrasts("planes-de-trabajo") if "planificado =" in each.name]
    assert len(rows) == 17
    assert {each.kind for each in rows} == {"calza"}


def test_shares_that_add_to_101_are_rounding_and_not_contradiction() -> None:
    assert found("caracterizacion", "contradice") == {}
    assert found("caracterizacion", "redondeo") == {
        f"{table}-suma": (100, 101) for table in ("T5", "T7b", "T9", "T10a", "T10b")
    }


def test_a_sample_that_does_not_add_up_is_said() -> None:
    assert found("muestra", "contradice") == {"entrevistas": (35, 36)}
    assert found("muestra", "calza") == {"evaluadas": (21, 21), "analizadas": (17, 17)}


def test_shares_of_a_whole_that_does_not_close_are_said() -> None:
    assert found("contexto", "contradice") == {
        "residencias": (226, 223),
        "de-organismos": (95, 93.8),
        "ciclo": (24, 30),
    }
    assert found("contexto", "calza") == {"aporte": (55, 55.4), "veces": (4.8, 4.8)}


def test_households_in_poverty_and_what_each_family_costs_are_worked_out_again() -> None:
    assert found("pobreza-y-programa", "calza", EXAMPLE) == {
        "personas": (2_481_672, 2_481_672), "porcentaje": (14.4, 14.4), "hogares": (674_397, 674_397),
        "activas": (102_784, 102_784), "presupuesto": (105_965, 105_965), "meta": (21.9, 21.9),
        "activas-parte": (43.1, 43.1), "por-familia": (2_060_197, 2_060_196.7),
    }  # fmt: skip
    assert found("pobreza-y-programa", "contradice", EXAMPLE) == {}


def test_three_rounded_shares_are_of_one_population() -> None:
    """Each may be off by half of its last digit: all of them allow 17,17 to 17,29 million people."""
    implied = found("pobreza-y-programa", "sin_dato", EXAMPLE)
    assert [round(people / 1e6, 2) for _, people in implied.values() if people] == [17.3, 17.2, 17.23]
    counts = {"poblacion-extrema": 778_643, "poblacion-no-extrema": 1_703_029, "poblacion": 2_481_672}
    limits = [
        (people / (share + 0.0005), people / (share - 0.0005))
        for people, share in ((n, n / (implied[name][1] or 1)) for name, n in counts.items())
    ]
    assert max(low for low, _ in limits) < min(high for _, high in limits)


def test_the_example_shows_a_document_that_contradicts_itself() -> None:
    assert found("caracterizacion", "redondeo", EXAMPLE) == found("caracterizacion", "redondeo")
    assert set(found("pasantias", "contradice", EXAMPLE)) == {"subtotal-2002", "suma-de-subtotales"}


def test_the_models_get_both_figures_and_their_difference() -> None:
    rows = list(table_contrasts([load_file(TABLES / "muestra.yml", PrintedTable)]))
    (row,) = [row for row in rows if row["kind"] == "contradice"]
    assert (row["source_id"], row["printed"], row["recomputed"], row["difference"]) == ("muestra", 35, 36, 1)
    assert row["name"] == "Muestra del estudio: Entrevistas"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("U$ 28.000.-", "28000"), ("US$ 5.000", "5000"), ("$6.000", "6000"), ("M$ 107.800", "107800"),
        ("136%", "136"), ("1.234,5", "1234.5"), ("4,8", "4.8"), ("0", "0"), ("0.125", "0.125"),
        ("-0.500", "-0.5"), ("s/i", None), ("sin información", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_documents_print_them(text: str, number: str | None) -> None:
    assert printed_number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize("text", ["0.125,5", "0.125.000", "142..000", "18-19", "1.23.4", "doce", "1,2,3"])
def test_a_number_that_cannot_be_read_with_certainty_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="certeza"):
        printed_number(text)


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=99))
def test_a_chilean_number_comes_back_as_it_was(whole: int, cents: int) -> None:
    assert printed_number(f"{whole:,}".replace(",", ".") + f",{cents:02}") == whole + Decimal(cents) / 100


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "suma(a).real", "[1]", "suma(a, b, c)", "suma()", "1 +", "a ** 2", "a", "True"],
)
def test_a_formula_can_do_nothing_but_arithmetic(text: str) -> None:
    with pytest.raises(ValueError):
        parse_formula(text)


def test_a_formula_that_names_what_is_not_there_says_where(tmp_path: Path) -> None:
    text = (TABLES / "muestra.yml").read_text(encoding="utf-8").replace("suma(residencias,", "suma(casas,")
    with pytest.raises(SettingsError, match="«casas», que no está en el cuadro") as raised:
        load_file(write(tmp_path / "muestra.yml", text), PrintedTable)
    assert faults(raised)[0][1] == 12


def test_a_cell_of_two_rows_with_one_name_is_not_chosen_for_the_steward(tmp_path: Path) -> None:
    text = """
    id: talleres
    nombre: Talleres
    fuente: Memoria, tabla 1
    filas:
      - {nombre: Taller, grupo: a, celdas: {hecho: 3}}
      - {nombre: Taller, grupo: b, celdas: {hecho: 5}}
    impresos:
      - {id: uno, nombre: Hecho, valor: 3, formula: "celda('Taller', hecho)"}
    """
    with pytest.raises(SettingsError, match="«Taller» está en dos filas") as raised:
        load_file(write(tmp_path / "t.yml", text), PrintedTable)
    assert faults(raised)[0][1:] == (8, "impresos[1].formula")
    added = text.replace("celda('Taller', hecho)", "suma(hecho, a)")
    assert load_file(write(tmp_path / "t.yml", added), PrintedTable).id == "talleres"
