"""How much of a need must be covered, and how much is too much, unless its register says otherwise."""

from __future__ import annotations

from pydantic import Field

from pipelines.catalog.model import Written


class ResourceRules(Written):
    """The two margins of the resource map, in percent of the demand, and how its populations are called."""

    coverage_threshold: float = Field(
        default=80,
        alias="umbral_cobertura",
        gt=0,
        le=100,
        description="Porcentaje de la demanda bajo el cual la capacidad se considera un vacío.",
    )
    populations: dict[str, str] = Field(
        default={},
        alias="poblaciones",
        description="Cómo se dice cada población en el sitio: código y nombre, con sus tildes.",
    )
    surplus_margin: float = Field(
        default=20,
        alias="margen_sobreoferta",
        ge=0,
        description="Cuánto sobre la demanda, en porcentaje, puede llegar la capacidad sin ser sobreoferta.",
    )
