"""`cuenta init`: a folder to begin with, and territories as people call them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from pipelines.catalog.settings import load_settings
from pipelines.commands import init as init_command
from pipelines.commands.places import parse_territories
from tests.flow.command import cuenta
from tests.flow.workspaces import Small, small


@pytest.fixture
def space(tmp_path: Path) -> Small:
    return small(tmp_path / "comuna")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, and nobody at the keyboard."""
    monkeypatch.chdir(tmp_path)

    def nobody(*_: object, **__: object) -> str:
        raise AssertionError("the command asked something")

    monkeypatch.setattr(typer, "prompt", nobody)


def test_init_restores_the_zero_of_a_code_and_asks_nothing(tmp_path: Path) -> None:
    said = cuenta(
        "init", "talcahuano", "--territorios", "13401, 8110,13", "--nombre", 'La "colaborativa": $1'
    )
    assert said.code == 0 and "cuenta run --workspace talcahuano" in said.out
    settings = load_settings(tmp_path / "talcahuano" / "colaborativa.yaml")
    assert settings.territories == ("13401", "08110", "13")
    assert settings.name == 'La "colaborativa": $1'
    assert {"entrada", "metas", "indicadores", "fuentes", "registros"} <= {
        path.name for path in (tmp_path / "talcahuano").iterdir()
    }


def test_init_understands_todas_and_means_it_when_nothing_is_said(tmp_path: Path) -> None:
    assert cuenta("init", "pais", "--territorios", "Todas", "--anio", "2024").code == 0
    assert cuenta("init", "otro").code == 0
    settings = load_settings(tmp_path / "pais" / "colaborativa.yaml")
    assert settings.all_territories and settings.account_year == 2024
    assert load_settings(tmp_path / "otro" / "colaborativa.yaml").all_territories


@pytest.mark.parametrize("unknown", ["13999", "99999", "8", "13201 13301", "Villa Alegría"])
def test_init_refuses_a_territory_it_does_not_know(unknown: str, tmp_path: Path) -> None:
    said = cuenta("init", "nueva", "--territorios", f"13401,{unknown}")
    assert said.code == 2 and said.err.startswith(f"No conozco el territorio «{unknown}».")
    assert "código único territorial" in said.err
    assert not (tmp_path / "nueva").exists()


def test_init_refuses_a_taken_folder_and_touches_nothing(space: Small) -> None:
    before = space.ws.settings_file.read_bytes()
    for more in ([], ["--ejemplo"]):
        said = cuenta("init", space.ws.root, "--nombre", "Otra", *more)
        assert said.code == 2 and "ya hay un espacio de trabajo" in said.err
    assert space.ws.settings_file.read_bytes() == before


def test_init_keeps_the_files_that_a_folder_already_has(tmp_path: Path) -> None:
    kept = tmp_path / "nueva" / "entrada" / "LEEME.md"
    kept.parent.mkdir(parents=True)
    kept.write_text("mío", encoding="utf-8")
    assert cuenta("init", "nueva").code == 0
    assert kept.read_text(encoding="utf-8") == "mío"


def test_init_on_a_file_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("x", encoding="utf-8")
    for folder in ("archivo", "archivo/dentro"):
        said = cuenta("init", folder)
        assert said.code == 2 and "«archivo» es un archivo y no una carpeta." in said.err


def test_init_copies_the_recipes_on_demand(tmp_path: Path) -> None:
    cuenta("init", "con", "--recetas")
    cuenta("init", "sin")
    assert len(list((tmp_path / "con" / "fuentes").glob("*.yml"))) == len(
        list(init_command.SHIPPED_RECIPES.glob("*.yml"))
    )
    assert list((tmp_path / "sin" / "fuentes").glob("*.yml")) == []


def test_init_asks_at_a_terminal_and_only_when_no_flag_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal())
    assert cuenta("init", "con_flag", "--nombre", "x").code == 0
    answers = answering(monkeypatch, "Nuestra comuna", "San Bernardo")
    assert cuenta("init", "preguntando").code == 0
    settings = load_settings(tmp_path / "preguntando" / "colaborativa.yaml")
    assert (settings.name, settings.territories) == ("Nuestra comuna", ("13401",))
    assert next(answers, None) is None


def test_init_asks_again_after_a_territory_it_does_not_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal())
    answering(monkeypatch, "Nuestra comuna", "Obvalle", "Ovalle")
    said = cuenta("init", "preguntando")
    assert said.code == 0 and "¿Quiso decir Ovalle (comuna, 04301)" in said.err
    assert load_settings(tmp_path / "preguntando" / "colaborativa.yaml").territories == ("04301",)


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> Iterator[str]:
    """Answer each question with the next of these; no question may bring its own answer."""
    left = iter(answers)

    def answer(_text: str) -> str:
        return next(left)

    monkeypatch.setattr(typer, "prompt", answer)
    return left


class _Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ("Ovalle, Ñuñoa", ("04301", "13120")),
        ("san bernardo,NUNOA , 8110", ("13401", "13120", "08110")),
        ("Til Til", ("13303",)),
        ("Limarí, Ñuble", ("043", "16")),
        ("Región del Maule, provincia de Arica, comuna de Arica", ("07", "151", "15101")),
        ("Región Metropolitana, región de O'Higgins, Región de Los Ríos", ("13", "06", "14")),
        ("Chile, ovalle, 04301", ("CL", "04301")),
    ],
)
def test_territories_go_by_name_or_by_code(given: str, ids: tuple[str, ...]) -> None:
    places = parse_territories(given)
    assert (places.ids, places.notes) == (ids, ())


@pytest.mark.parametrize(
    ("shared", "chosen", "other"),
    [
        ("Valparaíso", "comuna (05101)", "«región de Valparaíso» (05) o «provincia de Valparaíso» (051)"),
        ("Arica", "comuna (15101)", "«provincia de Arica» (151)"),
        ("Biobío", "región (08)", "«provincia de Biobío» (083)"),
    ],
)
def test_a_shared_name_is_the_comuna_and_init_says_so(shared: str, chosen: str, other: str) -> None:
    said = cuenta("init", "nueva", "--territorios", shared)
    assert said.code == 0 and f"se toma la {chosen}. Si era otra: {other}." in said.out


def test_init_says_which_territories_it_understood(tmp_path: Path) -> None:
    said = cuenta("init", "nueva", "--territorios", "13401, limari")
    assert "Territorios: San Bernardo (comuna, 13401); Limarí (provincia, 043)." in said.out
    assert '- "043"  # Limarí' in (tmp_path / "nueva" / "colaborativa.yaml").read_text(encoding="utf-8")


def test_every_misspelt_territory_is_named_with_the_closest_ones(tmp_path: Path) -> None:
    said = cuenta("init", "nueva", "--territorios", "Obvalle, Ñuñoa, Talcaguano")
    assert said.code == 2 and "No conozco los territorios «Obvalle» ni «Talcaguano»." in said.err
    assert "Ovalle (comuna, 04301)" in said.err and "Talcahuano (comuna, 08110)" in said.err
    assert not (tmp_path / "nueva").exists()
