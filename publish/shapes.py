"""Columns of the result tables that pages read beside the values, and an empty frame of each."""

from __future__ import annotations

from functools import cache

import pandas as pd

_KEY = ("indicator_id", "territory_id", "sex", "age_band", "dimension", "category")
_LINE = ("goal_id", "indicator_id", "territory_id", "sex", "role")
#: table -> its text columns and its number columns, as the models write them.
TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "indicator_changes": (
        (*_KEY, "kind", "period_from", "period_to", "method", "verdict", "mark"),
        ("value_from", "value_to", "difference", "ci_low", "ci_high"),
    ),
    "indicator_gaps": (
        (*_KEY, "period", "kind", "verdict", "mark"),
        (
            "value", "reference_value", "difference", "diff_low", "diff_high",
            "ratio", "ratio_low", "ratio_high", "people",
        ),
    ),
    "series_break_points": (("indicator_id", "territory_id", "period", "reason", "kind"), ()),
    "contrasts": (("source_id", "block", "name", "kind", "file"), ("printed", "recomputed", "difference")),
    "applied_corrections": (
        ("correction_id", "target_id", "territory_id", "period", "sex", "reason", "valid_until"),
        ("before", "after"),
    ),
    "territory_history": (
        ("former_id", "former_name", "level", "event_date", "successor_id", "kind", "reason", "law"), ()
    ),
    "placement_counts": (("source_id", "territory_id", "period"), ("placed", "unplaced")),
    "goal_outlook": (
        (
            *_LINE, "target_case", "reached_period", "trend_state", "trend_from", "trend_to", "trend_scale",
            "expectation", "compared_period",
        ),
        (
            "years_left", "trend_points", "target_forecast", "target_low", "target_high", "observed",
            "expected_value", "expected_low", "expected_high", "expected_people",
        ),
    ),
    "goal_forecasts": ((*_LINE, "period", "verdict"), ("years_ahead", "value", "low", "high", "observed")),
    "goal_milestones": ((*_LINE, "period", "state"), ("value", "observed")),
    "resource_offers": (
        (
            "offer_id", "name", "need", "population", "sex", "age", "territory_id", "date_from", "date_to",
            "schedule", "place", "unit", "funder", "provider", "kind", "source",
        ),
        ("capacity", "annual_cost"),
    ),
    "resource_needs": (
        (
            "need", "name", "population", "sex", "territory_id", "date_from", "date_to", "unit",
            "indicator_id", "unserved_sex", "state", "reason", "offer_ids", "source",
        ),
        ("demand", "threshold", "surplus_margin", "offers", "capacity", "own_capacity", "uninformed"),
    ),
    "resource_findings": (
        (
            "kind", "need", "population", "sex", "age", "territory_id", "reason", "unit", "first_day",
            "last_day", "indicator_id", "offer_ids",
        ),
        ("offers", "capacity", "demand"),
    ),
    "service_quality": (
        (
            "service", "territory_id", "scored_on", "axis", "quality", "covered_from", "covered_to",
            "guarantee", "sufficient", "pertinent", "efficient", "timely", "scored_by", "evidence", "source",
        ),
        ("response_days",),
    ),
    "referrals": (
        ("period", "from_service", "to_service", "territory_id", "sex", "source"),
        ("referred", "attended", "share", "ci_low", "ci_high", "waiting_days"),
    ),
    "work_plans": (
        ("plan_id", "level", "area", "standard"),
        (
            "need", "planned", "done", "pending", "cancelled", "coverage", "compliance",
            "coverage_on_printed", "printed_need", "printed_planned", "printed_done", "printed_pending",
            "printed_cancelled", "printed_coverage", "printed_compliance", "stated_need", "needed_planned",
            "without_need", "actions", "cost", "position",
        ),
    ),
    "work_plan_contrasts": (
        ("plan_id", "level", "area", "standard", "figure", "kind"),
        ("printed", "recomputed", "difference", "position"),
    ),
    "work_plan_places": (
        ("territory_id", "plan_id", "area"),
        ("need", "planned", "done", "pending", "cancelled", "coverage", "compliance", "position"),
    ),
    "programmes": (
        (
            "programme_id", "name", "component", "dimension", "population", "sex", "territory_id", "access",
            "unit", "agreement", "executor", "funder", "goal_id", "indicator_id", "source",
        ),
        ("year", "budget", "reach", "unit_cost", "answers", "effects", "is_unmeasured", "position"),
    ),
    "programme_answers": (("programme_id", "question_id", "about", "answer"), ("year", "position")),
    "programme_totals": (
        ("dimension", "component", "access", "unit"),
        ("year", "programmes", "with_budget", "with_reach", "budget", "reach", "unit_cost"),
    ),
    "unmeasured_costs": (("kind", "item_id", "year", "area", "name", "reason"), ("cost", "position")),
}  # fmt: skip


def empty(table: str) -> pd.DataFrame:
    """The table without rows: texts as objects, numbers as doubles. Raises KeyError on an unknown one."""
    texts, numbers = TABLES[table]
    columns = {name: pd.Series(dtype="object") for name in texts}
    return pd.DataFrame(columns | {name: pd.Series(dtype="float64") for name in numbers})


def shaped(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """The rows with the columns of their table: '' for a missing text, and doubles. Raises KeyError."""
    if not len(rows):
        return _without_rows(table).copy()
    texts, numbers = TABLES[table]
    found = rows.reindex(columns=[*texts, *numbers]).reset_index(drop=True)
    found[[*texts]] = found[[*texts]].fillna("").astype("object")
    found[[*numbers]] = found[[*numbers]].astype("float64")
    return found


@cache
def _without_rows(table: str) -> pd.DataFrame:
    return empty(table)
