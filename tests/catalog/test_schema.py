"""JSON Schema: what ships passes it, what is wrong does not, and the committed copies are current."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from pipelines.catalog.check import SHIPPED_CARDS
from pipelines.catalog.recipes import SHIPPED
from pipelines.catalog.schema import KINDS, json_schema, write_schemas
from tests.catalog.written import GOAL, SETTINGS
from tests.conftest import REPO


def faults_of(kind: str, content: Any) -> list[str]:
    return [
        error.message for error in jsonschema.Draft202012Validator(json_schema(kind)).iter_errors(content)
    ]


@pytest.mark.parametrize(("kind", "folder"), [("indicador", SHIPPED_CARDS), ("receta", SHIPPED)])
def test_everything_that_ships_passes(kind: str, folder: Path) -> None:
    paths = sorted(folder.rglob("*.yml"))
    assert paths
    wrong = {path.name: faults_of(kind, YAML(typ="safe").load(path)) for path in paths}
    assert {name: messages for name, messages in wrong.items() if messages} == {}


def test_settings_and_goals_pass_and_an_unknown_key_does_not() -> None:
    read = YAML(typ="safe")
    assert faults_of("colaborativa", read.load(SETTINGS)) == []
    assert faults_of("colaborativa", read.load(SETTINGS.replace("[13401, 08110]", "todas"))) == []
    goal = read.load(GOAL)
    goal["acuerdo"]["fecha"] = goal["acuerdo"]["fecha"].isoformat()
    assert faults_of("meta", goal) == []
    assert len(faults_of("colaborativa", {**read.load(SETTINGS), "territorio": 1})) == 1


def test_the_committed_schemas_are_those_of_the_models(tmp_path: Path) -> None:
    assert [path.name for path in write_schemas(tmp_path)] == [f"{kind}.json" for kind in KINDS]
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (REPO / "docs" / "esquemas" / path.name).read_bytes(), path.name
