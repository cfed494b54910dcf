"""The equity lens in words: by whom figures are told apart, and how each category is called."""

from __future__ import annotations

#: Columns of the equity matrix, in order.
LENSES: dict[str, str] = {
    "sexo": "Sexo",
    "edad": "Edad",
    "ruralidad": "Campo y ciudad",
    "dependencia": "Dependencia",
    "pueblo-originario": "Pueblo originario",
    "discapacidad": "Discapacidad",
    "nacionalidad": "Nacionalidad",
}
#: «por …», as a heading or a sentence goes on.
_BY = {
    "sexo": "por sexo",
    "edad": "por edad",
    "ruralidad": "en el campo y en la ciudad",
    "dependencia": "por dependencia de la escuela",
    "pueblo-originario": "por pertenencia a un pueblo originario",
    "discapacidad": "por discapacidad",
    "nacionalidad": "por nacionalidad",
    "nivel-ensenanza": "por nivel de enseñanza",
}
_CATEGORIES = {
    "dependencia": {
        "municipal": "Municipal",
        "slep": "Servicio local (SLEP)",
        "subvencionado": "Particular subvencionada",
        "particular": "Particular pagada",
        "delegada": "Administración delegada",
    },
    "ruralidad": {"urbano": "Ciudad (urbano)", "rural": "Campo (rural)"},
    "nivel-ensenanza": {
        "parvularia": "Parvularia",
        "basica": "Básica",
        "media-hc": "Media científico-humanista",
        "media-tp": "Media técnico-profesional",
        "especial": "Especial",
        "adultos": "De personas adultas",
    },
    "pueblo-originario": {
        "pertenece": "Pertenece a un pueblo originario",
        "no-pertenece": "No pertenece",
        "sin-informacion": "Sin información",
    },
    "nacionalidad": {
        "chilena": "Chilena",
        "extranjera": "Extranjera",
        "sin-informacion": "Sin información",
    },
    "discapacidad": {
        "con": "Con discapacidad",
        "sin": "Sin discapacidad",
        "sin-informacion": "Sin información",
    },
}


def by(dimension: str) -> str:
    """«por edad», «en el campo y en la ciudad»; a dimension that nobody named keeps its own word."""
    return _BY.get(dimension, f"por {_plain(dimension)}")


def category(dimension: str, code: str) -> str:
    """The name of a category: «Servicio local (SLEP)»; one that nobody named keeps its own words."""
    return _CATEGORIES.get(dimension, {}).get(code) or _plain(code)[:1].upper() + _plain(code)[1:]


def category_order(dimension: str, code: str) -> tuple[int, str]:
    """Named categories in the order above, then the others by name."""
    named = list(_CATEGORIES.get(dimension, {}))
    return (named.index(code), "") if code in named else (len(named), code)


def _plain(slug: str) -> str:
    return slug.replace("-", " ")
