"""MINEDUC enrolment summary: every known layout, unknown sex, closed schools, control totals."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.sources.base import Conformed
from pipelines.sources.mineduc_directorio import SOURCE as DIRECTORY
from pipelines.sources.mineduc_matricula import SOURCE
from tests.sources.delivered import made, nothing_lost, official, reasons


def school(levels: dict[int, tuple[int, int, int]], **changes: object) -> dict[str, object]:
    """A record of the 2022 layout. `levels`: level -> boys, girls, sex unknown."""
    record: dict[str, object] = {
        "AGNO": 2022,
        "RBD": 1,
        "DGV_RBD": 9,
        "NOM_RBD": "ESCUELA, LA NUEVA",
        "COD_DEPE": 2,
        "COD_DEPE2": 1,
        "RURAL_RBD": 0,
        "COD_REG_RBD": 13,
        "COD_COM_RBD": 13401,
        "NOM_COM_RBD": "SAN BERNARDO",
        "ESTADO_ESTAB": 1,
    }
    for n in range(1, 9):
        boys, girls, unknown = levels.get(n, (0, 0, 0))
        record |= {f"MAT_SI_{n}": unknown} if n in (2, 4) else {}
        record |= {f"MAT_HOM_{n}": boys, f"MAT_MUJ_{n}": girls, f"MAT_ENS_{n}": boys + girls + unknown}
    totals = [sum(level[i] for level in levels.values()) for i in range(3)]
    record |= dict(zip(("MAT_HOM_TOT", "MAT_MUJ_TOT", "MAT_SI_TOT"), totals, strict=True))
    return record | {"MAT_TOTAL": sum(totals)} | changes


def read(*records: dict[str, object], **options: str) -> Conformed:
    sheets = made(list(records[0]), *(list(record.values()) for record in records), **options)
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets)
    return result


def test_a_school_is_one_row_and_absent_unknown_sex_is_zero() -> None:
    row = read(school({2: (3, 4, 1)}, MAT_SI_4="")).rows.iloc[0]
    assert (row["comuna"], row["cod_depe"], row["mat_total"]) == ("13401", "2", "8")
    assert (row["mat_si_2"], row["mat_si_4"], row["mat_si_8"], row["mat_si_tot"]) == ("1", "0", "0", "1")
    assert row["_bloque"] == "matricula|2022"


def test_courses_are_read_where_the_file_has_them() -> None:
    with_courses = read(school({2: (3, 4, 0)}, CUR_SIM_TOT=7, CUR_COMB_TOT="")).rows.iloc[0]
    assert (with_courses["cur_sim_tot"], with_courses["cur_comb_tot"]) == ("7", "")
    assert read(school({2: (3, 4, 0)})).rows["cur_sim_tot"].tolist() == [""]
    broken = read(school({2: (3, 4, 0)}, CUR_SIM_TOT="muchos", CUR_COMB_TOT=1))
    assert reasons(broken) == {"CUR_SIM_TOT: texto": [2]}


def test_lower_case_headers_with_a_stray_letter_are_the_same_layout() -> None:
    record = {name.lower(): value for name, value in school({2: (3, 4, 0)}, AGNO=2016).items()}
    record = {("ï" + name if name == "agno" else name): value for name, value in record.items()}
    assert read(record, encoding="utf-8-sig").rows["anio"].tolist() == ["2016"]


def test_commas_and_latin_text_are_the_same_layout() -> None:
    record = school({5: (1, 2, 0)}, AGNO=2025, NOM_COM_RBD="ÑUÑOA", COD_COM_RBD=13120)
    rows = read(record, separator=",", encoding="latin-1").rows
    assert rows[["anio", "comuna", "mat_ens_5"]].values.tolist() == [["2025", "13120", "3"]]


def test_closed_schools_stay_with_zeros_and_old_codes_are_kept() -> None:
    rows = read(school({}, ESTADO_ESTAB=3, COD_COM_RBD=8401)).rows
    assert rows[["comuna", "estado_estab", "mat_total"]].values.tolist() == [["08401", "3", "0"]]


def test_records_that_break_the_contract_are_set_aside_one_by_one() -> None:
    good = school({2: (3, 4, 0)})
    bad = [
        {**good, "COD_COM_RBD": 99998},
        {**good, "MAT_MUJ_2": -4},
        {**good, "MAT_TOTAL": "mil"},
        {**good, "RBD": ""},
        {**good, "COD_DEPE": 7},
        {**good, "MAT_HOM_TOT": ""},
        {**good, "AGNO": "2o22"},
    ]
    result = read(good, *bad)
    assert len(result.rows) == 1
    assert reasons(result) == {
        "COD_COM_RBD: código desconocido": [3],
        "MAT_MUJ_2: negativo": [4],
        "MAT_TOTAL: texto": [5],
        "RBD: vacío": [6],
        "COD_DEPE: código desconocido": [7],
        "MAT_HOM_TOT: vacío": [8],
        "AGNO: texto": [9],
    }


def test_a_totals_row_is_skipped() -> None:
    good = school({2: (3, 4, 0)})
    result = read(good, {**good, "RBD": "TOTAL", "COD_COM_RBD": ""})
    assert len(result.rows) == 1
    assert [list(item.records) for item in result.skipped] == [[1], [3]]


def test_each_year_of_a_file_is_its_own_block_with_its_controls() -> None:
    result = read(school({2: (3, 4, 0)}), school({2: (5, 5, 0)}, AGNO=2023, MAT_TOTAL=11))
    found = {(c.block, c.name): (c.printed, c.recomputed) for c in result.controls}
    assert found == {
        ("matricula|2022", "Matrícula total y suma por sexo"): (7, 7),
        ("matricula|2022", "Matrícula total y suma por nivel"): (7, 7),
        ("matricula|2023", "Matrícula total y suma por sexo"): (11, 10),
        ("matricula|2023", "Matrícula total y suma por nivel"): (11, 10),
    }


@pytest.mark.parametrize("column", ["AGNO", "COD_COM_RBD", "MAT_TOTAL", "MAT_ENS_5"])
def test_a_renamed_column_is_named(column: str) -> None:
    record = school({2: (3, 4, 0)})
    header = [name + " X" if name == column else name for name in record]
    found = SOURCE.recognise(made(header, list(record.values())))
    assert found.missing == (column.lower(),)
    assert 0.9 < found.score < 1


def test_schools_that_miss_their_total_warn_and_a_shifted_column_refuses() -> None:
    suite = load_suite("mineduc_matricula")
    schools = [school({2: (3, 4, 0)}, RBD=n) for n in range(20)]
    one_off = [*schools[1:], {**schools[0], "MAT_HOM_TOT": 30}]
    shifted = [{**record, "MAT_HOM_TOT": 90} for record in schools]
    words = "Hombres más mujeres más sin información"
    for records, gravity in ((one_off, {"aviso"}), (shifted, {"aviso", "critica"})):
        failed = [o.demand for o in run_suite(suite, read(*records).rows) if not o.ok]
        assert {demand.gravedad for demand in failed if demand.mensaje.startswith(words)} == gravity


def test_a_repeated_school_refuses_the_file() -> None:
    rows = read(school({2: (3, 4, 0)}), school({2: (3, 4, 0)})).rows
    failed = [o.demand for o in run_suite(load_suite("mineduc_matricula"), rows) if not o.ok]
    assert ("expect_compound_columns_to_be_unique", "critica") in {(d.tipo, d.gravedad) for d in failed}


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "records", "country", "public_san_bernardo", "san_bernardo"),
    [
        ("Resumen_Matricula_EE_Oficial_2016.csv.gz", 15_990, 3_550_949, 18_131, 61_346),
        ("Resumen_Matricula_EE_Oficial_2017.csv.gz", 16_024, 3_558_394, 18_398, 61_623),
        ("Resumen_Matricula_EE_Oficial_2019.csv.gz", 16_236, 3_624_343, 18_645, 62_432),
        (
            "20221013_Resumen_Matricula_EE_Oficial_2022_20220430_WEB.csv.gz",
            16_601,
            3_644_548,
            17_467,
            60_920,
        ),
    ],
)
def test_every_official_year_adds_up(
    datos: Path, name: str, records: int, country: int, public_san_bernardo: int, san_bernardo: int
) -> None:
    sheets = official(datos / "mineduc" / name)
    assert SOURCE.recognise(sheets).score == 1
    assert DIRECTORY.recognise(sheets).score < 0.6
    result = SOURCE.read(sheets)
    assert (len(result.rows), result.set_aside) == (records, ())
    pupils = result.rows["mat_total"].astype(int)
    here = result.rows["comuna"] == "13401"
    public = result.rows["cod_depe"].isin(["1", "2", "6"])
    assert (pupils.sum(), pupils[here & public].sum(), pupils[here].sum()) == (
        country,
        public_san_bernardo,
        san_bernardo,
    )
    assert all(control.printed == control.recomputed for control in result.controls)


@pytest.mark.real
def test_enrolled_schools_of_2022_are_those_of_the_official_tabulation(datos: Path) -> None:
    rows = SOURCE.read(
        official(datos / "mineduc" / "20221013_Resumen_Matricula_EE_Oficial_2022_20220430_WEB.csv.gz")
    ).rows
    table = official(datos / "mineduc" / "Frecuencia_Resumen_Matricula_EE_Oficial_2022.xlsx")[0].cells
    # table 2: schools with pupils, functioning (first row) and all of them (total), last pair of columns
    start = table.index[table[0].str.startswith("2. Establecimientos con matrícula")][0]
    printed = table.loc[start:, [1, 12]].head(9).set_index(1)[12]
    enrolled = rows[rows["mat_total"].astype(int) > 0]
    assert len(enrolled) == float(printed["Total"]) == 11_220
    assert (enrolled["estado_estab"] == "1").sum() == float(printed["En Funcionamiento"]) == 11_216
    # table 3: functioning schools with pupils of each level
    start = table.index[table[0].str.startswith("3. Establecimientos en funcionamiento")][0] + 4
    by_level = [round(float(cell)) for cell in table.loc[start : start + 7, 12]]
    functioning = rows[rows["estado_estab"] == "1"]
    found = [int((functioning[f"mat_ens_{n}"].astype(int) > 0).sum()) for n in range(1, 9)]
    assert found == by_level == [5962, 7974, 399, 2184, 2791, 715, 936, 82]
