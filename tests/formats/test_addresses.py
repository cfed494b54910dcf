"""Map, feed and guide lead to pages that exist, at addresses that do not change, and tell no time."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree

from publish import manifest
from publish.account import Account, EditionInfo, build_account
from publish.edition import build_edition
from publish.formats.addresses import FEED, GUIDE, SITEMAP, write_addresses
from publish.formats.terms import terms_of
from tests.formats.conftest import SITE
from tests.publish import small

_SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def written(account: Account, out: Path, earlier: tuple[tuple[str, int], ...] = ()) -> Path:
    for page in ("index.html", "territorios/13401/index.html", "incrustar/a/13401.html"):
        (out / page).parent.mkdir(parents=True, exist_ok=True)
        (out / page).write_text("<!doctype html>", encoding="utf-8")
    edition = EditionInfo("2025-001", account.year, earlier=earlier)
    write_addresses(account, out, edition, terms_of(account, "2025-001"))
    return out


def items(path: Path) -> list[dict[str, str]]:
    channel = ElementTree.parse(path).getroot().find("channel")
    assert channel is not None
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    return [{child.tag: child.text or "" for child in item} for item in channel.findall("item")]


def test_the_map_lists_each_page_of_the_edition_in_force_but_those_made_to_be_embedded(
    account: Account, tmp_path: Path
) -> None:
    root = ElementTree.parse(written(account, tmp_path) / SITEMAP).getroot()
    assert [place.text for place in root.iter(f"{_SITEMAPS}loc")] == [
        f"{SITE}actual/index.html", f"{SITE}actual/territorios/13401/index.html",
    ]  # fmt: skip


def test_the_feed_has_an_entry_per_edition_at_its_permanent_address(account: Account, tmp_path: Path) -> None:
    found = items(written(account, tmp_path, (("2024-002", 2024), ("2024-001", 2024))) / FEED)
    assert [item["guid"] for item in found] == [
        f"{SITE}{id_}/index.html" for id_ in ("2025-001", "2024-002", "2024-001")
    ]
    assert found[0]["description"] == "Primera edición de esta cuenta."
    assert not any("pubDate" in item for item in found)


def test_without_a_public_address_only_the_guide_is_written(tmp_path: Path) -> None:
    written(build_account(small.inputs()), tmp_path)
    assert (tmp_path / GUIDE).is_file()
    assert not (tmp_path / SITEMAP).exists() and not (tmp_path / FEED).exists()


@pytest.mark.parametrize("name", [SITEMAP, FEED])
def test_what_people_write_cannot_break_the_files(tmp_path: Path, name: str) -> None:
    account = build_account(small.inputs(sitio=f"{SITE}a&b/", nombre="<Comunidad> & «amigos»"))
    assert ElementTree.parse(written(account, tmp_path) / name).getroot() is not None


def test_the_guide_says_how_to_read_the_figures_and_where_they_are(tmp_path: Path, edition: Path) -> None:
    account = build_account(small.inputs())
    said = (written(account, tmp_path) / GUIDE).read_text(encoding="utf-8")
    assert said.startswith("# Cuenta pública de resultados 2025: Prueba\n\n> ")
    assert "no se calcula ni se estima" in said and "`s` dato reservado" in said
    files = re.findall(r"\]\((datos/[^)]+)\)", said)
    assert files and all((edition / name).is_file() for name in files)
    assert "indicadores/desvinculacion/index.html" in said and "territorios/13401/index.html" in said


def test_editions_remember_those_they_were_told_against(tmp_path: Path) -> None:
    for id_, before in (("2024-001", ""), ("2024-002", "2024-001"), ("2025-001", "2024-002")):
        account = build_account(small.inputs())
        (tmp_path / id_).mkdir()
        manifest.write_manifest(tmp_path / id_, id_, account)
        path = tmp_path / id_ / manifest.MANIFEST
        told = path.read_text(encoding="utf-8").replace('"anterior":""', f'"anterior":"{before}"')
        path.write_text(told.replace('"anio_cuenta":2025', f'"anio_cuenta":{id_[:4]}'), encoding="utf-8")
    assert manifest.lineage(tmp_path, "2025-001") == (
        ("2025-001", 2025),
        ("2024-002", 2024),
        ("2024-001", 2024),
    )
    assert manifest.lineage(tmp_path, "") == manifest.lineage(tmp_path, "2020-001") == ()


def test_a_run_with_nothing_new_makes_no_edition_because_of_its_addresses(tmp_path: Path) -> None:
    def render(account: Account, out: Path, edition: EditionInfo, tell: Any) -> None:
        small.one_page(account, out, edition, tell)
        write_addresses(account, out, edition, terms_of(account, edition.id))

    datos = small.write(tmp_path / "datos", small.inputs(sitio=SITE))
    first = build_edition(datos, tmp_path / "ediciones", render=render)
    (datos / "publicado.json").unlink()  # as if the code had changed
    second = build_edition(datos, tmp_path / "ediciones", render=render)
    assert (first.id, first.created, second.id, second.created) == ("2025-001", True, "2025-001", False)
