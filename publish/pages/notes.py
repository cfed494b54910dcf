"""What has to be said beside a series: where it breaks, what was corrected, what its source contradicts."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from publish import text
from publish.account import Account
from publish.inputs import Record

#: Characters of a SHA-256 that a page shows.
SHORT_HASH = 12
#: Contradictions of the sources of one indicator that are written out.
WRITTEN = 8
#: What is said of a printed figure that is not what its rows give, by kind.
KINDS = {
    "contradice": ("≠", "La fuente se contradice"),
    "redondeo": ("≈", "Por redondeo"),
    "mal_escrito": ("?", "Mal escrito: no se puede leer con certeza"),
}


class Notes:
    """Breaks, corrections and contradictions of an account, indexed once."""

    def __init__(self, account: Account) -> None:
        self._names = account.names
        self._parents = account.parents
        self._breaks: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for row in account.series_breaks.to_dict("records"):
            self._breaks[row["indicator_id"], row["territory_id"]].append(_named(row))
        self._corrections: dict[str, list[Record]] = defaultdict(list)
        for row in account.corrections.to_dict("records"):
            self._corrections[row["target_id"]].append(_named(row))
        self._written = [_named(row) for row in account.contrasts.to_dict("records")]
        self._contrasts: dict[str, list[Record]] = defaultdict(list)
        for row in account.contrasts.to_dict("records"):
            if row.get("kind", "contradice") == "contradice" and _differs(row):
                self._contrasts[row["source_id"]].append(_named(row))

    def breaks(self, indicator: str, territory: str) -> list[tuple[str, str]]:
        """First period after each break and its reason, oldest first; one that holds everywhere too."""
        rows = [*self._breaks.get((indicator, territory), []), *self._breaks.get((indicator, ""), [])]
        found = {(str(row["period"]), str(row["reason"]).rstrip(".")) for row in rows}
        return sorted(found, key=lambda each: (text.period_end(each[0]), each[1]))

    def corrections(self, card: Record, territory: str = "") -> list[dict[str, str]]:
        """The corrected values that a card stands on, of territories shown; of one place or of all."""
        rows = [row for target in _targets(card) for row in self._corrections.get(target, [])]
        told = []
        for row in sorted(rows, key=_in_order):
            where = row["territory_id"]
            if territory and territory not in (where, *self._parents(where)):
                continue
            told.append(self._corrected(row))
        return list({tuple(each.items()): each for each in told}.values())

    def applied(self) -> list[dict[str, Any]]:
        """Every correction of a territory shown: target, reason, last year of account and its figures."""
        groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for rows in self._corrections.values():
            for row in rows:
                if row["territory_id"] in self._names:
                    groups[str(row["correction_id"]), str(row["target_id"])].append(row)
        return [
            {
                "target": target,
                "reason": str(rows[0]["reason"]),
                "until": str(rows[0]["valid_until"]),
                "rows": [self._corrected(row) for row in sorted(rows, key=_in_order)],
            }
            for (_, target), rows in sorted(groups.items())
        ]

    def _corrected(self, row: Record) -> dict[str, str]:
        """What a corrected value said and what is used."""
        return {
            "place": self._names.get(row["territory_id"], "Otro territorio"),
            "period": text.period(row["period"]),
            "sex": "" if row["sex"] in ("", "total") else text.SEX_NAMES[row["sex"]].lower(),
            "change": _change(row),
            "reason": str(row["reason"]),
        }

    def contradicted(self, sources: Iterable[str]) -> bool:
        """Whether one of these sources prints something else than what it adds up to."""
        return any(source in self._contrasts for source in sources)

    def contrasts(self, sources: Iterable[str]) -> list[dict[str, str]]:
        """What these sources print and what adds up instead, newest block first."""
        rows = [row for source in sorted(sources) for row in self._contrasts.get(source, [])]
        rows.sort(key=lambda row: str(row["block"]), reverse=True)
        return [
            {
                "source": str(row["source_id"]),
                "what": f"{row['name']} ({_block(str(row['block']))})" if row["block"] else str(row["name"]),
                "printed": _number(row, "printed"),
                "recomputed": _number(row, "recomputed"),
                "difference": _number(row, "difference"),
                "file": str(row["file"])[:SHORT_HASH],
            }
            for row in rows
        ]

    def documents(self, sources: Iterable[str]) -> list[dict[str, str]]:
        """What the documents copied by hand print and do not give; `sources` are the others' ids."""
        others = set(sources)
        return [
            {
                "what": str(row["name"]),
                "printed": text.plain(_value(row["printed"])) or "—",
                "recomputed": text.plain(_value(row["recomputed"]), 1) or "—",
                "symbol": KINDS[row["kind"]][0],
                "words": KINDS[row["kind"]][1],
            }
            for row in self._written
            if row["source_id"] not in others and row["kind"] in KINDS
        ]


def _in_order(row: Record) -> tuple[Any, ...]:
    return (row["territory_id"], text.period_end(row["period"]), row["sex"])


def _differs(row: dict[Any, Any]) -> bool:
    return bool(row["mark"] == "s" or abs(row["difference"]) > 1e-9)


def _block(block: str) -> str:
    """The block of a file as people say it: «noviembre de 2024» for '202411', the rest as it is."""
    month = re.fullmatch(r"((?:19|20)\d{2})(0[1-9]|1[0-2])", block)
    return text.period(f"{month[1]}-{month[2]}") if month else block.replace("|", ", ")


def _targets(card: Record) -> list[str]:
    """Measures and published figure that a card is made of."""
    found = [str(card.get("publicado") or "")]
    for role in ("numerador", "denominador", "cuadrado"):
        given = card.get(role) or []
        found += [str(each.get("medida")) for each in ([given] if isinstance(given, dict) else given)]
    return [target for target in dict.fromkeys(found) if target]


def _change(row: Record) -> str:
    """«decía 4.000.000 y se usa 4.000», «decía 12 y no se usa», or that the numbers are reserved."""
    if row["mark"] == "s":
        return f"los números están {text.MARK_WORDS['s']}s"
    before, after = _value(row["before"]), _value(row["after"])
    said = f"decía {text.plain(before)}" if before is not None else "no traía valor"
    return f"{said} y {f'se usa {text.plain(after)}' if after is not None else 'no se usa'}"


def _number(row: Record, name: str) -> str:
    return text.MARK_WORDS["s"] if row["mark"] == "s" else text.plain(_value(row[name]))


def _value(value: Any) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _named(row: dict[Any, Any]) -> Record:
    return {str(name): value for name, value in row.items()}
