"""The tables of the census books that are read: where each one's figures stand and what they count.

A table is told by its header and never by its number. Tables by region are read only for what the
tables by comuna do not carry (ages) or what cannot be added up (averages and rates).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

REGION = ("codigo region", "region")
COMUNA = (*REGION, "codigo provincia", "provincia", "codigo comuna", "comuna")
#: Id, name and unit.
MEASURES = (
    ("censo-poblacion", "Población censada", "personas"),
    ("censo-residentes", "Residentes habituales según el censo", "personas"),
    ("censo-hijos-nacidos-vivos", "Hijas e hijos nacidos vivos de mujeres de 15 años o más", "personas"),
    ("censo-hijos-sobrevivientes", "Hijas e hijos vivos de mujeres de 15 años o más", "personas"),
    ("censo-mujeres-15-y-mas", "Mujeres de 15 años o más", "personas"),
    ("censo-mujeres-con-hijos", "Mujeres de 15 años o más con hijas o hijos", "personas"),
    ("censo-mujeres-sin-hijos", "Mujeres de 15 años o más sin hijas ni hijos", "personas"),
    ("censo-mujeres-15-49", "Mujeres de 15 a 49 años que declararon sus hijas e hijos", "personas"),
    ("censo-hijos-de-mujeres-15-49", "Hijas e hijos nacidos vivos de mujeres de 15 a 49 años", "personas"),
    ("censo-madres-15-49", "Mujeres de 15 a 49 años con hijas o hijos", "personas"),
    (
        "censo-nivel-educativo",
        "Población censada según el nivel educativo más alto al que asistió",
        "personas",
    ),
    ("censo-poblacion-5-y-mas", "Población de 5 años o más", "personas"),
    ("censo-sabe-leer", "Personas de 5 años o más que saben leer y escribir", "personas"),
    ("censo-no-sabe-leer", "Personas de 5 años o más que no saben leer y escribir", "personas"),
    ("censo-sabe-leer-sin-informacion", "Personas que no declararon si saben leer y escribir", "personas"),
)
PUBLISHED = (
    ("censo-escolaridad", "Años de escolaridad promedio", "años"),
    ("censo-escolaridad-18", "Años de escolaridad promedio de la población de 18 años o más", "años"),
    ("censo-asistencia-parvularia", "Tasa de asistencia neta a la educación parvularia", "%"),
    ("censo-asistencia-basica", "Tasa de asistencia neta a la educación básica", "%"),
    ("censo-asistencia-media", "Tasa de asistencia neta a la educación media", "%"),
    ("censo-asistencia-superior", "Tasa de asistencia neta a la educación superior", "%"),
)


@dataclass(frozen=True)
class Cell:
    """What one cell counts. A row's key and a column's header each say a part of it."""

    measure: str = ""
    sex: str = ""
    age: str = ""
    dimension: str = ""
    category: str = ""

    def of(self, column: Cell) -> Cell:
        """This row's part, completed by `column`'s."""
        said = {name: value for name, value in vars(self).items() if value}
        return replace(column, **said)


@dataclass(frozen=True)
class Table:
    """One table. `key`: column that says what a row is about, '' when rows are territories alone.

    `keys`: its normalised values; None for five-year groups of age. `skip_totals`: rows of a total are
    left out, because another table gives them. `ignored`: further columns that it may have.
    """

    name: str
    level: Literal["comuna", "region"]
    kind: Literal["medida", "publicado"]
    figures: Mapping[str, Cell]
    key: str = ""
    keys: Mapping[str, Cell] | None = None
    skip_totals: bool = False
    ignored: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """Columns of the territory."""
        return COMUNA if self.level == "comuna" else REGION

    @property
    def own(self) -> tuple[str, ...]:
        """Columns that set the table apart."""
        return (*((self.key,) if self.key else ()), *self.figures)


_AGES = "grupos de edad"
_SEXES = {"hombre": Cell(sex="hombre"), "mujer": Cell(sex="mujer")}
_BORN = "lugar-nacimiento"
_LEVEL = "nivel-educativo"

_CHILDREN = {
    "mujeres con hijos o hijas": Cell("censo-mujeres-con-hijos"),
    "mujeres sin hijos o hijas": Cell("censo-mujeres-sin-hijos"),
}
_ALL_WOMEN = {"total de mujeres de 15 anos o mas": Cell("censo-mujeres-15-y-mas")}
_PARITY = {
    "mujeres con fecundidad declarada": Cell("censo-mujeres-15-49"),
    "total de hijos e hijas nacidos vivos": Cell("censo-hijos-de-mujeres-15-49"),
}
_PARITY_REST = (
    "total de mujeres entre 15-49 anos",
    "mujeres con fecundidad ignorada",
    "promedio de hijos/as a lo largo de la vida de una mujer (paridez media)",
)
_MOTHERS = {
    "total de mujeres entre 15-49 anos con hijos/as": Cell("censo-madres-15-49"),
    **{
        header: Cell("censo-madres-15-49", dimension=_BORN, category=category)
        for header, category in (
            ("mujeres entre 15-49 anos nacidas en chile con hijos/as", "chile"),
            ("mujeres entre 15-49 anos nacidas fuera del pais con hijos/as", "otro-pais"),
            ("mujeres con lugar de nacimiento ignorado", "sin-informacion"),
        )
    },
}
_YEARS = {"anos de escolaridad promedio": Cell("censo-escolaridad")}
_YEARS_18 = {"anos de escolaridad promedio para la poblacion de 18 anos o mas": Cell("censo-escolaridad-18")}
_ATTENDANCE = {
    f"tasa de asistencia neta educacion {level}": Cell(f"censo-asistencia-{level}")
    for level in ("parvularia", "basica", "media", "superior")
}
_LEVELS = {
    "poblacion censada": Cell("censo-nivel-educativo"),
    **{
        header: Cell("censo-nivel-educativo", dimension=_LEVEL, category=category)
        for header, category in (
            ("nunca asistio", "nunca-asistio"),
            ("diferencial", "diferencial"),
            ("parvularia", "parvularia"),
            ("basica", "basica"),
            ("media", "media"),
            ("superior", "superior"),
            ("nivel educativo no declarado", "sin-informacion"),
        )
    },
}
_BY_SEX = {
    "poblacion censada": Cell("censo-poblacion"),
    "hombres": Cell("censo-poblacion", "hombre"),
    "mujeres": Cell("censo-poblacion", "mujer"),
}
_READS = {
    "poblacion de 5 anos o mas": Cell(),
    "5-14 anos": Cell(age="5-14"),
    "15-64 anos": Cell(age="15-64"),
    "65 anos o mas": Cell(age="65+"),
}
_READING = {
    "total comuna": Cell("censo-poblacion-5-y-mas"),
    "total pais": Cell("censo-poblacion-5-y-mas"),
    "si": Cell("censo-sabe-leer"),
    "no": Cell("censo-no-sabe-leer"),
    "sabe leer y escribir no declarado": Cell("censo-sabe-leer-sin-informacion"),
}
_DECLARED = {
    "hijos e hijas nacidos vivos": Cell("censo-hijos-nacidos-vivos"),
    "hijos e hijas sobrevivientes": Cell("censo-hijos-sobrevivientes"),
}
_NUMBERS = (*(str(n) for n in range(10)), "10 o mas", "mujeres con fecundidad ignorada")
_RATIO = ("razon hombre-mujer",)
_UNKNOWN = ("mujeres con fecundidad ignorada",)

TABLES = (
    Table("poblacion-edad", "comuna", "medida", _BY_SEX, _AGES, ignored=_RATIO),
    Table(
        "residentes", "comuna", "medida",
        {"poblacion censada": Cell("censo-poblacion"), "residentes habituales": Cell("censo-residentes")},
    ),
    Table(
        "hijos", "comuna", "medida", {"cantidad de hijos e hijas": Cell()},
        "hijos e hijas declarados", _DECLARED, ignored=_NUMBERS,
    ),
    Table("con-hijos", "comuna", "medida", {**_ALL_WOMEN, **_CHILDREN}, ignored=_UNKNOWN),
    Table(
        "con-hijos", "region", "medida", {**_ALL_WOMEN, **_CHILDREN}, _AGES,
        skip_totals=True, ignored=_UNKNOWN,
    ),
    Table("paridez", "comuna", "medida", _PARITY, ignored=_PARITY_REST),
    Table(
        "paridez", "region", "medida", _PARITY, "grupos de edad fertil",
        skip_totals=True, ignored=_PARITY_REST,
    ),
    Table("madres", "comuna", "medida", _MOTHERS),
    Table("madres", "region", "medida", _MOTHERS, _AGES, skip_totals=True),
    Table("nivel-educativo", "comuna", "medida", _LEVELS),
    Table("alfabetismo", "comuna", "medida", _READS, "sabe leer y escribir", _READING),
    Table("escolaridad", "comuna", "publicado", {**_YEARS, **_YEARS_18}, "sexo", _SEXES),
    Table("escolaridad", "region", "publicado", {**_YEARS, **_YEARS_18}, "sexo", _SEXES),
    Table("escolaridad-edad", "comuna", "publicado", _YEARS, _AGES, skip_totals=True),
    Table("escolaridad-edad", "region", "publicado", _YEARS, _AGES, skip_totals=True),
    Table("asistencia", "comuna", "publicado", _ATTENDANCE),
    Table("asistencia", "region", "publicado", _ATTENDANCE),
)  # fmt: skip
