"""A made-up map of resources and its services, in the shape in which the models leave them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pandas as pd

from publish.inputs import Inputs
from publish.shapes import TABLES, empty
from tests.publish import small

Row = dict[str, Any]
NEED, WHO = "leer-juntos", "familias"


def offer(code: str, **more: Any) -> Row:
    """An offer of twenty places in San Bernardo."""
    return {
        "offer_id": code, "name": f"Taller {code}", "need": NEED, "population": WHO, "sex": "total",
        "territory_id": "13401", "date_from": "2025-03-01", "date_to": "2025-12-31", "capacity": 20.0,
        "unit": "personas", "annual_cost": 1_500_000.0, "funder": f"Institución {code.upper()}",
        "provider": "Organismo", "kind": "servicio_formal", **more,
    }  # fmt: skip


def need(**more: Any) -> Row:
    """A need of fifty persons that one offer serves too little."""
    return {
        "need": NEED, "name": "Leer juntos", "population": WHO, "sex": "total", "territory_id": "13401",
        "demand": 50.0, "unit": "personas", "threshold": 80.0, "surplus_margin": 20.0, "offers": 1.0,
        "capacity": 20.0, "own_capacity": 20.0, "uninformed": 0.0, "state": "vacio",
        "reason": "bajo_umbral", "offer_ids": "a", **more,
    }  # fmt: skip


def finding(kind: str = "vacio", reason: str = "bajo_umbral", **more: Any) -> Row:
    """The gap of that need."""
    return {
        "kind": kind, "need": NEED, "population": WHO, "sex": "total", "territory_id": "13401",
        "offers": 1.0, "capacity": 20.0, "demand": 50.0, "reason": reason, "unit": "personas",
        "offer_ids": "a", **more,
    }  # fmt: skip


def score(**more: Any) -> Row:
    """How a service was scored."""
    return {
        "service": "Servicio A", "territory_id": "13401", "scored_on": "2025-08-31", "axis": "horizontal",
        "response_days": 12.0, "sufficient": "no", "pertinent": "sí", "scored_by": "Mesa",
        "evidence": "Encuesta", **more,
    }  # fmt: skip


def referral(referred: float, attended: float, sex: str = "total", **more: Any) -> Row:
    """How many went from one service to another."""
    return {
        "period": "2025", "from_service": "Escuela", "to_service": "Consultorio", "territory_id": "13401",
        "sex": sex, "referred": referred, "attended": attended, "share": 100 * attended / referred,
        "waiting_days": 8.0, **more,
    }  # fmt: skip


def inputs(given: Inputs | None = None, **rows: Sequence[Row]) -> Inputs:
    """The inputs of an edition with these rows; tables: resource_offers, resource_needs and so on."""
    frames: dict[str, Any] = {name: _frame(name, content) for name, content in rows.items()}
    return dataclasses.replace(given or small.inputs(), **frames)


def _frame(table: str, rows: Sequence[Row]) -> pd.DataFrame:
    texts, _ = TABLES[table]
    frame = pd.DataFrame(list(rows), columns=list(empty(table).columns))
    frame[[*texts]] = frame[[*texts]].astype("object").fillna("")
    return frame
