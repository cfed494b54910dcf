"""The rooms of the house: who may import whom, and how large a file may grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

from tests.conftest import REPO

ORCHESTRATION = ("dagster", "dagster_dbt", "dbt")
ROOMS_WITHOUT_DAGSTER = (
    "pipelines/sources",
    "pipelines/registers",
    "pipelines/ingest",
    "pipelines/catalog",
    "publish",
)


def modules_of(folder: str) -> list[Path]:
    return sorted((REPO / folder).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def breaches(paths: list[Path], forbidden: tuple[str, ...]) -> list[str]:
    return [
        f"{path.relative_to(REPO)} imports {name}"
        for path in paths
        for name in imports(path)
        if any(name == root or name.startswith(f"{root}.") for root in forbidden)
    ]


@pytest.mark.parametrize("room", ROOMS_WITHOUT_DAGSTER)
def test_only_the_wiring_knows_dagster_and_dbt(room: str) -> None:
    assert modules_of(room)
    assert breaches(modules_of(room), ORCHESTRATION) == []


def test_publish_reads_files_and_knows_nothing_of_how_they_were_made() -> None:
    assert breaches(modules_of("publish"), ("duckdb", "pipelines", "expectations")) == []
    assert [p for p in modules_of("publish") if "almacen" in p.read_text(encoding="utf-8")] == []


def test_nobody_in_python_opens_the_warehouse() -> None:
    door = REPO / "pipelines" / "duck.py"
    everywhere = [*modules_of("pipelines"), *modules_of("publish"), *modules_of("expectations")]
    assert breaches([path for path in everywhere if path != door], ("duckdb",)) == []
    opened = [node.args for node in ast.walk(ast.parse(door.read_text(encoding="utf-8"))) if _connects(node)]
    assert [[ast.literal_eval(argument) for argument in arguments] for arguments in opened] == [[":memory:"]]


def _connects(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect"


def test_only_expectations_imports_great_expectations_and_only_inside_functions() -> None:
    elsewhere = [*modules_of("pipelines"), *modules_of("publish"), *modules_of("example")]
    assert breaches(elsewhere, ("great_expectations",)) == []
    for path in modules_of("expectations"):
        top = ast.parse(path.read_text(encoding="utf-8")).body
        names = [n for node in top if isinstance(node, ast.Import | ast.ImportFrom) for n in _names(node)]
        assert "great_expectations" not in {name.split(".")[0] for name in names}, path.name


def _names(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""]


def test_the_auditor_shares_nothing_with_what_it_audits() -> None:
    auditor = sorted((REPO / "publish").glob("audit*.py"))
    assert all(list(imports(path)) for path in auditor)
    assert breaches(auditor, ("publish.protect", "publish.account")) == []


def test_staging_models_read_only_sources() -> None:
    models = sorted((REPO / "dbt_project" / "models" / "staging").glob("*.sql"))
    assert models
    allowed = {"territory_codes", "age_bands"}
    for model in models:
        text = model.read_text(encoding="utf-8")
        refs = {part.split("'")[1] for part in text.split("ref(")[1:]}
        assert refs <= allowed, f"{model.name} reads {refs - allowed}"


def test_no_file_grows_past_three_hundred_lines() -> None:
    written = [
        path
        for folder in ("pipelines", "publish", "expectations", "dbt_project", "example", "tests")
        for ending in ("*.py", "*.sql", "*.yml", "*.html", "*.css")
        for path in (REPO / folder).rglob(ending)
        if "target" not in path.parts and "vendor" not in path.parts
    ]
    assert [str(p) for p in written if len(p.read_text(encoding="utf-8").splitlines()) > 300] == []


def test_every_module_says_what_lives_in_it() -> None:
    modules = [p for room in ("pipelines", "publish", "expectations", "example") for p in modules_of(room)]
    silent = [str(p) for p in modules if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
    assert silent == []
