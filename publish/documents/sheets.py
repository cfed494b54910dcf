"""The kit of an assembly: a sheet per goal in large type, and the form in which its answers come back."""

from __future__ import annotations

from publish import text
from publish.documents import frame as frames
from publish.documents.goals import row_part
from publish.documents.words import Content
from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.goal_rows import GoalRow

#: id (what the goal's file calls it) -> what is asked of an assembly, in the order of the conversation.
QUESTIONS = {
    "historia": "¿Qué nos dice esta cifra? ¿Se parece a lo que vivimos?",
    "factores": "¿Qué ayuda y qué dificulta?",
    "socios": "¿Quiénes pueden contribuir, y quiénes faltan en esta mesa?",
    "que_funciona": "¿Qué funcionaría? Al menos una idea que cueste poco o nada.",
    "acciones": "¿Qué vamos a hacer, quién y para cuándo?",
}
LINES = 3
HOW = (
    "Las respuestas se pasan a la planilla «respuestas.csv» de esta meta: una fila por respuesta. No se "
    "escriben nombres de personas."
)
#: Columns of the form: the first four come filled in.
COLUMNS = (
    "edicion", "meta", "pregunta_id", "pregunta",
    "fecha", "lugar", "territorio", "asistentes", "respuesta", "de_acuerdo", "responsable", "plazo",
)  # fmt: skip


def goal_sheet(desk: Desk, goal: Record, rows: list[GoalRow]) -> Content:
    """What the sheet of a goal says: its first row in front, the questions behind."""
    more = len(rows) - 1
    return frames.frame(desk, str(goal["enunciado"])) | {
        "row": row_part(desk, rows[0]) if rows else None,
        "more": f"{_others(more)} de esta meta está{'' if more == 1 else 'n'} en la cuenta."
        if more > 0
        else "",
        "questions": list(QUESTIONS.values()),
        "lines": LINES,
        "how": HOW,
    }


def answer_form(desk: Desk, goal: Record) -> bytes:
    """`respuestas.csv`: a row per question to be filled in; UTF-8 with BOM and `;`, for Excel in Chile."""
    lines = [";".join(COLUMNS)]
    for id_, asked in QUESTIONS.items():
        filled = [desk.edition.id, str(goal["id"]), id_, asked]
        lines.append(";".join(filled + [""] * (len(COLUMNS) - len(filled))))
    return b"\xef\xbb\xbf" + "\r\n".join([*lines, ""]).encode()


def _others(count: int) -> str:
    return "Otra cifra" if count == 1 else f"Otras {text.number(count)} cifras"
