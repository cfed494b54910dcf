"""The pages about the community: both figures of what is declared, and nothing of few persons."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publish.account import build_account
from publish.pages.agreed import menu, written_pages
from publish.pages.desk import Desk
from publish.pages.families import families_page
from publish.pages.home import home_page
from publish.pages.legal import BLOCKS, legal_page
from publish.pages.method import method_page
from publish.pages.participation import participation_page
from publish.pages.theory import theory_page
from tests.publish.one_page import desk_of, shared_desk, written
from tests.publish.pages import table, words
from tests.publish.people import Row, answers, asked, with_people


def desk(**rows: list[Row]) -> Desk:
    return desk_of(build_account(with_people(**rows)))


_DECLARED = {
    "subject": "jornada", "event_id": "d", "name": "Jornadas comunales", "held_on": "2003",
    "verdict": "difiere", "declared_events": 12, "documented_events": 7, "events_apart": 5,
    "declared_people": 700, "documented_people": 440, "people_apart": 260, "uncounted_events": 5,
}  # fmt: skip
_COST = {
    "subject": "capacitacion", "event_id": "p", "name": "Pasantías", "held_on": "2002", "currency": "USD",
    "verdict": "difiere", "declared_events": 7, "documented_events": 7, "events_apart": 0,
    "declared_cost": 142_000, "documented_cost": 112_000, "cost_apart": 30_000, "uncounted_events": 7,
}  # fmt: skip


@pytest.fixture(scope="module")
def participation(tmp_path_factory: pytest.TempPathFactory) -> str:
    year = {"year": "2025", "grouping": "anio", "meetings": 9, "people": 461, "uncounted": 0}
    fund = {"agreement_id": "c", "name": "Fondo", "state": "vigente", "amount": 320, "currency": "UF"}
    page = desk(
        declared_contrasts=[_DECLARED, _COST],
        attendance_totals=[year | {"women": 258, "men": 154, "unknown_sex": 49}],
        attendance=[{"meeting_id": "a", "record": "documentada", "held_on": "2025-05-17", "name": "Asamblea",
                     "territory_id": "13401", "meetings": 1, "is_counted": 1}],
        satisfaction=[asked(148, 200), asked(8, 14, "hombre"), asked(140, 186, "mujer")],
        agreements=[fund],
    )  # fmt: skip
    return written(page, participation_page(page), tmp_path_factory.mktemp("sitio"))


def test_what_is_declared_and_what_is_documented_are_both_said_and_neither_is_put_right(
    participation: str,
) -> None:
    said = words(participation)
    assert "No coinciden" in said
    assert "Se declaran 12 jornadas y 700 personas; hay registro de 7 jornadas y 440 personas." in said
    assert (
        "De ellas, 5 no dicen cuántas personas asistieron. Sin respaldo: 5 jornadas y 260 personas." in said
    )
    assert "7 cursos o pasantías y US$ 142.000; hay registro de 7 cursos o pasantías y US$ 112.000" in said
    assert "Sin respaldo: US$ 30.000." in said


def test_the_year_is_told_by_sex_and_who_was_not_counted_is_not_zero(participation: str) -> None:
    said = words(participation)
    assert "9 jornadas, con 461 asistencias: 258 de mujeres, 154 de hombres y 49 sin informar el sexo" in said
    assert ["nadie contó" in row for row in table(participation, "Jornadas de 2025")][-1]


def test_a_reserved_sex_takes_the_other_and_the_total_keeps_its_interval(participation: str) -> None:
    row = table(participation, "Personas conformes, de cada cien que respondieron")[-1]
    assert row[1:] == ["74,0 %", "1,0 a 99,0", "148 de 200", "reservado", "reservado"]
    assert "metodo/index.html#reserva" in participation


def test_an_amount_keeps_its_currency(participation: str) -> None:
    assert "320 UF" in words(participation)


def test_a_page_without_anything_to_say_is_not_written_nor_in_the_menu() -> None:
    empty = desk()
    assert (written_pages(empty), menu(empty)) == ([], [])


def test_the_menu_marks_the_page_where_one_is(participation: str) -> None:
    assert 'href="../participacion/index.html" aria-current="page"' in participation
    assert '<li class="menu aqui">' in participation


def test_nobody_is_told_what_the_community_did_not_write(tmp_path: Path) -> None:
    page = desk(
        seats=[{"collaborative": "C", "territory_id": "13401", "kind": "ong", "sex": "total", "seats": 1}]
    )
    said = words(written(page, participation_page(page), tmp_path))
    assert "En 2025 no hay ninguna jornada documentada." in said
    assert "la colaborativa tenía 1 puesto ocupado" in said
    assert "Formación" not in said and "Convenios" not in said


def letter(name: str, **more: object) -> Row:
    """A letter of the law, not verified, that the account includes."""
    return {
        "letter": name, "wording": f"Texto {name}", "valid_from": "2000-01-01", "source": "Una lista",
        "verified_by": "Sin verificar (ejemplo)", "state": "incluido", "content": "Lo que dice. Y más.",
        **more,
    }  # fmt: skip


def test_missing_letters_come_first_and_an_empty_part_of_the_account_answers_none(tmp_path: Path) -> None:
    page = desk(
        legal_letters=[
            letter("a", state="falta", content=""),
            letter("b", block="metas", verified_by="Secretaría municipal"),
            letter("c", block="programas"),
            letter("d", content=""),
        ]
    )
    html = written(page, legal_page(page), tmp_path)
    said = words(html)
    assert "4 letras: 1 incluidas, 2 por revisar y 1 que faltan. Sin verificar: 3." in said
    states = [row[:2] for row in table(html, "Letras del artículo 67, como están en el registro")[1:]]
    assert states == [
        ["a) Texto a", "○ Falta"],
        ["b) Texto b", "✓ Incluida"],
        ["c) Texto c", "? Por revisar la parte de la cuenta que la responde no tiene contenido"],
        ["d) Texto d", "? Por revisar no dice qué contiene"],
    ]
    assert 'href="../index.html#metas"' in html and 'href="../programas/index.html"' not in html
    assert "b) Lo que dice." in said, "the extract is the first sentence"


@pytest.mark.parametrize(
    "said",
    ["Por verificar", "Pendiente", "-", "–", "PENDIENTE de firma", "No verificado", "Ningún cargo", "s/i"],
)
def test_a_word_for_not_yet_verifies_no_letter(said: str) -> None:
    letters = [letter("a", verified_by=said), letter("b", verified_by="Secretaría municipal")]
    view = legal_page(desk(legal_letters=letters))[2]
    assert [each["verified"] for each in view["letters"]] == [False, True]
    assert view["summary"].endswith("Sin verificar: 1.")


def test_the_account_says_who_verified_and_not_that_all_is_verified() -> None:
    letters = [letter("a", verified_by="Secretaría municipal"), letter("b", verified_by="Asesoría jurídica")]
    summary = legal_page(desk(legal_letters=letters))[2]["summary"]
    assert summary.endswith("De todas está escrito quién las verificó.")


def test_a_person_answers_for_the_legal_account_and_its_date_follows_the_settings(tmp_path: Path) -> None:
    made = with_people(legal_letters=[letter("a")])
    settings = made.settings | {"cuenta_legal": {"plazo": "03-31"}}
    page = desk_of(build_account(replace(made, settings=settings)))
    said = words(written(page, legal_page(page), tmp_path))
    assert "Una persona responde de que la cuenta pública legal esté completa" in said
    assert "se entrega a más tardar el 31 de marzo de 2026" in said


def test_the_guide_explains_every_block_that_a_letter_may_name() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "cuenta-legal.md").read_text(encoding="utf-8")
    assert [block for block in BLOCKS if f"`{block}`" not in guide] == []


def test_no_letter_of_the_law_is_written_in_code_or_in_a_template() -> None:
    repo = Path(__file__).resolve().parents[2]
    register = repo / "example" / "workspace" / "registros" / "art67.csv"
    texts = [
        line.split(";")[1][:24].lower() for line in register.read_text(encoding="utf-8").splitlines()[1:]
    ]
    code = " ".join(
        path.read_text(encoding="utf-8").lower()
        for folder in ("publish", "pipelines", "dbt_project/models")
        for path in (repo / folder).rglob("*")
        if path.suffix in (".py", ".j2", ".sql")
    )
    assert len(texts) == 7
    assert [text for text in texts if text in code] == []


def test_every_letter_of_the_example_says_that_nobody_has_verified_it() -> None:
    register = Path(__file__).resolve().parents[2] / "example" / "workspace" / "registros" / "art67.csv"
    rows = [line.split(";") for line in register.read_text(encoding="utf-8").splitlines()[1:]]
    assert {row[5] for row in rows} == {"Sin verificar (ejemplo)"}
    assert all("sin verificar" in row[1] and "sin verificar" in row[4] for row in rows)


def test_families_are_told_at_three_moments_and_a_small_territory_takes_the_other(tmp_path: Path) -> None:
    rows = [answers("entrada", 132, 2419, 1110), answers("salida", 37, 681, 465),
            answers("salida", 31, 568, 391, "13401"), answers("salida", 6, 113, 74, "08110")]  # fmt: skip
    page = desk(wellbeing=rows)
    html = written(page, families_page(page), tmp_path)
    assert "al entrar, 45,9 % (132 familias); al salir, 68,3 % (37 familias)" in words(html)
    whole = table(html, "Logrado de cada cien respuestas que aplican, todos los territorios")
    assert whole[1:] == [
        ["Familias", "132", "0", "37"],
        ["Todas las dimensiones", "45,9 %", "sin datos", "68,3 %"],
    ]
    for name in ("San Bernardo", "Talcahuano"):
        assert table(html, f"Logrado de cada cien respuestas que aplican, {name}")[2][3] == "reservado"


def test_the_theory_is_drawn_and_written_and_an_unknown_step_is_named(tmp_path: Path) -> None:
    steps = [{"step_id": "n", "position": 1, "level": "necesidad", "wording": "Falta apoyo",
              "leads_to": "f x"},
             {"step_id": "f", "position": 6, "level": "resultado_final", "wording": "Viven mejor",
              "assumption": "Hay tiempo"}]  # fmt: skip
    line = {"line_id": "l", "component": "Local", "objective": "Acordar", "goal_text": "Jornadas",
            "declared": 12, "documented": 7, "verdict": "difiere", "state": "logrado"}  # fmt: skip
    page = desk(theory_steps=steps, action_lines=[line])
    html = written(page, theory_page(page), tmp_path)
    assert html.count("<rect") == 2 and html.count("<line") == 1
    said = words(html)
    assert "Falta apoyo. Entonces: viven mejor." in said and "Se supone que hay tiempo." in said
    assert "no están en el registro: x." in said
    assert table(html, "Plan de acción: Local")[1] == [
        "Acordar Jornadas",
        "✓ Logrado",
        "12",
        "7",
        "≠ No coinciden",
    ]


def test_the_front_page_leads_to_them_and_the_method_says_how_they_are_worked_out(tmp_path: Path) -> None:
    people = desk(wellbeing=[answers("entrada", 60, 90, 40)]).account.people
    page = desk_of(replace(shared_desk().account, people=people))
    home = written(page, home_page(page, []), tmp_path)
    assert 'href="familias/index.html"' in home and 'href="cuenta-legal/index.html"' not in home
    assert "Ninguna respuesta está en dos momentos" in words(written(page, method_page(page), tmp_path))
