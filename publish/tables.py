"""The open-data tables of an edition: columns, types, words, and the frames that fill them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from publish import columns, columns_pairs
from publish.account import VALUE_COLUMNS, Account
from publish.column import VALORES_KEY
from publish.columns import Column
from publish.commitment_tables import commitment_rows
from publish.equity import matrix
from publish.goal_tables import goal_table_rows
from publish.inputs import Record
from publish.people_tables import people_rows
from publish.resource_tables import resource_rows
from publish.rounding import round_values

_YES_NO = {True: "sí", False: "no"}


@dataclass(frozen=True)
class Table:
    """One published table. `frame` has exactly the columns described, in that order."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    frame: pd.DataFrame
    key: tuple[str, ...] = ()


def tables(account: Account) -> list[Table]:
    """Every table of the edition, in the order in which they are listed."""
    values = Table(
        "valores",
        "Valores de los indicadores",
        "Una fila por cifra: indicador, territorio, período, sexo, edad y desglose.",
        columns.VALORES,
        account.valores[VALUE_COLUMNS],
        VALORES_KEY,
    )
    rows: dict[str, list[Any] | pd.DataFrame] = {
        "indicadores": [_indicator(card) for card in account.indicators],
        "territorios": _territories(account),
        "territorios_historia": account.history.rename(columns=columns.HISTORY_NAMES).sort_values(
            ["codigo_anterior", "territorio"]
        ),
        **goal_table_rows(account),
        "cambios": account.changes.rename(columns=columns_pairs.CHANGE_NAMES),
        "brechas": account.gaps.rename(columns=columns_pairs.GAP_NAMES),
        "fuentes": [_source(source) for source in account.sources],
        "equidad": _equity(account),
        "revisiones": account.revisions.rows.assign(edicion_anterior=account.revisions.previous).to_dict(
            "records"
        ),
        **resource_rows(account),
        **commitment_rows(account),
        **people_rows(account),
    }
    return [values, *(_table(name, rows.get(name, [])) for name in columns.TABLES)]


def community_tables(account: Account) -> list[Table]:
    """The tables of what the community writes: resources, commitments, people and practice."""
    rows = {**resource_rows(account), **commitment_rows(account), **people_rows(account)}
    return [_table(name, rows[name]) for name in columns.TABLES if name in rows]


def _table(name: str, rows: list[Record] | pd.DataFrame) -> Table:
    title, description, described, key = columns.TABLES[name]
    if not len(rows):
        return Table(name, title, description, described, _without_rows(described), key)
    given = pd.DataFrame(rows, columns=[column.name for column in described])
    frame = {
        column.name: round_values(given[column.name].astype("float64"))
        if column.kind == "numero"
        else given[column.name].fillna("").astype("str")
        for column in described
    }
    return Table(name, title, description, described, pd.DataFrame(frame), key)


def _without_rows(described: tuple[Column, ...]) -> pd.DataFrame:
    kinds = {"numero": pd.Series([], dtype="float64"), "texto": pd.Series([], dtype="str")}
    return pd.DataFrame({column.name: kinds[column.kind] for column in described})


def _indicator(card: Record) -> Record:
    """A card as a row. Lists become one text, its sentences separated by ' | '."""
    shown = {name: card.get(name) for name in (column.name for column in columns.INDICADORES)}
    breaks = card.get("quiebres") or []
    return shown | {
        "indicador": card["id"],
        "advertencias": " | ".join(card.get("advertencias") or []),
        "quiebres": " | ".join(str(entry.get("motivo", "")) for entry in breaks),
        "por_sexo": _YES_NO[bool(card.get("por_sexo"))],
        "numerador": " | ".join(map(_operand, card.get("numerador") or [])),
        "denominador": " | ".join(map(_operand, card.get("denominador") or [])),
    }


def _operand(operand: Record) -> str:
    """A measure and what the card fixes of it: «nacidos-vivos; edad: 0-14, 15-16»."""
    ages = [age for age in operand.get("edad") or [] if age != "total"]
    fixed = {"sexo": operand.get("sexo"), "edad": ", ".join(ages)}
    if operand.get("dimension"):
        fixed[operand["dimension"]] = ", ".join(operand.get("categoria") or [])
    return "; ".join([operand["medida"], *(f"{name}: {value}" for name, value in fixed.items() if value)])


def _territories(account: Account) -> list[Record]:
    shown = account.territories.rename(columns={"listado": "con_pagina"})
    return [
        {str(name): value for name, value in row.items()} | {"con_pagina": _YES_NO[bool(row["con_pagina"])]}
        for row in shown.to_dict("records")
    ]


def _equity(account: Account) -> list[Record]:
    return [
        {
            "indicador": cell.indicator,
            "lente": cell.lens,
            "situacion": cell.state,
            "motivo": cell.reason,
            "primer_periodo": cell.first,
            "ultimo_periodo": cell.last,
        }
        for cell in matrix(account)
    ]


def _source(source: Record) -> Record:
    shown = {name: source.get(name) for name in (column.name for column in columns.FUENTES)}
    official = source.get("oficial")
    return shown | {
        "fuente": source["id"],
        "oficial": "" if official is None else _YES_NO[bool(official)],
    }
