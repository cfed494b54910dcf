"""The auditor finds a small count of persons in whatever file it is put, and only there."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from publish.account import EditionInfo, build_account
from publish.audit import audit
from publish.downloads import write_downloads
from publish.inputs import load_inputs
from tests.publish import small


@pytest.fixture
def datos(tmp_path: Path) -> Path:
    return small.write(tmp_path / "datos", small.inputs())


@pytest.fixture
def edition(datos: Path, tmp_path: Path) -> Path:
    out = tmp_path / "edicion"
    out.mkdir()
    account = build_account(load_inputs(datos))
    files = write_downloads(account, out, "2025-001")
    small.one_page(account, out, EditionInfo("2025-001", 2025, False, tuple(files)), None)
    return out


def page(edition: Path, name: str, body: str) -> None:
    path = edition / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")


def test_a_protected_edition_has_nothing_to_find(edition: Path, datos: Path) -> None:
    assert audit(edition, datos, 10) == []


@pytest.mark.parametrize("column", ["valor", "numerador", "ic_sup"])
def test_a_small_count_in_the_csv_is_found_and_not_repeated(edition: Path, datos: Path, column: str) -> None:
    path = edition / "datos" / "valores.csv"
    header, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    place = header.split(";").index(column)
    for position, line in enumerate(lines):
        cells = line.split(";")
        if cells[:4] == ["defunciones", "13401", "comuna", "2024"]:
            cells[place] = "5"
            lines[position] = ";".join(cells)
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8-sig")
    assert audit(edition, datos, 10) == [
        "«datos/valores.csv» deja ver una cifra de pocas personas: defunciones, 13401, 2024, total."
    ]


def test_a_small_count_in_the_parquet_is_found(edition: Path, datos: Path) -> None:
    path = edition / "datos" / "valores.parquet"
    frame = pq.read_table(path).to_pandas()
    frame.loc[(frame["indicador"] == small.SHARE) & (frame["sexo"] == "mujer"), "denominador"] = 480
    frame.to_parquet(path)
    assert audit(edition, datos, 10) == [
        "«datos/valores.parquet» deja ver una cifra de pocas personas: desvinculacion, 13401, 2022, mujer."
    ]


def test_what_the_edition_before_said_of_a_figure_reserved_now_is_found(edition: Path, datos: Path) -> None:
    path = edition / "datos" / "revisiones.csv"
    header = path.read_text(encoding="utf-8-sig").splitlines()[0]
    said = {"indicador": small.COUNT, "territorio": "13401", "periodo": "2024", "sexo": "total",
            "edad": "total", "tipo": "desaparece", "valor_antes": "12", "marca_ahora": "s"}  # fmt: skip
    line = ";".join(said.get(name, "") for name in header.split(";"))
    path.write_text(f"{header}\n{line}\n", encoding="utf-8-sig")
    assert audit(edition, datos, 10) == [
        "«datos/revisiones.csv» deja ver una cifra de pocas personas: defunciones, 13401, 2024, total."
    ]
    path.write_text(f"{header}\n{line.replace(';12;', ';;')}\n", encoding="utf-8-sig")
    assert audit(edition, datos, 10) == []


def test_an_age_that_the_total_and_the_others_give_away_is_found(edition: Path, datos: Path) -> None:
    path = edition / "datos" / "valores.csv"
    header, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    told = dict.fromkeys(header.split(";"), "") | {
        "indicador": small.COUNT,
        "territorio": "13",
        "periodo": "2030",
        "sexo": "total",
        "edad": "total",
        "numerador": "43",
        "valor": "43",
    }
    ages = [told, told | {"edad": "0-4", "numerador": "", "valor": "", "marca": "s"}]
    more = [
        ";".join(row.values()) for row in (*ages, told | {"edad": "5+", "numerador": "40", "valor": "40"})
    ]
    path.write_text("\n".join([header, *lines, *more, ""]), encoding="utf-8-sig")
    assert audit(edition, datos, 10) == [
        "«datos/valores.csv» deja ver una cifra de pocas personas: defunciones, 13, 2030, total."
    ]


def test_one_sex_that_gives_the_other_away_is_found(edition: Path, datos: Path) -> None:
    path = edition / "datos" / "valores.parquet"
    frame = pq.read_table(path).to_pandas()
    men = (frame["indicador"] == small.SHARE) & (frame["sexo"] == "hombre") & (frame["territorio"] == "13401")
    assert frame.loc[men, "marca"].tolist() == ["s"]
    frame.loc[men, ["numerador", "denominador", "marca"]] = [23, 520, ""]
    frame.to_parquet(path)
    assert audit(edition, datos, 10) == [
        "«datos/valores.parquet» deja ver una cifra de pocas personas: desvinculacion, 13401, 2022, mujer."
    ]
    frame.loc[men, ["numerador", "denominador"]] = [0, None]  # a count of zero tells nothing
    frame.to_parquet(path)
    assert audit(edition, datos, 10) == []


def test_any_other_table_with_the_same_columns_is_read_too(edition: Path, datos: Path) -> None:
    frame = pq.read_table(edition / "datos" / "valores.parquet").to_pandas()
    frame.loc[(frame["indicador"] == small.COUNT) & (frame["territorio"] == "13401"), "valor"] = 5
    folder = edition / "indicadores" / small.COUNT
    folder.mkdir(parents=True)
    frame.to_csv(folder / "defunciones.csv", sep=";", decimal=",", index=False, encoding="utf-8-sig")
    assert len(audit(edition, datos, 10)) == 1


def test_a_goal_worked_out_from_a_small_figure_is_found(edition: Path, tmp_path: Path) -> None:
    rows = [row for row in small.figures() if row["period"] != "2021"]
    datos = small.write(
        tmp_path / "otros", small.inputs([*rows, small.figure(small.SHARE, "13401", "2021", 4, 900)])
    )
    found = audit(edition, datos, 10)
    assert (
        "«datos/metas.csv» deja ver una cifra de pocas personas: desvinculacion, 13401, 2021, total." in found
    )


TABLE = """<article class="indicador" id="desvinculacion"><table><thead><tr><th>Período</th><th>Mujeres</th>
<th>Hombres</th></tr></thead><tr><th scope="row">2022</th><td class="n">{}</td><td>4,4 %</td></tr></table>
</article>"""


def test_a_cell_of_a_territory_page_may_not_hold_the_number(edition: Path, datos: Path) -> None:
    page(edition, "territorios/13401/index.html", TABLE.format('<abbr title="Dato reservado">s</abbr>'))
    page(edition, "territorios/13402/index.html", TABLE.format("1,5 %"))
    assert audit(edition, datos, 10) == []
    page(edition, "territorios/13401/otra.html", TABLE.format("<b>1,5</b>&nbsp;%"))
    where, figure = "territorios/13401/otra.html", "desvinculacion, 13401, 2022, mujer"
    assert audit(edition, datos, 10) == [f"«{where}» deja ver una cifra de pocas personas: {figure}."]


def test_a_cell_of_an_indicator_page_may_not_hold_the_number(edition: Path, datos: Path) -> None:
    table = """<table><tr><th>Territorio</th><th>Período</th><th>Valor</th></tr>
    <tr><th><a href="../../territorios/13401/index.html">San Bernardo</a></th><td>2024</td><td>{}</td></tr>
    <tr><th><a href="../../territorios/08110/index.html">Talcahuano</a></th><td>2024</td><td>0</td></tr>
    </table>"""
    page(edition, "indicadores/defunciones/index.html", table.format("<abbr>s</abbr>"))
    assert audit(edition, datos, 10) == []
    page(edition, "indicadores/defunciones/otra.html", table.format("5"))
    where, figure = "indicadores/defunciones/otra.html", "defunciones, 13401, 2024, total"
    assert audit(edition, datos, 10) == [f"«{where}» deja ver una cifra de pocas personas: {figure}."]


@pytest.mark.parametrize(
    "leak", ["7 de 480", "entre 1,3&nbsp;% y 1,6 %", "entre 1,3 % y 1,6 %", "entre 1,3 y 1,6; más"]
)
def test_a_fraction_or_an_interval_that_only_a_small_figure_has_is_found(
    edition: Path, datos: Path, leak: str
) -> None:
    page(edition, "territorios/13401/index.html", f"<p>Mujeres: {leak}.</p>")
    where, figure = "territorios/13401/index.html", "desvinculacion, 13401, 2022, mujer"
    assert audit(edition, datos, 10) == [f"«{where}» deja ver una cifra de pocas personas: {figure}."]


def test_the_text_of_an_open_figure_is_no_leak(edition: Path, datos: Path) -> None:
    page(
        edition,
        "territorios/13401/index.html",
        "<p>30 de 1.000, entre 2,7 % y 3,3 %. Son 7 de 480.000. Bajó 1,4 (entre 1,3 y 1,6 menos).</p>",
    )
    assert audit(edition, datos, 10) == []


def test_the_threshold_decides_what_is_small(edition: Path, datos: Path) -> None:
    assert any("CL, 2024" in problem for problem in audit(edition, datos, 170))
    assert not audit(edition, datos, 2)


def test_a_frame_without_any_small_figure_needs_no_page_reading(tmp_path: Path, edition: Path) -> None:
    rows = pd.DataFrame(small.figures()).assign(person_level=False).to_dict("records")
    assert audit(edition, small.write(tmp_path / "otros", small.inputs(rows)), 10) == []
