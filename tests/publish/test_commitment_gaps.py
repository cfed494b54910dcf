"""What a work plan does not know: told apart from zero, and named where it is out of a percent."""

from __future__ import annotations

from pathlib import Path

from publish.account import build_account
from publish.commitment_words import shares
from publish.pages.commitments import commitments_page
from tests.publish.one_page import desk_of
from tests.publish.one_page import written as rendered
from tests.publish.pages import words
from tests.publish.test_commitments import inputs_of


def test_standards_without_need_are_told_as_out_of_the_coverage(tmp_path: Path) -> None:
    row = {"plan": "p", "fila": "estandar", "planificado": 4, "hecho": 4, "pendiente": 0, "eliminado": 0}
    standards = [("Escuela", "uno", 8), ("Escuela", "dos", None), ("Escuela", "tres", None),
                 ("Barrio", "cuatro", 4), ("Barrio", "cinco", None), ("Salud", "seis", None)]  # fmt: skip
    rows = [
        row | {"area": area, "estandar": name, "necesidad": need, "_fila": at}
        for at, (area, name, need) in enumerate(standards, 2)
    ]
    desk = desk_of(build_account(inputs_of([], rows)))
    assert (
        "fuera de la cobertura y dentro de lo planificado: Salud, 2 estándares de Escuela y 1 estándar de "
        "Barrio." in words(rendered(desk, commitments_page(desk), tmp_path))
    )


def test_a_missing_percent_says_what_is_not_known() -> None:
    missing = float("nan")
    row = {"need": 24.0, "planned": missing, "coverage": missing, "compliance": missing}
    said = [shares(row | {"need": need})[0][1] for need in (24.0, 0.0, missing)]
    assert said == [
        "sin información: no se conoce todo lo planificado",
        "no se necesita nada",
        "sin información: no se conoce la necesidad",
    ]
