"""The sheets of the workbook: which published tables, in which words, and how many rows of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from publish import lenses, text
from publish.account import Account
from publish.column import Column
from publish.tables import Table, tables

Cell = str | float | None
#: A sheet of more rows than this keeps what stands for each place now: a workbook is to be opened by people.
MOST_ROWS = 60_000
_SHEETS = {
    "valores": "Valores",
    "metas": "Metas",
    "metas_acciones": "Acciones de las metas",
    "cambios": "Cambios",
    "brechas": "Brechas",
    "recursos_necesidades": "Necesidades",
    "recursos": "Recursos",
    "recursos_hallazgos": "Duplicidades y vacíos",
    "compromisos": "Compromisos",
}
_NEWEST = {"valores": "periodo", "cambios": "periodo_hasta", "brechas": "periodo"}
_WORDS: dict[str, Callable[[str], str]] = {
    "sexo": lambda code: text.SEX_NAMES.get(code, code),
    "nivel": lambda code: text.LEVEL_NAMES.get(code, code),
    "edad": lambda code: text.age(code) if code[:1].isdigit() or code == "total" else code,
    "marca": lambda code: text.MARK_WORDS.get(code, code),
}
_PERIODS = ("periodo", "periodo_desde", "periodo_hasta", "base_periodo", "ultimo_periodo", "meta_periodo",
            "anterior_periodo", "esperado_periodo", "pronostico_desde", "pronostico_hasta")  # fmt: skip
_HEADS = {
    "ic_inf": "Margen desde", "ic_sup": "Margen hasta", "dif_inf": "Diferencia desde",
    "dif_sup": "Diferencia hasta", "anios_que_quedan": "Años que quedan", "razon": "Cuántas veces",
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A sheet: its columns (title, description), its rows, and how many decimals each number shows.

    decimals: per row, those of its card for the columns in `scaled`; None where no card says.
    """

    name: str
    about: str
    heads: list[tuple[str, str]]
    rows: list[list[Cell]]
    decimals: list[int | None]
    scaled: frozenset[int] = field(default_factory=frozenset)
    note: str = ""


def book_sheets(account: Account) -> Iterator[Sheet]:
    """The sheets with rows, in the order of the workbook."""
    for table in tables(_plain(account)):
        if table.name in _SHEETS and len(table.frame):
            yield _sheet(account, table)


def _plain(account: Account) -> Account:
    """The account without ages and other breakdowns, which are most of its rows."""
    values, changes, gaps = account.valores, account.changes, account.gaps
    return replace(
        account,
        valores=values[(values["edad"] == "total") & (values["desglose"] == "") & (values["marca"] != "nd")],
        changes=changes[(changes["age_band"] == "total") & (changes["dimension"] == "")],
        gaps=gaps[(gaps["age_band"] == "total") & (gaps["dimension"] == "")],
    )


def _sheet(account: Account, table: Table) -> Sheet:
    frame, note = _fewer(table)
    names = [column.name for column in table.columns]
    cards = account.cards
    codes = frame["indicador"].tolist() if "indicador" in names else [""] * len(frame)
    places = frame["territorio"].tolist() if "territorio" in names else None
    added: list[tuple[str, str, list[Cell]]] = []
    if "indicador" in names:
        added.append(("Indicador", "Nombre del indicador.", [_name(cards, code) for code in codes]))
    if places is not None:
        shown = account.names
        added.append(("Territorio", "Nombre del territorio.", [shown.get(code, code) for code in places]))
    if table.name in _NEWEST:
        units: list[Cell] = [str(cards.get(code, {}).get("unidad", "")) for code in codes]
        added.append(("Unidad", "En qué se cuenta.", units))
    columns = [*(each[2] for each in added), *(_column(frame[c.name], c) for c in table.columns)]
    heads = [(title, about) for title, about, _ in added]
    heads += [(_head(column.name), column.description) for column in table.columns]
    first = len(added)
    scaled = {first + at for at, column in enumerate(table.columns) if _in_unit(column.name)}
    rows = [list(row) for row in zip(*columns, strict=True)]
    given = [cards.get(code, {}).get("decimales") if code else None for code in codes]
    return Sheet(
        _SHEETS[table.name], table.description, heads, rows, [_whole(each) for each in given],
        frozenset(scaled), note,
    )  # fmt: skip


def _fewer(table: Table) -> tuple[pd.DataFrame, str]:
    """The rows that people read; when they are too many, the newest ones."""
    frame = table.frame
    newest = _NEWEST.get(table.name)
    if newest is None:
        return frame, ""
    note = "Sin edades ni otros desgloses: están en la tabla completa, en las descargas."
    if len(frame) <= MOST_ROWS:
        return frame, note
    keys = [key for key in table.key if key != newest and not key.startswith("periodo")]
    ends = frame[newest].map(text.period_end)
    newest_rows = frame.loc[ends.sort_values(kind="stable").index].drop_duplicates(keys, keep="last")
    kept = frame.loc[newest_rows.index.sort_values()]
    return kept.head(MOST_ROWS), f"Sólo el último período de cada territorio. {note}"


def _column(values: pd.Series, column: Column) -> list[Cell]:
    if column.kind == "numero":
        return [None if value != value else float(value) for value in values.tolist()]
    said = _said(column.name)
    known = {value: said(value) if value else "" for value in values.unique()}
    return [known[value] for value in values]


def _said(name: str) -> Callable[[str], str]:
    if name in _PERIODS:
        return text.period
    if name == "desglose":
        return lambda code: lenses.LENSES.get(code, code)
    return _WORDS.get(name, str)


def _head(name: str) -> str:
    """«Período desde» from `periodo_desde`; codes keep saying that they are codes."""
    if name in ("indicador", "territorio"):
        return f"Código del {name}"
    if name in _HEADS:
        return _HEADS[name]
    words = name.replace("_", " ").replace("periodo", "período").replace("anio", "año")
    words = (
        words.replace("razon", "razón").replace("categoria", "categoría").replace("pronostico", "pronóstico")
    )
    return words[:1].upper() + words[1:]


def _in_unit(name: str) -> bool:
    """Whether a column is in the unit of the indicator, so that it shows the decimals of its card."""
    return name.startswith(("valor", "ic_", "dif", "esperado_")) or name.endswith("_valor") or name in (
        "distancia", "cambio_desde_base", "cambio_ic_inf", "cambio_ic_sup",
    )  # fmt: skip


def _name(cards: dict[str, Any], code: str) -> str:
    return str(cards.get(code, {}).get("nombre", code))


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def summary(sheets: Iterable[Sheet]) -> list[tuple[str, str]]:
    """Name of each sheet and what it holds."""
    return [(sheet.name, " ".join(filter(None, (sheet.about, sheet.note)))) for sheet in sheets]
