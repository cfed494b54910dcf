"""The state of the data: what became of every file, where two disagree, how fresh each source is."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from publish import lenses, text
from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.documents import URL as DOCUMENTS_URL
from publish.pages.notes import SHORT_HASH

TEMPLATE = "estado.html.j2"
#: Differing figures written out per measure and pair of sources.
EXAMPLES = 8
COUNTS = ("recibidos", "aceptados", "apartados", "omitidos", "celdas_apartadas")
#: Whether a part is accepted and whether it is in use -> symbol and words.
STATES = {
    (True, True): ("✔", "Aceptado"),
    (True, False): ("○", "Aceptado; otro más nuevo lo reemplaza"),
    (False, True): ("✔", "En uso, según una lectura anterior"),
}
#: Places of a failed demand that are named.
PLACES = 3


def status_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the status page."""
    names = {str(s.get("id", "")): str(s.get("nombre") or s.get("id", "")) for s in desk.account.sources}
    files = [
        _part(names, entry, part, desk.account.threshold)
        for entry in desk.account.status["archivos"]
        for part in entry["partes"]
    ]
    read = [f for f in files if f["in_use"] and f["numbers"]]
    whole = [f for f in read if None not in f["numbers"].values()]
    view = {
        "title": "Estado de los datos",
        "files": files,
        "refused": [_refused(names, each) for each in desk.account.status["rechazados"]],
        "unknown": desk.account.status["desconocidos"],
        "references": sorted(Counter(map(str, desk.account.status["referencias"])).items()),
        "withdrawn": desk.account.status["retirados"],
        "registers": [_register(read) for read in desk.account.status["registros"]],
        "totals": {name: sum(f["numbers"][name] for f in whole) for name in COUNTS} if whole else {},
        "apart": len(read) - len(whole),
        "threshold": desk.account.threshold,
        "conflicts": _conflicts(desk, names),
        "placed": _placed(desk, names),
        "corrections": _corrections(desk),
        "documents_url": DOCUMENTS_URL if desk.account.documents else "",
        "sources": _freshness(desk),
    }
    return "estado/index.html", TEMPLATE, view


def _part(names: dict[str, str], entry: Record, part: Record, threshold: int) -> dict[str, Any]:
    source = str(part.get("fuente") or "")
    checks = [
        {
            "ok": bool(check.get("ok")),
            "critical": check.get("gravedad") == "critica",
            "message": str(check.get("mensaje") or ""),
            "where": _some(str(check.get("donde") or "")),
            "todo": str(check.get("que_hacer") or ""),
        }
        for check in part.get("revisiones") or []
    ]
    symbol, words = STATES[part["estado"] == "aceptado", bool(part["en_uso"])]
    few = f"menos de {threshold}"
    numbers = {name: part.get(name, 0) for name in COUNTS} if part["estado"] == "aceptado" else {}
    shown = {name: few if count is None else text.number(count) for name, count in numbers.items()}
    if numbers and numbers["recibidos"] is None:
        shown["recibidos"] = text.MARK_WORDS["s"]
    reasons = part.get("motivos_apartados") or {}
    return {
        "name": f"{entry['nombre']}{' › ' + part['parte'] if part.get('parte') else ''}",
        "hash": entry["sha256"][:SHORT_HASH],
        "source": names.get(source, source),
        "numbers": numbers,
        "counts": [shown.get(name, "—") for name in COUNTS],
        "symbol": symbol,
        "words": words,
        "in_use": bool(part["en_uso"]),
        "aside": [
            (why.rstrip(". "), "" if n is None else text.number(n)) for why, n in sorted(reasons.items())
        ],
        "skipped": [(why.rstrip(". "), n) for why, n in sorted((part.get("motivos_omitidos") or {}).items())],
        "warnings": [str(warning) for warning in part.get("avisos") or []],
        "cut": text.date(str(part.get("corte") or "")),
        "failed": [check for check in checks if not check["ok"]],
        "passed": sum(check["ok"] for check in checks),
    }


def _register(read: Record) -> dict[str, Any]:
    symbol, words = ("✗", "No se pudo usar") if read["rechazado"] else ("✔", "Leído")
    return {
        "name": read["titulo"],
        "symbol": symbol,
        "words": words,
        "counts": [text.number(read[name]) for name in ("recibidas", "aceptadas", "apartadas")],
        "aside": [(why, text.number(rows)) for why, rows in sorted(read["motivos"].items())],
    }


def _some(where: str) -> str:
    """The first places of a list separated by «; », and how many more there are."""
    named = where.split("; ")
    rest = len(named) - PLACES
    return where if rest <= 0 else f"{'; '.join(named[:PLACES])} y {rest} más"


def _refused(names: dict[str, str], part: Record) -> dict[str, str]:
    source = part["fuente"]
    return {"source": names.get(source, source) or "Sin fuente conocida", "reason": part["motivo"]}


def _placed(desk: Desk, names: dict[str, str]) -> list[dict[str, str]]:
    """Per divided comuna shown and source, what of its newest period could be placed and what could not."""
    order = {place.id: at for at, place in enumerate(desk.places.tree)}
    newest: dict[tuple[str, str], Record] = {}
    for row in desk.account.placements.sort_values("period").to_dict("records"):
        if row["territory_id"] in order:
            newest[row["territory_id"], row["source_id"]] = {str(name): value for name, value in row.items()}
    return [
        {
            "place": desk.places[comuna].title,
            "source": names.get(source, source),
            "period": text.period(row["period"]),
            "placed": _counted(row["placed"]),
            "unplaced": _counted(row["unplaced"]),
        }
        for (comuna, source), row in sorted(newest.items(), key=lambda each: (order[each[0][0]], each[0][1]))
    ]


def _counted(count: float) -> str:
    return text.MARK_WORDS["s"] if count != count else text.number(count)


def _corrections(desk: Desk) -> list[dict[str, Any]]:
    """What was corrected in the open, correction by correction; of many figures, the first."""
    return [
        {
            **each,
            "name": desk.measure_names.get(each["target"], each["target"]),
            "count": len(each["rows"]),
            "rows": each["rows"][:EXAMPLES],
        }
        for each in desk.notes.applied()
    ]


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
    what += [lenses.category(row["dimension"], row["category"])] if row["category"] else []
    return {
        "place": desk.places[row["territory_id"]].title,
        "period": text.period(row["period"]),
        "what": ", ".join(what),
        "kept": text.MARK_WORDS["s"] if reserved else text.plain(row["kept_value"]),
        "other": text.MARK_WORDS["s"] if reserved else text.plain(row["other_value"]),
    }


def _freshness(desk: Desk) -> list[dict[str, str]]:
    """Per source, the newest period up to the account's year of any figure that uses it."""
    newest: dict[str, str] = {}
    rows = desk.account.valores
    pairs = rows.loc[rows["marca"] != "nd", ["fuente", "periodo"]].drop_duplicates()
    for sources, period in zip(pairs["fuente"], pairs["periodo"], strict=True):
        if text.period_end(period)[0] <= desk.account.year:
            for source in sources.split():
                newest[source] = max(newest.get(source, period), period, key=text.period_end)
    return [
        {
            "name": str(source.get("nombre") or source["id"]),
            "producer": str(source.get("productor") or ""),
            "cadence": str(source.get("periodicidad") or ""),
            "until": text.period(newest[source["id"]]) if source["id"] in newest else "",
            "why_not": _unused(desk, source, set(newest)),
            "official": "Descarga oficial" if source.get("oficial") else "Tabla propia o derivada",
        }
        for source in desk.account.sources
    ]


def _unused(desk: Desk, source: Record, used: set[str]) -> str:
    """Why no figure shown uses a source: nothing came, another table won, or nobody asks for it."""
    received = {part["fuente"] for entry in desk.account.status["archivos"] for part in entry["partes"]}
    if source["id"] not in received:
        return "Sin datos todavía"
    others = (s for s in desk.account.sources if s["id"] in used and s["id"] != source["id"])
    if _gives(source) & set().union(*map(_gives, others)):
        return "Recibido; se usa otra tabla con más detalle"
    return "Recibido; ninguna cifra de esta cuenta lo usa"


def _gives(source: Record) -> set[str]:
    """Ids of the measures and published figures that a source declares."""
    return {str(m["id"]) for kind in ("medidas", "publicados") for m in source.get(kind) or []}
