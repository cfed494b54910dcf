"""The rows of the published tables about people, families and the legal account."""

from __future__ import annotations

import pandas as pd

from publish.account import Account
from publish.columns_account import PLAN_TABLES
from publish.columns_people import PRACTICE_TABLES

#: published table -> table of publish.people and its columns, in the order of the published ones
_COLUMNS = {
    "participacion": (
        "attendance",
        "meeting_id name record held_on kind territory_id place participants meetings women men "
        "unknown_sex people planned share_of_plan is_counted source",
    ),
    "participacion_totales": (
        "attendance_totals",
        "year grouping code meetings people women men unknown_sex uncounted planned share_of_plan",
    ),
    "declarado_documentado": (
        "declared_contrasts",
        "subject event_id name kind territory_id held_on currency declared_events "
        "documented_events events_apart uncounted_events declared_people documented_people "
        "people_apart declared_cost documented_cost cost_apart verdict mark source",
    ),
    "integrantes": (
        "seats",
        "collaborative territory_id kind sex seats institutions",
    ),
    "capacitacion": (
        "trainings",
        "training_id name record held_on audience territory_id hours courses women men people "
        "cost currency payer mark source",
    ),
    "capacitacion_costos": (
        "training_costs",
        "year currency payer courses cost",
    ),
    "satisfaccion": (
        "satisfaction",
        "study service question territory_id asked_on sex satisfied asked share ci_low ci_high mark source",
    ),
    "buenas_practicas": (
        "practices",
        "practice_id name description territory_id is_spontaneous is_replicable is_good_practice "
        "conditions evidence cost goal_id source",
    ),
    "convenios": (
        "agreements",
        "agreement_id name partner kind date_from date_to state amount currency funder "
        "territory_id goal_id source",
    ),
    "convenios_totales": (
        "agreement_totals",
        "state kind currency agreements without_amount amount",
    ),
    "evaluacion_equipo": (
        "staff_evaluation",
        "period area factor evaluated meeting share mark source",
    ),
    "teoria_cambio": (
        "theory_steps",
        "step_id level wording leads_to assumption risk indicator_id goal_id",
    ),
    "plan_accion": (
        "action_lines",
        "line_id component objective goal_text indicator_text planned achieved share unit result "
        "impact state due_on declared documented apart verdict source",
    ),
    "bienestar_familias": (
        "wellbeing",
        "level dimension item wording territory_id moment families answers achieved share mark",
    ),
    "cuenta_legal": (
        "legal_letters",
        "letter wording block valid_from source verified_by state content owner",
    ),
}
_YES_NO = {1.0: "sí", 0.0: "no"}
_FLAGS = ("is_counted", "is_spontaneous", "is_replicable", "is_good_practice")


def people_rows(account: Account) -> dict[str, pd.DataFrame]:
    """The rows of each of these tables, by its name."""
    described = {**PRACTICE_TABLES, **PLAN_TABLES}
    found = {}
    for name, (table, columns) in _COLUMNS.items():
        rows = account.people[table]
        for flag in set(_FLAGS) & set(rows.columns):
            rows = rows.assign(**{flag: rows[flag].map(_YES_NO)})
        spanish = [column.name for column in described[name][2]]
        found[name] = rows.rename(columns=dict(zip(columns.split(), spanish, strict=True)))
    return found
