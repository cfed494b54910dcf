"""The state of the data: what became of every file, where two disagree, how fresh each source is."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from publish import text
from publish.inputs import Record
from publish.pages.desk import Desk

TEMPLATE = "estado.html.j2"
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


def _conflicts(desk: Desk, names: dict[str, str]) -> list[dict[str, str]]:
    """Two files, one figure: which was used and what the other says."""
    found = []
    for row in desk.account.conflicts.to_dict("records"):
        if row["territory_id"] not in desk.account.names:
            continue
        reserved = row.get("mark") == "s"
        found.append(
            {
                "measure": str(row["measure_id"]),
                "place": desk.account.names[row["territory_id"]],
                "period": text.period(row["period"]),
                "sex": text.SEX_NAMES.get(row["sex"], str(row["sex"])),
                "kept": text.MARK_WORDS["s"] if reserved else text.plain(row["kept_value"]),
                "kept_source": names.get(row["kept_source"], str(row["kept_source"])),
                "other": text.MARK_WORDS["s"] if reserved else text.plain(row["other_value"]),
                "other_source": names.get(row["other_source"], str(row["other_source"])),
            }
        )
    return found


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
