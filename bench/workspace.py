"""A workspace for the bench: a collaborative, sixty cards of its own and the recipe of their measures."""

from __future__ import annotations

from pathlib import Path

from bench.load import AGES, LAST_YEAR, RECIPE
from bench.timing import cuenta
from pipelines.workspace import Workspace

_CARD = """\
id: {id}
nombre: Carga {number}
area: aprender
definicion: De cada cien personas inventadas, cuántas tienen la característica {number}.
definicion_tecnica: Medida inventada dividida por otra.
unidad: "%"
tipo: proporcion
decimales: 1
direccion: sin_direccion
numerador: {{medida: {id}}}
denominador: {{medida: carga-00}}
por_sexo: sí
desgloses:
  - edad: [{ages}]
fuente: Inventada
periodicidad: anual
"""
_MEASURE = "  - {{id: {id}, nombre: Carga {number}, unidad: personas, valor: m{number}}}\n"


def make_workspace(folder: Path, indicators: int) -> Workspace:
    """A folder made by `cuenta init`, with the cards and the recipe written in."""
    cuenta("init", str(folder), "--nombre", "Carga", "--territorios", "13401", "--anio", str(LAST_YEAR))
    ws = Workspace(folder)
    ws.own_cards.mkdir(exist_ok=True)
    ws.recipes.mkdir(exist_ok=True)
    ids = [f"carga-{number:02d}" for number in range(indicators + 1)]
    for name in ids[1:]:
        card = _CARD.format(id=name, number=name[-2:], ages=", ".join(AGES))
        (ws.own_cards / f"{name}.yml").write_text(card, encoding="utf-8")
    measures = "".join(_MEASURE.format(id=name, number=name[-2:]) for name in ids)
    recipe = _recipe(measures, [f"m{name[-2:]}" for name in ids])
    (ws.recipes / f"{RECIPE}.yml").write_text(recipe, encoding="utf-8")
    return ws


def _recipe(measures: str, columns: list[str]) -> str:
    ages = ", ".join(f'"{age}": {age}' for age in AGES)
    return (
        f"id: {RECIPE}\nnombre: Carga nacional\nproductor: Nadie\nperiodicidad: anual\nlicencia: ninguna\n"
        f"reconocer:\n  columnas: [cod_comuna, anio_carga, {', '.join(columns)}]\n"
        "territorio: {columna: cod_comuna, como: codigo}\nperiodo: {columna: anio_carga}\n"
        "sexo:\n  columna: sexo\n  codigos: {mujer: mujer, hombre: hombre}\n"
        f"edad:\n  columna: edad\n  codigos: {{{ages}}}\n"
        f"nivel: tabla\nmedidas:\n{measures}cobertura: pais\nausente: sin_dato\n"
    )
