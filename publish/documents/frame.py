"""What frames every document: title, edition, notice of made-up data, how to read, where it comes from."""

from __future__ import annotations

from collections import defaultdict

from publish import text
from publish.documents.words import Content, sentence, table
from publish.inputs import Record
from publish.pages.desk import Desk
from publish.protect.minimum import PENDING_NOTICE

SYNTHETIC = "Datos sintéticos"
SYNTHETIC_LONG = "DATOS SINTÉTICOS: son inventados y no describen a ninguna comuna real."
OPENING = (
    "Esta cuenta muestra cómo están las niñas, los niños y las familias de cada territorio, cómo han "
    "cambiado las cifras y cuánto falta para lo que se acordó. Cada cifra dice de dónde viene y cuán "
    "segura es."
)
METHOD = (
    "Las fuentes entregan medidas: cosas que se cuentan y se suman, como nacimientos o estudiantes. Un "
    "indicador es un recuento, una división entre dos medidas del mismo período, o una cifra que su "
    "productor ya publicó. Ninguna cifra se escribe a mano.",
    "Cuando hay pocos casos, una cifra sube y baja por azar. Por eso los porcentajes y las tasas que "
    "cuentan casos llevan un margen de error de 95 %. Decimos que algo mejora o empeora sólo cuando la "
    "diferencia es mayor que su propio margen de error; si no, decimos sin cambio distinguible. Un cambio no "
    "dice su causa.",
    "Cada meta se compara con lo que cabía esperar si todo seguía igual: una recta trazada sólo con las "
    "cifras anteriores al acuerdo, con una franja donde la cifra debería caer ocho de cada diez veces.",
)


def frame(desk: Desk, title: str) -> Content:
    """The frame of a document with this title."""
    settings = desk.account.settings
    synthetic = bool(settings.get("sintetico") or desk.edition.synthetic)
    name = str(settings.get("nombre") or "")
    return {
        "title": title,
        "author": [name] if name else [],
        "collaborative": name,
        "edition": desk.edition.id,
        "contact": str(settings.get("contacto") or ""),
        "description": str(settings.get("descripcion") or ""),
        "notice": SYNTHETIC if synthetic else "",
        "notice_long": SYNTHETIC_LONG,
        "opening": OPENING,
        "reading": reading(desk.account.threshold),
        "closing": _closing(desk),
    }


def reading(threshold: int) -> list[str]:
    """How the figures are read, and what each sign means."""
    signs = [f"{code}: {note[:1].lower()}{note[1:]}." for code, note in text.MARK_NOTES.items()]
    states = [f"{code}: {note[:1].lower()}{note[1:]}." for code, note in text.STATUS_NOTES.items()]
    return [
        "Decimos que algo cambió, o que dos cifras difieren, sólo cuando la diferencia es mayor que su "
        "propio margen de error. Lo demás puede ser azar.",
        "En los gráficos, la franja alrededor de la línea es el margen de error. La línea se corta cuando "
        "faltan años; un círculo vacío es un dato provisional o en revisión.",
        f"Signos: {' '.join([*signs, *states])}",
        PENDING_NOTICE.format(threshold=threshold),
    ]


def sources_by_place(desk: Desk) -> dict[str, set[str]]:
    """Ids of the sources behind the figures of each territory, read once for all of them."""
    found: dict[str, set[str]] = defaultdict(set)
    pairs = desk.account.valores[["territorio", "fuente"]].drop_duplicates()
    for place, sources in zip(pairs["territorio"], pairs["fuente"], strict=True):
        found[place].update(sources.split())
    return found


def sources_of(desk: Desk, codes: set[str]) -> list[str]:
    """Name and producer of these sources."""
    return [
        sentence(f"{_name(source)}{', ' if source.get('productor') else ''}{source.get('productor') or ''}")
        for source in desk.account.sources
        if str(source["id"]) in codes
    ]


def all_sources(desk: Desk) -> Content:
    """Every source behind a figure, as a table."""
    used = {code for found in desk.sources_of.values() for code in found}
    rows = [
        [_name(source), str(source.get("productor") or ""), str(source.get("licencia") or "No declarada")]
        for source in desk.account.sources
        if str(source["id"]) in used
    ]
    return table("", ("Fuente", "Quién la produce", "Licencia"), rows)


def _name(source: Record) -> str:
    return str(source.get("nombre") or source["id"])


def _closing(desk: Desk) -> str:
    contact = str(desk.account.settings.get("contacto") or "")
    said = (
        f"Edición {desk.edition.id} de la cuenta pública de resultados {desk.account.year}. Las mismas "
        "cifras, con sus gráficos, sus años y sus tablas por sexo, están en el sitio de la cuenta y en sus "
        "descargas."
    )
    return f"{said} Contacto: {sentence(contact)}" if contact else said
