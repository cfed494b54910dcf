"""Goals on paper: the same words, figures and drawings as their pages."""

from __future__ import annotations

from publish import text
from publish.documents.words import Content, drawn, prose, sentence, table
from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.goal_rows import GoalRow
from publish.pages.goal_story import story_view
from publish.pages.goal_table import path_table

_PATH = ("Período", "#Acordado", "#Ocurrió", "#Si todo sigue igual", "#Franja de 80 %", "Resultado")


def goal_part(desk: Desk, goal: Record, rows: list[GoalRow]) -> Content:
    """A goal in full. rows: those of this goal."""
    told = story_view(goal)
    actions = [
        (
            _two(each["what"], each["why"]), each["who"], each["when"], each["budget"],
            f"{each['symbol']} {each['state']}",
        )
        for each in told["actions"]
    ]  # fmt: skip
    return {
        "statement": goal["enunciado"],
        "agreed": _agreed(desk, goal),
        "unsaid": desk.account.promises.unsaid.get(goal["id"], []),
        "rows": [row_part(desk, row) for row in rows],
        "story": prose(goal.get("historia") or ""),
        "factors": [
            {
                "title": side["title"],
                "items": [
                    f"{each['what']} ({each['sex']})" if each["sex"] else each["what"]
                    for each in side["factors"]
                ],
            }
            for side in told["factors"]
        ],
        "partners": [
            f"{each['name']}: {each['role']}" if each["role"] else each["name"] for each in told["partners"]
        ],
        "ideas": [
            f"{'De bajo costo. ' if each['low_cost'] else ''}{each['what']}. {each['evidence']}"
            for each in told["ideas"]
        ],
        "actions": table("", ("Acción", "Responsable", "Plazo", "#Presupuesto", "Estado"), actions),
        "changes": [
            f"{', '.join(filter(None, (each['when'], each['who'])))}: {sentence(each['what'])} {each['why']}"
            for each in told["changes"]
        ],
    }


def row_part(desk: Desk, row: GoalRow) -> Content:
    """What a goal says of one indicator in one place."""
    key = desk.charts.get(("meta", row.key, ""))
    symbol, words = row.expectation
    return {
        "title": f"{row.card['nombre']}, {row.place.title}{row.of_sex}",
        "symbol": row.symbol,
        "verdict": row.verdict,
        "caution": "con un dato poco confiable" if row.sign else "",
        "sentence": " ".join((row.sentence, *row.about_target)),
        "curve": " ".join(row.curve),
        "expected_symbol": symbol,
        "expected": words,
        "chart": drawn(desk.book.svg(key)) if key else "",
        "path": _path(row),
    }


def short_goals(desk: Desk, goals: list[GoalRow]) -> list[Content]:
    """The goals of a territory, each with its rows and nothing else."""
    found: dict[str, Content] = {}
    for row in goals:
        statement = str(row.goal["enunciado"])
        found.setdefault(row.goal["id"], {"statement": statement, "rows": []})["rows"].append(
            row_part(desk, row)
        )
    return list(found.values())


def _path(row: GoalRow) -> Content:
    """From where it starts to the target: what was agreed, what came, what was expected."""
    known = path_table(row)
    start = [
        text.period(row.baseline_period) + "\nLínea de base",
        "",
        row.shown("baseline_value"),
        "",
        "",
        "",
    ]
    lines = [
        [
            _two(each["period"], each["what"]), each["agreed"], each["came"], each["expected"], each["band"],
            "; ".join(f"{symbol} {words}" for symbol, words in each["state"]),
        ]
        for each in known["rows"]
    ]  # fmt: skip
    latest = row.values["latest_period"]
    shown = {each["period"] for each in known["rows"] if each["came"]} | {text.period(row.baseline_period)}
    if latest and text.period(latest) not in shown:
        lines.insert(0, [f"{text.period(latest)}\nÚltimo dato", "", row.shown("latest_value"), "", "", ""])
    lines = [start, *lines]
    return table("De la partida a la meta", _PATH, lines)


def _agreed(desk: Desk, goal: Record) -> str:
    """«Acordada el 7 de marzo de 2024. Asamblea: … Asistieron 40 mujeres y 31 hombres.»"""
    told = story_view(goal)
    present = [
        text.with_unit(told[who], many if told[who] != 1 else one)
        for who, one, many in (("women", "mujer", "mujeres"), ("men", "hombre", "hombres"))
        if told[who] is not None
    ]
    codes = goal.get("territorios") or []
    codes = [codes] if isinstance(codes, str) else [str(code) for code in codes]
    places = [desk.places[code].title for code in codes if code in desk.account.names]
    said = [
        f"Acordada el {told['agreed_on']}." if told["agreed_on"] else "",
        f"Asamblea: {sentence(told['assembly'])}" if told["assembly"] else "",
        f"Lugar: {sentence(told['place'])}" if told["place"] else "",
        f"Asistieron {text.listing(present)}." if present else "",
        f"En los planes: {'; '.join(told['plans'])}." if told["plans"] else "",
        f"Territorios: {text.listing(places)}." if places else "",
    ]
    return " ".join(part for part in said if part)


def _two(first: str, second: str) -> str:
    return f"{first}\n{second}" if second else first
