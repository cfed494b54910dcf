"""The pages about what was agreed: which ones this edition has, for the menu, and what writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publish.pages.commitments import has_plans
from publish.pages.community import FAMILIES, LEGAL, PARTICIPATION, THEORY, community_pages
from publish.pages.desk import Desk
from publish.pages.families import families_page
from publish.pages.legal import legal_page
from publish.pages.participation import participation_page
from publish.pages.programmes import has_programmes
from publish.pages.theory import theory_page

View = tuple[str, str, dict[str, Any]]
_WRITERS: dict[str, Callable[[Desk], View]] = {
    PARTICIPATION: participation_page,
    FAMILIES: families_page,
    THEORY: theory_page,
    LEGAL: legal_page,
}


def written_pages(desk: Desk) -> list[View]:
    """Path, template and view of each page about the community that has something to say."""
    return [_WRITERS[url](desk) for _, url in community_pages(desk)]


def menu(desk: Desk) -> list[tuple[str, str]]:
    """Name and address of everything that was agreed, in the order of the menu."""
    account = desk.account
    before = [
        ("Recursos", "recursos/index.html", not account.resources.is_empty),
        ("Servicios", "servicios/index.html", not account.services.is_empty),
        ("Compromisos", "compromisos/index.html", has_plans(desk)),
        ("Programas", "programas/index.html", has_programmes(desk)),
    ]
    return [(name, url) for name, url, there in before if there] + community_pages(desk)
