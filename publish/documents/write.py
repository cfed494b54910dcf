"""Which documents an edition has, and how they get into its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.account import DataFile
from publish.documents.frame import sources_by_place
from publish.documents.press import Press
from publish.documents.sheets import answer_form, goal_sheet
from publish.documents.whole import territory_account, whole_account
from publish.documents.words import Content
from publish.documents.workbook import write_workbook
from publish.pages.desk import Desk
from publish.pages.goal_rows import GoalRow, goal_rows

Progress = Callable[[str, int, int], None]
WHOLE = "cuenta-publica.pdf"
BOOK = "datos/cuenta-publica.xlsx"
_EVERY = 10


@dataclass(frozen=True)
class _Document:
    path: str
    template: str
    content: Content


def place_url(territory: str) -> str:
    """Address of the document of a territory from the edition's root."""
    return f"territorios/{territory}/{WHOLE}"


def sheet_url(goal: str) -> str:
    """Address of the assembly's sheet of a goal from the edition's root."""
    return f"metas/{goal}/hoja.pdf"


def form_url(goal: str) -> str:
    """Address of the form for the answers about a goal from the edition's root."""
    return f"metas/{goal}/respuestas.csv"


def planned() -> list[DataFile]:
    """The documents that pages list before they are made."""
    return [
        DataFile(
            WHOLE,
            "Cuenta pública completa (PDF)",
            "Para leer e imprimir: hallazgos, promesas, metas, territorios, recursos, compromisos y método.",
        ),
        DataFile(
            BOOK,
            "Planilla para personas (Excel)",
            "Valores, metas, cambios, brechas, recursos y compromisos, con nombres, filtros y notas.",
        ),
    ]


def write_documents(desk: Desk, out_dir: Path, progress: Progress) -> dict[str, str]:
    """Write every document into the folder of an edition, from a desk whose charts are drawn.

    Gives, for each path, the fingerprint of what it says without the id of the edition. Same account
    and edition, same bytes.
    """
    press, goals = Press(), goal_rows(desk)
    total = len(desk.places.listed) + len(desk.account.goals) + 1
    said: dict[str, str] = {}
    for done, each in enumerate(_documents(desk, goals), 1):
        path = out_dir / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(press.print(each.template, each.content))
        said[each.path] = press.fingerprint(each.template, each.content, desk.edition.id)
        if done % _EVERY == 0 or done == total:
            progress("Escribiendo documentos", done, total)
    for goal in desk.account.goals:
        (out_dir / form_url(goal["id"])).write_bytes(answer_form(desk, goal))
    return said | {BOOK: write_workbook(desk.account, desk.edition, out_dir / BOOK)}


def _documents(desk: Desk, goals: list[GoalRow]) -> Iterator[_Document]:
    yield _Document(WHOLE, "cuenta.typ", whole_account(desk, goals))
    sources = sources_by_place(desk)
    for place in desk.places.listed:
        told = territory_account(desk, place, goals, sources[place.id])
        yield _Document(place_url(place.id), "territorio.typ", told)
    for goal in desk.account.goals:
        own = [row for row in goals if row.goal["id"] == goal["id"]]
        yield _Document(sheet_url(goal["id"]), "hoja.typ", goal_sheet(desk, goal, own))
