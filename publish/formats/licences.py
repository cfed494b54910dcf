"""The open licences that an account may state, in words, with the address of their text."""

from __future__ import annotations

from dataclasses import dataclass

from publish.inputs import Record

DEFAULT = "CC-BY-4.0"


@dataclass(frozen=True)
class Licence:
    """A licence: SPDX name, title, address of its text, and what it lets people do, in one sentence."""

    id: str
    title: str
    address: str
    says: str


_CC = "https://creativecommons.org"
_ODC = "https://opendatacommons.org/licenses"
LICENCES = {
    licence.id: licence
    for licence in (
        Licence(
            "CC-BY-4.0",
            "Creative Commons Atribución 4.0 Internacional (CC BY 4.0)",
            f"{_CC}/licenses/by/4.0/",
            "Se pueden usar, copiar y transformar, también para vender, diciendo de dónde salen.",
        ),
        Licence(
            "CC-BY-SA-4.0",
            "Creative Commons Atribución-CompartirIgual 4.0 Internacional (CC BY-SA 4.0)",
            f"{_CC}/licenses/by-sa/4.0/",
            "Se pueden usar y transformar diciendo de dónde salen; lo que se haga lleva la misma licencia.",
        ),
        Licence(
            "CC0-1.0",
            "Creative Commons Cero 1.0 Universal (CC0 1.0)",
            f"{_CC}/publicdomain/zero/1.0/",
            "Se pueden usar sin condiciones.",
        ),
        Licence(
            "ODC-By-1.0",
            "Open Data Commons Atribución 1.0 (ODC-By 1.0)",
            f"{_ODC}/by/1-0/",
            "Se pueden usar, copiar y transformar, diciendo de dónde salen.",
        ),
        Licence(
            "ODbL-1.0",
            "Open Data Commons Open Database License 1.0 (ODbL 1.0)",
            f"{_ODC}/odbl/1-0/",
            "Se pueden usar diciendo de dónde salen; una base hecha con ellos lleva la misma licencia.",
        ),
    )
}


def licence_of(settings: Record) -> Licence:
    """The licence that the settings state; CC BY 4.0 when they state none."""
    return LICENCES[str(settings.get("licencia") or DEFAULT)]
