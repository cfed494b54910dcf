"""One cell, as its column asks: numbers of Chile, codes, options, territories. Raises `CellFault`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pipelines.catalog.fields import restore_zero
from pipelines.catalog.printed_numbers import printed_number
from pipelines.catalog.problems import suggestion
from pipelines.catalog.questions import DEFAULT_QUESTIONS
from pipelines.registers.base import Column
from pipelines.registers.dates import YEARS, read_date, read_period, read_semester
from pipelines.registers.faults import CellFault, refuse_personal
from pipelines.territories import normalise

#: Another currency or thousands of pesos: what follows is not the figure that the column asks.
_OTHER_MONEY = re.compile(r"M{1,2}\$|US?\$|USD|UF|€", re.IGNORECASE)
_CODE = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_SEXES = {
    "total": ("TOTAL", "AMBOS", "AMBOS SEXOS", "TODOS", "TODAS"),
    "mujer": ("MUJER", "MUJERES", "FEMENINO"),
    "hombre": ("HOMBRE", "HOMBRES", "MASCULINO"),
}
_SEX_OF = {word: sex for sex, words in _SEXES.items() for word in words}
_YES_NO = {"SI": "sí", "VERDADERO": "sí", "X": "sí", "NO": "no", "FALSO": "no"}


@dataclass(frozen=True)
class Known:
    """What a cell may name: territories (id -> name), cards, goals and items of the matrix.

    `figures`: ids that official sources give, which no observation may take. `questions`: ids of those that
    are asked of every programme.
    """

    territories: Mapping[str, str] = field(default_factory=dict)
    indicators: frozenset[str] = frozenset()
    goals: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset(question.id for question in DEFAULT_QUESTIONS)


def read_cell(column: Column, text: str, known: Known, edge: str = "") -> str | float | None:
    """What `text` (without spaces around) says in `column`: a number, or text; None or '' when empty.

    `edge`: whether the column begins («desde») or ends («hasta») a span. Raises `CellFault`.
    """
    refuse_personal(text)
    text = text or column.default
    number = _number(column, text) if column.numeric and text else None
    if not text or (column.numeric and number is None):
        if column.required:
            raise CellFault("falta un dato obligatorio", "La celda no trae el dato.", "complétela.")
        return None if column.numeric else ""
    if column.numeric:
        return number
    if column.kind in ("fecha", "fecha_parcial"):
        return read_date(text, partial=column.kind == "fecha_parcial", edge=edge)
    if column.kind == "opcion":
        return _option(text, column.options)
    return _READERS[column.kind](text, known)


def read_number(text: str, *, percent: bool = False) -> float | None:
    """«1.916.863.000» and «65,5» as numbers; None for «s/i». «136%» only where a `percent` goes.

    Raises `CellFault`: text, negative, or told in thousands or in another currency.
    """
    if _OTHER_MONEY.match(text.strip()):
        raise CellFault(
            "cantidad en miles o en otra moneda", "La cantidad está en miles de pesos o en otra moneda.",
            "escriba los pesos completos, sin signos; otra moneda va sólo donde hay columna «moneda».",
        )  # fmt: skip
    if text.strip().endswith("%") and not percent:
        raise CellFault("porcentaje donde va una cantidad", "La celda es un porcentaje.",
                        "escriba la cantidad, sin «%».")  # fmt: skip
    try:
        number = printed_number(text)
    except ValueError as error:
        raise CellFault(
            "texto donde va un número", "La celda no es un número.", "escriba sólo el número: 1200 o 65,5."
        ) from error
    if number is not None and number < 0:
        raise CellFault("número negativo", "El número es negativo.", "corrija la celda: va cero o más.")
    return None if number is None else float(number)


def _number(column: Column, text: str) -> float | None:
    """The number of `text`, within what `column` admits."""
    number = read_number(text, percent=column.kind == "porcentaje")
    if number is None:
        return None
    if column.kind == "anio" and number not in YEARS:
        raise CellFault("año que no se entiende", "No es un año.", "escríbalo con cuatro cifras: 2025.")
    if number > column.maximum:
        raise CellFault("número fuera de rango", "El número es demasiado grande.",
                        f"revise la celda: va {column.maximum:,.0f} o menos.".replace(",", "."))  # fmt: skip
    if number < column.minimum:
        raise CellFault("número fuera de rango", "El número es demasiado pequeño.",
                        f"revise la celda: va {column.minimum:g} o más.")  # fmt: skip
    if column.whole and not number.is_integer():
        raise CellFault("número con decimales", "El número trae decimales y cuenta de a uno.",
                        "escriba un número entero.")  # fmt: skip
    return number


def _text(text: str, known: Known) -> str:
    return " ".join(text.split())


def _code(text: str, known: Known) -> str:
    code = text.lower()
    if not _CODE.fullmatch(code):
        raise CellFault(
            "código mal escrito",
            "El código sólo puede llevar letras sin tilde, números y guiones, sin espacios.",
            "corrija la celda y use el mismo código en todos los registros.",
        )
    return code


def _sex(text: str, known: Known) -> str:
    sex = _SEX_OF.get(normalise(text), "")
    if not sex:
        raise CellFault("no es una de las opciones", "No es un sexo de los que se usan.",
                        "use total, mujer u hombre.")  # fmt: skip
    return sex


def _yes_no(text: str, known: Known) -> str:
    said = _YES_NO.get(normalise(text), "")
    if not said:
        raise CellFault("no es una de las opciones", "No dice ni sí ni no.", "use sí o no.")
    return said


def _option(text: str, options: tuple[str, ...]) -> str:
    same = {normalise(option): option for option in options}
    bare = normalise(text).replace(" ", "_")
    if bare not in same:
        near = suggestion(bare.lower(), options, 1)
        todo = f"{near} Puede ser: {', '.join(options)}.".strip()
        raise CellFault("no es una de las opciones", "El valor no es uno de los posibles.", todo)
    return same[bare]


def _territory(text: str, known: Known) -> str:
    place = restore_zero(text)
    if place in known.territories:
        return place
    named = [f"«{code}»" for code, name in known.territories.items() if normalise(name) == normalise(text)]
    near = f"¿Quiso decir {' o '.join(named)}?" if named else suggestion(place, known.territories, 2)
    raise CellFault(
        "territorio que no existe",
        "El territorio no existe.",
        near or "use el código de una comuna, provincia o región, CL, o uno propio de territorios.csv.",
    )


def _one_of(text: str, ids: Iterable[str], what: str, where: str) -> str:
    same = {one.lower(): one for one in ids}
    if text.lower() not in same:
        todo = suggestion(text.lower(), same, 2) or f"revise el id en {where}, o deje la celda vacía."
        raise CellFault(f"{what} que no existe", f"Nombra {what} que no existe.", todo)
    return same[text.lower()]


_READERS: dict[str, Callable[[str, Known], str]] = {
    "texto": _text,
    "codigo": _code,
    "codigos": lambda text, known: " ".join(_code(each, known) for each in text.split()),
    "sexo": _sex,
    "si_no": _yes_no,
    "territorio": _territory,
    "semestre": lambda text, known: read_semester(text),
    "periodo": lambda text, known: read_period(text),
    "indicador": lambda text, known: _one_of(text, known.indicators, "un indicador", "docs/tarjetas.md"),
    "meta": lambda text, known: _one_of(text, known.goals, "una meta", "la carpeta metas/"),
}
