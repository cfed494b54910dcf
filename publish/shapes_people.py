"""Columns of the result tables about people, practice, families and the legal account."""

from __future__ import annotations

from functools import cache

import pandas as pd

#: table -> its text columns and its number columns (yes and no are 1 and 0), as the models write them
PEOPLE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "attendance": (
        (
            "meeting_id", "record", "held_on", "name", "kind", "territory_id", "place", "participants",
            "source",
        ),
        (
            "meetings", "women", "men", "people", "unknown_sex", "planned", "share_of_plan",
            "is_contradictory", "is_counted",
        ),
    ),
    "attendance_totals": (
        ("year", "grouping", "code"),
        ("meetings", "people", "women", "men", "unknown_sex", "uncounted", "planned", "share_of_plan"),
    ),
    "declared_contrasts": (
        ("subject", "event_id", "name", "kind", "territory_id", "held_on", "currency", "verdict", "source"),
        (
            "declared_events", "documented_events", "events_apart", "declared_people", "documented_people",
            "people_apart", "declared_cost", "documented_cost", "cost_apart", "uncounted_events",
        ),
    ),
    "seats": (("collaborative", "territory_id", "kind", "sex"), ("seats", "institutions")),
    "trainings": (
        (
            "training_id", "record", "name", "held_on", "audience", "territory_id", "currency", "payer",
            "source",
        ),
        ("hours", "courses", "women", "men", "people", "cost"),
    ),
    "training_costs": (("year", "currency", "payer"), ("courses", "cost")),
    "satisfaction": (
        ("study", "service", "question", "territory_id", "asked_on", "sex", "source"),
        ("satisfied", "asked", "share", "ci_low", "ci_high"),
    ),
    "practices": (
        ("practice_id", "name", "description", "territory_id", "conditions", "evidence", "goal_id", "source"),
        ("is_spontaneous", "is_replicable", "is_good_practice", "cost"),
    ),
    "agreements": (
        (
            "agreement_id", "name", "partner", "kind", "date_from", "date_to", "state", "currency", "funder",
            "territory_id", "goal_id", "source",
        ),
        ("amount",),
    ),
    "agreement_totals": (("state", "kind", "currency"), ("agreements", "without_amount", "amount")),
    "staff_evaluation": (("period", "area", "factor", "source"), ("evaluated", "meeting", "share")),
    "theory_steps": (
        ("step_id", "level", "wording", "leads_to", "assumption", "risk", "indicator_id", "goal_id"),
        ("position", "row_number"),
    ),
    "action_lines": (
        (
            "line_id", "component", "objective", "goal_text", "indicator_text", "unit", "result", "impact",
            "state", "due_on", "verdict", "source",
        ),
        ("planned", "achieved", "share", "declared", "documented", "apart", "row_number"),
    ),
    "wellbeing": (
        ("level", "dimension", "item", "wording", "territory_id", "moment"),
        ("families", "answers", "achieved", "share"),
    ),
    "legal_letters": (
        ("letter", "wording", "block", "valid_from", "source", "verified_by", "state", "content", "owner"),
        ("row_number",),
    ),
}  # fmt: skip


def shaped(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """The rows with the columns of their table: '' for a missing text, and doubles. Raises KeyError."""
    return _shaped(rows, table) if len(rows) else _without_rows(table).copy()


@cache
def _without_rows(table: str) -> pd.DataFrame:
    return _shaped(pd.DataFrame(), table)


def _shaped(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    texts, numbers = PEOPLE[table]
    found = rows.reindex(columns=[*texts, *numbers]).reset_index(drop=True)
    found[[*texts]] = found[[*texts]].fillna("").astype("object")
    found[[*numbers]] = found[[*numbers]].astype("float64")
    return found


def no_people() -> dict[str, pd.DataFrame]:
    """Every one of these tables without rows."""
    return {table: shaped(pd.DataFrame(), table) for table in PEOPLE}
