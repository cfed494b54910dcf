"""The part of the independent auditor that reads what the status page says of places inside a comuna."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from publish.audit_reading import page_tables, read_page, read_table, shown

_PAGE = "estado/index.html"
_COUNTS = ("Ubicados", "Sin ubicar")


def in_placements(edition: Path, datos: Path) -> list[str]:
    """Sources of persons of which the status page counts those placed or not placed, in Spanish.

    Less the open parts of the comuna, such a count is the persons of a reserved one.
    """
    path = edition / _PAGE
    if not path.is_file():
        return []
    measures = pq.read_table(datos / "catalogo" / "measures.parquet").to_pandas()
    personal = set(measures.loc[measures["person_level"].fillna(False).astype(bool), "source_id"])
    sources = read_table(edition / "datos" / "fuentes.csv")
    names = dict(zip(sources["fuente"], sources["nombre"], strict=True))
    called = {names.get(source) or source for source in personal}
    found = []
    for _article, _table, headings, rows in page_tables(read_page(path)):
        if not {*_COUNTS} <= {*headings}:
            continue
        for cells in rows:
            said = dict(zip(headings, map(shown, cells), strict=False))
            tells = any(sign.isdigit() for count in _COUNTS for sign in said.get(count, ""))
            about = said[headings[0]]
            found += [
                f"«{_PAGE}» cuenta personas por lugar: {about.removesuffix(name)}, {name}."
                for name in sorted(called)
                if tells and about.endswith(name)
            ]
    return found
