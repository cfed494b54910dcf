"""How far a figure is from another: women from men, a place from its región and from the country."""

from __future__ import annotations

import math
from typing import Any

from publish import sentences, text
from publish.account import Account
from publish.inputs import Record
from publish.pages.places import Place

KINDS = {"sexo": "Mujeres y hombres", "region": "Con la región", "pais": "Con el país"}
#: verdict -> symbol and words; for the sexes the words say who has more.
_WORDS = {
    "mayor": ("↑", "más alta"),
    "menor": ("↓", "más baja"),
    "sin_diferencia_distinguible": ("=", "sin diferencia distinguible"),
    "sin_margen": ("±", "no hay margen de error para juzgarla"),
    "reservado": ("■", "reservada para proteger a las personas"),
}
_BY_SEX = {"mayor": ("≠", "más alta en mujeres"), "menor": ("≠", "más alta en hombres")}


class Gaps:
    """The newest gap of each kind for an indicator in a place, indexed once."""

    def __init__(self, account: Account) -> None:
        rows = account.gaps
        rows = rows[
            (rows["age_band"] == "total") & (rows["dimension"] == "") & rows["sex"].isin(["", "total"])
        ]
        self._newest: dict[tuple[str, str, str], Record] = {}
        for found in rows.to_dict("records"):
            row = {str(name): _clean(value) for name, value in found.items()}
            if text.period_end(row["period"])[0] > account.year or "/" in row["period"]:
                continue
            key = row["indicator_id"], row["territory_id"], row["kind"]
            before = self._newest.get(key)
            if before is None or text.period_end(before["period"]) < text.period_end(row["period"]):
                self._newest[key] = row

    def of(self, card: Record, place: Place) -> list[dict[str, Any]]:
        """The gaps of an indicator in a place, ready for a table; those that exist."""
        found = ((kind, self._newest.get((card["id"], place.id, kind))) for kind in KINDS)
        return [_told(card, kind, row) for kind, row in found if row is not None]


def _told(card: Record, kind: str, row: Record) -> dict[str, Any]:
    digits, unit = sentences.decimals(card), card.get("unidad", "")
    words = _BY_SEX.get(row["verdict"]) if kind == "sexo" else None
    symbol, said = words or _WORDS.get(row["verdict"], ("", ""))
    clear = row["verdict"] in ("mayor", "menor")
    return {
        "kind": kind,
        "label": KINDS[kind],
        "period": text.period(row["period"]),
        "own": text.number(row["value"], digits),
        "other": text.number(row["reference_value"], digits),
        "difference": text.difference(row["difference"], unit, digits),
        "margin": _between(row["diff_low"], row["diff_high"], digits),
        "times": f"{text.number(row['ratio'], 2)} veces" if row["ratio"] is not None else "",
        "people": _people(row) if clear and kind != "sexo" else "",
        "symbol": symbol,
        "words": said,
    }


def _between(low: float | None, high: float | None, digits: int) -> str:
    return "" if low is None or high is None else f"{text.number(low, digits)} a {text.number(high, digits)}"


def _people(row: Record) -> str:
    """«120 personas menos»: how many fewer or more would make both figures the same."""
    if not row["people"]:
        return ""
    count = text.people(abs(row["people"]))
    return f"{count} {'menos' if (row['difference'] or 0.0) > 0 else 'más'}"


def _clean(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value
