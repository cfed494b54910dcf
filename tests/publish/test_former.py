"""Territories that ended or were divided: what each was, why it changed and what became of it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from publish.account import EditionInfo, build_account
from publish.charts import ChartBook
from publish.history import formers, named
from publish.pages.desk import Desk
from publish.pages.environment import Writer
from publish.pages.former import LIST_URL, former_pages, notes_of
from publish.pages.site import _shared
from tests.publish import made_up
from tests.publish.pages import words

HISTORY = pd.read_csv(made_up.SEED.parent / "territory_history.csv", dtype=str)


@pytest.fixture(scope="module")
def desk() -> Desk:
    account = build_account(dataclasses.replace(made_up.inputs(), territory_history=HISTORY))
    return Desk(account, EditionInfo("2023-001", 2023), ChartBook())


@pytest.fixture(scope="module")
def site(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("antes")
    write = Writer(folder, _shared(desk)).write
    for page in former_pages(desk):
        write(*page)
    return folder


def shown(site: Path, former: str) -> str:
    return words((site / f"territorios/antes/{former}/index.html").read_text(encoding="utf-8"))


def test_a_recoded_comuna_says_its_code_what_held_it_and_the_law(site: Path) -> None:
    page = shown(site, "08401")
    assert (
        "Hasta el 5 de septiembre de 2018, la comuna de Chillán tenía el código 08401 y pertenecía a la "
        "provincia de Ñuble, en la Región del Biobío." in page
    )
    assert "separada de la Región del Biobío (Ley 21.033). Rige desde el 6 de septiembre de 2018." in page
    assert "Sigue siendo la misma comuna, con otro código: 16101." in page
    assert "la serie no se quiebra" in page


def test_a_divided_comuna_says_what_left_it_and_that_its_series_break(site: Path) -> None:
    page = shown(site, "08110")
    assert (
        "Hasta el 14 de marzo de 2004, la comuna de Talcahuano (código 08110, en la provincia de Concepción, "
        "en la Región del Biobío) comprendía también lo que hoy es Hualpén." in page
    )
    assert "tenía el código" not in page  # it still has it
    assert "Talcahuano conserva el código 08110, con un territorio menor, y se creó Hualpén (08112)." in page
    assert "ahí la serie se quiebra" in page
    markup = (site / "territorios/antes/08110/index.html").read_text(encoding="utf-8")
    assert 'href="../../../territorios/08110/index.html"' in markup  # Hualpén is not listed
    assert "territorios/08112/index.html" not in markup


def test_provinces_and_regions_have_theirs(site: Path) -> None:
    assert "Dejó de existir con ese código. Su territorio quedó en la Provincia" not in shown(site, "084")
    assert "quedó en la provincia de Diguillín (161), la provincia de Itata (162) y" in shown(site, "084")
    assert "La Región del Biobío conserva el código 08" in shown(site, "08")
    assert "se creó la Región de Ñuble (16)" in shown(site, "08")
    assert "Valdivia sigue con el código 141, con un territorio menor, y se creó la provincia" in shown(
        site, "105"
    )


def test_a_province_of_two_origins_is_never_said_to_come_whole_from_one(site: Path) -> None:
    for code, other in (("051", "Quillota"), ("055", "Valparaíso")):
        page = shown(site, code)
        assert "comprendía también una parte de lo que hoy es la provincia de Marga Marga." in page
        assert f"Marga Marga (058), que reunió también territorio de la provincia de {other}." in page


def test_every_former_territory_is_on_the_list_with_its_page(desk: Desk, site: Path) -> None:
    markup = (site / LIST_URL).read_text(encoding="utf-8")
    found = formers(desk.account.history)
    assert len(found) == HISTORY["former_id"].nunique() == 60
    assert all(f'href="../../territorios/antes/{former.id}/index.html"' in markup for former in found)


@pytest.mark.parametrize(
    ("territory", "sentence"),
    [
        ("16101", "Hasta 2018 su código era 08401 y pertenecía a la Región del Biobío."),
        ("05801", "Hasta 2010 su código era 05106 y pertenecía a la provincia de Valparaíso."),
        ("08110", "Hasta 2004 comprendía también lo que hoy es Hualpén."),
        ("011", "Hasta 2007 comprendía también lo que hoy es la provincia de Tamarugal."),
        ("051", "Hasta 2010 comprendía también una parte de lo que hoy es la provincia de Marga Marga."),
        (
            "141",
            "Hasta 2007 su código era 105 y pertenecía a la Región de Los Lagos. Comprendía también lo que "
            "hoy es la provincia de Ranco.",
        ),
        ("142", "Existe desde 2007: antes era parte de la provincia de Valdivia."),
        ("08112", "Existe desde 2004: antes era parte de Talcahuano."),
        ("16", "Existe desde 2018: antes era parte de la Región del Biobío."),
        ("161", "Hasta 2018 era parte de la provincia de Ñuble, que dejó de existir."),
    ],
)
def test_the_page_of_today_tells_the_past_in_a_sentence(desk: Desk, territory: str, sentence: str) -> None:
    assert [note["sentence"] for note in notes_of(desk, territory)] == [sentence]


def test_a_province_of_two_origins_names_both(desk: Desk) -> None:
    assert [note["sentence"] for note in notes_of(desk, "058")] == [
        "Existe desde 2010: una parte de su territorio era de la provincia de Valparaíso.",
        "Existe desde 2010: una parte de su territorio era de la provincia de Quillota.",
    ]


def test_without_history_there_are_no_pages() -> None:
    account = made_up.account()
    assert former_pages(Desk(account, EditionInfo("2023-001", 2023), ChartBook())) == []
    assert formers(named(HISTORY.head(0), pd.DataFrame({"territory_id": [], "name": []}))) == []
