"""Nothing reaches the public that the comuna minus its other parts would tell: rule and auditor."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd

from publish.account import build_account
from publish.audit_parts import in_parts
from publish.downloads import write_downloads
from tests.publish import small
from tests.publish.test_parts import NOWHERE, TERRITORIES, VILLAS, row

CONFLICTS = pd.DataFrame(
    [["muertes", VILLAS[0], 5, 6]], columns=["measure_id", "territory_id", "kept_value", "other_value"]
)


def edition(folder: Path, *counts: int) -> Path:
    """The downloads of a comuna whose parts have these counts."""
    rows = [row("13401", sum(counts))]
    rows += [row(part, count) for part, count in zip([*VILLAS, NOWHERE], counts, strict=False)]
    given = dataclasses.replace(
        small.inputs(rows, territorios=["13401"]), territories=TERRITORIES, measure_conflicts=CONFLICTS
    )
    account = build_account(given)
    assert account.conflicts.empty  # two files that differ on a part would tell it
    write_downloads(account, folder, "2025-001")
    return folder


def marks(folder: Path) -> dict[str, str]:
    values = pd.read_csv(folder / "datos/valores.csv", sep=";", dtype=str, keep_default_na=False)
    return dict(zip(values["territorio"], values["marca"], strict=True))


def test_the_downloads_reserve_two_parts_and_the_auditor_agrees(tmp_path: Path) -> None:
    folder = edition(tmp_path, 5, 60, 80, 20)
    shown = marks(folder)
    assert [shown[code] for code in ("13401", *VILLAS, NOWHERE)] == ["", "s", "", "", "s"]
    assert in_parts(folder, set(), 10) == []


def test_the_auditor_finds_a_part_left_alone_and_never_says_its_value(tmp_path: Path) -> None:
    folder = edition(tmp_path, 5, 60, 80, 20)
    path = folder / "datos/valores.csv"
    values = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    values.loc[values["territorio"] == NOWHERE, ["valor", "numerador", "marca"]] = ["20", "20", ""]
    values.to_csv(path, sep=";", index=False)
    [found] = in_parts(folder, set(), 10)
    assert "datos/valores.csv" in found and VILLAS[0] in found and ": defunciones" in found


def test_the_auditor_finds_two_parts_that_are_too_few_together(tmp_path: Path) -> None:
    folder = edition(tmp_path, 4, 3, 60)
    assert [marks(folder)[code] for code in VILLAS] == ["s", "s", "s"]
    assert in_parts(folder, set(), 10) == []
    path = folder / "datos/valores.csv"
    values = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    third = values["territorio"] == VILLAS[2]
    values.loc[third, ["valor", "numerador", "marca"]] = ["60", "60", ""]
    values.to_csv(path, sep=";", index=False)
    found = in_parts(folder, set(), 10)
    assert len(found) == 2 and VILLAS[0] in found[0] and VILLAS[1] in found[1]
    values.loc[third, ["valor", "numerador"]] = "57"
    values.to_csv(path, sep=";", index=False)
    assert in_parts(folder, set(), 10) == []


def test_without_parts_there_is_nothing_to_find(tmp_path: Path) -> None:
    write_downloads(build_account(small.inputs()), tmp_path, "2025-001")
    assert in_parts(tmp_path, set(), 10) == []
