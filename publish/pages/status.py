"""The state of the data: what became of every file, where two disagree, how fresh each source is."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from publish import text
from publish.inputs import Record
from publish.pages.desk import Desk

TEMPLATE = "estado.html.j2"
#: Differing figures written out per measure and pair of sources.
EXAMPLES = 8
STATES = {
    "aceptado": ("✔", "Aceptado"),
    "rechazado": ("✗", "Rechazado"),
    "desconocido": ("?", "No se reconoce"),
    "leido": ("○", "Leído, sin validar"),
}


def status_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the status page."""
    names = {str(s.get("id", "")): str(s.get("nombre") or s.get("id", "")) for s in desk.account.sources}
    files = [
        _part(names, entry, part)
        for entry in desk.account.status.get("archivos") or []
        for part in entry.get("partes") or []
    ]
    view = {
        "title": "Estado de los datos",
        "files": [f for f in files if f["state"] != "desconocido"],
        "unknown": [f for f in files if f["state"] == "desconocido"],
        "totals": _totals(files),
        "conflicts": _conflicts(desk, names),
        "contradictions": [f for f in files if f["warnings"]],
        "sources": _freshness(desk),
    }
    return "estado/index.html", TEMPLATE, view


def _part(names: dict[str, str], entry: Record, part: Record) -> dict[str, Any]:
    symbol, words = STATES.get(part.get("estado", ""), ("○", str(part.get("estado", ""))))
    source = str(part.get("fuente") or "")
    checks = [
        {
            "ok": bool(check.get("ok")),
            "critical": check.get("gravedad") == "critica",
            "message": str(check.get("mensaje") or ""),
            "where": str(check.get("donde") or ""),
            "todo": str(check.get("que_hacer") or ""),
        }
        for check in part.get("revisiones") or []
    ]
    counts = {name: int(part.get(name) or 0) for name in ("recibidos", "aceptados", "apartados", "omitidos")}
    return {
        "name": f"{entry.get('nombre', '')}{' › ' + part['parte'] if part.get('parte') else ''}",
        "state": part.get("estado", ""),
        "symbol": symbol,
        "words": words,
        "source": names.get(source, source),
        "counts": counts,
        "closes": counts["recibidos"] == counts["aceptados"] + counts["apartados"] + counts["omitidos"],
        "cells": int(part.get("celdas_apartadas") or 0),
        "aside": sorted((part.get("motivos_apartados") or {}).items()),
        "skipped": sorted((part.get("motivos_omitidos") or {}).items()),
        "warnings": [str(warning) for warning in part.get("avisos") or []],
        "reason": str(part.get("motivo") or ""),
        "where": str(part.get("donde") or ""),
        "todo": str(part.get("que_hacer") or ""),
        "cut": text.date(str(part.get("corte") or "")),
        "failed": [check for check in checks if not check["ok"]],
        "passed": sum(check["ok"] for check in checks),
    }


def _totals(files: list[dict[str, Any]]) -> dict[str, int]:
    used = [f["counts"] for f in files if f["state"] == "aceptado"]
    return {name: sum(c[name] for c in used) for name in ("recibidos", "aceptados", "apartados", "omitidos")}


def _conflicts(desk: Desk, names: dict[str, str]) -> list[dict[str, Any]]:
    """Two files, one figure: per measure and pair of sources, how many figures differ, and some of them."""
    order = {place.id: at for at, place in enumerate(desk.places.tree)}
    groups: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for row in desk.account.conflicts.to_dict("records"):
        if row["territory_id"] in order:
            differing = {str(name): value for name, value in row.items()}
            groups[row["measure_id"], row["kept_source"], row["other_source"]].append(differing)
    found = []
    for (measure, kept, other), rows in sorted(groups.items()):
        rows.sort(
            key=lambda r: (order[r["territory_id"]], r["period"], r["sex"], r["age_band"], r["category"])
        )
        found.append(
            {
                "measure": desk.measure_names.get(measure, measure),
                "kept_source": names.get(kept, kept),
                "other_source": names.get(other, other),
                "count": len(rows),
                "rows": [_differing(desk, row) for row in rows[:EXAMPLES]],
            }
        )
    return found


def _differing(desk: Desk, row: Record) -> dict[str, str]:
    reserved = row.get("mark") == "s"
    what = [text.SEX_NAMES.get(row["sex"], str(row["sex"]))]
    what += [text.age(row["age_band"])] if row["age_band"] != "total" else []
    what += [str(row["category"])] if row["category"] else []
    return {
        "place": desk.places[row["territory_id"]].title,
        "period": text.period(row["period"]),
        "what": ", ".join(what),
        "kept": text.MARK_WORDS["s"] if reserved else text.plain(row["kept_value"]),
        "other": text.MARK_WORDS["s"] if reserved else text.plain(row["other_value"]),
    }


def _freshness(desk: Desk) -> list[dict[str, str]]:
    """Per source, the newest period of any figure that uses it."""
    newest: dict[str, str] = defaultdict(str)
    pairs = desk.account.valores[["fuente", "periodo"]].drop_duplicates()
    for sources, period in zip(pairs["fuente"], pairs["periodo"], strict=True):
        for source in sources.split():
            newest[source] = max(newest[source], period)
    return [
        {
            "name": str(source.get("nombre") or source["id"]),
            "producer": str(source.get("productor") or ""),
            "cadence": str(source.get("periodicidad") or ""),
            "until": text.period(newest[source["id"]]) if newest[source["id"]] else "",
            "official": "Descarga oficial" if source.get("oficial") else "Tabla derivada por terceros",
        }
        for source in desk.account.sources
    ]
