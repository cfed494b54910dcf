"""What MINEDUC's tables of one record per pupil share: keys, codes and their rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from pipelines import territories
from pipelines.sources.bulk import Header
from pipelines.sources.plan import Rule, Skip

FIX = "Corrija el registro en el archivo o pida uno nuevo a la fuente."
_CODES = "Revise el código de comuna: debe ser un código CUT vigente o histórico."
_NAMES = "Revise el nombre de la comuna: debe ser uno de la lista oficial."
_CELL = "El registro se usa sin ese valor; corríjalo en el archivo o pida uno nuevo a la fuente."
#: What a comuna that nobody knows becomes on its way to the rules.
UNKNOWN = "?"

#: Codes that every school has.
DEPE, RURAL = "123456", "01"
#: One column each: asked once per distinct text, and not of every record.
TOTALS = tuple(Skip(f"lower(left({column}, 5)) = 'total'", "Fila de totales.") for column in ("agno", "rbd"))
YEAR = "try_cast(agno as integer)"


def comuna_code(text: str) -> str:
    """Five digits of a known code, '' for none (empty or zero), UNKNOWN for any other text."""
    digits = text.removesuffix(".0")
    if not digits.strip("0"):
        return ""
    code = digits.zfill(5)
    return code if code in territories.codes() else UNKNOWN


def comuna_name(text: str) -> str:
    """The code of a comuna that comes by name: official list and aliases only, never guessed."""
    if not text:
        return ""
    return str(territories.match_names(pd.Series([text])).iloc[0]) or UNKNOWN


def number(column: str) -> str:
    """Whole number of a text column, null when it is none."""
    return f"try_cast({column} as bigint)"


def decimal(column: str) -> str:
    """Number of a text column with decimal comma or point, null when it is none."""
    return f"try_cast(replace({column}, ',', '.') as decimal(9, 4))"


def plain_code(header: Header, column: str, lowest: int, highest: int) -> str:
    """Canonical text of a code between two numbers, '' for anything else or no such column."""
    if column not in header:
        return "''"
    value = number(column)
    return f"case when {value} between {lowest} and {highest} then cast({value} as varchar) else '' end"


def sex() -> str:
    """mujer, hombre or ''."""
    return "case gen_alu when '2' then 'mujer' when '1' then 'hombre' else '' end"


def level(header: Header) -> str:
    """COD_ENSE2 (1 to 8); from COD_ENSE when the file lacks it."""
    if "cod_ense2" in header:
        return plain_code(header, "cod_ense2", 1, 8)
    if "cod_ense" not in header:
        return "''"
    ense = number("cod_ense")
    return (
        f"case when {ense} = 10 then '1' when {ense} = 110 then '2' when {ense} between 160 and 169 then '3' "
        f"when {ense} between 200 and 299 then '4' when {ense} = 310 then '5' "
        f"when {ense} between 360 and 369 then '6' "
        f"when {ense} between 400 and 999 and {ense} % 100 = 10 then '7' "
        f"when {ense} between 400 and 999 and {ense} % 100 between 60 and 69 then '8' else '' end"
    )


def birth(header: Header) -> str:
    """Year and month of birth, AAAAMM, from AAAAMM or AAAAMMDD; '' when it is not known."""
    if "fec_nac_alu" not in header:
        return "''"
    return (
        "case when length(fec_nac_alu) in (6, 8) and try_cast(left(fec_nac_alu, 4) as integer) > 1900 "
        "and try_cast(substr(fec_nac_alu, 5, 2) as integer) between 1 and 12 "
        "and try_cast(fec_nac_alu as integer) is not null then left(fec_nac_alu, 6) else '' end"
    )


def region(header: Header, column: str) -> str:
    """Two digits of a region, '' when it is not known."""
    if column not in header:
        return "''"
    value = number(column)
    return f"case when {value} between 1 and 16 then lpad(cast({value} as varchar), 2, '0') else '' end"


def key_rules(header: Header, pupil: str = "mrun") -> Iterator[Rule]:
    """A year, a school and a pupil, or the record cannot be counted."""
    year, school = header.label("agno"), header.label("rbd")
    yield Rule("agno = ''", year, "vacío", "Falta el año.", FIX)
    yield Rule(
        f"{YEAR} is null or {YEAR} not between 1990 and 2100 or length(agno) <> 4",
        year,
        "texto",
        "El año no tiene cuatro cifras.",
        FIX,
    )
    yield Rule("rbd = ''", school, "vacío", "Falta el identificador del establecimiento.", FIX)
    yield Rule(
        f"coalesce({number('rbd')}, 0) <= 0", school, "texto", "El identificador no es un número.", FIX
    )
    label = header.label(pupil)
    yield Rule(f"{pupil} in ('', '0')", label, "vacío", "Falta el identificador del estudiante.", FIX)
    yield Rule(
        f"coalesce({number(pupil)}, 0) <= 0 or length({pupil}) > 12",
        label,
        "texto",
        "El identificador del estudiante no es un número.",
        FIX,
    )


def place_rules(header: Header, column: str, *, by_name: bool = False) -> Iterator[Rule]:
    """The comuna of the school must be known."""
    label = header.label(column)
    what, todo = ("nombre", _NAMES) if by_name else ("código", _CODES)
    yield Rule(f"{column} = ''", label, "vacío", f"Falta el {what} de comuna.", todo)
    yield Rule(
        f"{column} = '{UNKNOWN}'", label, f"{what} desconocido", f"El {what} de comuna no existe.", todo
    )


def code_rules(header: Header, allowed: Mapping[str, str]) -> Iterator[Rule]:
    """Codes of a closed list that must be there: column -> the letters allowed."""
    for column, letters in allowed.items():
        if column in header:
            values = ", ".join(f"'{letter}'" for letter in letters)
            label = header.label(column)
            yield Rule(f"{column} = ''", label, "vacío", "Falta el código.", FIX)
            yield Rule(
                f"{column} not in ({values})",
                label,
                "código desconocido",
                "El código no está en la lista de la fuente.",
                FIX,
            )


def cell_rule(header: Header, column: str, condition: str, value_class: str, reason: str) -> Iterator[Rule]:
    """A value that is left out of a record that stays; nothing when the file lacks the column."""
    if column in header:
        yield Rule(condition, header.label(column), value_class, reason, _CELL, cell=True)


def person_cells(header: Header, home: str) -> Iterator[Rule]:
    """Comuna of residence and sex: unknown is allowed, nonsense is told."""
    yield from cell_rule(
        header, home, f"{home} = '{UNKNOWN}'", "código desconocido", "La comuna del estudiante no existe."
    )
    yield from cell_rule(
        header,
        "gen_alu",
        "gen_alu not in ('0', '1', '2', '')",
        "código desconocido",
        "El código de sexo no está en la lista de la fuente.",
    )


def birth_cell(header: Header) -> Iterator[Rule]:
    """A date of birth that is none."""
    yield from cell_rule(
        header,
        "fec_nac_alu",
        f"fec_nac_alu not in ('', '0') and {birth(header)} = ''",
        "no es fecha",
        "La fecha de nacimiento no es AAAAMM ni AAAAMMDD.",
    )


def age_cell(header: Header) -> Iterator[Rule]:
    """An age that nobody has."""
    yield from cell_rule(
        header,
        "edad_alu",
        f"edad_alu <> '' and coalesce({number('edad_alu')}, -1) not between 0 and 110",
        "no es edad",
        "La edad no está entre 0 y 110 años.",
    )


def known_place(column: str) -> str:
    """A comuna of five digits, '' when it is not known."""
    return f"case when {column} = '{UNKNOWN}' then '' else {column} end"


def whole(column: str) -> str:
    """Canonical text of a whole number that a rule has already asked for."""
    return f"cast({number(column)} as varchar)"


def letter(header: Header, column: str, letters: str) -> str:
    """One of `letters`, '' for anything else or no such column."""
    if column not in header:
        return "''"
    listed = ", ".join(f"'{one}'" for one in letters)
    return f"case when upper({column}) in ({listed}) then upper({column}) else '' end"


def keys(school_place: str, home: str, pupil: str = "mrun") -> dict[str, str]:
    """The columns that open every table of pupils."""
    return {
        "anio": whole("agno"),
        "mrun": whole(pupil),
        "rbd": whole("rbd"),
        "comuna_establecimiento": known_place(school_place),
        "comuna_estudiante": known_place(home),
    }


def level_rules(header: Header) -> Iterator[Rule]:
    """The kind of teaching must be a code."""
    yield Rule(
        f"coalesce({number('cod_ense')}, -1) not between 0 and 999",
        header.label("cod_ense"),
        "código desconocido",
        "El código de enseñanza no es un número.",
        FIX,
    )
