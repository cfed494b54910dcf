"""The auditor reads what each card counts, and finds a reserved count that another card shows."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pandas as pd

from publish.account import build_account
from publish.audit_twins import in_twins
from publish.downloads import write_downloads
from tests.publish import small
from tests.publish.test_protect_twins import CARDS, MEASURES, by, by_age, row

SHARES = {card["id"] for card in CARDS if card["tipo"] == "proporcion"}


def edition(folder: Path, *rows: dict[str, Any]) -> Path:
    """The downloads of these figures, and the catalogue that the auditor asks who is a person."""
    given = dataclasses.replace(small.inputs(list(rows), goals=[]), cards=CARDS, measures=MEASURES)
    write_downloads(build_account(given), folder, "2025-001")
    (folder / "catalogo").mkdir()
    MEASURES.to_parquet(folder / "catalogo/measures.parquet")
    return folder


def found(folder: Path, **shown: dict[str, float]) -> list[str]:
    """What is found once these cards show these numbers again; the part is what its key says."""
    path = folder / "datos/valores.parquet"
    values = pd.read_parquet(path)
    for name, counts in shown.items():
        card, _, part = name.partition("__")
        at = (values["indicador"] == card.replace("_", "-")) & (values["territorio"] == "13401")
        at &= (values["categoria"] + values["edad"].where(values["edad"] != "total", "")) == part
        assert values.loc[at, "marca"].tolist() == ["s"]
        values.loc[at, [*counts, "marca"]] = [*counts.values(), ""]
    values.to_parquet(path)
    return in_twins(folder, folder, SHARES, 10)


def test_the_table_of_indicators_says_what_each_one_counts(tmp_path: Path) -> None:
    folder = edition(tmp_path, row("maternidad", 12, 18))
    cards = pd.read_csv(folder / "datos/indicadores.csv", sep=";", dtype=str).set_index("indicador")
    assert cards.loc["maternidad", "numerador"] == "nacidos; edad: 0-14, 15-16, 17-19"
    assert cards.loc["maternidad", "denominador"] == "nacidos"
    assert cards.loc["rurales", "numerador"] == "estudiantes; ruralidad: rural"


def test_an_age_read_in_another_card_tells_its_neighbour(tmp_path: Path) -> None:
    folder = edition(tmp_path, *by_age("muertes", 11, 4, 0, 0), row("muertes-0", 11))
    assert found(folder) == []
    assert found(folder, muertes_0={"numerador": 11, "valor": 11}) == [
        "«datos/valores.parquet» deja ver una cifra de pocas personas: muertes, 13401, 2022, total."
    ]


def test_a_share_read_in_two_other_cards_is_found(tmp_path: Path) -> None:
    births = [row("maternidad", 12, 18), row("nacimientos", 18), row("fecundidad", 12, 900)]
    folder = edition(tmp_path, *births)
    assert found(folder) == []
    assert found(folder, fecundidad={"numerador": 12, "denominador": 900, "valor": 13}) == [
        "«datos/valores.parquet» deja ver una cifra de pocas personas: maternidad, 13401, 2022, total."
    ]


def test_categories_that_two_shares_hide_differently_are_found(tmp_path: Path) -> None:
    repeating = by("repitencia", municipal=(40, 400), slep=(0, 5), delegada=(12, 300), particular=(30, 200))
    leaving = by("retiro", municipal=(11, 400), slep=(0, 5), delegada=(50, 300), particular=(70, 200))
    folder = edition(tmp_path, *repeating, *leaving)
    assert found(folder) == []
    again = found(folder, retiro__delegada={"numerador": 50, "denominador": 300, "valor": 16})
    assert [line.rpartition(": ")[2] for line in again] == [
        "repitencia, 13401, 2022, total.", "retiro, 13401, 2022, total.",
    ]  # fmt: skip
