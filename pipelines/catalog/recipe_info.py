"""What the catalogue says of a recipe, in the same words as of any other source."""

from __future__ import annotations

from pipelines.catalog.recipes import Recipe
from pipelines.sources.base import Measure, Published, SourceInfo

TABLE = "tablas_ordenadas"
COLUMNS = (
    "fuente",
    "clase",
    "medida",
    "comuna",
    "periodo",
    "sexo",
    "edad",
    "dimension",
    "categoria",
    "valor",
    "ic_inf",
    "ic_sup",
    "clave",
    "estado",
    "propio",
)


def recipe_info(recipe: Recipe) -> SourceInfo:
    """Describe a recipe as a source. All recipes share one bronze table."""
    personal = recipe.grain == "personas"
    return SourceInfo(
        id=recipe.id,
        table=TABLE,
        name=recipe.name,
        producer=recipe.producer,
        cadence=recipe.cadence,
        licence=recipe.licence,
        official=recipe.official,
        absent=recipe.absent,
        rebased=recipe.rebased,
        coverage=" ".join(recipe.coverage) or "pais",
        columns=COLUMNS,
        measures=tuple(Measure(m.id, m.name, m.unit, personal) for m in recipe.measures),
        published=tuple(Published(p.id, p.name, p.unit, p.method) for p in recipe.published),
    )
