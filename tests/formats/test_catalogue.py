"""The DCAT catalogue lists every table and indicator with what DCAT-AP demands, as rdflib reads it."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, URIRef

from publish.account import Account, build_account
from publish.downloads import write_downloads
from publish.formats import catalogue
from tests.formats.conftest import SITE
from tests.publish import small

HERE = f"{SITE}2025-001/datos/"
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")


def read(folder: Path, base: str | None = None) -> Graph:
    return Graph().parse(folder / "datos" / catalogue.FILE, format="json-ld", publicID=base)


@pytest.fixture(scope="module")
def graph(edition: Path) -> Graph:
    return read(edition)


def test_it_has_what_dcat_ap_demands_of_catalogue_datasets_and_files(graph: Graph) -> None:
    (top,) = graph.subjects(RDF.type, DCAT.Catalog)
    listed = set(graph.objects(top, DCAT.dataset))
    assert listed == set(graph.subjects(RDF.type, DCAT.Dataset)) and len(listed) > 6
    for one in [top, *listed]:
        assert len(list(graph.objects(one, DCTERMS.title))) == 1
        assert all(str(words) for words in graph.objects(one, DCTERMS.description))
        (agent,) = graph.objects(one, DCTERMS.publisher)
        assert graph.value(agent, FOAF.name) == Literal("Prueba", lang="es")
    for one in listed:
        files = list(graph.objects(one, DCAT.distribution))
        assert files
        for file in files:
            assert graph.value(file, DCAT.accessURL) and graph.value(file, DCTERMS.license) == LICENCE


def test_its_addresses_are_the_permanent_ones_and_each_leads_to_a_file(graph: Graph, edition: Path) -> None:
    asked = {str(address) for address in graph.objects(None, DCAT.downloadURL)}
    assert f"{HERE}valores.csv" in asked
    assert f"{SITE}2025-001/indicadores/desvinculacion/desvinculacion.csv" in asked
    tables = {urlsplit(address).path.removeprefix("/2025-001/") for address in asked if "/datos/" in address}
    assert all((edition / name).is_file() for name in tables)


def test_without_a_public_address_they_are_relative_to_the_file(tmp_path: Path) -> None:
    write_downloads(build_account(small.inputs()), tmp_path, "2025-001")
    graph = read(tmp_path, "file:///memoria/2025-001/datos/catalogo.jsonld")
    asked = {str(address) for address in graph.objects(None, DCAT.downloadURL)}
    assert "file:///memoria/2025-001/datos/valores.csv" in asked
    assert "file:///memoria/2025-001/indicadores/desvinculacion/desvinculacion.csv" in asked


def test_an_indicator_says_its_years_its_theme_and_what_it_belongs_to(graph: Graph) -> None:
    one = URIRef(f"{HERE}{catalogue.FILE}#indicador-desvinculacion")
    span = graph.value(one, DCTERMS.temporal)
    years = [str(graph.value(span, name)) for name in (DCAT.startDate, DCAT.endDate)]
    assert years == ["2021", "2022"]
    assert str(graph.value(one, DCAT.theme)).endswith("/data-theme/EDUC")
    assert graph.value(one, DCTERMS.isPartOf) == URIRef(f"{HERE}{catalogue.FILE}#valores")


def test_only_tables_with_rows_and_indicators_with_figures_are_listed(graph: Graph) -> None:
    names = {str(one).partition("#")[2] for one in graph.subjects(RDF.type, DCAT.Dataset)}
    assert "indicador-sin-datos" not in names and "recursos" not in names
    assert {"valores", "metas", "indicador-defunciones"} <= names


def test_it_can_be_read_without_asking_anything_of_another_host(edition: Path) -> None:
    context = json.loads((edition / "datos" / catalogue.FILE).read_text(encoding="utf-8"))["@context"]
    assert isinstance(context, dict) and "@import" not in context


def test_the_same_account_gives_the_same_catalogue(account: Account, edition: Path, tmp_path: Path) -> None:
    write_downloads(account, tmp_path, "2025-001")
    name = Path("datos") / catalogue.FILE
    assert (tmp_path / name).read_bytes() == (edition / name).read_bytes()
