"""The site: complete, closed in itself, readable without script, and true to the account."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from publish import links, text
from publish.account import Account, EditionInfo, build_account
from publish.downloads import write_downloads
from publish.figures import Figures
from publish.pages.prose import paragraphs
from publish.pages.site import render_site
from publish.protect.minimum import PENDING_NOTICE
from tests.publish import made_up
from tests.publish.made_up_depth import PENDING
from tests.publish.one_page import shared_desk
from tests.publish.pages import DATA, table, words


def build(account: Account, out: Path, synthetic: bool = True) -> Path:
    files = tuple(write_downloads(account, out, "2023-001"))
    render_site(account, out, EditionInfo("2023-001", account.year, synthetic, files))
    return out


@pytest.fixture(scope="module")
def account() -> Account:
    return shared_desk().account


@pytest.fixture(scope="module")
def site(account: Account, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(account, tmp_path_factory.mktemp("sitio") / "e")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    return {
        p.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in sorted(site.rglob("*.html"))
    }


def whole(pages: dict[str, str], territory: str) -> str:
    """The pages of every group of a territory."""
    return "".join(p for path, p in pages.items() if path.startswith(f"territorios/{territory}/"))


class Outline(HTMLParser):
    """Ids, tags and unclosed elements of a page."""

    VOID = {"meta", "link", "br", "img", "hr", "input"}  # noqa: RUF012

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def test_there_is_a_page_for_each_territory_indicator_and_goal(
    account: Account, pages: dict[str, str]
) -> None:
    expected = {"index.html", "estado/index.html", "metodo/index.html", "datos/index.html"}
    expected |= {"equidad/index.html", "agenda/index.html", "cambios/index.html"}
    expected |= {"glosario/index.html", "accesibilidad/index.html"}
    figures = Figures(account)
    expected |= {
        f"territorios/{t}/{card['area']}/index.html"
        for t in account.listed
        for card in account.indicators
        if figures.has_data(card["id"], t)
    }
    expected |= {f"territorios/{t}/index.html" for t in account.listed}
    expected |= {f"indicadores/{card['id']}/index.html" for card in account.indicators}
    expected |= {f"metas/{goal['id']}/index.html" for goal in account.goals}
    expected |= {f"indicadores/{PENDING}/carta/index.html"}
    assert {path for path in pages if not path.startswith("incrustar/")} == expected


def test_no_link_is_broken_and_nothing_is_asked_from_another_host(site: Path) -> None:
    assert links.problems(site) == []


def test_same_account_same_bytes(account: Account, site: Path, tmp_path: Path) -> None:
    def hashes(folder: Path) -> dict[str, str]:
        files = (p for p in folder.rglob("*") if p.is_file())
        return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    assert hashes(build(account, tmp_path / "otra")) == hashes(site)


def test_pages_are_well_formed_closed_and_without_script(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        outline = Outline(DATA.sub("", page))
        assert outline.faults == [] and outline.open == [], path
        assert [i for i, n in Counter(outline.ids).items() if n > 1] == [], path
        names = [tag for tag, _ in outline.tags]
        assert "script" not in names and "style" not in names and names.count("h1") == 1, path
        assert not any(
            "style" in attrs or any(a.startswith("on") for a in attrs) for _, attrs in outline.tags
        ), path
        assert "default-src &#39;none&#39;" in page and '<html lang="es-CL">' in page, path


def test_headings_never_skip_a_level(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        levels = [int(n) for n in re.findall(r"<h([1-6])[ >]", page)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (
            path,
            levels,
        )


def test_two_links_of_a_page_with_the_same_words_lead_to_the_same_place(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        led: dict[str, set[str]] = {}
        for target, inside in re.findall(r'<a\b[^>]*href="([^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL):
            led.setdefault(words(inside).strip(), set()).add(target)
        assert [(said, to) for said, to in led.items() if len(to) > 1] == [], path


def test_every_heading_of_a_table_says_what_it_heads(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        assert not re.findall(r"<th(?![^>]*scope=)[ >]", page), path


def test_every_chart_is_read_aloud_as_the_sentence_above_it(pages: dict[str, str]) -> None:
    seen = 0
    for path, page in pages.items():
        outline = Outline(page)
        for tag, attrs in outline.tags:
            if tag == "svg":
                seen += 1
                assert attrs["role"] == "img" and attrs["aria-labelledby"] in outline.ids, path
    assert seen > 90


def test_synthetic_data_say_so_on_every_page_and_real_data_on_none(
    pages: dict[str, str], tmp_path: Path
) -> None:
    assert all("Datos sintéticos" in page for page in pages.values())
    real = build(made_up.account(synthetic=False), tmp_path / "e", synthetic=False)
    assert not any("sintéticos" in p.read_text(encoding="utf-8") for p in real.rglob("*.html"))


def test_every_page_says_that_complementary_suppression_is_pending(pages: dict[str, str]) -> None:
    notice = PENDING_NOTICE.format(threshold=10)
    assert all(notice in words(page) for page in pages.values())


def test_the_table_of_a_territory_equals_the_published_values(
    account: Account, pages: dict[str, str]
) -> None:
    page = whole(pages, "13401")
    checked = 0
    itself = account.valores[
        (account.valores["sexo"] == "total")
        & (account.valores["edad"] == "total")
        & (account.valores["desglose"] == "")
        & (account.valores["territorio"] == "13401")
        & (account.valores["periodo"] != "2021/2023")
    ]
    for card in account.indicators:
        series = itself[itself["indicador"] == card["id"]]
        if series["valor"].notna().sum() == 0:
            continue
        rows = table(page, f"{card['nombre']}, San Bernardo")[1:]
        shown = {row[0]: row[1] for row in rows if len(row) > 1}
        for figure in series.to_dict("records"):
            value = text.number(figure["valor"], card["decimales"])
            expected = f"{value} {figure['estado']}".strip() if value else figure["marca"]
            assert shown[text.period(figure["periodo"])] == expected, (card["id"], figure["periodo"])
            checked += 1
    assert checked > 150


def test_reserved_figures_show_their_mark_and_no_number(account: Account, pages: dict[str, str]) -> None:
    rows = account.valores
    rows = rows[(rows["indicador"] == "defunciones-menores-1") & (rows["territorio"] == "12101")]
    assert set(rows.loc[rows["sexo"] == "total", "marca"]) == {"s"}
    page = whole(pages, "12101")
    rows = table(page, "Muertes de niñas y niños menores de un año, Punta Arenas")[1:]
    assert {row[1] for row in rows} == {"s"}
    assert "está reservado para proteger a las personas" in words(page)


def test_a_provisional_year_is_marked_and_is_not_the_latest(pages: dict[str, str]) -> None:
    page = whole(pages, "13401")
    rows = table(page, "Muertes en el año, San Bernardo")[1:]
    assert rows[0][0] == "2023" and rows[0][1].endswith(" p")
    assert "Muertes en el año en San Bernardo: 285 defunciones en 2022." in words(page)


def test_territories_are_listed_by_place_and_never_by_value(account: Account, pages: dict[str, str]) -> None:
    for indicator in ("desvinculacion", "vulnerabilidad-escolar"):
        name = account.cards[indicator]["nombre"]
        rows = table(pages[f"indicadores/{indicator}/index.html"], f"{name}: último dato por territorio")[1:]
        assert [row[0] for row in rows] == [
            "Chile",
            "Región del Biobío",
            "Provincia de Concepción",
            "Talcahuano",
            "Región de Magallanes y de la Antártica Chilena",
            "Provincia de Magallanes",
            "Punta Arenas",
            "Región Metropolitana de Santiago",
            "Provincia de Cordillera",
            "Puente Alto",
            "Provincia de Maipo",
            "San Bernardo",
        ]


def test_a_card_without_data_says_what_is_missing_and_from_whom(pages: dict[str, str], site: Path) -> None:
    page = words(pages["indicadores/sin-hogar/index.html"])
    assert "Sin datos todavía (nd)" in page and "Falta que la entregue: Ministerio de ejemplo" in page
    assert not (site / "indicadores/sin-hogar/sin-hogar.csv").exists()
    assert "sin datos todavía" in words(pages["index.html"])


def test_an_indicator_has_its_own_csv_with_its_rows_only(account: Account, site: Path) -> None:
    content = (
        (site / "indicadores/desvinculacion/desvinculacion.csv").read_text(encoding="utf-8-sig").splitlines()
    )
    rows = account.valores[account.valores["indicador"] == "desvinculacion"]
    assert len(content) == len(rows) + 1
    assert content[0].startswith("indicador;territorio;nivel;periodo")
    assert {line.split(";")[0] for line in content[1:]} == {"desvinculacion"}


def test_the_home_page_has_findings_goals_territories_and_downloads(pages: dict[str, str]) -> None:
    page = words(pages["index.html"])
    assert pages["index.html"].count("<li><p>") == 3
    assert "falta bajar 0,21 puntos porcentuales (138 personas)" in page
    assert "Región Metropolitana de Santiago Puente Alto San Bernardo" in page
    assert "En camino" in page and "edición 2023-001" in page


def test_the_finder_folds_when_there_are_many_territories(tmp_path: Path) -> None:
    codes = ["13401", "13201", "08110", "12101", *(f"131{n:02}" for n in range(1, 33))]
    inputs = made_up.inputs(codes)
    inputs = dataclasses.replace(inputs, indicator_values=inputs.indicator_values.head(300))
    site = build(build_account(inputs), tmp_path / "e")
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "<summary>Región Metropolitana de Santiago" in home
    assert links.problems(site) == []


def test_a_goal_page_says_who_agreed_and_who_does_what(pages: dict[str, str]) -> None:
    page = words(pages["metas/menos-abandono/index.html"])
    assert "Acordada el 14 de marzo de 2020." in page and "Asistieron 64 mujeres y 41 hombres." in page
    assert "Bus de acercamiento Municipalidad marzo de 2024 ▶ En curso" in page
    assert "<strong>traslado</strong>" in pages["metas/menos-abandono/index.html"]


def test_what_people_write_is_never_taken_for_html(tmp_path: Path) -> None:
    inputs = made_up.inputs()
    inputs.goals[0]["enunciado"] = "<script>alert(1)</script>"
    inputs.goals[0]["historia"] = "<img src=x onerror=alert(1)> [aquí](javascript:alert(1)) ![x](x.png)"
    inputs.settings["nombre"] = '"><b>Comunidad'
    site = build(build_account(inputs), tmp_path / "e")
    for path in site.rglob("*.html"):
        page = DATA.sub("", path.read_text(encoding="utf-8"))
        assert "<script" not in page and "<img" not in page and "<b>" not in page
    assert links.problems(site) == []


def test_prose_keeps_emphasis_and_drops_everything_else() -> None:
    assert paragraphs("**sí**\n\n- uno") == "<p><strong>sí</strong></p>\n<ul>\n<li>uno</li>\n</ul>\n"
    assert "<a" not in paragraphs("<https://example.org> [x](y)")


def test_a_territory_page_stays_light(site: Path) -> None:
    sizes = [path.stat().st_size for path in (site / "territorios").rglob("*.html")]
    assert max(sizes) < 200_000
