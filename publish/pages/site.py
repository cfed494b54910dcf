"""The whole site: every page of an edition into a folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publish.account import Account, EditionInfo
from publish.charts import ChartBook
from publish.formats.addresses import write_addresses
from publish.pages.agreed import menu, written_pages
from publish.pages.changes import changes_page
from publish.pages.commitments import commitments_page, has_plans
from publish.pages.data import data_page
from publish.pages.desk import Desk
from publish.pages.documents import documents_page
from publish.pages.drawings import plan_charts
from publish.pages.embed import embed_pages
from publish.pages.environment import STATIC, Writer
from publish.pages.equity import equity_page
from publish.pages.former import former_pages
from publish.pages.glossary import accessibility_page, glossary_page
from publish.pages.goal import goal_page
from publish.pages.goal_rows import goal_rows
from publish.pages.home import home_page
from publish.pages.indicator import indicator_page, write_series
from publish.pages.method import method_page
from publish.pages.pending import agenda_page, is_pending, letter_page, pending_page
from publish.pages.programmes import has_programmes, programmes_page
from publish.pages.resources import resources_page
from publish.pages.services import services_page
from publish.pages.status import status_page
from publish.pages.territory import area_pages, territory_page
from publish.protect.minimum import PENDING_NOTICE

Progress = Callable[[str, int, int], None]
STYLE_FOLDER = "estilo"
_EVERY = 10


def _silent(text: str, done: int, total: int) -> None:
    """Nobody listens."""


def render_site(
    account: Account,
    out_dir: Path,
    edition: EditionInfo,
    progress: Progress = _silent,
    chart_folder: Path | None = None,
) -> Desk:
    """Write every page, the style sheet and one CSV per indicator into `out_dir`; gives their desk.

    Same account and edition, same bytes. chart_folder: where drawn charts are kept between runs
    (datos/graficos); None draws all of them again. progress: called with text, done and total.
    """
    book = ChartBook(chart_folder)
    desk = Desk(account, edition, book)
    goals = goal_rows(desk)
    progress("Preparando gráficos", 0, 0)
    plan_charts(desk, goals)
    book.render(progress)
    write = Writer(out_dir, _shared(desk)).write
    total = len(desk.places.listed) + len(account.indicators) + len(account.goals)
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if done % _EVERY == 0 or done == total:
            progress("Escribiendo páginas", done, total)

    for place in desk.places.listed:
        write(*territory_page(desk, place, goals))
        for page in area_pages(desk, place):
            write(*page)
        tell()
    for card in account.indicators:
        if is_pending(card):
            write(*pending_page(desk, card, goals))
            write(*letter_page(desk, card))
        else:
            write(*indicator_page(desk, card, goals))
            for page in embed_pages(desk, card):
                write(*page)
        if card["id"] in desk.with_rows:
            write_series(desk, card, out_dir)
        tell()
    for goal in account.goals:
        write(*goal_page(desk, goal, [row for row in goals if row.goal["id"] == goal["id"]]))
        tell()
    for page in (
        home_page(desk, goals),
        equity_page(desk),
        agenda_page(desk),
        changes_page(desk),
        status_page(desk),
        method_page(desk),
        data_page(desk),
        glossary_page(desk),
        accessibility_page(),
        *former_pages(desk),
        *written_pages(desk),
        *([documents_page(desk)] if account.documents else []),
        *([commitments_page(desk)] if has_plans(desk) else []),
        *([programmes_page(desk)] if has_programmes(desk) else []),
    ):
        write(*page)
    if not account.resources.is_empty:
        write(*resources_page(desk))
    if not account.services.is_empty:
        write(*services_page(desk))
    _copy_static(out_dir / STYLE_FOLDER)
    write_addresses(account, out_dir, edition, desk.terms)
    return desk


def _shared(desk: Desk) -> dict[str, Any]:
    """What the frame of every page shows."""
    settings = desk.account.settings
    return {
        "edition": desk.edition,
        "year": desk.account.year,
        "collaborative": settings.get("nombre") or "",
        "contact": settings.get("contacto") or "",
        "terms": desk.terms,
        "synthetic": bool(settings.get("sintetico") or desk.edition.synthetic),
        "pending_notice": PENDING_NOTICE.format(threshold=desk.account.threshold),
        "has_goals": bool(desk.account.goals),
        "agreed": menu(desk),
        "has_plans": has_plans(desk),
        "has_programmes": has_programmes(desk),
        "has_resources": not desk.account.resources.is_empty,
        "has_services": not desk.account.services.is_empty,
    }


def _copy_static(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(STATIC.iterdir()):
        shutil.copyfile(path, folder / path.name)
