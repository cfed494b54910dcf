"""The figures as SDMX-CSV 2.0 (SDMX 3.0): one row per observation, with the codes of its cross-domain lists.

Comma between fields and decimal point, as that standard wants. It repeats its structure in every row, and
so it goes compressed, without name or date inside. Its dimensions and codes: docs/datos.md.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from publish.account import Account
from publish.inputs import Record
from publish.rounding import decimal_texts

FILE = "valores.sdmx.csv.gz"
DATAFLOW = "CUENTA_COMUN:VALORES(1.0.0)"
DIMENSIONS = ("FREQ", "REF_AREA", "INDICATOR", "SEX", "AGE", "BREAKDOWN", "CATEGORY", "TIME_PERIOD")
#: CL_SEX; every other total is `_T` too.
SEXES = {"total": "_T", "mujer": "F", "hombre": "M"}
#: CL_OBS_STATUS of a mark; without one, of the status of the figure; A is normal.
MARKS = {"s": "Q", "nd": "O", "na": "M", "u": "U"}
STATUSES = {"p": "P", "e": "V", "": "A"}
_TOTAL = "_T"
_UNITS = {"%": "PT", "personas": "PS"}
_POWERS = {"miles": "3", "millones": "6"}
_POOLED = re.compile(r"(\d{4})/(\d{4})")


def write_sdmx(account: Account, path: Path) -> int:
    """Write every row of the figures and say how many. Same account, same bytes."""
    columns = _columns(account)
    lines = [",".join(columns), *map(",".join, zip(*columns.values(), strict=True)), ""]
    with path.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as compressed:
        compressed.write("\r\n".join(lines).encode())
    return len(account.valores)


def _columns(account: Account) -> dict[str, list[str]]:
    rows, cards = account.valores, account.cards
    constant = {"STRUCTURE": "dataflow", "STRUCTURE_ID": DATAFLOW, "ACTION": "I"}

    def of_card(tell: Callable[[Record], str]) -> list[str]:
        return _coded(rows["indicador"], lambda id_: tell(cards.get(id_, {})))

    numbers = {
        name: [text.replace(",", ".") for text in decimal_texts(rows[column])]
        for name, column in (
            ("OBS_VALUE", "valor"),
            ("CI_LOW", "ic_inf"),
            ("CI_HIGH", "ic_sup"),
            ("NUMERATOR", "numerador"),
            ("DENOMINATOR", "denominador"),
        )
    }
    marked = rows["marca"].where(rows["marca"] != "", "/" + rows["estado"])
    return {
        **{name: [value] * len(rows) for name, value in constant.items()},
        "FREQ": _coded(rows["periodo"], frequency),
        "REF_AREA": _coded(rows["territorio"], str),
        "INDICATOR": _coded(rows["indicador"], str),
        "SEX": _coded(rows["sexo"], SEXES.__getitem__),
        "AGE": _coded(rows["edad"], age),
        "BREAKDOWN": _coded(rows["desglose"], lambda code: code or _TOTAL),
        "CATEGORY": _coded(rows["categoria"], lambda code: code or _TOTAL),
        "TIME_PERIOD": _coded(rows["periodo"], time_period),
        **numbers,
        "UNIT_MEASURE": of_card(lambda card: unit(str(card.get("unidad") or ""))),
        "UNIT_MULT": of_card(lambda card: _POWERS.get(str(card.get("unidad") or "").split(" ")[0], "0")),
        "DECIMALS": of_card(lambda card: str(card.get("decimales") or 0)),
        "OBS_STATUS": _coded(marked, _status),
        "CONF_STATUS": _coded(rows["marca"], lambda mark: "C" if mark == "s" else "F"),
        "DATA_SOURCE": _coded(rows["fuente"], str),
    }


def frequency(period: str) -> str:
    """CL_FREQ: A yearly, S by half-years, M monthly, A3 three years together."""
    if pooled := _POOLED.fullmatch(period):
        return f"A{int(pooled[2]) - int(pooled[1]) + 1}"
    return "A" if len(period) == 4 else "S" if "S" in period else "M"


def time_period(period: str) -> str:
    """A period as SDMX writes it: '2023', '2023-S1', '2023-05', '2021-01-01/P3Y'."""
    pooled = _POOLED.fullmatch(period)
    return f"{pooled[1]}-01-01/P{int(pooled[2]) - int(pooled[1]) + 1}Y" if pooled else period


def age(band: str) -> str:
    """CL_AGE: '_T', 'Y5', 'Y0T17', 'Y_GE60'."""
    if band == "total":
        return _TOTAL
    if band.endswith("+"):
        return f"Y_GE{band[:-1]}"
    return "Y" + band.replace("-", "T")


def unit(words: str) -> str:
    """A code for a unit: 'PT' for «%», 'POR_1_000' for «por 1.000»; the multiplier goes apart."""
    if words in _UNITS:
        return _UNITS[words]
    first, _, rest = words.partition(" de ")
    plain = unicodedata.normalize("NFKD", rest if first in _POWERS else words)
    code = re.sub(r"[^A-Z0-9]+", "_", plain.encode("ascii", "ignore").decode().upper()).strip("_")
    return code or "_Z"


def _status(marked: str) -> str:
    mark, _, status = marked.partition("/")
    return MARKS.get(mark) or STATUSES[status]


def _coded(values: pd.Series, code: Callable[[str], str]) -> list[str]:
    written = {value: _quoted(code(value)) for value in values.unique()}
    return [written[value] for value in values]


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if any(sign in value for sign in ',"\r\n') else value
