"""How work plans and programmes are said in plain Spanish: counts, percents, money, contradictions."""

from __future__ import annotations

import math
from typing import Any

from publish import text
from publish.inputs import Record

NAMES = {
    "need": "necesidad",
    "planned": "planificado",
    "done": "hecho",
    "pending": "pendiente",
    "cancelled": "eliminado",
    "coverage": "cobertura",
    "compliance": "cumplimiento",
}
UNITS = {
    "personas": ("persona", "personas"),
    "familias": ("familia", "familias"),
    "hogares": ("hogar", "hogares"),
    "jardines": ("jardín", "jardines"),
    "huertos": ("huerto", "huertos"),
    "otra": ("de otra unidad", "de otra unidad"),
    "sin_dato": ("sin unidad informada", "sin unidad informada"),
}
#: Components that the guide names, as they are written.
COMPONENTS = {"acompanamiento": "acompañamiento"}
_OF_ACTIONS = {
    "done": ("hecha", "hechas"),
    "pending": ("pendiente", "pendientes"),
    "cancelled": ("eliminada", "eliminadas"),
}
_PERCENTS = ("coverage", "coverage_on_printed", "compliance")


def known(value: Any) -> float | None:
    """The number, or None where there is none."""
    return None if value is None or math.isnan(value) else float(value)


def pesos(value: Any) -> str:
    """'$ 1.064.924'; '' when not known."""
    amount = known(value)
    return "" if amount is None else f"$\N{NO-BREAK SPACE}{text.number(amount)}"


def percent(value: Any) -> str:
    """'45,8 %'; '' when not known."""
    return text.with_unit(known(value), "%", 1)


def as_printed(value: Any, figure: str) -> str:
    """A printed number with the decimals that it has: '164 %', '99'."""
    return text.plain(known(value), 2) + (" %" if figure in _PERCENTS else "")


def count(value: Any) -> str:
    """'44', or '—' when not known."""
    amount = known(value)
    return "—" if amount is None else text.plain(amount)


def reach(value: Any, unit: str, mark: str = "") -> str:
    """'1.800 personas', '1 huerto', 'reservado'; '' when there is none."""
    if mark == "s":
        return text.MARK_WORDS["s"]
    amount = known(value)
    if amount is None:
        return ""
    one, many = UNITS.get(unit, (unit, unit))
    return f"{text.number(amount)} {one if amount == 1 else many}"


def title(code: str) -> str:
    """A code as words: 'mesa-local-2024' is «Mesa local 2024»."""
    words = code.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def counted(row: Record) -> str:
    """«Necesidad: 96. Acciones planificadas: 44 (21 hechas y 23 pendientes).», of what is known."""
    need = known(row["need"])
    said = f"Necesidad: {'sin información' if need is None else text.plain(need)}."
    planned = known(row["planned"])
    if planned is None:
        return f"{said} Acciones planificadas: sin información completa."
    parts = [(name, known(row[name])) for name in _OF_ACTIONS]
    shown = [f"{text.plain(n)} {_OF_ACTIONS[name][n != 1]}" for name, n in parts if n is not None]
    return f"{said} Acciones planificadas: {text.plain(planned)}" + (
        f" ({text.listing(shown)})." if shown else "."
    )


def shares(row: Record) -> list[tuple[str, str]]:
    """The two percents with their names: «Cobertura», «45,8 %»; why one is missing, where it is."""
    coverage, compliance = percent(row["coverage"]), percent(row["compliance"])
    planned = known(row["planned"])
    return [
        ("Cobertura", coverage or _no_coverage(known(row["need"]))),
        ("Cumplimiento", compliance or ("no hay nada planificado" if planned == 0 else "sin información")),
    ]


def _no_coverage(need: float | None) -> str:
    if need is None:
        return "sin información: no se conoce la necesidad"
    return "sin información: no se conoce todo lo planificado" if need else "no se necesita nada"


def contradiction(rows: list[Record], stated_need: float | None = None) -> str:
    """«Necesidad: imprime 99 y sus filas suman 96.», of what its rows do not give; '' for nothing.

    rows: of work_plan_contrasts, all those of one area. stated_need: the need that it prints.
    """
    found = {str(row["figure"]): row for row in rows}
    said = []
    other = found.get("coverage_on_printed")
    for figure in NAMES:
        row = found.get(figure)
        if row is None or not _disagrees(row, other if figure == "coverage" else None):
            continue
        line = f"{NAMES[figure]}: imprime {as_printed(row['printed'], figure)}"
        if figure in _PERCENTS:
            line += f" y sus filas dan {percent(row['recomputed'])}"
        else:
            line += f" y sus filas suman {count(row['recomputed'])}"
        if figure == "coverage" and other is not None:
            line += f"; con la necesidad impresa ({count(stated_need)}) da {percent(other['recomputed'])}"
        said.append(line)
    return " ".join(f"{line[:1].upper()}{line[1:]}." for line in said)


def _disagrees(row: Record, other: Record | None) -> bool:
    return "contradice" in (row["kind"], other["kind"] if other else "")
