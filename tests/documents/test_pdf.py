"""The account on paper: the same words and figures as its pages, tagged, and twice the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from publish import manifest, text
from publish.account import EditionInfo
from publish.documents.press import Press, settable
from publish.documents.whole import whole_account
from publish.documents.write import place_url, sheet_url
from publish.pages.desk import Desk
from publish.pages.goal_rows import goal_rows
from publish.pages.home import findings, widest
from tests.documents.conftest import EDITION, printed
from tests.documents.read_back import drawings_without_words, tags, words

WHOLE = "cuenta-publica.pdf"
GOAL = "menos-abandono"
ALL = (WHOLE, place_url("13401"), place_url("08110"), sheet_url(GOAL))


@pytest.mark.parametrize("name", ALL)
def test_a_document_is_tagged_for_screen_readers(documents: Path, name: str) -> None:
    reader = PdfReader(documents / name)
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "es-CL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None and reader.metadata.title
    assert drawings_without_words(documents / name) == []


def test_the_whole_account_has_headings_tables_lists_and_drawings(documents: Path) -> None:
    found = tags(documents / WHOLE)
    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/TOC"} <= set(found)
    assert found["/Figure"] == 1  # the chart of its goal


@pytest.mark.parametrize("name", ALL)
def test_a_document_carries_no_clock_and_its_letters_go_with_it(documents: Path, name: str) -> None:
    reader = PdfReader(documents / name)
    assert reader.metadata is not None
    assert reader.metadata.creation_date is None and reader.metadata.modification_date is None
    fonts = {
        font.get_object()["/BaseFont"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all(re.match(r"/[A-Z]{6}\+", font) for font in fonts), fonts
    assert any("CuentaSans" in font for font in fonts)


def test_the_same_account_is_the_same_bytes_twice(documents: Path, desk: Desk, tmp_path: Path) -> None:
    said = printed(desk, tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) == 6 and len(said) == 5
    for name in made:
        assert (tmp_path / name).read_bytes() == (documents / name).read_bytes(), name


def test_another_edition_of_the_same_account_says_the_same(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Press, "print", lambda *_: b"")
    said = printed(desk, tmp_path / "una")
    later = replace(desk, edition=EditionInfo("2023-002", desk.account.year, documents=True))
    assert printed(later, tmp_path / "otra") == said
    renamed = replace(
        desk.account, settings=desk.account.settings | {"contacto": "Escriba a la junta de vecinos."}
    )
    other = printed(replace(desk, account=renamed), tmp_path / "tercera")
    assert [name for name in said if other[name] == said[name]] == []


def test_every_page_says_its_edition_its_number_and_that_the_data_are_made_up(documents: Path) -> None:
    pages = [page.extract_text() for page in PdfReader(documents / WHOLE).pages]
    for number, page in enumerate(pages[1:], 2):
        assert f"Edición {EDITION}" in page
        assert f"Página {number} de {len(pages)}" in page
        assert "DATOS SINTÉTICOS" in page
    assert "DATOS SINTÉTICOS" in pages[0]


def test_the_contents_lead_to_each_chapter_with_its_page(documents: Path) -> None:
    reader = PdfReader(documents / WHOLE)
    contents = " ".join((reader.pages[1].extract_text()).split())
    for title in ("Lo que muestran los datos", "Metas comunes", "Los territorios", "San Bernardo", "Fuentes"):
        found = re.search(rf"{title}[ .]*(\d+)", contents)
        assert found, title
        assert title in reader.pages[int(found[1]) - 1].extract_text()
    assert len(reader.outline) > 5


def test_a_goal_is_told_with_the_sentences_of_its_page(documents: Path, desk: Desk) -> None:
    row = goal_rows(desk)[0]
    for name in (WHOLE, place_url("13401"), sheet_url(GOAL)):
        said = words(documents / name)
        assert row.sentence in said
        assert row.verdict in said
    whole = words(documents / WHOLE)
    for part in (
        "Bus de acercamiento",
        "marzo de 2024",
        "Junta de vecinos",
        "El liceo abrió un segundo turno.",
    ):
        assert part in whole
    assert "Asistieron 64 mujeres y 41 hombres." in whole


def test_the_findings_are_those_of_the_front_page(documents: Path, desk: Desk) -> None:
    whole = words(documents / WHOLE)
    told = findings(desk, goal_rows(desk))
    assert len(told) == 3
    assert all(each["sentence"] in whole for each in told)


def test_a_sheet_is_one_leaf_with_the_figure_in_front_and_the_questions_behind(documents: Path) -> None:
    front, back = (page.extract_text() for page in PdfReader(documents / sheet_url(GOAL)).pages)
    assert "Que ninguna niña y ningún niño deje la escuela" in " ".join(front.split())
    assert "¿Qué ayuda y qué dificulta?" in back and "¿" not in front
    assert "hombres de personas" not in back


def test_what_no_typeface_has_is_shown_as_a_box_and_stops_nothing() -> None:
    assert settable("Sala 🙂 «ñandú» −3 ✔") == "Sala □ «ñandú» −3 ✔"
    assert settable({"a": ["1,5 %"]}) == {"a": ["1,5\u00a0%"]}


def test_every_sign_of_the_account_has_a_letter(tmp_path: Path) -> None:
    signs = "✔▶◀■○●≀⊘◫►▲–↗↘=±≠≈→✗┄✎▷◁□" + "".join(text.MARK_NOTES.values())
    assert settable(signs) == signs
    content = {"title": signs, "author": [], "notice": "", "row": None, "questions": [signs], "lines": 1,
               "how": signs, "collaborative": signs, "edition": "1"}  # fmt: skip
    (tmp_path / "signos.pdf").write_bytes(Press().print("hoja.typ", content))
    assert "▶◀■" in words(tmp_path / "signos.pdf")


def test_two_editions_are_the_same_when_their_documents_say_the_same(tmp_path: Path, desk: Desk) -> None:
    editions = {}
    for id_, said in (("2023-001", "aaaa"), ("2023-002", "aaaa"), ("2023-003", "bbbb")):
        editions[id_] = tmp_path / id_
        editions[id_].mkdir()
        (editions[id_] / WHOLE).write_bytes(f"PDF de {id_}, comprimido".encode().replace(b"2023", b"\x00"))
        manifest.write_manifest(editions[id_], id_, desk.account, {WHOLE: said})
        assert manifest.verify(editions[id_]) == []
    assert manifest.same_publication(editions["2023-001"], editions["2023-002"])
    assert not manifest.same_publication(editions["2023-001"], editions["2023-003"])


def test_with_many_territories_the_whole_tells_the_widest_which_may_have_no_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.documents.whole.MOST_PLACES", 1)
    told = whole_account(desk, goal_rows(desk))
    assert told["territories_title"] == "Lo principal" and len(told["territories"]) == 1
    assert told["territories"][0]["title"] == widest(desk).title
    assert "Los 2 territorios están cada uno en su propio documento" in told["territories_note"]
    assert desk.places.neighbours("CL") == (None, None)
