"""The part of the independent auditor that reads one count in another card: each card says what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from publish.audit_lines import by_lines, too_few_left
from publish.audit_pages import finding
from publish.audit_reading import read_table

_KEY = ["indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria"]
_SHOWN = ["indicador", *_KEY[3:]]
_COUNTS = ["numerador", "denominador"]
_TABLE = "datos/valores.parquet"


def in_twins(edition: Path, datos: Path, shares: set[str], threshold: int) -> list[str]:
    """Reserved figures of few persons that the counts of other cards give away, in Spanish.

    The published tables say what each card counts; datos only, which measures count persons.
    """
    measures = pq.read_table(datos / "catalogo" / "measures.parquet").to_pandas()
    personal = set(measures.loc[measures["person_level"].fillna(False).astype(bool), "measure_id"])
    cards = read_table(edition / "datos" / "indicadores.csv")
    told = by_twins(read_table(edition / _TABLE), cards, personal, shares, threshold)
    return sorted({finding(_TABLE, row) for row in told})


def by_twins(
    values: pd.DataFrame, cards: pd.DataFrame, personal: set[str], shares: set[str], threshold: int
) -> list[dict[Any, Any]]:
    """Rows of `valores` that a reader can fill in, or work out, with what `indicadores` says of the cards."""
    operands = {
        (row["indicador"], count): [*_operands(row[count])]
        for row in cards.to_dict("records")
        for count in _COUNTS
    }
    values = values[values["indicador"].isin(_in_touch(operands, personal, shares))]
    rows = values[[*_KEY, "marca"]].astype("object").copy()
    for count in _COUNTS:
        written = values[count].astype("str").str.replace(",", ".", regex=False)
        rows[count] = pd.to_numeric(written, errors="coerce")
    slices = rows[_SHOWN].drop_duplicates()
    for count in _COUNTS:
        slices[f"{count}_de"] = [
            _slice(operands.get((indicator, count), []), key)
            for indicator, *key in slices[_SHOWN].itertuples(index=False, name=None)
        ]
    rows = rows.reset_index().merge(slices, on=_SHOWN).set_index("index")
    said = pd.concat([_said(rows, count) for count in _COUNTS])
    known = said[said["de"] != ""].dropna().groupby(["de", "territorio", "periodo"])["cuenta"].max()
    few = pd.Series(data=False, index=rows.index)
    for count in _COUNTS:
        at = pd.MultiIndex.from_frame(rows[[f"{count}_de", "territorio", "periodo"]])
        filled = pd.Series(known.reindex(at).to_numpy(), rows.index).where(rows["marca"] == "s")
        of_persons = rows["indicador"].isin(
            {card for (card, at), given in operands.items() if at == count and _persons(given, personal)}
        )
        few |= _few(filled, threshold) & of_persons
        rows[count] = rows[count].fillna(filled)
    rest = (rows["denominador"] - rows["numerador"]).where(rows["indicador"].isin(shares))
    few |= _few(rest, threshold) & (rows["marca"] == "s")
    others = [name for name in _KEY if name != "sexo"]
    rows["resto"] = rest
    sexes = too_few_left(
        rows[rows["sexo"] != "total"], rows[rows["sexo"] == "total"], others, others, threshold
    )
    return [*rows.loc[few, _KEY].to_dict("records"), *by_lines(rows, shares, threshold), *sexes]


def _operands(written: str) -> Iterator[dict[str, str]]:
    """What «nacidos; edad: 0-14, 15-16 | otra» adds up: measure and the parts that it fixes."""
    for operand in filter(None, written.split(" | ")):
        measure, *fixed = operand.split("; ")
        yield {"medida": measure} | dict(part.split(": ", 1) for part in fixed)


def _slice(operands: list[dict[str, str]], key: list[str]) -> str:
    """Everything that is added up for this breakdown, piece by piece; the same text for the same pieces."""
    sex, age, dimension, category = key
    pieces = []
    for operand in operands:
        own = [name for name in operand if name not in ("medida", "sexo", "edad")]
        by = own[0] if own else dimension
        for band in operand.get("edad", age).split(", "):
            for part in operand[by].split(", ") if own else [category]:
                pieces.append((operand["medida"], operand.get("sexo", sex), band, by, part))
    return repr(sorted(pieces)) if pieces else ""


def _persons(operands: list[dict[str, str]], personal: set[str]) -> bool:
    return any(operand["medida"] in personal for operand in operands)


def _in_touch(
    operands: dict[tuple[str, str], list[dict[str, str]]], personal: set[str], shares: set[str]
) -> set[str]:
    """Cards that count the same persons as another one, and those that show what such a share divides by."""
    used = pd.DataFrame(
        [(card, operand["medida"]) for (card, _), given in operands.items() for operand in given],
        columns=["card", "measure"],
    ).drop_duplicates()
    several = used["measure"].isin(personal) & used.duplicated("measure", keep=False)
    ours = set(used.loc[several, "card"])
    measures = {*used.loc[several, "measure"], *used.loc[used["card"].isin(ours & shares), "measure"]}
    return ours | set(used.loc[used["measure"].isin(measures), "card"])


def _said(rows: pd.DataFrame, count: str) -> pd.DataFrame:
    """What the open rows say of one of their counts."""
    said = rows.loc[rows["marca"] != "s", [f"{count}_de", "territorio", "periodo", count]]
    return said.set_axis(["de", "territorio", "periodo", "cuenta"], axis=1)


def _few(counts: pd.Series, threshold: int) -> pd.Series:
    return (counts.abs() > 0) & (counts.abs() < threshold)
