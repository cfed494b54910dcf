"""One table of the census, cut into a row per cell: territory, sex, age, category and value."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from pipelines import territories
from pipelines.sources import shape
from pipelines.sources.base import Conformed, Control, Records, SetAside, Sheet
from pipelines.sources.censo_tables import MEASURES, Cell, Table
from pipelines.sources.count import counts

COLUMNS = ("clase", "medida", "territorio", "periodo", "sexo", "edad", "dimension", "categoria", "valor")
COUNTRY = "CL"
_NOWHERE = "CL-st"
#: INE's codes of region for whoever has none. The printed country counts the first and not the others.
_UNDECLARED, _NO_RESIDENTS = "17", ("18", "19")
_AGE = re.compile(r"(\d+) a (\d+)(?: anos)?|(\d+)(?: anos)? o mas")
_ADVICE = "Use el libro oficial sin cambiar sus celdas, o descárguelo otra vez."


def read_table(table: Table, sheet: Sheet, match: shape.HeaderMatch, year: str) -> Conformed:
    """Rows, controls and what was left out of the table that stands at `match`."""
    frame, records = shape.body(sheet, match)
    filled = (frame[[*table.places, *table.own]] != "").sum(axis=1).to_numpy() > 1
    skipped = [*shape.skip_header(sheet, match), *shape.skipped(sheet, records, ~filled, "Nota al pie.")]
    frame, records = frame[filled].reset_index(drop=True), records[filled]
    aside: list[SetAside] = []
    place = _places(table, frame)
    unknown = place.eq("").to_numpy(dtype=bool)
    aside += shape.set_aside(
        sheet, records, unknown, "Código comuna", "código desconocido", "El código no existe.", _ADVICE
    )
    parts = _parts_of_rows(table, frame)
    odd = np.array([part is None for part in parts], dtype=bool)
    label = match.labels.get(table.key, "")
    aside += shape.set_aside(
        sheet,
        records,
        odd & ~unknown,
        label,
        "fuera de la lista",
        "No se conoce esa fila de la tabla.",
        _ADVICE,
    )
    total = frame[table.key].str.startswith("Total").to_numpy(dtype=bool) if table.key else ~filled[filled]
    country = place.eq(COUNTRY).to_numpy(dtype=bool)
    # the country of a count is a control; that of a rate is a figure, read once, by comuna
    apart = country & (table.kind == "medida" or table.level == "region") | total & table.skip_totals
    abroad = frame["codigo region"].isin(_NO_RESIDENTS).to_numpy(dtype=bool)
    reason = "Residencia en otro país o ignorada: el total impreso no la cuenta."
    skipped += shape.skipped(sheet, records, abroad, reason)
    good = ~unknown & ~odd & ~abroad
    skipped += shape.skipped(sheet, records, apart & good, "Fila de totales.")
    cells, aside_cells = _melt(table, sheet, match, frame, records, place, parts, good)
    aside += aside_cells
    kept = ~np.isin(cells["_registro"], records[apart])
    lost = "" if table.kind == "medida" else "?"
    known = cells["valor"].ne(lost).to_numpy(dtype=bool)
    cells["valor"] = cells["valor"].replace("?", "")
    block = f"{table.name}-{table.level}|{year}"

    def bronze(mask: shape.Mask) -> pd.DataFrame:
        chosen = cells[mask].reset_index(drop=True)
        columns = {
            **{name: chosen[name] for name in COLUMNS if name in chosen},
            "clase": table.kind,
            "periodo": year,
        }
        ordered = {name: columns[name] for name in COLUMNS}
        return shape.bronze(ordered, sheet, chosen["_registro"].to_numpy(), block)

    controls = _controls(cells, block) if table.kind == "medida" and table.level == "comuna" else []
    return Conformed(
        bronze(kept & known), tuple(aside), tuple(skipped), tuple(controls), (), bronze(kept & ~known)
    )


def _places(table: Table, frame: pd.DataFrame) -> pd.Series:
    """Territory of each row, '' when there is none such."""
    region = frame["codigo region"]
    if table.level == "region":
        found = region.str.zfill(2)
        known = found.map(lambda code: code in territories.names() and territories.level_of(code) == "region")
        return found.where(known.astype(bool), "").mask(region.eq("0"), COUNTRY)
    code = territories.pad_codes(frame["codigo comuna"])
    found = code.where(territories.known_codes(code).astype(bool), "")
    nowhere = region.eq(_UNDECLARED) | region.isin(_NO_RESIDENTS)
    return found.mask(nowhere, _NOWHERE).mask(region.eq("0"), COUNTRY)


def _parts_of_rows(table: Table, frame: pd.DataFrame) -> list[Cell | None]:
    """What each row says of its cells; None for a row that is not known."""
    if not table.key:
        return [Cell()] * len(frame)
    known = {text: _part(table, shape.normalise_header(text)) for text in frame[table.key].unique()}
    return [known[text] for text in frame[table.key]]


def _part(table: Table, key: str) -> Cell | None:
    if table.keys is not None and key in table.keys:
        return table.keys[key]
    if key.startswith("total "):
        return Cell()
    if table.keys is None and (match := _AGE.fullmatch(key)):
        low, high, oldest = match.groups()
        return Cell(age=f"{oldest}+" if oldest else f"{low}-{high}")
    return None


def _melt(
    table: Table,
    sheet: Sheet,
    match: shape.HeaderMatch,
    frame: pd.DataFrame,
    records: Records,
    place: pd.Series,
    parts: list[Cell | None],
    good: shape.Mask,
) -> tuple[pd.DataFrame, list[SetAside]]:
    """One row per cell; `valor` is '' when it is no number, which is set aside."""
    aside: list[SetAside] = []
    melted: list[pd.DataFrame] = []
    rows = np.flatnonzero(good)
    for header, column in table.figures.items():
        cells = [part.of(column) for n in rows if (part := parts[n]) is not None]
        raw, label = frame[header].iloc[rows], match.labels[header]
        if table.kind == "medida":
            value, fine, found = counts(raw, sheet, records[rows], label)
            value = value.where(fine, "")
        else:
            # a dash, or nothing: nobody of that age or level lives there
            value, bad = shape.numbers(raw.replace("-", ""), decimal=".", thousands="")
            bad = bad | value.str.startswith("-").to_numpy(dtype=bool)
            found = shape.set_aside(
                sheet, records[rows], bad, label, "texto", "Se esperaba un número.", _ADVICE
            )
            value = value.mask(bad, "?")
        aside += found
        melted.append(
            pd.DataFrame(
                {
                    "medida": [cell.measure for cell in cells],
                    "territorio": place.iloc[rows].to_numpy(),
                    "sexo": [cell.sex or "total" for cell in cells],
                    "edad": [cell.age or "total" for cell in cells],
                    "dimension": [cell.dimension for cell in cells],
                    "categoria": [cell.category for cell in cells],
                    "valor": value.to_numpy(),
                    "_registro": records[rows],
                }
            )
        )
    return pd.concat(melted, ignore_index=True), aside


def _controls(cells: pd.DataFrame, block: str) -> list[Control]:
    """The printed country against the sum of its comunas, and the printed total against its ages."""
    known = cells[cells["valor"].ne("")].assign(valor=lambda frame: frame["valor"].astype("int64"))
    here = known["territorio"].eq(COUNTRY)
    whole, country = known[~here], known[here]
    names = ["medida", "sexo", "edad", "categoria"]
    added = whole.groupby(names)["valor"].sum()
    found = []
    for key, printed in country[country["edad"].eq("total")].set_index(names)["valor"].items():
        name = f"{_words(key)}: país impreso y suma de las comunas"
        found.append(Control(name, block, float(printed), float(added.get(key, 0))))
    by_age = whole[whole["edad"].ne("total") & whole["medida"].eq("censo-poblacion")]
    for sex, value in by_age.groupby("sexo")["valor"].sum().items():
        key = ("censo-poblacion", sex, "total", "")
        name = f"{_words(key)}: total impreso y suma de las edades"
        found.append(Control(name, block, float(added.get(key, 0)), float(value)))
    return found


def _words(key: object) -> str:
    parts = key if isinstance(key, tuple) else (key,)
    names = {id_: name for id_, name, _ in MEASURES}
    return ", ".join(names.get(part, str(part)) for part in parts if part and part != "total")
