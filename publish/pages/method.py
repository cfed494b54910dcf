"""The method page: how a figure is made, how sure it is, and what each mark means."""

from __future__ import annotations

from typing import Any

from publish import text
from publish.pages.backtest import backtest_rows
from publish.pages.desk import Desk
from publish.pages.documents import URL as DOCUMENTS_URL


def method_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the method page."""
    view = {
        "title": "Cómo se hace esta cuenta",
        "threshold": desk.account.threshold,
        "marks": text.MARK_NOTES,
        "statuses": text.STATUS_NOTES,
        "documents": desk.notes.documents(str(source.get("id", "")) for source in desk.account.sources),
        "documents_url": DOCUMENTS_URL if desk.account.documents else "",
        "backtest": backtest_rows(),
        "questions": desk.account.programmes.questions,
        "levels": sorted({place.level_name for place in desk.places.tree}),
        "sources": [
            {
                "id": str(source.get("id", "")),
                "name": str(source.get("nombre") or source.get("id", "")),
                "producer": str(source.get("productor") or ""),
                "licence": str(source.get("licencia") or "No declarada"),
            }
            for source in desk.account.sources
        ],
    }
    return "metodo/index.html", "metodo.html.j2", view
