"""What a register must hold as a whole, beyond each of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipelines.catalog.problems import suggestion
from pipelines.registers.base import ROW
from pipelines.registers.faults import Fault
from pipelines.registers.values import Known

Row = dict[str, Any]
Check = Callable[[Sequence[Row], Known], Iterator[Fault]]
_COUNTS = ("planificado", "hecho", "pendiente", "eliminado")
_PRINTED = ("cobertura_impresa", "cumplimiento_impreso")


def _fault(row: Row, column: str, reason: str, what: str, todo: str) -> Fault:
    return Fault(reason, what, todo, file="", row=row[ROW], column=column)


def _each_kind_of_row(rows: Sequence[Row], known: Known) -> Iterator[Fault]:
    """Work plan: an action has a state and no counts; what counts has no state."""
    for row in rows:
        action = row["fila"] == "accion"
        if row["fila"] != "plan" and not row["area"]:
            yield _fault(row, "area", "falta un dato obligatorio", "La celda está vacía.", "complétela.")
        for name in ("accion", "estado") if action else ():
            if not row[name]:
                what = f"Una fila «accion» lleva «{name}»."
                yield _fault(row, name, "falta un dato obligatorio", what, "complete la celda.")
        for name in ("necesidad", *_COUNTS, *_PRINTED) if action else ("estado",):
            if row[name] not in (None, ""):
                what = f"Una fila «{row['fila']}» no lleva «{name}»."
                todo = "bórrela, o cambie lo que dice «fila»."
                yield _fault(row, name, "dato que no va en esa fila", what, todo)


def _one_way_per_standard(rows: Sequence[Row], known: Known) -> Iterator[Fault]:
    """Work plan: a standard comes action by action or with its counts, never both."""
    actions: dict[tuple[str, ...], int] = {}
    for row in rows:
        if row["fila"] == "accion":
            actions.setdefault(_standard(row), row[ROW])
    for row in rows:
        first = actions.get(_standard(row))
        if row["fila"] == "estandar" and first and any(row[name] is not None for name in _COUNTS):
            what = f"El estándar ya está acción por acción desde la fila {first}: se contaría dos veces."
            todo = "deje las acciones o las cantidades, no las dos; la necesidad puede quedar aquí."
            yield _fault(row, "fila", "estándar contado de dos maneras", what, todo)


def _one_row_of_totals(rows: Sequence[Row], known: Known) -> Iterator[Fault]:
    """Work plan: an area and a plan have one row of totals, and a standard is not told whole and by place."""
    first: dict[tuple[str, ...], int] = {}
    placed = {_standard(row) for row in rows if row["fila"] == "estandar" and row["territorio"]}
    for row in rows:
        key = (row["fila"], row["plan"], row["area"])
        if row["fila"] in ("area", "plan") and first.setdefault(key, row[ROW]) != row[ROW]:
            what = "Los totales ya están en otra fila, aunque el territorio sea distinto."
            yield _fault(row, "fila", "fila repetida", what, "deje una sola fila con los totales.")
        if row["fila"] == "estandar" and not row["territorio"] and _standard(row) in placed:
            what = "El estándar ya está por territorio: se contaría dos veces."
            todo = "escriba el territorio, o deje una sola fila sin territorio."
            yield _fault(row, "territorio", "estándar contado de dos maneras", what, todo)


def _standard(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in ("plan", "area", "estandar"))


def _steps_exist(rows: Sequence[Row], known: Known) -> Iterator[Fault]:
    """Theory of change: every step that another leads to is there; when it is not, the row stays."""
    ids = {row["id_paso"] for row in rows}
    for row in rows:
        for step in row["lleva_a"].split():
            if step not in ids:
                todo = suggestion(step, ids, 1) or "agregue el paso o corrija el código."
                what = "«lleva_a» nombra un paso que no está: la fila queda, sin esa flecha."
                yield replace(_fault(row, "lleva_a", "paso que no existe", what, todo), kept=True)


def _items_exist(rows: Sequence[Row], known: Known) -> Iterator[Fault]:
    """Families' matrix: every item is one of the instrument."""
    for row in rows:
        if row["item"] not in known.items:
            todo = suggestion(row["item"], known.items, 2) or "agréguelo a «matriz_items»."
            yield _fault(row, "item", "ítem que no existe", "El ítem no está en «matriz_items».", todo)


def _preferential_is_no_number(rows: Sequence[Row], known: Known) -> Iterator[Fault]:
    """Programmes: preferential access has no count of places."""
    for row in rows:
        if row["acceso"] == "preferente" and row["cobertura"] is not None:
            what = "El acceso es preferente y la cobertura trae un número."
            yield _fault(row, "cobertura", "números que no calzan", what, "deje sólo uno de los dos.")


def _one_kind_per_figure(rows: Sequence[Row], known: Known) -> Iterator[Fault]:
    """Observations: a figure is added up or is not, in all its rows."""
    kinds: dict[str, str] = {}
    for row in rows:
        if kinds.setdefault(row["cifra"], row["tipo"]) != row["tipo"]:
            what = "La misma cifra está como «medida» y como «publicado»."
            yield _fault(row, "tipo", "cifra de dos tipos", what, "use un solo tipo, o dos códigos de cifra.")
        elif row["tipo"] == "publicado" and row["personas"] == "sí":
            what = "Una cifra ya calculada no cuenta personas una a una: no se podría reservar."
            yield _fault(row, "personas", "dato que no va en esa fila", what, "use «medida», o escriba no.")


def _nobody_elses_figure(rows: Sequence[Row], known: Known) -> Iterator[Fault]:
    """Observations: what an official source gives is not given again under its name."""
    for row in rows:
        if row["cifra"] in known.figures:
            what = "Una fuente oficial ya entrega una cifra con ese código."
            yield _fault(row, "cifra", "código de una cifra oficial", what, "use otro código.")


def _money_has_currency(amount: str) -> Check:
    """Courses and agreements: an `amount` says in which currency it is, so that none is added to another."""

    def check(rows: Sequence[Row], known: Known) -> Iterator[Fault]:
        for row in rows:
            if row[amount] is not None and not row["moneda"]:
                what = f"«{amount}» trae una cantidad y no dice en qué moneda."
                yield _fault(row, "moneda", "falta un dato obligatorio", what, "escriba CLP, USD o UF.")

    return check


def _sexes_within_total(rows: Sequence[Row], known: Known) -> Iterator[Fault]:
    """Meetings and courses: women and men are never more than everybody."""
    for row in rows:
        if row["total"] is not None and (row["mujeres"] or 0) + (row["hombres"] or 0) > row["total"]:
            what = "Mujeres y hombres suman más que el total."
            yield _fault(row, "total", "números que no calzan", what, "revise las tres celdas.")


def _people_are_whole(amount: str) -> Check:
    """Programmes and needs: an `amount` of persons, families or homes has no decimals."""

    def check(rows: Sequence[Row], known: Known) -> Iterator[Fault]:
        for row in rows:
            counted = row["unidad"] in ("personas", "familias", "hogares")
            if counted and row[amount] is not None and not row[amount].is_integer():
                what = f"«{amount}» cuenta {row['unidad']} y trae decimales."
                yield _fault(row, amount, "número con decimales", what, "escriba un número entero.")

    return check


#: Register -> what is asked of all its rows, in order: each looks at what the one before left.
CHECKS: dict[str, tuple[Check, ...]] = {
    "capacitacion": (_money_has_currency("costo"), _sexes_within_total),
    "convenios": (_money_has_currency("monto"),),
    "jornadas": (_sexes_within_total,),
    "necesidades": (_people_are_whole("demanda"),),
    "plan_trabajo": (_each_kind_of_row, _one_row_of_totals, _one_way_per_standard),
    "teoria_cambio": (_steps_exist,),
    "matriz_bienestar": (_items_exist,),
    "programas": (_preferential_is_no_number, _people_are_whole("cobertura")),
    "observaciones": (_nobody_elses_figure, _one_kind_per_figure),
}
