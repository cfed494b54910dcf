"""The whole job on the example: one command to a public edition, nothing twice, nothing half done."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from example.faults import SET_ASIDE
from pipelines.files import sha256_file
from pipelines.ingest.candidate import bronze_file
from pipelines.ingest.quarantine import aside_path
from pipelines.workspace import REPO, Workspace
from tests import recomputed_pairs
from tests.example_edition import Demo, example_edition
from tests.flow.command import Said
from tests.made_once import made_once

__all__ = ["example_edition"]

#: What every edition has today, of the folders of an edition.
PLACES = (
    "territorios/13401",
    "indicadores/desvinculacion",
    "metas/areas-verdes-para-jugar",
    "estado",
    "metodo",
    "datos",
)
ASSET = re.compile(
    r"""(?:src|srcset|poster|data|xlink:href)\s*=\s*["']?\s*https?:"""
    r"""|<(?:link|use|image|base)\b[^>]*href\s*=\s*["']?\s*https?:"""
    r"""|@import|url\(\s*["']?\s*(?:https?:)?//""",
    re.IGNORECASE,
)


def pieces(path: Path) -> Iterator[tuple[str, bytes]]:
    """A published file, and what is packed inside it."""
    data = path.read_bytes()
    yield path.name, data
    if path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from ((name, archive.read(name)) for name in archive.namelist())
    if path.suffix == ".parquet":
        yield path.name, pd.read_parquet(path).to_csv().encode()


def test_one_command_leaves_an_edition_and_says_where_it_is(example_edition: Demo) -> None:
    said = example_edition.said
    assert (said.code, said.err) == (0, "")
    assert "Edición 2024-001: Edición nueva." in said.out
    assert str(example_edition.ws.current_edition / "index.html") in said.out
    assert example_edition.ws.current_edition.readlink() == Path("2024-001")
    assert [path.name for path in sorted(example_edition.ws.editions.iterdir())] == ["2024-001", "actual"]


def test_the_edition_has_its_pages_and_its_seal(example_edition: Demo) -> None:
    for place in PLACES:
        assert (example_edition.edition / place / "index.html").is_file(), place
    sums = (example_edition.edition / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines()
    named = dict(reversed(line.split("  ", 1)) for line in sums)
    assert all(sha256_file(example_edition.edition / name) == digest for name, digest in named.items())
    on_disk = {path.relative_to(example_edition.edition).as_posix() for path in example_edition.published()}
    assert on_disk - named.keys() == {"MANIFEST.sha256"}


def test_every_page_and_the_manifest_say_that_the_data_are_invented(example_edition: Demo) -> None:
    pages = [path for path in example_edition.published() if path.suffix == ".html"]
    assert len(pages) > 40
    silent = [path.name for path in pages if "Datos sintéticos" not in path.read_text(encoding="utf-8")]
    assert silent == []
    manifest = json.loads((example_edition.edition / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["sintetico"] is True


def test_nothing_published_names_this_machine(example_edition: Demo) -> None:
    ours = [str(example_edition.ws.root), str(REPO), str(Path.home())]
    found = [
        (path.name, name, place)
        for path in example_edition.published()
        for name, data in pieces(path)
        for place in ours
        if place != "/" and place.encode() in data
    ]
    assert found == []


def test_nothing_published_is_fetched_from_another_host(example_edition: Demo) -> None:
    read = [path for path in example_edition.published() if path.suffix in (".html", ".css", ".svg", ".js")]
    found = [(path.name, match.group()) for path in read if (match := ASSET.search(path.read_text("utf-8")))]
    assert found == []


def test_changes_and_gaps_follow_from_the_published_figures_and_nothing_else(example_edition: Demo) -> None:
    given = recomputed_pairs.read(example_edition.edition)
    assert len(given.changes) > 1000 and {"sexo", "region"} <= {row["comparacion"] for row in given.gaps}
    assert recomputed_pairs.wrong_changes(given) == []
    assert recomputed_pairs.wrong_gaps(given) == []
    spoilt = next(row for row in given.changes if row["dif_inf"]) | {"dif_inf": "-99"}
    assert len(recomputed_pairs.wrong_changes(given._replace(changes=[spoilt]))) == 1


def test_a_figure_that_the_community_gathered_reaches_the_public_table(example_edition: Demo) -> None:
    book = example_edition.ws.registers / "observaciones.xlsx"
    gathered = pd.read_excel(book, engine="calamine", dtype={"Territorio": str})
    chosen = gathered[(gathered["Territorio"] == "13401") & (gathered["Período"] == 2024)]
    counts = chosen.pivot(index="Sexo", columns="Cifra", values="Valor")
    counts.loc["total"] = counts.sum()
    shares = 100 * counts["vecinos-que-participan"] / counts["vecinos-encuestados"]
    values = pd.read_parquet(example_edition.edition / "datos" / "valores.parquet")
    own = values.query(
        "indicador == 'participa-en-su-barrio' and territorio == '13401' and periodo == '2024'"
    )
    found = own[own["desglose"].eq("")].set_index("sexo")["valor"]
    assert found.to_dict() == pytest.approx(shares.to_dict(), abs=0.05)
    assert own["fuente"].eq("observaciones").all()


def test_the_rows_that_must_be_set_aside_are_and_no_others(example_edition: Demo) -> None:
    aside = {
        entry.name: part.counts.set_aside + part.counts.cells_aside
        for entry, part in example_edition.ledger.parts()
    }
    assert {name: count for name, count in aside.items() if count} == SET_ASIDE
    cells = sum(part.counts.cells_aside for _, part in example_edition.ledger.parts())
    assert f"no cumplir su contrato: {sum(SET_ASIDE.values()) - cells};" in example_edition.said.out


def test_no_record_of_any_file_is_lost(example_edition: Demo) -> None:
    ws, parts = example_edition.ws, list(example_edition.ledger.parts())
    delivered = {path.name for path in ws.inbox.iterdir()} - {"LEEME.md"}
    assert {entry.name for entry, _ in parts} == delivered
    for entry, part in parts:
        counts = part.counts
        assert (part.status, counts.closes) == ("aceptado", True), entry.name
        assert counts.received > counts.accepted > 0
        rows = pd.read_parquet(bronze_file(ws.bronze, part))
        records = len(rows[["_hoja", "_registro"]].drop_duplicates())
        # a record that was set aside may leave a row that says «unknown», and no other may
        assert counts.accepted <= records <= counts.accepted + counts.set_aside, entry.name
        listed = aside_path(ws.set_aside, part, entry)
        assert listed.is_file() == bool(counts.set_aside + counts.cells_aside)
        kept = ws.archive / entry.sha256
        assert hashlib.sha256(kept.read_bytes()).hexdigest() == entry.sha256


def test_the_public_status_says_what_became_of_every_record(example_edition: Demo) -> None:
    status = json.loads((example_edition.ws.catalog / "estado.json").read_text(encoding="utf-8"))
    total = status["resumen"]
    where = ("registros_aceptados", "registros_apartados", "registros_omitidos")
    assert total["registros_recibidos"] == sum(total[name] for name in where) > 150_000
    page = (example_edition.edition / "estado" / "index.html").read_text(encoding="utf-8")
    assert all(entry.name in page for entry, _ in example_edition.ledger.parts())


def test_a_published_figure_is_that_of_its_file(example_edition: Demo) -> None:
    values = pd.read_parquet(example_edition.edition / "datos" / "valores.parquet")
    figure = values[
        (values["indicador"] == "poblacion-0-17")
        & (values["territorio"] == "13401")
        & (values["periodo"] == "2022")
        & (values["sexo"] == "total")
    ]
    (path,) = example_edition.ws.inbox.glob("estimaciones-y-proyecciones*.csv")
    people = pd.read_csv(path, encoding="latin-1")
    mine = people[(people["Comuna"] == 13401) & (people["Edad"] <= 17)]["Poblacion 2022"].sum()
    assert figure["valor"].tolist() == [float(mine)]
    assert figure["marca"].tolist() == [""]


def test_what_dagster_remembers_is_inside_the_workspace(example_edition: Demo) -> None:
    assert any(example_edition.ws.dagster.rglob("*.db"))
    beside = {path.name for path in example_edition.ws.root.parent.iterdir()}
    assert beside == {"ejemplo"}
    assert [
        name for name in ("storage", "history", "schedules", ".telemetry", "target") if (REPO / name).exists()
    ] == []


def test_a_second_run_reads_nothing_and_makes_no_edition(example_edition: Demo, tmp_path: Path) -> None:
    copy = example_edition.copied(tmp_path)
    ws = copy.ws

    def written() -> dict[str, int]:
        made = [*ws.bronze.rglob("*.parquet"), *ws.results.glob("*.parquet"), *ws.editions.rglob("*")]
        kept = [path for path in made if path.is_file() and not path.name.startswith("000-")]
        return {str(path): path.stat().st_mtime_ns for path in kept}

    before, ledger = written(), ws.ledger.read_bytes()
    again = copy.again("run")
    assert (again.said.code, again.said.err) == (0, "")
    assert "No cambió nada desde la última vez." in again.said.out
    assert ws.ledger.read_bytes() == ledger
    assert written() == before


@pytest.fixture(scope="session")
def with_a_bad_delivery(example_edition: Demo, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """A copy of the example where a broken version of one file arrived, and a web page, and then a run."""

    def make(folder: Path) -> dict[str, Any]:
        copy = example_edition.copied(folder)
        broken = copy.ws.inbox / "Tramos_RSH_2016-2024.csv"
        broken.write_bytes(broken.read_bytes().replace(b"Totales_por_comuna", b"Total_comunal", 1))
        (copy.ws.inbox / "pagina.csv").write_bytes(b"<html><body>Error 503</body></html>")
        return asdict(copy.again("run").said)

    folder, said = made_once(tmp_path_factory, "demo-con-error", make)
    return Demo(Workspace(folder / example_edition.ws.root.name), Said(**said))


def test_a_refused_file_is_said_first_and_the_edition_is_still_made(with_a_bad_delivery: Demo) -> None:
    said = with_a_bad_delivery.said
    assert said.code == 2
    assert said.err.startswith("Rechazado: ")
    assert "«totales_por_comuna»" in said.err and "Es una página web" in said.err
    assert "Traceback" not in said.err
    assert "Edición 2024-002" in said.out
    assert with_a_bad_delivery.edition.name == "2024-002"


def test_its_last_good_version_stays_in_use(example_edition: Demo, with_a_bad_delivery: Demo) -> None:
    values = [demo.edition / "datos" / "valores.csv" for demo in (example_edition, with_a_bad_delivery)]
    assert values[0].read_bytes() == values[1].read_bytes()
    assert np.any(pd.read_parquet(values[0].with_suffix(".parquet"))["indicador"] == "rsh-40")
    page = (with_a_bad_delivery.edition / "estado" / "index.html").read_text(encoding="utf-8")
    assert "Es una página web" in page and "totales_por_comuna" in page
    assert "pagina.csv" not in page  # the name of a file that is not used is nobody's business
