"""Changes and gaps worked out again from the published figures alone, with no code of the platform."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

Row = dict[str, str]
Key = tuple[str, ...]
_KEY = ("indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria")


class Figure(NamedTuple):
    """A published figure; `value` is None when it is reserved."""

    value: float | None
    low: float | None
    high: float | None
    base: float | None
    mark: str


class Published(NamedTuple):
    """The tables of an edition."""

    figures: dict[Key, Figure]
    changes: list[Row]
    gaps: list[Row]
    kinds: dict[str, str]
    scales: dict[str, float]
    regions: dict[str, str]


def read(edition: Path) -> Published:
    """The final figures of an edition, open or reserved, and what is said of their pairs."""
    places = {row["territorio"]: row for row in table(edition, "territorios")}
    cards = table(edition, "indicadores")
    figures = {
        tuple(row[name] for name in _KEY): Figure(
            _number(row["valor"]),
            _number(row["ic_inf"]),
            _number(row["ic_sup"]),
            _number(row["denominador"]),
            row["marca"],
        )
        for row in table(edition, "valores")
        if row["estado"] == "" and row["marca"] in ("", "u", "s")
    }
    return Published(
        figures,
        table(edition, "cambios"),
        table(edition, "brechas"),
        {row["indicador"]: row["tipo"] for row in cards},
        {row["indicador"]: _number(row["escala"]) or 1.0 for row in cards},
        {code: _region(code, places) for code in places},
    )


def wrong_changes(given: Published) -> list[str]:
    """Rows of cambios that do not follow from the figures."""
    series: dict[Key, list[str]] = defaultdict(list)
    for key in given.figures:
        series[(*key[:2], *key[3:], *_alike(key[2]))].append(key[2])
    found = []
    for row in given.changes:
        place = tuple(row[name] for name in _KEY if name != "periodo")
        start, end = row["periodo_desde"], row["periodo_hasta"]
        periods = sorted(series[(*place, *_alike(end))], key=_last)
        before = [period for period in periods if _last(period) < _last(end)]
        one, other = (given.figures.get((*place[:2], p, *place[2:])) for p in (start, end))
        good = one is not None and other is not None and start in before
        good = good and (row["comparacion"] == "inicio" or start == before[-1])
        if not (good and one and other and _follows(row, one, other, ("valor_desde", "valor_hasta"))):
            found.append(f"{place} {start} {end}")
    return found


def wrong_gaps(given: Published) -> list[str]:
    """Rows of brechas that do not follow from the figures, and gaps that have none."""
    told = {(*(row[name] for name in _KEY), row["comparacion"]): row for row in given.gaps}
    due: dict[Key, tuple[Key, Key]] = {}
    for key in given.figures:
        indicator, territory, period, sex, *finer = key
        if given.kinds[indicator] == "conteo" or territory.endswith("-st"):
            continue
        for kind, other in (("region", given.regions[territory]), ("pais", "CL")):
            reference = (indicator, other, period, sex, *finer)
            if other and other != territory and reference in given.figures:
                due[(*key, kind)] = (reference, key)
    for key in given.figures:
        indicator, territory, period, sex, *finer = key
        man = (indicator, territory, period, "hombre", *finer)
        if sex == "mujer" and man in given.figures and given.kinds[indicator] != "conteo":
            due[(indicator, territory, period, "", *finer, "sexo")] = (man, key)
    found = [f"sobra {key}" for key in told.keys() - due.keys()]
    for key, ends in due.items():
        one, own = (given.figures[end] for end in ends)
        if key not in told:
            # where one is reserved the models may have had no value to compare: nothing is owed
            found += [] if one.value is None or own.value is None else [f"falta {key}"]
        elif not _follows(told[key], one, own, ("valor_referencia", "valor")):
            found.append(f"{key}")
        elif not _people(told[key], own, given.scales[key[0]], given.kinds[key[0]]):
            found.append(f"personas {key}")
    return found


def table(edition: Path, name: str) -> list[Row]:
    """A published table."""
    with (edition / "datos" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _follows(row: Row, one: Figure, other: Figure, names: tuple[str, str]) -> bool:
    """Whether the row is other − one with its interval, or says nothing where one is reserved."""
    numbers = [_number(row[name]) for name in (*names, "diferencia", "dif_inf", "dif_sup")]
    if one.value is None or other.value is None:
        return numbers == [None] * 5 and (row["marca"], row["resultado"]) == ("s", "reservado")
    apart = other.value - one.value
    expected: list[float | None] = [one.value, other.value, apart, None, None]
    if None not in (one.low, one.high, other.low, other.high):
        low = apart - math.sqrt((other.value - other.low) ** 2 + (one.high - one.value) ** 2)  # type: ignore[operator]
        high = apart + math.sqrt((other.high - other.value) ** 2 + (one.value - one.low) ** 2)  # type: ignore[operator]
        expected[3:] = [low, high]
    mark = "u" if "u" in (one.mark, other.mark) else ""
    close = all(
        (a is None) == (b is None)
        and (a is None or b is None or math.isclose(a, b, rel_tol=1e-6, abs_tol=5e-6))
        for a, b in zip(numbers, expected, strict=True)
    )
    return close and row["marca"] == mark


def _people(row: Row, own: Figure, scale: float, kind: str) -> bool:
    """Whether the persons are those of a share, rounded up. The difference is published with six decimals."""
    said, apart = _number(row["personas"]), _number(row["diferencia"])
    if kind != "proporcion" or apart is None or own.base is None:
        return said is None
    exact, blur = abs(apart) / scale * own.base, own.base * 1e-6 / scale + 1e-5
    return said is not None and said.is_integer() and exact - blur <= said < exact + 1 + blur


def _alike(period: str) -> tuple[str, ...]:
    """What the periods of one series share: their kind and their part of the year, or their pool."""
    first, _, last = period.partition("/")
    if last:
        years = int(last) - int(first) + 1
        return ("varios", str(years), str(int(last) % years))
    return ("una", period[5:])


def _last(period: str) -> str:
    return period.rpartition("/")[2]


def _region(code: str, places: dict[str, Row]) -> str:
    while code and places[code]["nivel"] != "region":
        code = places[code]["pertenece_a"]
    return code


def _number(cell: str) -> float | None:
    return float(cell.replace(",", ".")) if cell else None
