"""The made-up indicators and how each behaves."""

from __future__ import annotations

from dataclasses import dataclass, field

YEARS = [str(year) for year in range(2014, 2024)]


@dataclass(frozen=True)
class Kind:
    """How an indicator of the made-up account behaves."""

    id: str
    name: str
    area: str
    unit: str = "%"
    kind: str = "proporcion"
    level: float = 20.0
    slope: float = -0.5
    weight: float = 0.05
    direction: str = "menor_es_mejor"
    decimals: int = 1
    by_sex: bool = False
    cadence: str = "anual"
    years: list[str] = field(default_factory=lambda: YEARS)
    person_level: bool = False


KINDS = [
    Kind(
        "poblacion-0-17",
        "Población de 0 a 17 años",
        "nacer-y-crecer",
        "personas",
        "conteo",
        24,
        -0.3,
        1,
        "sin_direccion",
        0,
        True,
    ),
    Kind(
        "poblacion-0-17-parte",
        "Parte de la población que tiene menos de 18 años",
        "nacer-y-crecer",
        level=24,
        slope=-0.3,
        weight=1,
        direction="sin_direccion",
    ),
    Kind(
        "maternidad-adolescente",
        "Nacimientos de madres menores de 20 años",
        "nacer-y-crecer",
        level=16,
        slope=-1.2,
        weight=0.012,
    ),
    Kind(
        "fecundidad-adolescente",
        "Nacimientos por cada 1.000 mujeres de 15 a 19 años",
        "nacer-y-crecer",
        "por 1.000",
        "tasa",
        48,
        -3,
        0.04,
    ),
    Kind(
        "mortalidad-infantil-sinim",
        "Mortalidad infantil",
        "nacer-y-crecer",
        "por 1.000",
        "publicado",
        7,
        -0.1,
        0.012,
    ),
    Kind(
        "defunciones-menores-1",
        "Muertes de niñas y niños menores de un año",
        "nacer-y-crecer",
        "defunciones",
        "conteo",
        0.5,
        0,
        0.004,
        "menor_es_mejor",
        0,
        True,
        person_level=True,
    ),
    Kind(
        "matricula-total",
        "Niñas, niños y jóvenes matriculados",
        "aprender",
        "estudiantes",
        "conteo",
        20,
        0.1,
        1,
        "sin_direccion",
        0,
        True,
    ),
    Kind(
        "matricula-publica",
        "Estudiantes en escuelas y liceos públicos",
        "aprender",
        level=36,
        slope=-0.4,
        weight=0.2,
        direction="sin_direccion",
        by_sex=True,
    ),
    Kind(
        "desvinculacion",
        "Estudiantes que dejaron el sistema escolar",
        "aprender",
        level=2.6,
        slope=-0.08,
        weight=0.2,
        decimals=2,
        by_sex=True,
    ),
    Kind(
        "simce-4b-lectura",
        "Puntaje de lectura en 4.º básico (Simce)",
        "aprender",
        "puntos",
        "promedio",
        262,
        1.2,
        0.01,
        "mayor_es_mejor",
        0,
        years=["2014", "2015", "2016", "2018", "2022", "2023"],
    ),
    Kind(
        "simce-4b-lectura-insuficiente",
        "Estudiantes de 4.º básico que aún no leen lo esperado",
        "aprender",
        level=34,
        weight=0.012,
        years=["2014", "2015", "2016", "2018", "2022", "2023"],
    ),
    Kind(
        "simce-2m-matematica",
        "Puntaje de matemática en 2.º medio (Simce)",
        "aprender",
        "puntos",
        "promedio",
        255,
        -1,
        0.01,
        "mayor_es_mejor",
        0,
        years=["2014", "2015", "2016", "2017", "2018", "2022", "2023"],
    ),
    Kind(
        "vulnerabilidad-escolar",
        "Estudiantes con prioridad de apoyo (IVE)",
        "aprender",
        level=80,
        slope=0.4,
        weight=0.15,
    ),
    Kind(
        "pobreza-ingresos",
        "Personas en pobreza por ingresos",
        "vivir-sin-pobreza",
        "%",
        "publicado",
        14,
        -1.1,
        0.01,
        cadence="ocasional",
        years=["2015", "2017", "2020", "2022"],
    ),
    Kind(
        "pobreza-multidimensional",
        "Personas en pobreza multidimensional",
        "vivir-sin-pobreza",
        "%",
        "publicado",
        20,
        -0.7,
        0.01,
        cadence="ocasional",
        years=["2015", "2017", "2022"],
    ),
    Kind(
        "rsh-40",
        "Personas en el 40 % de menores ingresos",
        "vivir-sin-pobreza",
        level=52,
        slope=0.5,
        weight=0.7,
        years=YEARS[2:],
    ),
    Kind(
        "fonasa-beneficiarios",
        "Personas con Fonasa",
        "vivir-sin-pobreza",
        "personas",
        "conteo",
        78,
        0,
        1,
        "sin_direccion",
        0,
        True,
        "ocasional",
        ["2022"],
    ),
    Kind(
        "dependencia-fcm",
        "Dependencia del Fondo Común Municipal",
        "barrio-y-servicios",
        "%",
        "publicado",
        40,
        -0.2,
        0.3,
        decimals=2,
    ),
    Kind(
        "areas-verdes",
        "Áreas verdes con mantención por habitante",
        "barrio-y-servicios",
        "m² por habitante",
        "razon",
        4.2,
        0.05,
        1,
        "mayor_es_mejor",
        2,
    ),
    Kind(
        "defunciones",
        "Muertes en el año",
        "proteccion-y-participacion",
        "defunciones",
        "conteo",
        6,
        0.1,
        0.01,
        "sin_direccion",
        0,
        True,
        person_level=True,
    ),
    Kind("sin-hogar", "Niñas y niños sin hogar", "proteccion-y-participacion", years=[]),
]

POPULATION = {
    "CL": 19_600_000,
    "13": 8_200_000,
    "08": 1_660_000,
    "12": 180_000,
    "13401": 334_000,
    "08110": 151_000,
    "12101": 141_000,
    "13201": 645_000,
    "134": 560_000,
    "081": 1_000_000,
    "121": 150_000,
    "132": 700_000,
}
