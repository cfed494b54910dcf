"""From entrada/ to bronze: every record is counted, and what was read before still counts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipelines.errors import StewardError
from pipelines.ingest import intake
from pipelines.ingest.ledger import load_ledger, save_ledger
from pipelines.ingest.status import files_in_use
from tests.flow.files import BIRTHS_HEADER, RSH_HEADER, brackets, csv, enrolment, school
from tests.flow.workspaces import BIRTHS, Small, small

PAGE = b"<html><body>Error 503</body></html>"
UNKNOWN = csv(("plaza", "bancos"), ("Mayor", 4))
MONTH = csv(RSH_HEADER, brackets(202401))


@pytest.fixture
def space(tmp_path: Path) -> Small:
    return small(tmp_path / "comuna")


def totals(space: Small) -> list[str]:
    """Persons of the household register, file by file in order of arrival."""
    rows = space.rows("rsh_tramos")
    order = {part.part_id: entry.sequence for entry, part in space.ledger().parts()}
    return rows.sort_values("_archivo", key=lambda ids: ids.map(order))["total"].tolist()


def test_every_bronze_row_says_where_it_came_from(space: Small) -> None:
    space.deliver("dos.csv", csv(RSH_HEADER, brackets(202401), ["", "", *[""] * 8], brackets(202402, 13201)))
    space.ingest()
    rows = space.rows("rsh_tramos")
    part = space.part("dos.csv")
    assert rows[["_archivo", "_registro", "_bloque"]].values.tolist() == [
        [part.part_id, 2, "202401"],
        [part.part_id, 3, "202402"],
    ]
    assert part.counts.received == 3  # the header counts, a record without text does not
    everything = rows.drop(columns="_registro")
    assert all(pd.api.types.is_string_dtype(everything[name]) for name in everything)


def test_a_new_recipe_makes_an_unknown_file_readable_and_its_removal_forgets_it(space: Small) -> None:
    space.deliver(
        "nacimientos.csv", csv(BIRTHS_HEADER, (2014, 13401, "no EA", 5), (2014, 13401, "no EA", -1))
    )
    space.deliver("enero.csv", MONTH)
    assert space.ingest().unknown == 1
    assert "fuentes/*.yml" in space.part("nacimientos.csv").todo
    recipe = space.ws.recipes / "nacimientos.yml"
    recipe.write_text(BIRTHS, encoding="utf-8")
    assert space.ingest().unknown == 0
    assert space.rows("tablas_ordenadas")["valor"].tolist() == ["5", ""]
    assert len(list(space.ws.set_aside.iterdir())) == 1
    recipe.unlink()
    assert space.ingest().unknown == 1
    assert len(space.rows("tablas_ordenadas")) == 0
    assert list(space.ws.set_aside.iterdir()) == []
    assert totals(space) == ["110"]


def test_a_changed_recipe_reads_its_own_files_again_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = small(tmp_path / "comuna", {"nacimientos.yml": BIRTHS})
    space.deliver("nacimientos.csv", csv(BIRTHS_HEADER, (2014, 13401, "no EA", 5), (2014, 13401, "s/i", 2)))
    space.deliver("enero.csv", MONTH)
    space.ingest()
    assert space.part("nacimientos.csv").counts.set_aside == 1
    assert len(space.aside(space.part("nacimientos.csv"))) == 1
    read: list[str] = []
    real = intake.read_sheets
    monkeypatch.setattr(intake, "read_sheets", lambda data, label: (read.append(label), real(data, label))[1])
    mended = BIRTHS.replace("    no EA: 20+", "    no EA: 20+\n    s/i: sin_dato")
    (space.ws.recipes / "nacimientos.yml").write_text(mended, encoding="utf-8")
    space.ingest()
    assert read == ["nacimientos.csv"]
    part = space.part("nacimientos.csv")
    assert (part.counts.accepted, part.counts.set_aside) == (2, 0)
    assert len(space.aside(part)) == 0


def test_names_and_their_order_do_not_matter(tmp_path: Path) -> None:
    files = [csv(RSH_HEADER, brackets(202400 + month)) for month in range(1, 5)] + [
        enrolment(school(1)),
        UNKNOWN,
    ]
    spaces = []
    for run, names in enumerate((["a", "b", "c", "d", "e", "f"], ["z.xls", "y", "x.zip", "ñ.csv", "w", "0"])):
        space = small(tmp_path / str(run))
        for name, data in zip(names, files, strict=True):
            space.deliver(name, data)
        space.ingest()
        spaces.append(space)
    first, second = (
        {
            path.relative_to(space.ws.bronze).as_posix(): path.read_bytes()
            for path in space.ws.bronze.rglob("*.parquet")
        }
        for space in spaces
    )
    assert first == second and len(first) > 5
    assert files_in_use(spaces[0].ledger()) == files_in_use(spaces[1].ledger())


def test_what_the_platform_and_the_desktop_leave_in_entrada_is_no_delivery(space: Small) -> None:
    for name in (".oculto.csv", "~$planilla.xlsx", "Thumbs.db", "sub/.DS_Store", ".git/x.csv"):
        space.deliver(name, b"x")
    space.ingest()
    assert space.ledger().files == {}
    assert (space.ws.inbox / "LEEME.md").is_file()


def test_the_ledger_says_the_same_after_it_is_written_and_read(space: Small, tmp_path: Path) -> None:
    space.deliver("enero.csv", csv(RSH_HEADER, brackets(202401), brackets(202401, 13201, first="x")))
    space.deliver("pagina.csv", PAGE)
    space.ingest()
    ledger = space.ledger()
    save_ledger(tmp_path / "copia.json", ledger)
    assert load_ledger(tmp_path / "copia.json") == ledger
    assert (tmp_path / "copia.json").read_bytes() == space.ws.ledger.read_bytes()
    assert ledger.next_sequence == 3


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"archivos": []}', '{"archivos": {"a": {}}, "siguiente": 1}']
)
def test_a_damaged_ledger_says_how_to_go_on(space: Small, text: str) -> None:
    space.deliver("enero.csv", MONTH)
    space.ingest()
    space.ws.ledger.write_text(text, encoding="utf-8")
    with pytest.raises(StewardError) as raised:
        space.ingest()
    assert raised.value.where.file == "datos/archivo/registro.json"
    assert raised.value.todo.startswith("Bórrelo y vuelva a correr")
    space.ws.ledger.unlink()
    space.ingest()
    assert totals(space) == ["110"]
