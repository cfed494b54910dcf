"""The services as a page: how each answers, with who scored it and on what evidence, and the referrals."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from publish import text
from publish.pages.desk import Desk

URL = "servicios/index.html"
TEMPLATE = "servicios.html.j2"
TESTS = {
    "sufficient": "Suficiente",
    "pertinent": "Pertinente",
    "efficient": "Eficiente",
    "timely": "Oportuna",
}
#: answer -> class of its look, symbol and words
_ANSWERS = {
    "sí": ("si", "✓", "sí"),
    "no": ("no", "✗", "no"),
    "": ("sin-respuesta", "·", "sin respuesta"),
}
_AXES = {
    "horizontal": "Horizontal: entre servicios de un mismo nivel",
    "vertical": "Vertical: entre niveles",
    "transversal": "Transversal: entre temas",
    "longitudinal": "Longitudinal: a lo largo de la vida",
    "": "Sin eje",
}


def services_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the services."""
    services = desk.account.services
    newest = _newest(services.quality)
    before = services.quality.drop(index=newest.index)
    view = {
        "title": "Servicios",
        "tests": list(TESTS.values()),
        "axes": list(_AXES.values())[:-1],
        "services": [
            {
                "name": str(name),
                "place": services.places.get(str(territory), str(territory)),
                "rows": [_row(row) for row in rows.to_dict("records")],
            }
            for (territory, name), rows in newest.groupby(["territory_id", "service"], sort=True)
        ],
        "before": [
            _row(row) | {"name": row["service"], "place": services.places.get(row["territory_id"], "")}
            for row in before.sort_values("scored_on", ascending=False).to_dict("records")
        ],
        "counts": [_count(newest, column, word) for column, word in TESTS.items()],
        "circuit": _circuit(desk),
        "threshold": desk.account.threshold,
    }
    return URL, TEMPLATE, view


def _newest(quality: pd.DataFrame) -> pd.DataFrame:
    """The newest row of each service, territory and axis."""
    key = ["service", "territory_id", "axis"]
    last = quality.sort_values("scored_on", kind="stable").drop_duplicates(key, keep="last")
    return last.sort_index()


def _row(row: dict[Hashable, Any]) -> dict[str, Any]:
    days = row["response_days"]
    return {
        "axis": _AXES[row["axis"]].partition(":")[0],
        "date": text.date(row["scored_on"]),
        "answers": [_ANSWERS[row[column]] for column in TESTS],
        "days": text.with_unit(days, "días", 0 if float(days).is_integer() else 1)
        if pd.notna(days)
        else "no informado",
        "quality": row["quality"],
        "covered": _span(row["covered_from"], row["covered_to"]),
        "guarantee": row["guarantee"] or "ninguna escrita",
        "scored_by": row["scored_by"],
        "evidence": row["evidence"] or "sin evidencia escrita",
    }


def _span(first: str, last: str) -> str:
    """«del 1 de enero de 2024 al 31 de diciembre de 2024», or the end that is known; '' for none."""
    if first and last:
        return f"del {text.date(first)} al {text.date(last)}"
    return f"desde el {text.date(first)}" if first else f"hasta el {text.date(last)}" if last else ""


def _count(newest: pd.DataFrame, column: str, word: str) -> dict[str, Any]:
    """How many of the newest answers to one question say yes, no, or nothing."""
    said = newest[column].value_counts()
    return {
        "name": word,
        "yes": int(said.get("sí", 0)),
        "no": int(said.get("no", 0)),
        "none": int(said.get("", 0)),
    }


def _circuit(desk: Desk) -> list[dict[str, Any]]:
    """Referrals by territory, newest period first."""
    services = desk.account.services
    found = []
    for territory, rows in services.referrals.groupby("territory_id", sort=True):
        ordered = rows.sort_values(
            ["period", "from_service", "to_service", "sex"],
            ascending=[False, True, True, False],
            kind="stable",
        )
        found.append(
            {
                "place": services.places.get(str(territory), str(territory)),
                "rows": [_referral(row) for row in ordered.to_dict("records")],
            }
        )
    return found


def _referral(row: dict[Hashable, Any]) -> dict[str, Any]:
    low, high = row["ci_low"], row["ci_high"]
    return {
        "period": text.period(row["period"]),
        "from": row["from_service"],
        "to": row["to_service"],
        "sex": text.SEX_NAMES[row["sex"]],
        "reserved": bool(row["mark"]),
        "referred": text.plain(row["referred"]),
        "attended": text.plain(row["attended"]),
        "share": text.number(row["share"]),
        "margin": f"{text.number(low)} a {text.number(high)}" if pd.notna(low) else "",
        "days": text.number(row["waiting_days"], 1) if pd.notna(row["waiting_days"]) else "",
    }
