"""The page of programmes: what they answer, cost and reach, and what is paid for and not measured."""

from __future__ import annotations

from typing import Any

import pandas as pd

from publish import commitment_words as words
from publish import text
from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.questions import Cell, question_rows

URL = "programas/index.html"
TEMPLATE = "programas.html.j2"
#: Programmes of a year that are listed without being folded, and answers written out of a question.
OPEN_YEARS = 1
ANSWERS = 8
_ALL = {"dimension": "", "component": "", "access": "", "unit": ""}
KINDS = {
    "programa": "Programas",
    "accion_plan": "Acciones de los planes",
    "accion_meta": "Acciones de las metas",
}
REASONS = {
    "sin_respuesta_de_efecto": "no responde ninguna pregunta sobre su efecto",
    "sin_indicador": "no dice qué indicador quiere mover",
    "meta_sin_cifra": "su meta no tiene todavía una cifra",
}
UNMEASURED = ("◯", "Financiado, sin resultado medido")


def has_programmes(desk: Desk) -> bool:
    """Whether there is any programme, or anything paid for and not measured, to show."""
    programmes = desk.account.programmes
    return not (programmes.offers.empty and programmes.unmeasured.empty)


def programmes_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the page of programmes."""
    given = desk.account.programmes
    years = [_year(desk, year) for year in given.years]
    newest = given.years[0] if given.years else None
    view = {
        "title": "Programas: qué se ofrece, cuánto cuesta y qué se sabe de su efecto",
        "year_of_answers": newest,
        "rows": _questions(desk, newest) if newest is not None else [],
        "years": years,
        "open_years": OPEN_YEARS,
        "badge": UNMEASURED,
        "unmeasured": _unmeasured(desk),
    }
    return URL, TEMPLATE, view


def _questions(desk: Desk, year: int) -> list[dict[str, Any]]:
    """What the programmes of a year answer to each question."""
    given = desk.account.programmes
    offers = given.offers[given.offers["year"] == year]
    called = dict(zip(offers["programme_id"], offers["name"], strict=True))
    answers = given.answers[given.answers["year"] == year]

    def cell(question: Record) -> Cell:
        found = answers[answers["question_id"] == question["id"]]
        said = [(called.get(row["programme_id"], ""), row["answer"]) for row in _records(found.head(ANSWERS))]
        return {
            "note": _answered(len(found), len(offers)),
            "answers": said,
            "more": max(len(found) - ANSWERS, 0),
        }

    return question_rows(given.questions, cell)


def _answered(some: int, all_: int) -> str:
    if not some:
        return "Ningún programa la responde."
    if some == all_:
        return "Todos los programas la responden."
    return f"La {'responde' if some == 1 else 'responden'} {some}; sin respuesta, {all_ - some}."


def _year(desk: Desk, year: int) -> dict[str, Any]:
    given = desk.account.programmes
    offers = given.offers[given.offers["year"] == year]
    totals = given.totals[given.totals["year"] == year]
    unmeasured = offers[offers["is_unmeasured"] > 0]
    whole = _total(totals)
    return {
        "year": year,
        "summary": _summary(whole, len(offers), unmeasured),
        "offers": [_offer(desk, row) for row in _records(offers)],
        "units": [words.UNITS.get(unit, (unit, unit))[1] for unit in _units(totals)],
        "totals": _totals(totals),
        "reserved": bool((offers["mark"] == "s").any()),
        "other_units": bool(offers.loc[offers["reach"].notna(), "unit"].isin(["otra", "sin_dato"]).any()),
    }


def _summary(whole: Record, programmes: int, unmeasured: pd.DataFrame) -> list[str]:
    without = programmes - int(whole["with_budget"])
    budget = words.pesos(whole["budget"]) or "ninguno"
    said = [f"{_plural(programmes, 'programa', 'programas')}. Presupuesto informado: {budget}."]
    if without:
        said[0] += f" {_plural(without, 'no informa', 'no informan')} su presupuesto."
    if len(unmeasured):
        said.append(
            f"Financiados sin resultado medido: {text.number(len(unmeasured))}, por "
            f"{words.pesos(unmeasured['budget'].sum())}."
        )
    return said


def _plural(count: int, one: str, many: str) -> str:
    return f"{text.number(count)} {one if count == 1 else many}"


def _offer(desk: Desk, row: Record) -> dict[str, Any]:
    preferential = row["access"] == "preferente"
    place = desk.places.get(row["territory_id"])
    return {
        "name": row["name"],
        "where": place.title if place else "",
        "place_url": place.url if place else "",
        "what": f"{row['dimension']}, {_component(row['component'])}",
        "budget": words.pesos(row["budget"]) or "No informado",
        "reach": "Acceso preferente"
        if preferential
        else words.reach(row["reach"], row["unit"], row["mark"]) or "No informada",
        "unit_cost": words.pesos(row["unit_cost"]) or "—",
        "agreement": row["agreement"],
        "executor": row["executor"],
        "funder": row["funder"],
        "result": _result(row),
        "unmeasured": row["is_unmeasured"] > 0,
    }


def _result(row: Record) -> str:
    if row["is_unmeasured"] > 0:
        return UNMEASURED[1]
    if row["effects"] > 0:
        return "Responde por su efecto"
    if row["budget"] == 0:
        return "Con presupuesto cero y sin respuesta"
    return "Sin presupuesto informado ni respuesta"


def _component(code: str) -> str:
    return words.COMPONENTS.get(code) or words.title(code).lower()


def _totals(totals: pd.DataFrame) -> list[dict[str, Any]]:
    """One line per dimension, its components where they are several, and one line for all."""
    units = _units(totals)
    lines = []
    for dimension in sorted({str(name) for name in totals["dimension"]} - {""}):
        lines.append(_line(totals, units, dimension, 1, dimension=dimension))
        inside = totals.loc[totals["dimension"] == dimension, "component"]
        components = sorted({str(name) for name in inside} - {""})
        if len(components) > 1:
            lines += [
                _line(totals, units, words.title(_component(each)), 2, dimension=dimension, component=each)
                for each in components
            ]
    return [*lines, _line(totals, units, "Todas las dimensiones", 0)]


def _line(totals: pd.DataFrame, units: list[str], name: str, level: int, **wanted: str) -> dict[str, Any]:
    """A line of totals: budget, how much of it with a counted reach and with preferential access, reaches."""
    whole = _total(totals, **wanted)
    reached = [_total(totals, **wanted, unit=unit) for unit in units]
    return {
        "name": name,
        "level": level,
        "programmes": text.number(whole["programmes"]),
        "budgets": [
            words.pesos(each.get("budget")) or "—"
            for each in (whole, *(_total(totals, **wanted, access=kind) for kind in ("numero", "preferente")))
        ],
        "reached": [
            text.MARK_WORDS["s"]
            if each.get("mark") == "s"
            else text.number(words.known(each.get("reach"))) or "—"
            for each in reached
        ],
    }


def _units(totals: pd.DataFrame) -> list[str]:
    """Units that can be added, in the order in which they are said."""
    found = set(totals.loc[totals["reach"].notna() | (totals["mark"] == "s"), "unit"])
    return [unit for unit in words.UNITS if unit in found and unit not in ("otra", "sin_dato")]


def _total(totals: pd.DataFrame, **wanted: str) -> Record:
    """The total over these, and over all of what is not named; empty when there is none."""
    rows = totals
    for name, value in (_ALL | wanted).items():
        rows = rows[rows[name] == value]
    found = _records(rows)
    return found[0] if found else {}


def _unmeasured(desk: Desk) -> list[dict[str, Any]]:
    """What is paid for and not measured, by kind and year: its cost and each of its items."""
    rows = desk.account.programmes.unmeasured
    goals = {goal["id"]: goal["enunciado"] for goal in desk.account.goals}
    groups = []
    for (kind, year), items in rows.groupby(["kind", "year"], sort=False):
        groups.append(
            {
                "kind": KINDS.get(str(kind), str(kind)),
                "year": str(year) or "sin fecha",
                "count": text.number(len(items)),
                "cost": words.pesos(items["cost"].sum()),
                "rows": [
                    {
                        "name": row["name"],
                        "of": ""
                        if kind == "programa"
                        else goals.get(row["item_id"]) or words.title(row["item_id"]),
                        "cost": words.pesos(row["cost"]),
                        "why": REASONS.get(row["reason"], row["reason"]),
                    }
                    for row in _records(items)
                ],
            }
        )
    return groups


def _records(rows: pd.DataFrame) -> list[Record]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
