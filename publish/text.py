"""How a value is written for people (Spanish of Chile): the only place where a figure becomes text.

Pages, alternative texts, the PDF and the workbook all call these functions. Halves are rounded
away from zero, as Excel and browsers do, so that what a reader computes shows the same digits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext

MINUS = "−"
MARK_NOTES = {
    "s": "Dato reservado para proteger a las personas",
    "nd": "No disponible en la fuente",
    "na": "No aplica",
    "u": "Poco confiable: pocos casos o intervalo muy ancho",
}
MARK_WORDS = {"s": "reservado", "nd": "no disponible", "na": "no aplica", "u": "poco confiable"}
STATUS_NOTES = {"p": "Provisional: puede cambiar", "e": "En revisión"}
STATUS_WORDS = {"p": "provisional", "e": "en revisión"}
SEX_NAMES = {"total": "Total", "mujer": "Mujeres", "hombre": "Hombres"}
LEVEL_NAMES = {
    "pais": "País",
    "region": "Región",
    "provincia": "Provincia",
    "comuna": "Comuna",
    "unidad_vecinal": "Unidad vecinal",
    "villa": "Villa",
    "sector": "Sector",
    "otro": "Territorio",
    "sin_territorio": "Sin territorio",
}
VERDICT_NAMES = {
    "alcanzada": "Meta alcanzada",
    "en_camino": "En camino",
    "sin_cambio_distinguible": "Sin cambio distinguible",
    "sin_margen": "Cambió; no hay margen de error para juzgarlo",
    "se_aleja": "Se aleja de la meta",
    "quiebre": "No se compara: la serie cambió",
    "sin_datos": "Sin datos",
    "reservado": "Reservado para proteger a las personas",
}
AREA_NAMES = {
    "nacer-y-crecer": "Nacer y crecer sanos",
    "aprender": "Aprender",
    "vivir-sin-pobreza": "Vivir sin pobreza",
    "barrio-y-servicios": "Barrio y servicios",
    "proteccion-y-participacion": "Protección y participación",
}
MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_HALVES = {"S1": "primer semestre", "S2": "segundo semestre"}
_ONE_OF = {
    "personas": "persona",
    "puntos": "punto",
    "niños y niñas": "niño o niña",
    "defunciones": "defunción",
    "nacimientos": "nacimiento",
    "establecimientos": "establecimiento",
    "estudiantes": "estudiante",
    "familias": "familia",
    "grupos": "grupo",
    "huertos": "huerto",
    "jornadas": "jornada",
    "asistencias": "asistencia",
    "puestos": "puesto",
    "letras": "letra",
    "líneas": "línea",
    "resultados declarados": "resultado declarado",
}


def number(value: float | int | Decimal | None, decimals: int = 0) -> str:
    """'1.234,5': dot for thousands, comma for decimals, always that many decimals; '' when missing."""
    if _missing(value):
        return ""
    with localcontext() as context:
        context.prec = 60
        exact = value if isinstance(value, Decimal) else Decimal(repr(float(value or 0)))
        rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return (MINUS if rounded < 0 else "") + digits


def with_unit(value: float | int | Decimal | None, unit: str = "", decimals: int = 0) -> str:
    """'39,9 %', '12,5 por 1.000', '1 persona', '1.234 personas'; '' when missing."""
    shown = number(value, decimals)
    if not shown or not unit:
        return shown
    return f"{shown} {_ONE_OF.get(unit, unit) if shown == '1' else unit}"


def figure(value: float | None, mark: str = "", unit: str = "", decimals: int = 0) -> str:
    """The text of one figure: its value with unit, or the words of its mark ('reservado')."""
    if mark in ("s", "nd", "na") or _missing(value):
        return MARK_WORDS[mark if mark in ("s", "na") else "nd"]
    return with_unit(value, unit, decimals)


def interval(low: float | None, high: float | None, unit: str = "", decimals: int = 0) -> str:
    """'entre 6,1 % y 8,0 %'; '' when there is no interval."""
    if _missing(low) or _missing(high):
        return ""
    if unit == "%":
        return f"entre {with_unit(low, unit, decimals)} y {with_unit(high, unit, decimals)}"
    return f"entre {number(low, decimals)} y {with_unit(high, unit, decimals)}"


def fraction(numerator: float | None, denominator: float | None) -> str:
    """'1.701 de 87.218'; only the numerator when there is no denominator."""
    if _missing(denominator):
        return plain(numerator)
    return f"{plain(numerator)} de {plain(denominator)}"


def plain(value: float | None, most: int = 6) -> str:
    """A number with the decimals it has and no more: '17.467', '7,077181'."""
    shown = number(value, most)
    return shown.rstrip("0").rstrip(",") if "," in shown else shown


def difference(value: float | None, unit: str = "", decimals: int = 0) -> str:
    """'3,2 puntos porcentuales' for a change of a percentage, the unit otherwise; no sign of direction."""
    if _missing(value) or value is None:
        return ""
    shown = number(abs(value), decimals)
    if unit == "%":
        return f"{shown} {'punto porcentual' if shown == '1' else 'puntos porcentuales'}"
    return with_unit(abs(value), unit, decimals)


def people(count: float | None) -> str:
    """'34 personas', '1 persona'."""
    return with_unit(count, "personas")


def period(code: str) -> str:
    """'2023', 'primer semestre de 2023', 'mayo de 2023', '2021 a 2023'."""
    year, _, rest = code.partition("-")
    if rest in _HALVES:
        return f"{_HALVES[rest]} de {year}"
    if rest.isdigit() and 1 <= int(rest) <= 12:
        return f"{MONTHS[int(rest) - 1]} de {year}"
    return code.replace("/", " a ")


def period_end(code: str) -> tuple[int, int]:
    """Year and month of a period's end: (2023, 12) for '2023' and '2021/2023', (2023, 6) for '2023-S1'."""
    year, _, rest = code.rpartition("/")[2].partition("-")
    return int(year), int(rest) if rest.isdigit() else 6 if rest == "S1" else 12


def date(code: str) -> str:
    """'7 de marzo de 2024' from '2024-03-07'; other texts stay as they are."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", code)
    if found is None or not 1 <= int(found[2]) <= 12:
        return code
    return f"{int(found[3])} de {MONTHS[int(found[2]) - 1]} de {found[1]}"


def until(code: str, cut: str) -> str:
    """'2024, hasta el 7 de marzo': a period that is not over and the date it reaches."""
    day = date(cut).removesuffix(f" de {code[:4]}")
    return f"{period(code)}, hasta el {day}"


def age(code: str) -> str:
    """'Todas las edades', '0 a 17 años', '60 años y más'."""
    if code == "total":
        return "Todas las edades"
    if code.endswith("+"):
        return f"{code[:-1]} años y más"
    return f"{code.replace('-', ' a ')} años"


def listing(items: Sequence[str]) -> str:
    """'a, b y c'; 'e' before the sound i, as Spanish asks."""
    if len(items) < 2:
        return "".join(items)
    joint = "e" if re.match(r"h?[ií](?![aeo])", items[-1].lower()) else "y"
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def file_size(size: int) -> str:
    """'812 bytes', '34 kB', '1,2 MB'."""
    if size < 1000:
        return f"{size} bytes"
    return f"{number(size / 1000)} kB" if size < 1_000_000 else f"{number(size / 1_000_000, 1)} MB"


def _missing(value: float | int | Decimal | None) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))
