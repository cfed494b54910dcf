"""The published rows: complete grid, order, rounding, and what each cell says."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.account import VALUE_COLUMNS, build_account
from publish.inputs import InputsMissing
from publish.rounding import decimal_texts, round_values
from publish.tables import tables
from tests.publish import small
from tests.publish.pairs import with_changes

KEY = ["indicador", "territorio", "periodo", "sexo"]


def published(rows: list[dict] | None = None, **settings: object) -> pd.DataFrame:
    return build_account(small.inputs(rows, **settings)).valores


def row(values: pd.DataFrame, *key: str) -> pd.Series:
    found = values[(values[KEY] == list(key)).all(axis=1)]
    assert len(found) == 1, key
    return found.iloc[0]


def test_rows_are_the_listed_territories_their_parents_and_the_country() -> None:
    assert list(published()["territorio"].unique()) == ["CL", "08", "13", "081", "134", "08110", "13401"]


def test_todas_gives_rows_to_every_comuna() -> None:
    account = build_account(small.inputs(territorios="todas"))
    assert account.listed == ["08110", "13401", "13402"]
    assert "13402" in set(account.valores["territorio"])


def test_a_territory_that_does_not_exist_is_named() -> None:
    with pytest.raises(InputsMissing, match="99999"):
        published(territorios=["99999"])


def test_a_figure_missing_in_a_period_with_data_elsewhere_is_an_nd_row() -> None:
    missing = row(published(), small.SHARE, "08110", "2021", "total")
    assert missing["marca"] == "nd" and pd.isna(missing["valor"]) and missing["nivel"] == "comuna"
    assert row(published(), small.SHARE, "081", "2022", "mujer")["marca"] == "nd"


def test_the_grid_is_complete_and_has_no_figure_twice() -> None:
    values = published()
    # 7 territories: share 2021 (total), share 2022 (three sexes), deaths 2024 (total)
    assert len(values) == 7 * 5
    assert not values.duplicated(["indicador", "territorio", "periodo", "sexo"]).any()


def test_a_card_without_data_gives_no_row() -> None:
    assert "sin-datos" not in set(published()["indicador"])


def test_a_period_where_nobody_has_data_gives_no_row() -> None:
    rows = [*small.figures(), small.figure(small.SHARE, "13401", "1999", 0) | {"value": None, "mark": "nd"}]
    assert "1999" not in set(published(rows)["periodo"])


def test_what_is_not_available_shows_no_part_of_itself() -> None:
    rows = [
        *small.figures(),
        small.figure(small.SHARE, "08110", "2021", 700, 900) | {"value": None, "mark": "nd"},
    ]
    missing = row(published(rows), small.SHARE, "08110", "2021", "total")
    assert missing[["valor", "numerador", "denominador", "ic_inf", "ic_sup"]].isna().all()


def test_rows_are_sorted_by_indicator_level_period_and_the_figure_itself_first() -> None:
    values = published()
    san_bernardo = values[(values["indicador"] == small.SHARE) & (values["territorio"] == "13401")]
    assert san_bernardo[["periodo", "sexo"]].to_numpy().tolist() == [
        ["2021", "total"], ["2022", "total"], ["2022", "mujer"], ["2022", "hombre"],
    ]  # fmt: skip
    assert values["indicador"].is_monotonic_increasing


def test_a_breakdown_comes_after_the_figure_and_ages_in_order_of_age() -> None:
    total = small.figure(small.COUNT, "13401", "2024", 500)
    bands = [total | {"age_band": band, "numerator": 100, "value": 100} for band in ("60+", "5-9", "10-14")]
    areas = [total | {"dimension": "area", "category": name} for name in ("urbana", "rural")]
    values = published([*bands, *areas, total])
    shown = values[values["territorio"] == "13401"]
    assert shown[["edad", "categoria"]].to_numpy().tolist() == [
        ["total", ""], ["5-9", ""], ["10-14", ""], ["60+", ""], ["total", "rural"], ["total", "urbana"],
    ]  # fmt: skip


def test_a_share_is_published_with_six_decimals() -> None:
    assert row(published(), small.SHARE, "CL", "2021", "total")["valor"] == 2.079437
    assert row(published(), small.SHARE, "13", "2022", "total")["valor"] == 1.950285


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(2.5000005, 2.5), (2.5000015, 2.500002), (0.0000005, 0.0), (-0.0000001, 0.0), (1e15, 1e15),
     (1234567890.1234565, 1234567890.123456), (7.077181, 7.077181), (1 / 3, 0.333333)],
)  # fmt: skip
def test_halves_go_to_the_even_digit_of_the_written_number(value: float, rounded: float) -> None:
    assert round_values(pd.Series([value])).tolist() == [rounded]


@given(st.lists(st.floats(-1e12, 1e12), min_size=1))
def test_rounding_agrees_with_decimal_arithmetic(values: list[float]) -> None:
    exact = [float(Decimal(repr(v)).quantize(Decimal("0.000001"), rounding=ROUND_HALF_EVEN)) for v in values]
    assert round_values(pd.Series(values)).tolist() == [value + 0.0 for value in exact]


@given(st.lists(st.integers(-(10**12), 10**12).map(lambda n: n / 10**7), min_size=1))
def test_rounding_agrees_with_decimal_arithmetic_on_ties(values: list[float]) -> None:
    exact = [float(Decimal(repr(v)).quantize(Decimal("0.000001"), rounding=ROUND_HALF_EVEN)) for v in values]
    assert round_values(pd.Series(values)).tolist() == [value + 0.0 for value in exact]


@given(st.lists(st.floats(-1e12, 1e12)))
def test_the_written_number_reads_back_as_the_same_double(values: list[float]) -> None:
    rounded = round_values(pd.Series(values, dtype="float64"))
    assert [float(text.replace(",", ".")) for text in decimal_texts(rounded)] == rounded.tolist()


def test_numbers_are_written_with_decimal_comma_and_whole_ones_without() -> None:
    column = pd.Series([1701.0, 7.077181, None, 0.0, -2.5, 1e15])
    assert decimal_texts(column) == ["1701", "7,077181", "", "0", "-2,5", "1000000000000000"]


def test_infinity_is_refused() -> None:
    with pytest.raises(ValueError, match="infinito"):
        round_values(pd.Series([float("inf")], name="valor"))


def test_every_table_of_the_edition_has_exactly_its_described_columns() -> None:
    made = {table.name: table for table in tables(build_account(small.inputs()))}
    assert list(made) == [
        "valores", "indicadores", "territorios", "territorios_historia", "metas", "cambios", "brechas",
        "fuentes", "equidad", "revisiones", "metas_acciones", "recursos", "recursos_hallazgos",
        "recursos_necesidades", "servicios", "derivaciones", "compromisos", "compromisos_contrastes",
        "programas",
        "programas_totales", "programas_respuestas", "sin_resultado_medido", "participacion",
        "participacion_totales", "declarado_documentado", "integrantes", "capacitacion",
        "capacitacion_costos", "satisfaccion", "buenas_practicas", "convenios", "convenios_totales",
        "evaluacion_equipo", "teoria_cambio", "plan_accion", "bienestar_familias", "cuenta_legal",
    ]  # fmt: skip
    for table in made.values():
        assert [column.name for column in table.columns] == list(table.frame.columns)
        assert all(column.description for column in table.columns)
    assert list(made["valores"].frame.columns) == VALUE_COLUMNS
    assert made["recursos"].frame.empty


def test_goals_cards_and_territories_say_what_they_are() -> None:
    made = {table.name: table.frame for table in tables(build_account(small.inputs()))}
    goal = made["metas"].iloc[0]
    assert goal["enunciado"] == "Que nadie deje la escuela" and goal["acordada_el"] == "2025-03-31"
    assert (goal["base_valor"], goal["parte_del_camino"], goal["resultado"]) == (4.0, 0.333333, "en_camino")
    card = made["indicadores"].set_index("indicador").loc[small.SHARE]
    assert card["advertencias"] == "Una. | Otra." and card["por_sexo"] == "sí" and card["escala"] == 100
    place = made["territorios"].set_index("territorio").loc["134"]
    assert place.to_dict() == {
        "nombre": "Maipo", "nivel": "provincia", "pertenece_a": "13", "con_pagina": "no",
    }  # fmt: skip
    assert made["fuentes"].iloc[0]["oficial"] == "sí"


def test_changes_and_gaps_are_published_in_spanish_and_a_reserved_one_without_numbers() -> None:
    rows = [*small.figures(), *(small.figure(small.SHARE, "08110", y, 90, 900) for y in ("2020", "2021"))]
    given_ = with_changes(small.inputs(rows))
    made = {table.name: table for table in tables(build_account(given_))}
    changes = made["cambios"].frame
    told = changes[(changes["comparacion"] == "anterior") & (changes["territorio"] != "CL")]
    columns = ["territorio", "periodo_desde", "periodo_hasta", "diferencia", "marca", "resultado"]
    assert told[columns].fillna("").values.tolist() == [
        ["08110", "2020", "2021", 0.0, "", "sin_cambio_distinguible"],
        ["08110", "2021", "2022", "", "s", "reservado"],
        ["13401", "2021", "2022", -1.0, "", "baja"],
    ]
    assert told["dif_inf"].iloc[2] == pytest.approx(-1.5, abs=1e-6)
    assert made["brechas"].frame.empty and made["brechas"].key[-1] == "comparacion"


def test_parents_are_nearest_first() -> None:
    assert build_account(small.inputs()).parents("13401") == ["134", "13", "CL"]


def test_every_table_of_the_edition_is_explained_in_the_guide_to_the_data() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "datos.md").read_text(encoding="utf-8")
    made = tables(build_account(small.inputs()))
    assert [table.name for table in made if f"`{table.name}`" not in guide] == []
    names = ("cambios", "brechas")
    kinds = [kind for table in made if table.name in names for column in table.columns
             for kind in column.allowed if column.name == "comparacion"]  # fmt: skip
    assert [kind for kind in kinds if f"`{kind}`" not in guide] == []
