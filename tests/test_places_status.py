"""What could not be placed inside a comuna is said: on the public page and by `cuenta status`."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from publish.audit_placements import in_placements
from publish.protect.parts import open_placements
from publish.text import MARK_WORDS
from tests.flow.command import cuenta
from tests.flow.workspaces import small
from tests.publish.test_status import page

COUNTS = pd.DataFrame(
    [
        ["muertes-ejemplo", "13401", "2022", 120, 40],
        ["fuente-ejemplo", "13401", "2021", 9, 9],
        ["fuente-ejemplo", "13401", "2022", 1_520, 3],
    ],
    columns=["source_id", "territory_id", "period", "placed", "unplaced"],
)


def test_the_status_page_counts_the_newest_period_and_reserves_few_persons(tmp_path: Path) -> None:
    shown = page(tmp_path, placement_counts=COUNTS)
    assert "San Bernardo Registro de ejemplo 2022 1.520 3" in shown
    assert (
        "San Bernardo muertes-ejemplo 2022 dato reservado dato reservado".replace(
            "dato reservado", MARK_WORDS["s"]
        )
        in shown
    )
    assert findings(tmp_path, "muertes-ejemplo") == []
    assert findings(tmp_path, "fuente-ejemplo") == [
        "«estado/index.html» cuenta personas por lugar: San Bernardo, Registro de ejemplo."
    ]
    assert "De las fuentes que registran personas no se dice cuántas" in shown
    assert "Lo que se pudo ubicar" not in page(tmp_path)


def test_persons_are_not_counted_by_place_however_many_they_are() -> None:
    # comuna 114; villa-1 4 and villa-2 60 placed, 50 not: the 64 that are placed, less 60, are villa-1
    told = COUNTS.assign(placed=[64, 9, 1_520], unplaced=[50, 9, 3])
    found = open_placements(told, {"muertes-ejemplo"})
    assert found[["placed", "unplaced"]].isna().all(axis=1).tolist() == [True, False, False]
    assert found.loc[1:, "unplaced"].tolist() == [9, 3]


def findings(edition: Path, personal: str) -> list[str]:
    """What the auditor says of an edition when this source records persons."""
    catalogue = edition / "datos/catalogo"
    catalogue.mkdir(parents=True, exist_ok=True)
    measures = pd.DataFrame({"source_id": [personal], "person_level": [True]})
    measures.to_parquet(catalogue / "measures.parquet")
    named = pd.DataFrame({"fuente": ["fuente-ejemplo"], "nombre": ["Registro de ejemplo"]})
    named.to_csv(edition / "datos/fuentes.csv", sep=";", index=False)
    return in_placements(edition, edition / "datos")


def test_the_command_says_it_and_gives_it_to_programs(tmp_path: Path) -> None:
    ws = small(tmp_path / "comuna").ws
    COUNTS.to_parquet(ws.results / "placement_counts.parquet")
    said = cuenta("status", "--workspace", ws.root)
    assert "13401, fuente-ejemplo 2022: 1.520 ubicados y 3 sin ubicar" in said.out
    given = json.loads(cuenta("status", "--workspace", ws.root, "--json").out)
    assert given["ubicados"][0] == {
        "comuna": "13401", "fuente": "fuente-ejemplo", "periodo": "2022", "ubicados": 1520, "sin_ubicar": 3,
    }  # fmt: skip
