"""The catalogue as a whole: unknown measures, repeated ids and unknown territories, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.catalog.recipes import SHIPPED
from pipelines.catalog.settings import Settings, load_settings
from pipelines.errors import SettingsError
from tests.catalog.written import CARD, GOAL, SETTINGS, catalog_in, faults, write


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(write(tmp_path / "colaborativa.yaml", SETTINGS))


def test_a_workspace_adds_its_own_to_what_ships(tmp_path: Path, settings: Settings) -> None:
    write(tmp_path / "indicadores" / "bibliotecas.yml", CARD)
    write(tmp_path / "metas" / "verdes.yaml", GOAL)
    catalog = catalog_in(tmp_path, settings)
    assert "bibliotecas" in {card.id for card in catalog.cards}
    assert catalog.goals[0].indicators[0].target.value == 6.5
    assert catalog.goals[0].indicators[0].baseline.period == "2022"
    assert catalog.recipes == []


def test_an_unknown_measure_names_file_line_field_and_the_closest_ones(
    tmp_path: Path, settings: Settings
) -> None:
    write(
        tmp_path / "indicadores" / "bibliotecas.yml",
        CARD.replace("medida: est", "medida: extableci_est"[:14]),
    )
    write(
        tmp_path / "indicadores" / "otra.yml",
        CARD.replace("medida: establecimientos", "medida: stablecimiento"),
    )
    with pytest.raises(SettingsError) as raised:
        catalog_in(tmp_path, settings)
    assert ("otra.yml", 10, "numerador[1].medida") in faults(raised)
    message = str(raised.value)
    assert "La medida «stablecimiento» no la entrega ninguna fuente ni receta." in message
    assert "¿Quiso decir «establecimientos»" in message


def test_a_measure_of_a_shipped_recipe_is_known_without_its_file(tmp_path: Path, settings: Settings) -> None:
    card = CARD.replace("medida: establecimientos", "medida: nacidos-vivos, edad: [0-14, 15-16]")
    write(tmp_path / "indicadores" / "bibliotecas.yml", card)
    assert len(catalog_in(tmp_path, settings).cards) > 28


def test_every_problem_of_every_file_comes_in_one_go(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "colaborativa.yaml", SETTINGS.replace("08110", "08199")))
    write(tmp_path / "indicadores" / "repetida.yml", CARD.replace("id: bibliotecas", "id: rsh-40"))
    goal = GOAL.replace("[13401]", "[13499]").replace("indicador: areas-verdes", "indicador: area-verde")
    write(tmp_path / "metas" / "verdes.yaml", goal)
    with pytest.raises(SettingsError) as raised:
        catalog_in(tmp_path, settings)
    found = faults(raised)
    assert ("colaborativa.yaml", 2, "territorios[2]") in found
    assert ("verdes.yaml", 3, "territorios[1]") in found
    assert ("verdes.yaml", 6, "indicadores[1].indicador") in found
    assert {("repetida.yml", 1, "id"), ("rsh-40.yml", 1, "id")} & set(found)
    assert len(found) == 4
    assert "¿Quiso decir «areas-verdes»" in str(raised.value)


def test_a_file_that_cannot_be_read_does_not_hide_the_faults_of_the_others(
    tmp_path: Path, settings: Settings
) -> None:
    write(tmp_path / "indicadores" / "mala.yml", CARD.replace("tipo: conteo", "tipo: cuenta"))
    write(tmp_path / "indicadores" / "otra.yml", CARD.replace("medida: establecimientos", "medida: nada"))
    with pytest.raises(SettingsError) as raised:
        catalog_in(tmp_path, settings)
    assert faults(raised) == [("mala.yml", 7, "tipo"), ("otra.yml", 10, "numerador[1].medida")]


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [
        (("periodo: 2026", "periodo: 2021"), 9, "indicadores[1].meta.periodo"),
        (("periodo: 2026", "periodo: pronto"), 9, "indicadores[1].meta.periodo"),
        (("rol: principal", "rol: secundario"), 5, "indicadores"),
        (("fecha: 2025-03-31", "fecha: marzo"), 4, "acuerdo.fecha"),
        (("meta:", "metas:"), 9, "indicadores[1].metas"),
    ],
)
def test_a_goal_that_makes_no_sense_says_where(
    tmp_path: Path, settings: Settings, change: tuple[str, str], line: int, field: str
) -> None:
    write(tmp_path / "metas" / "verdes.yaml", GOAL.replace(*change))
    with pytest.raises(SettingsError) as raised:
        catalog_in(tmp_path, settings)
    assert ("verdes.yaml", line, field) in faults(raised)


def test_a_recipe_may_not_take_the_name_of_an_official_source(tmp_path: Path, settings: Settings) -> None:
    shipped = (SHIPPED / "fonasa-sexo-2023.yml").read_text(encoding="utf-8")
    write(tmp_path / "fuentes" / "copia.yml", shipped.replace("id: fonasa-sexo-2023", "id: simce", 1))
    with pytest.raises(SettingsError, match="nombre de una fuente oficial") as raised:
        catalog_in(tmp_path, settings)
    assert faults(raised)[0][::2] == ("copia.yml", "id")


FONASA = (SHIPPED / "fonasa-sexo-2023.yml").read_text(encoding="utf-8")
BIRTHS = (SHIPPED / "nacimientos-comuna-edad-madre.yml").read_text(encoding="utf-8")
COLUMNS = "columnas: [codigo_comuna, clasificacion, sexo, tramo_fonasa, beneficiarios]"


@pytest.mark.parametrize("code", ["CL-st", "13-st"])
def test_what_has_no_comuna_is_no_place_for_a_page_or_a_goal(tmp_path: Path, code: str) -> None:
    settings = load_settings(write(tmp_path / "colaborativa.yaml", SETTINGS.replace("08110", code)))
    goal = GOAL.replace("[13401]", f"[{code}]").replace("rol:", f"territorio: {code}\n    rol:")
    write(tmp_path / "metas" / "verdes.yaml", goal)
    breaks = f"quiebres: [{{territorios: [{code}], motivo: Otra forma de contar}}]\n"
    write(tmp_path / "indicadores" / "bibliotecas.yml", CARD + breaks)
    write(tmp_path / "fuentes" / "nacidos.yml", BIRTHS.replace("cobertura: pais", f"cobertura: [{code}]"))
    with pytest.raises(SettingsError, match="junta lo que no tiene comuna informada") as raised:
        catalog_in(tmp_path, settings)
    assert [(file, field) for file, _, field in faults(raised)] == [
        ("colaborativa.yaml", "territorios[2]"),
        ("bibliotecas.yml", "quiebres[1].territorios[1]"),
        ("verdes.yaml", "territorios[1]"),
        ("verdes.yaml", "indicadores[1].territorio"),
        ("nacidos.yml", "cobertura[1]"),
    ]


def test_people_without_a_comuna_may_be_counted_but_a_published_figure_needs_a_place(
    tmp_path: Path, settings: Settings
) -> None:
    place = "territorio: {columna: comuna, como: codigo, codigos: {Ignorada: CL-st}}"
    recipe = BIRTHS.replace("territorio: {columna: comuna, como: codigo}", place)
    write(tmp_path / "fuentes" / "nacidos.yml", recipe)
    assert catalog_in(tmp_path, settings).recipes[0].place.codes == {"Ignorada": "CL-st"}
    write(tmp_path / "fuentes" / "nacidos.yml", recipe.replace("medidas:", "publicados:"))
    with pytest.raises(SettingsError, match="no tiene página ni cifras propias") as raised:
        catalog_in(tmp_path, settings)
    assert faults(raised)[0][::2] == ("nacidos.yml", "territorio.codigos.Ignorada")


@pytest.mark.parametrize("where", ["colaborativa.yaml", "verdes.yaml", "nacidos.yml"])
def test_a_part_of_a_comuna_that_nobody_declared_is_refused_wherever_it_is_written(
    tmp_path: Path, where: str
) -> None:
    files = {
        "colaborativa.yaml": ("colaborativa.yaml", SETTINGS, "13401"),
        "verdes.yaml": ("metas/verdes.yaml", GOAL, "[13401]"),
        "nacidos.yml": ("fuentes/nacidos.yml", BIRTHS, "cobertura: pais"),
    }
    for name, (path, text, old) in files.items():
        new = old.replace("13401", "13401-012").replace("pais", "[13401-012]")
        write(tmp_path / path, text.replace(old, new) if name == where else text)
    with pytest.raises(SettingsError, match="El territorio «13401-012» no existe") as raised:
        catalog_in(tmp_path, load_settings(tmp_path / "colaborativa.yaml"))
    assert [fault[0] for fault in faults(raised)] == [where]


def test_a_goal_by_sex_needs_an_indicator_that_is_shown_by_sex(tmp_path: Path, settings: Settings) -> None:
    write(tmp_path / "metas" / "verdes.yaml", GOAL.replace("rol:", "sexo: mujer\n    rol:"))
    with pytest.raises(SettingsError, match="«areas-verdes» no se muestra por sexo") as raised:
        catalog_in(tmp_path, settings)
    assert faults(raised) == [("verdes.yaml", 7, "indicadores[1].sexo")]
    by_sex = GOAL.replace("rol:", "sexo: mujer\n    rol:").replace("areas-verdes", "matricula-total")
    write(tmp_path / "metas" / "verdes.yaml", by_sex)
    assert catalog_in(tmp_path, settings).goals[0].indicators[0].sex == "mujer"


def test_two_recipes_for_the_same_files_are_named_together(tmp_path: Path, settings: Settings) -> None:
    write(tmp_path / "fuentes" / "a.yml", FONASA)
    again = FONASA.replace("id: fonasa-sexo-2023", "id: fonasa-sexo-2024").replace("fijo: 2023", "fijo: 2024")
    # the same columns in another order, with accents and capitals, are the same columns
    other_order = "columnas: [Sexo, codigo_comuna, clasificación, BENEFICIARIOS, tramo_fonasa]"
    write(tmp_path / "fuentes" / "años" / "b.yml", again.replace(COLUMNS, other_order))
    with pytest.raises(SettingsError, match=r"«b\.yml» y «a\.yml» reconocen los mismos archivos") as raised:
        catalog_in(tmp_path, settings)
    assert faults(raised)[0][::2] == ("b.yml", "reconocer")


@pytest.mark.parametrize(
    "change",
    [
        (COLUMNS, COLUMNS.replace("]", ", anio]")),
        (COLUMNS, COLUMNS + "\n  sin: [edad]"),
    ],
)
def test_recipes_that_ask_for_something_else_live_together(
    tmp_path: Path, settings: Settings, change: tuple[str, str]
) -> None:
    write(tmp_path / "fuentes" / "a.yml", FONASA)
    again = FONASA.replace("id: fonasa-sexo-2023", "id: fonasa-sexo-2024").replace(*change)
    write(tmp_path / "fuentes" / "b.yml", again)
    assert len(catalog_in(tmp_path, settings).recipes) == 2


def test_the_same_columns_on_two_named_sheets_are_two_recipes(tmp_path: Path, settings: Settings) -> None:
    def on_sheet(year: str) -> str:
        text = FONASA.replace("id: fonasa-sexo-2023", f"id: fonasa-sexo-{year}")
        return text.replace('formato: {separador: ";"}', f'formato: {{hoja: "{year}"}}')

    for year in ("2023", "2024"):
        write(tmp_path / "fuentes" / f"{year}.yml", on_sheet(year))
    assert len(catalog_in(tmp_path, settings).recipes) == 2
    write(tmp_path / "fuentes" / "cualquiera.yml", FONASA.replace("id: fonasa-sexo-2023", "id: fonasa-sexo"))
    with pytest.raises(SettingsError, match=r"«cualquiera\.yml» y «2023\.yml»"):
        catalog_in(tmp_path, settings)
