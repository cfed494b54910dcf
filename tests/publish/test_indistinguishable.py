"""The whole edition, pages and charts included, is the same whatever the value of a reserved figure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish.edition import build_edition
from tests.publish import made_up, small
from tests.publish.pairs import with_changes, with_gaps

CARDS = ("defunciones-menores-1", "desvinculacion")
HIDDEN = ("12101", "defunciones-menores-1")


def build(folder: Path, hidden: list[int], territory: str = HIDDEN[0]) -> Path:
    """An edition of two indicators where one territory has these few deaths, year after year."""
    given = made_up.inputs(["12101", "13401"])
    rows = given.indicator_values
    rows = rows[rows["indicator_id"].isin(CARDS)].reset_index(drop=True)
    few = (rows["indicator_id"] == HIDDEN[1]) & (rows["territory_id"] == territory) & (rows["sex"] == "total")
    counts = [float(hidden[place % len(hidden)]) for place in range(int(few.sum()))]
    rows.loc[few, "value"] = rows.loc[few, "numerator"] = counts
    cards = [card for card in given.cards if card["id"] in CARDS]
    given = with_gaps(with_changes(replace(given, indicator_values=rows, cards=cards)))
    datos = small.write(folder / "datos", given)
    return build_edition(datos, folder / "ediciones").path


def everything(edition: Path) -> list[str]:
    """Every file of an edition, the manifest and its sums included."""
    return sorted(path.relative_to(edition).as_posix() for path in edition.rglob("*") if path.is_file())


def test_no_published_byte_depends_on_a_reserved_figure(tmp_path: Path) -> None:
    one, other = build(tmp_path / "a", [5, 7]), build(tmp_path / "b", [9, 1, 2])
    names = everything(one)
    assert {"manifest.json", "MANIFEST.sha256"} <= set(names)
    assert names == everything(other) and "territorios/12101/index.html" in names
    assert [name for name in names if (one / name).read_bytes() != (other / name).read_bytes()] == []


def test_an_open_figure_does_change_its_pages(tmp_path: Path) -> None:
    one, other = build(tmp_path / "a", [50]), build(tmp_path / "b", [51])
    changed = {name for name in everything(one) if (one / name).read_bytes() != (other / name).read_bytes()}
    assert {"datos/valores.csv", "territorios/12101/index.html"} <= changed
    assert "territorios/13401/index.html" not in changed
