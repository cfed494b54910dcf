"""What was read is read again when, and only when, something that reading depends on has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines import stages
from pipelines.catalog.recipes import SHIPPED
from pipelines.stages import Collaborative
from pipelines.workspace import REPO
from tests.flow.workspaces import BIRTHS, Small, small

FONASA = (SHIPPED / "fonasa-sexo-2023.yml").read_text(encoding="utf-8")


def fingerprints(made: Small) -> stages.Sources:
    return stages._readable(Collaborative(made.ws))


def test_a_recipe_in_a_folder_of_its_own_counts_like_any_other(tmp_path: Path) -> None:
    made = small(tmp_path / "comuna", {"nacidos.yml": BIRTHS})
    before = fingerprints(made)
    nested = made.ws.recipes / "salud" / "fonasa.yml"
    nested.parent.mkdir()
    nested.write_text(FONASA, encoding="utf-8")
    after = fingerprints(made)
    assert after.everything != before.everything
    nested.write_text(FONASA.replace("ausente: cero", "ausente: sin_dato"), encoding="utf-8")
    changed = fingerprints(made)
    assert changed.everything != after.everything
    same = "nacimientos-comuna-edad-madre"
    assert changed.fingerprints[same] == after.fingerprints[same]
    assert changed.fingerprints["fonasa-sexo-2023"] != after.fingerprints["fonasa-sexo-2023"]


def test_tables_beside_the_code_count_as_code_and_nothing_counts_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(stages, "sha256_tree", lambda paths, root: seen.extend(paths) or "")
    stages._platform_fingerprint()
    assert REPO / "pipelines" / "sources" / "sinim_variables.csv" in seen
    assert REPO / "pipelines" / "catalog" / "conditions.py" in seen
    assert len(seen) == len(set(seen))
