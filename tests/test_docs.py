"""The docs say everything there is to say: each command, source, recipe, card and field is written down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from pipelines.catalog.cards import Card
from pipelines.catalog.contrasts import contrasts_of
from pipelines.catalog.corrections import Correction
from pipelines.catalog.goals import Goal
from pipelines.catalog.model import WrittenFile, load_file, load_folders
from pipelines.catalog.printed_tables import PrintedTable
from pipelines.catalog.recipes import Recipe, shipped_recipes
from pipelines.catalog.settings import Settings
from pipelines.sources.registry import official_sources

REPO = Path(__file__).resolve().parents[1]
DOCS = REPO / "docs"
#: Every variable of SINIM is a published figure: the rule is written, not its six hundred cases.
BY_RULE = re.compile(r"sinim-[\w.]+")


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """From a second-level heading that begins with `title` to the next one; '' when there is none."""
    match = re.search(rf"^## {re.escape(title)}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return match.group(0) if match else ""


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    """Every key that a YAML file of `model` may hold, inner blocks included."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in models_in(field.annotation):
            yield from keys_of(inner)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def commands() -> dict[str, Any]:
    import typer

    from pipelines.cli import app

    return dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("page", "model"),
    [
        ("tarjetas.md", Card),
        ("recetas.md", Recipe),
        ("correcciones.md", Correction),
        ("cuadros.md", PrintedTable),
        ("configuracion.md", Settings),
        ("metas.md", Goal),
    ],
)
def test_every_key_that_people_write_is_explained(page: str, model: type[BaseModel]) -> None:
    text = text_of(page)
    unknown = {key for key in keys_of(model) if f"`{key}`" not in text and f"`{key}:" not in text}
    assert unknown == set()


def test_every_value_of_a_closed_list_is_explained() -> None:
    text = text_of("tarjetas.md")
    lists = ("area", "kind", "direction", "cadence", "interval_given")
    values = {
        value
        for name in lists
        for part in (Card.model_fields[name].annotation, *get_args(Card.model_fields[name].annotation))
        for value in get_args(part)
        if isinstance(value, str)
    }
    assert values >= {"proporcion", "byar", "anual"}
    assert {value for value in values if f"`{value}`" not in text} == set()


@pytest.mark.parametrize(
    ("page", "model"),
    [
        ("tarjetas.md", Card),
        ("recetas.md", Recipe),
        ("correcciones.md", Correction),
        ("cuadros.md", PrintedTable),
        ("configuracion.md", Settings),
        ("metas.md", Goal),
    ],
)
def test_the_example_that_a_page_shows_is_valid(page: str, model: type[WrittenFile], tmp_path: Path) -> None:
    match = re.search(r"^```yaml\n(.*?)^```", text_of(page), re.MULTILINE | re.DOTALL)
    assert match
    written = tmp_path / "ejemplo.yaml"
    written.write_text(match.group(1), encoding="utf-8")
    loaded = load_file(written, model)
    problems = getattr(loaded, "problems", list)()
    assert [str(problem) for problem in problems] == []


def test_the_goal_to_copy_is_valid() -> None:
    template = REPO / "pipelines" / "plantillas" / "metas" / "ejemplo.yaml.txt"
    assert load_file(template, Goal).problems() == []


def test_the_correction_to_copy_is_valid() -> None:
    template = REPO / "pipelines" / "plantillas" / "correcciones" / "ejemplo.yml.txt"
    assert load_file(template, Correction).problems() == []


def test_the_printed_table_to_copy_is_valid_and_shows_a_contradiction() -> None:
    template = REPO / "pipelines" / "plantillas" / "cuadros" / "ejemplo.yml.txt"
    kinds = {each.name: each.kind for each in contrasts_of(load_file(template, PrintedTable))}
    assert kinds["Total de la necesidad"] == "contradice"


def test_the_card_to_copy_is_valid_and_could_stand_beside_the_shipped_ones() -> None:
    card = load_file(REPO / "pipelines" / "plantillas" / "indicadores" / "ejemplo.yml.txt", Card)
    assert card.problems() == []
    measures = {item.id for source in official_sources() for item in source.info.measures}
    assert {operand.measure for _, _, operand in card.operands()} <= measures
    shipped = load_folders([REPO / "dbt_project" / "indicators"], Card)
    assert card.id not in {other.id for other in shipped}


def test_every_card_is_listed() -> None:
    cards = load_folders([REPO / "dbt_project" / "indicators"], Card)
    table = section(text_of("tarjetas.md"), "Las tarjetas que trae la plataforma")
    listed = set(re.findall(r"^\| `([\w-]+)`", table, re.MULTILINE))
    assert {card.id for card in cards} == listed


@pytest.mark.parametrize("source", official_sources(), ids=lambda source: str(source.info.id))
def test_every_source_says_its_file_and_its_measures(source: Any) -> None:
    text = section(text_of("fuentes.md"), source.info.id)
    assert text, f"docs/fuentes.md has no section «{source.info.id}»"
    assert "Se reconoce por" in text
    given = {item.id for item in (*source.info.measures, *source.info.published)}
    assert {i for i in given if f"`{i}`" not in text and not BY_RULE.fullmatch(i)} == set()


def test_no_source_is_documented_that_does_not_exist() -> None:
    titles = set(re.findall(r"^## ([a-z0-9-]+)$", text_of("fuentes.md"), re.MULTILINE))
    assert titles == {source.info.id for source in official_sources()}


def test_every_shipped_recipe_is_listed_with_its_measures() -> None:
    table = section(text_of("recetas.md"), "Las recetas que trae la plataforma")
    for recipe in shipped_recipes():
        row = next((line for line in table.splitlines() if line.startswith(f"| `{recipe.id}`")), "")
        assert row, f"docs/recetas.md does not list «{recipe.id}»"
        for item in (*recipe.measures, *recipe.published):
            assert f"`{item.id}`" in row


def test_every_command_and_option_is_explained() -> None:
    text = text_of("comando.md")
    for name, command in commands().items():
        part = section(text, f"cuenta {name}")
        assert part, f"docs/comando.md has no section «cuenta {name}»"
        options = {max(p.opts, key=len) for p in command.params if p.param_type_name == "option"}
        options = {option for option in options if option not in ("--help", "--workspace")}
        assert {option for option in options if f"`{option}`" not in part} == set(), name


def test_no_command_is_explained_that_does_not_exist() -> None:
    explained = set(re.findall(r"^## cuenta (\w+)", text_of("comando.md"), re.MULTILINE))
    assert explained == set(commands())


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.name)
def test_guides_name_only_commands_that_exist(page: Path) -> None:
    named = set(re.findall(r"\bcuenta (\w+)(?= --| mi-comuna|»|`)", page.read_text(encoding="utf-8")))
    assert named <= {*commands(), "ORDEN"}


def pages() -> list[Path]:
    return sorted([*DOCS.rglob("*.md"), *REPO.glob("*.md")])


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(REPO).as_posix())
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def shape_of(name: str) -> list[str]:
    """Heading levels, table rows, list items and code blocks of a document, in order."""
    marks = ("# ", "## ", "### ", "| ", "- ", "```")
    lines = (REPO / name).read_text(encoding="utf-8").splitlines()
    return [mark for line in lines for mark in marks if line.startswith(mark)]


def test_readme_and_leeme_are_twins() -> None:
    assert shape_of("README.md") == shape_of("LEEME.md")


def test_readme_shows_the_two_commands_of_a_fresh_machine() -> None:
    for name in ("README.md", "LEEME.md"):
        assert "make demo\nmake test\n" in (REPO / name).read_text(encoding="utf-8")


def test_decisions_say_context_decision_and_consequence() -> None:
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    assert [page.name[:4] for page in decisions][:5] == ["0001", "0002", "0003", "0004", "0005"]
    for page in decisions:
        text = page.read_text(encoding="utf-8")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequence")), page.name


def test_documents_name_no_machine() -> None:
    for page in [*pages(), *(REPO / "pipelines" / "plantillas").rglob("*.*")]:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])/(work|root|home|tmp)/", text), page
