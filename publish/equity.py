"""The equity matrix: for each indicator and each lens, whether there is a figure, and if not, why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from publish import text
from publish.account import Account
from publish.inputs import Record
from publish.lenses import LENSES

#: state -> symbol and words
STATES: dict[str, tuple[str, str]] = {
    "con_datos": ("●", "Con datos"),
    "reservado": ("■", "Reservado"),
    "sin_datos": ("◌", "Sin datos todavía"),
    "no_se_recoge": ("○", "No se recoge"),
    "no_aplica": ("–", "No aplica"),
    "sin_declarar": ("?", "Sin declarar"),
}
_RESERVED_WHY = "Hay cifras, y todas son de tan pocas personas que se reservan."
_WAITING_WHY = "Está previsto, y todavía no llega un archivo con él."
_PENDING_WHY = "El indicador entero está por conseguir."
_NOT_SAID = "La ficha del indicador no lo dice."


@dataclass(frozen=True)
class Cell:
    """One indicator seen through one lens. `reason` is empty when there are data; periods only then."""

    indicator: str
    lens: str
    state: str
    reason: str = ""
    first: str = ""
    last: str = ""


def matrix(account: Account) -> list[Cell]:
    """A cell for every indicator and lens, in the order of the account and of the lenses."""
    seen = _seen(account)
    return [
        _cell(card, lens, seen.get((card["id"], lens), {})) for card in account.indicators for lens in LENSES
    ]


def _seen(account: Account) -> dict[tuple[str, str], dict[str, set[str]]]:
    """Per indicator and lens, the periods up to the account's year: 'open', and 's' for reserved ones."""
    rows = account.valores
    rows = rows[(rows["sexo"] != "total") | (rows["edad"] != "total") | (rows["desglose"] != "")]
    columns = ["indicador", "periodo", "sexo", "edad", "desglose", "marca"]
    found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    distinct = rows[columns].drop_duplicates()
    for indicator, period, _sex, age, dimension, mark in zip(*(distinct[c] for c in columns), strict=True):
        if mark in ("nd", "na") or text.period_end(period)[0] > account.year:
            continue
        lens = dimension or ("edad" if age != "total" else "sexo")
        found[indicator, lens]["s" if mark == "s" else "open"].add(period)
    return found


def _cell(card: Record, lens: str, periods: dict[str, set[str]]) -> Cell:
    if periods.get("open"):
        order = sorted(periods["open"], key=text.period_end)
        return Cell(card["id"], lens, "con_datos", "", order[0], order[-1])
    if periods.get("s"):
        return Cell(card["id"], lens, "reservado", _RESERVED_WHY)
    state, reason = _declared(card, lens)
    if card.get("tipo") == "pendiente" and state != "no_aplica":
        state, reason = "sin_datos", _PENDING_WHY
    return Cell(card["id"], lens, state, reason)


def _declared(card: Record, lens: str) -> tuple[str, str]:
    """What the card says of a lens without figures."""
    for none in card.get("sin_desglose") or []:
        named = none.get("lente") or []
        if lens in ([named] if isinstance(named, str) else named):
            return str(none.get("estado")), str(none.get("motivo") or "")
    if lens == "sexo":
        if card.get("por_sexo"):
            return "sin_datos", _WAITING_WHY
        why = str(card.get("motivo_sin_sexo") or "")
        return ("no_se_recoge", why) if why else ("sin_declarar", _NOT_SAID)
    shown = {
        "edad" if each.get("edad") else str(each.get("dimension")) for each in card.get("desgloses") or []
    }
    return ("sin_datos", _WAITING_WHY) if lens in shown else ("sin_declarar", _NOT_SAID)
