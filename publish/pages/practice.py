"""Training, satisfaction, practices, agreements and the team's evaluation, for the page of participation."""

from __future__ import annotations

from typing import Any

import pandas as pd

from publish import text
from publish.pages.declared import declared_rows
from publish.pages.desk import Desk
from publish.pages.grids import RESERVED, Grid, grid, money, records, shown, when, words

_CURRENCIES = {"CLP": "pesos", "USD": "dólares"}
_STATES = {"vigente": "Vigente", "terminado": "Terminado", "por_comenzar": "Por comenzar"}


def view(desk: Desk) -> dict[str, Any]:
    """What the template shows of them; an empty list or None for what there is none of."""
    return {
        "courses": _courses(desk, this_year=True),
        "earlier_courses": _courses(desk, this_year=False),
        "declared_courses": declared_rows(desk, "capacitacion"),
        "costs": _costs(desk),
        "satisfaction": _satisfaction(desk),
        "said_satisfied": _said_satisfied(desk),
        "practices": _practices(desk),
        "agreements": _agreements(desk),
        "agreement_totals": _agreement_totals(desk),
        "team": _team(desk),
    }


def _courses(desk: Desk, *, this_year: bool) -> Grid | None:
    rows = desk.account.people["trainings"]
    ours = rows["held_on"].str.startswith(str(desk.account.year)) == this_year
    rows = rows[ours & (rows["record"] == "documentada")].sort_values(
        ["held_on", "training_id"], ascending=[False, True]
    )
    lines = [
        (
            f"{row['name']} | {when(row['held_on'])}, para {words(row['audience']).lower()}",
            shown(row["courses"]),
            shown(row["hours"], decimals=None),
            *(shown(row[name], row["mark"]) for name in ("people", "women", "men")),
            money(row["cost"], row["currency"]),
            row["payer"],
        )
        for row in records(rows)
    ]
    name = f"Cursos y pasantías de {desk.account.year}" if this_year else "Cursos y pasantías de otros años"
    heads = ("Curso", "#Cursos", "#Horas", "#Personas", "#Mujeres", "#Hombres", "#Costo", "Lo pagó")
    return grid(name, heads, lines)


def _costs(desk: Desk) -> Grid | None:
    rows = desk.account.people["training_costs"].sort_values(
        ["currency", "year", "payer"], ascending=[True, False, True]
    )
    lines = [
        (
            f"{row['year'] or 'Sin fecha'} | {row['payer']}",
            shown(row["courses"]),
            money(row["cost"], row["currency"]),
        )
        for row in records(rows)
    ]
    sums = rows.groupby("currency", sort=True)[["courses", "cost"]].sum()
    if len(rows) > 1:
        lines += [
            (
                f"Todos los años, en {_CURRENCIES.get(str(currency), str(currency) or 'otra moneda')}",
                shown(each["courses"]),
                money(each["cost"], str(currency)),
            )
            for currency, each in sums.iterrows()
        ]
    return grid(
        "Costo de los cursos documentados", ("Año y quién pagó", "#Cursos", "#Costo"), lines,
        "Las monedas no se suman entre sí.",
    )  # fmt: skip


def _satisfaction(desk: Desk) -> Grid | None:
    """One row per study, service, question and territory: all, and each sex with its share."""
    rows = desk.account.people["satisfaction"]
    lines = []
    key = ["asked_on", "service", "question", "territory_id"]
    for (asked_on, service, question, territory), group in rows.groupby(key, sort=True):
        by_sex = {row["sex"]: row for row in records(group)}
        place = desk.account.people.places.get(str(territory), str(territory))
        whole = by_sex.get("total")
        lines.append(
            (
                f"{service}: {question} | {place}, {when(str(asked_on))}",
                _share(whole),
                _margin(whole),
                _of(whole),
                _share(by_sex.get("mujer")),
                _share(by_sex.get("hombre")),
            )
        )
    heads = ("Servicio y pregunta", "#Conformes", "#Margen de error", "#De cuántas", "#Mujeres", "#Hombres")
    return grid("Personas conformes, de cada cien que respondieron", heads, lines)


def _share(row: dict[str, Any] | None) -> str:
    if row is None:
        return ""
    return RESERVED if row["mark"] else text.with_unit(row["share"], "%", 1)


def _margin(row: dict[str, Any] | None) -> str:
    if row is None or pd.isna(row["ci_low"]):
        return ""
    return f"{text.number(row['ci_low'], 1)} a {text.number(row['ci_high'], 1)}"


def _of(row: dict[str, Any] | None) -> str:
    if row is None or pd.isna(row["asked"]):
        return ""
    return f"{text.plain(row['satisfied'])} de {text.plain(row['asked'])}"


def _said_satisfied(desk: Desk) -> list[str]:
    """The highest and the lowest share of all, each with its interval in words."""
    rows = desk.account.people["satisfaction"]
    rows = rows[(rows["sex"] == "total") & (rows["mark"] == "")].dropna(subset=["share"])
    ordered = records(rows.sort_values(["share", "service"], ascending=[False, True]))
    picked = ordered[:1] + ordered[-1:] if len(ordered) > 1 else ordered
    return [
        f"{row['service']}, {_place(desk, row)}, «{row['question']}»: de cada cien personas que "
        f"respondieron, {text.number(row['share'])} están conformes; con el margen de error, entre "
        f"{text.number(row['ci_low'])} y {text.number(row['ci_high'])}."
        for row in picked
    ]


def _place(desk: Desk, row: dict[str, Any]) -> str:
    return desk.account.people.places.get(row["territory_id"], row["territory_id"])


def _practices(desk: Desk) -> list[dict[str, Any]]:
    rows = desk.account.people["practices"].sort_values(
        ["is_good_practice", "practice_id"], ascending=[False, True]
    )
    called = {goal["id"]: goal.get("enunciado", goal["id"]) for goal in desk.account.goals}
    return [
        {
            **row,
            "place": _place(desk, row),
            "good": row["is_good_practice"] > 0,
            "lacks": ""
            if row["is_good_practice"] > 0
            else "No nació en el territorio"
            if not row["is_spontaneous"]
            else "Otros no la pueden repetir todavía",
            "price": "no cuesta dinero" if row["cost"] == 0 else money(row["cost"], "CLP"),
            "goal": called.get(row["goal_id"], ""),
        }
        for row in records(rows)
    ]


def _agreements(desk: Desk) -> Grid | None:
    rows = desk.account.people["agreements"].sort_values(["state", "agreement_id"], ascending=[False, True])
    lines = [
        (
            f"{row['name']} | {row['partner']}{_where(desk, row)}",
            words(row["kind"]),
            _STATES[row["state"]],
            _span(row["date_from"], row["date_to"]),
            money(row["amount"], row["currency"]) or "no informado",
            row["funder"],
        )
        for row in records(rows)
    ]
    heads = ("Convenio", "Tipo", f"Al 31 de diciembre de {desk.account.year}", "Plazo", "#Monto", "Lo paga")
    return grid("Convenios y financiamientos", heads, lines)


def _where(desk: Desk, row: dict[str, Any]) -> str:
    return f", {_place(desk, row)}" if row["territory_id"] else ""


def _span(first: str, last: str) -> str:
    if first and last:
        return f"{text.date(first)} a {text.date(last)}"
    return (
        f"desde el {text.date(first)}" if first else f"hasta el {text.date(last)}" if last else "no informado"
    )


def _agreement_totals(desk: Desk) -> Grid | None:
    rows = desk.account.people["agreement_totals"].sort_values(
        ["state", "kind", "currency"], ascending=[False, True, True]
    )
    lines = [
        (
            f"{_STATES[row['state']]}: {words(row['kind']).lower()}"
            + (f", en {_CURRENCIES.get(row['currency'], row['currency'])}" if row["currency"] else ""),
            shown(row["agreements"]),
            money(row["amount"], row["currency"]) or "no informado",
            shown(row["without_amount"]) if row["without_amount"] else "",
        )
        for row in records(rows)
    ]
    heads = ("Estado y tipo", "#Convenios", "#Suman", "#Sin monto informado")
    return grid("Convenios por moneda", heads, lines, "Las monedas no se suman entre sí.")


def _team(desk: Desk) -> Grid | None:
    rows = desk.account.people["staff_evaluation"].sort_values(
        ["period", "area", "factor"], ascending=[False, True, True]
    )
    lines = [
        (
            f"{row['factor']} | {row['area']}",
            text.period(row["period"]),
            shown(row["evaluated"], row["mark"]),
            shown(row["meeting"], row["mark"]),
            RESERVED if row["mark"] else text.with_unit(row["share"], "%", 1),
        )
        for row in records(rows)
    ]
    return grid(
        "Evaluación semestral del equipo",
        ("Factor", "Semestre", "#Personas evaluadas", "#Cumplen", "#De cada cien"),
        lines,
    )
