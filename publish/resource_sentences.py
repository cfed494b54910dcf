"""What a finding of the resource map says, in plain Spanish: what was found and why."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from publish import text
from publish.resources import Resources

Row = Mapping[Hashable, Any]
#: state -> symbol and word, as the matrix shows them
STATES = {
    "duplicidad": ("◫", "duplicidad"),
    "vacio": ("○", "vacío"),
    "sobreoferta": ("▲", "sobreoferta"),
    "cubierta": ("●", "cubierta"),
    "sin_informacion": ("?", "sin información"),
    "sin_demanda": ("–", "sin demanda"),
}
SEX_OF = {"mujer": "mujeres", "hombre": "hombres"}
_NO_UNIT = ("", "otra")
_NO_END = "9999-12-31"
_UNKNOWN = {
    "demanda_no_informada": "Hay oferta, y no se sabe cuánta hace falta: la demanda no está informada.",
    "capacidad_no_informada": "No se sabe si alcanza: {offers} no {informs} su capacidad en la unidad de la "
    "necesidad{unit}. Sin informar no es cero.",
    "sin_demanda": "Hoy nadie la tiene: la demanda es cero.",
    "reservada": "Para cuántos hace falta está reservado para proteger a las personas, y por eso tampoco "
    "se dice si alcanza.",
}


def amount(value: float, unit: str) -> str:
    """«40 personas», «1 familia»; only the number when it has no unit that can be said."""
    if unit in _NO_UNIT:
        return text.plain(value)
    return text.with_unit(value, unit, 0 if float(value).is_integer() else 1)


def why(resources: Resources, row: Row) -> str:
    """Why a finding is one. row: of Resources.findings. A reserved demand is said without its number."""
    return _WHY[str(row["reason"])](resources, row)


def state_of(row: Row) -> str:
    """What is known of a need that is neither a gap nor too much. row: of Resources.needs."""
    reason = str(row["reason"])
    if reason != "alcanza":
        offers = int(row["uninformed"])
        return _UNKNOWN[reason].format(
            offers=_offers(offers).lower(),
            informs="informa" if offers == 1 else "informan",
            unit="" if row["unit"] in _NO_UNIT else f" ({row['unit']})",
        )
    room = f"Hay lugar para {amount(row['capacity'], str(row['unit']))}"
    shared = " También sirve a otros territorios o grupos." if row["own_capacity"] < row["capacity"] else ""
    if row["mark"] or row["demand"] != row["demand"]:
        least = f"desde {text.number(row['threshold'])} de cada cien"
        return f"{room}: cubre lo acordado ({least}); para cuántos hace falta está reservado.{shared}"
    covered = 100 * row["capacity"] / row["demand"]
    return f"{room} y se necesita para {text.plain(row['demand'])}: {_percent(covered)}.{shared}"


def title(resources: Resources, row: Row) -> str:
    """«Leer en voz alta, para padres (hombres)»: what a row of the map is about."""
    name, population = resources.need(str(row["need"])), resources.population(str(row["population"]))
    sex = SEX_OF.get(str(row["sex"]), "")
    aside = f" ({sex})" if sex and sex not in population.lower() else ""
    return f"{name}, para {population[:1].lower()}{population[1:]}{aside}"


def _doubled(resources: Resources, row: Row) -> str:
    members = resources.offers[resources.offers["offer_id"].isin(str(row["offer_ids"]).split())]
    funders = sorted(set(members["funder"]), key=str.lower)
    ages = f", a las mismas edades ({row['age']})" if row["age"] else ""
    said = [
        f"{_offers(len(members))} de {text.number(len(funders))} financiadores distintos "
        f"({text.listing(funders)}) atienden lo mismo, a las mismas personas{ages}, en fechas que se cruzan"
        f"{_span(str(row['first_day']), str(row['last_day']))}."
    ]
    costs = members["annual_cost"]
    if len(members) and costs.notna().all():
        said.append(f"Entre todas cuestan ${text.number(costs.sum())} al año.")
    own = int((members["kind"] == "fortaleza_vecinal").sum())
    if own:
        said.append(f"{'Una es fortaleza' if own == 1 else f'{own} son fortalezas'} de los propios vecinos.")
    return " ".join(said)


def _span(first: str, last: str) -> str:
    """« (del 1 de mayo de 2024 al 31 de octubre de 2024)», « (desde el 1 de mayo de 2024)» or nothing."""
    if not first:
        return ""
    if last in ("", _NO_END):
        return f" (desde el {text.date(first)})"
    return f" (del {text.date(first)} al {text.date(last)})"


def _nobody(resources: Resources, row: Row) -> str:
    inside = resources.in_year(str(row["first_day"]), str(row["last_day"]))
    when = f"en {resources.year}" if inside else "en las fechas en que hace falta"
    return f"Ninguna oferta registrada llega {when}. {_wanted(row)}"


def _not_for_one_sex(resources: Resources, row: Row) -> str:
    return f"Hay ofertas, y ninguna atiende a {SEX_OF[str(row['sex'])]}."


def _too_little(resources: Resources, row: Row) -> str:
    room = f"Hay lugar para {amount(row['capacity'], str(row['unit']))}"
    if row["mark"]:
        kept = "para cuántos hace falta está reservado para proteger a las personas"
        return f"{room}, menos de lo acordado; {kept}."
    covered = 100 * row["capacity"] / row["demand"]
    wanted = text.plain(row["demand"])
    return f"{room} y se necesita para {wanted}: {_percent(covered)}, menos de lo acordado."


def _too_much(resources: Resources, row: Row) -> str:
    room = f"Hay lugar para {amount(row['capacity'], str(row['unit']))}"
    if row["mark"]:
        return f"{room}, más de lo que hace falta, que está reservado para proteger a las personas."
    if not row["demand"]:
        return f"{room}, y hoy nadie tiene la necesidad."
    over = 100 * row["capacity"] / row["demand"] - 100
    return f"{room} y se necesita para {text.plain(row['demand'])}: sobra {text.number(over)} %."


def _wanted(row: Row) -> str:
    if row["mark"]:
        return "Para cuántos hace falta está reservado para proteger a las personas."
    if row["demand"] != row["demand"]:
        return "No se sabe para cuántos hace falta."
    return f"Hace falta para {amount(row['demand'], str(row['unit']))}."


def _percent(covered: float) -> str:
    return f"alcanza para {text.number(covered)} de cada cien"


def _offers(count: int) -> str:
    return "Una oferta" if count == 1 else f"{text.number(count)} ofertas"


_WHY: dict[str, Callable[[Resources, Row], str]] = {
    "varias_ofertas": _doubled,
    "sin_oferta": _nobody,
    "sin_oferta_para_un_sexo": _not_for_one_sex,
    "bajo_umbral": _too_little,
    "sobre_margen": _too_much,
}
