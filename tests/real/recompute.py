"""Every card recomputed from the raw official files, with pandas and nothing of the platform.

The formulas are written by hand from the definitions that the cards give to the public.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.real import raw_people, raw_published, raw_schools
from tests.real.adjusted import mortality
from tests.real.arithmetic import KEY, filled
from tests.real.figures import count, existing, part, rate, ratio, reserved, share, stock
from tests.real.places import COUNTRY, UNKNOWN, Places, places
from tests.real.recompute_more import more
from tests.real.reliability import SPLIT, estimated

NUMBERS = ["valor", "numerador", "denominador", "ic_inf", "ic_sup"]

#: Cards that print a variable of SINIM's long form.
SINIM = {
    "alumnos-por-docente": "781", "ejecucion-presupuestaria": "4243",
    "gasto-programas-recreacionales": "4242",
    "gasto-programas-sociales": "4239", "inversion-municipal": "1095", "mortalidad-infantil-sinim": "839",
    "mujeres-directivas-municipio": "853", "natalidad": "838", "poblacion-rural": "835",
    "presupuesto-por-habitante": "1092", "retiro-basica-municipal": "762", "retiro-media-municipal": "763",
}  # fmt: skip


def recompute(datos: Path) -> pd.DataFrame:
    """One row per figure that the raw files allow, in every comuna, province, region and the country.

    Columns indicador, territorio, periodo, sexo, the five numbers, marca ('', 's', 'na', 'u') and estado.
    What is not here is not available.
    """
    where = places(datos)
    parts = {
        **_people(datos, where),
        **_schools(datos, where),
        **_simce(datos, where),
        **_published(datos, where),
        **more(datos, where),
    }
    table = pd.concat(
        [part.reset_index().assign(indicador=name) for name, part in parts.items()], ignore_index=True
    )
    table[["marca", "estado"]] = table[["marca", "estado"]].fillna("")
    table = table[table["territorio"] != UNKNOWN]
    return table[["indicador", *KEY, *NUMBERS, "marca", "estado"]]


def _people(datos: Path, where: Places) -> dict[str, pd.DataFrame]:
    people = raw_people.population(datos, where)
    births = _filled(raw_people.births(datos, where), where)
    deaths = _filled(raw_people.deaths(datos, where), where)
    fonasa = _filled(raw_people.fonasa(datos, where), where)
    register = raw_people.register(datos, where)
    marks = raw_people.final_marks(datos, where)
    passed, absent = (marks[of].reindex(marks["todos"].index, fill_value=0) for of in ("aprobados", "faltan"))
    green = raw_published.green_areas(datos, where)
    fertility = rate(births["jovenes"], people["mujeres_15_19"], where, 1000)
    split = fertility.index.get_level_values("territorio").isin(SPLIT)
    # on the old map still: births here, women there (pools have none of them)
    fertility = fertility[~(split & (fertility.index.get_level_values("periodo") <= "2004"))]
    return {
        "poblacion-total": count(people["todos"], where),
        "poblacion-0-17": count(people["menores"], where),
        "primera-infancia": count(people["primera_infancia"], where),
        "poblacion-0-17-parte": part(people["menores"], people["todos"], where),
        "nacimientos": existing(count(births["todos"], where)),
        "maternidad-adolescente": share(births["jovenes"], births["todos"], where),
        "fecundidad-adolescente": fertility,
        "defunciones": reserved(count(deaths["todos"], where)).assign(estado="p"),
        "mortalidad-ajustada": mortality(datos, where).assign(estado="p"),
        "defunciones-menores-1": reserved(count(deaths["menores"], where)).assign(estado="p"),
        "fonasa-beneficiarios": count(fonasa["todos"], where),
        "fonasa-tramo-a": stock(fonasa["tramo_a"], fonasa["todos"], where),
        "rsh-40": stock(register["tramo_40"], register["todos"], where),
        "rsh-60": stock(register["tramo_60"], register["todos"], where),
        "aprobacion-media-hc": reserved(share(passed, marks["todos"], where)),
        "asistencia-grave-media-hc": reserved(share(absent, marks["todos"], where)),
        "areas-verdes": ratio(green, people["todos"], where),
    }


def _schools(datos: Path, where: Places) -> dict[str, pd.DataFrame]:
    pupils = _filled(raw_schools.enrolment(datos, where), where)
    schools = _filled(raw_schools.directory(datos, where), where)
    ive = _filled(raw_schools.vulnerability(datos, where), where)
    dropout = raw_schools.dropout(datos, where)
    whole, regular = dropout["Global"], dropout["Sistema regular"]
    return {
        "matricula-total": count(pupils["todos"], where),
        "matricula-parvularia": count(pupils["parvularia"], where),
        "matricula-publica": stock(pupils["publicos"], pupils["todos"], where),
        "establecimientos": count(schools["todos"], where),
        "establecimientos-rurales": stock(schools["rurales"], schools["todos"], where),
        "vulnerabilidad-escolar": stock(ive["prioritarios"], ive["todos"], where),
        "desvinculacion": share(regular["desvinculados"], regular["matricula"], where),
        "desvinculacion-global": share(whole["desvinculados"], whole["matricula"], where),
    }


def _simce(datos: Path, where: Places) -> dict[str, pd.DataFrame]:
    cards = {}
    for (grade, subject), raw in raw_schools.simce(datos, where).items():
        sums = _filled(raw, where)
        name = f"simce-{grade}-{subject}"
        cards[name] = ratio(sums["puntaje"], sums["alumnos"], where)
        cards[f"{name}-insuficiente"] = ratio(sums["insuficientes"], sums["nivelados"], where)
    return cards


def _published(datos: Path, where: Places) -> dict[str, pd.DataFrame]:
    printed: dict[str, pd.Series | pd.DataFrame] = {
        "dependencia-fcm": raw_published.sinim(datos, where, "IADM75"),
        **{card: raw_published.sinim_long(datos, where, code) for card, code in SINIM.items()},
        **{f"pobreza-{kind}": rows for kind, rows in raw_published.poverty(datos, where).items()},
        **raw_published.paes(datos, where),
    }
    return {
        name: estimated(rows.assign(marca=""))
        if isinstance(rows, pd.DataFrame)
        else rows.rename("valor").to_frame().assign(marca="")
        for name, rows in printed.items()
    }


def _filled(sums: raw_schools.Sums, where: Places) -> raw_schools.Sums:
    seen = sums["todos"] if "todos" in sums else sums["alumnos"]
    return {name: filled(measure, seen, where) for name, measure in sums.items()}


def due(figures: pd.DataFrame, listed: list[str]) -> pd.DataFrame:
    """Every row that an account of the listed territories owes, `nd` where there is no figure.

    Rows: those territories, what is over them and the country, for each indicator, period and sex
    known anywhere.
    """
    over = [code[:digits] for code in listed if code.isdigit() for digits in (2, 3) if digits < len(code)]
    shown = pd.Series(sorted({COUNTRY, *listed, *over}), name="territorio")
    key = ["indicador", "periodo", "sexo"]
    # three years together are nowhere but where cases are few
    pools = figures["periodo"].str.contains("/")
    grid = figures.loc[~pools, key].drop_duplicates().merge(shown, how="cross")
    table = grid.merge(figures, how="left", on=[*key, "territorio"])
    table = pd.concat([table, figures[pools].merge(shown)])
    return table.assign(marca=table["marca"].fillna("nd"), estado=table["estado"].fillna(""))
