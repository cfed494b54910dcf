"""Which pages about the community this edition has: each only when its registers say something."""

from __future__ import annotations

from publish.pages.desk import Desk

PARTICIPATION = "participacion/index.html"
FAMILIES = "familias/index.html"
THEORY = "teoria/index.html"
LEGAL = "cuenta-legal/index.html"
#: address -> name and the tables that fill it
PAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    PARTICIPATION: (
        "Participación",
        (
            "attendance", "seats", "trainings", "satisfaction", "practices", "agreements", "staff_evaluation",
        ),
    ),
    FAMILIES: ("Familias", ("wellbeing",)),
    THEORY: ("Teoría del cambio", ("theory_steps", "action_lines")),
    LEGAL: ("Cuenta legal", ("legal_letters",)),
}  # fmt: skip


def community_pages(desk: Desk) -> list[tuple[str, str]]:
    """Name and address of each of these pages that has something to say."""
    return [(name, url) for url, (name, tables) in PAGES.items() if desk.account.people.has(*tables)]
