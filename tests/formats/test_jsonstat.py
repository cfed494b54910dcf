"""Each JSON-stat cube holds exactly the open figures of its indicator, as another reader takes it apart."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from jsonstat_validator import validate_jsonstat
from jsonstat_validator.utils import JSONStatValidationError

from publish.account import Account
from publish.formats import jsonstat
from publish.formats.terms import terms_of
from tests.formats.conftest import SITE

KEY = ["territorio", "periodo", "sexo", "edad", "desglose", "categoria"]
Cells = dict[tuple[str, ...], Any]


def read(edition: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((edition / "datos" / "jsonstat" / name).read_text(encoding="utf-8"))
    return found


def cells(cube: dict[str, Any], what: str) -> Cells:
    """Every cell with a value (or status) by its categories, counted as the standard says: last fastest."""
    indices = [cube["dimension"][name]["category"]["index"] for name in cube["id"]]
    keys = product(*indices)
    return {key: cube[what][str(at)] for at, key in enumerate(keys) if str(at) in cube[what]}


def published(account: Account, indicator: str) -> tuple[Cells, Cells]:
    """The values and signs that valores shows, under the same keys."""
    values: Cells = {}
    signs: Cells = {}
    rows = account.valores[(account.valores["indicador"] == indicator) & (account.valores["marca"] != "nd")]
    for row in rows.to_dict("records"):
        breakdown = f"{row['desglose']}:{row['categoria']}" if row["desglose"] else "total"
        key = (*(row[name] for name in KEY[:4]), breakdown)
        values |= {(*key, name): row[name] for name in jsonstat.MEASURES if not pd.isna(row[name])}
        if row["marca"] or row["estado"]:
            signs[*key, "valor"] = row["marca"] or row["estado"]
    return values, signs


@pytest.mark.parametrize("name", ["desvinculacion.json", "defunciones.json", "index.json"])
def test_the_validator_of_the_format_accepts_every_file(edition: Path, name: str) -> None:
    assert validate_jsonstat(read(edition, name))


def test_the_validator_would_see_a_cube_that_does_not_add_up(edition: Path) -> None:
    cube = read(edition, "desvinculacion.json")
    with pytest.raises(JSONStatValidationError):
        validate_jsonstat(cube | {"size": cube["size"][:-1]})


@pytest.mark.parametrize("indicator", ["desvinculacion", "defunciones"])
def test_a_cube_has_the_figures_of_valores_and_no_other(
    account: Account, edition: Path, indicator: str
) -> None:
    cube = read(edition, f"{indicator}.json")
    assert (cells(cube, "value"), cells(cube, "status")) == published(account, indicator)


def test_breakdowns_have_their_own_place_in_the_cube(account: Account) -> None:
    rows = account.valores[account.valores["indicador"] == "desvinculacion"]
    parts = rows.assign(desglose="ruralidad", categoria="rural")
    both = replace(account, valores=pd.concat([rows, parts], ignore_index=True))
    card = account.cards["desvinculacion"]
    shown = both.valores[both.valores["marca"] != "nd"]
    cube = jsonstat.cube(both, card, shown, terms_of(account, "2025-001"))
    assert (cells(cube, "value"), cells(cube, "status")) == published(both, "desvinculacion")
    assert cube["dimension"]["desglose"]["category"]["label"] == {
        "total": "Todas las personas y lugares",
        "ruralidad:rural": "Campo y ciudad: Campo (rural)",
    }


def test_a_reserved_figure_has_a_sign_and_no_number(edition: Path) -> None:
    cube = read(edition, "desvinculacion.json")
    women = ("13401", "2022", "mujer", "total", "total")
    assert cells(cube, "status")[*women, "valor"] == "s"
    assert not any(key[:5] == women for key in cells(cube, "value"))


def test_it_says_its_unit_its_source_and_what_the_signs_mean(edition: Path) -> None:
    cube = read(edition, "desvinculacion.json")
    assert cube["role"] == {"time": ["periodo"], "geo": ["territorio"], "metric": ["medida"]}
    assert cube["dimension"]["medida"]["category"]["unit"]["valor"] == {"label": "%", "decimals": 1}
    assert cube["extension"]["signos"]["s"] == "Dato reservado para proteger a las personas"
    assert cube["dimension"]["territorio"]["category"]["label"]["13401"] == "San Bernardo"


def test_the_list_names_every_cube_and_none_without_figures(edition: Path) -> None:
    links = [item["href"] for item in read(edition, "index.json")["link"]["item"]]
    assert all(link.startswith(f"{SITE}2025-001/datos/jsonstat/") for link in links)
    named = [link.rpartition("/")[2] for link in links]
    written = {path.name for path in (edition / "datos" / "jsonstat").iterdir()}
    assert {*named, "index.json"} == written and "sin-datos.json" not in written
