"""A source made from a recipe: recognises its header and cuts the file into bronze rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipelines.catalog.recipe_info import COLUMNS, recipe_info
from pipelines.catalog.recipes import Recipe
from pipelines.errors import FileRefused, Where
from pipelines.sources import shape
from pipelines.sources.base import META_COLUMNS, Conformed, Recognition, Sheet
from pipelines.sources.shape import Mask
from pipelines.sources.tidy.keys import add_keys
from pipelines.sources.tidy.rows import Rows
from pipelines.sources.tidy.values import Figures, Numbers, figures, filter_rows


class TidySource:
    """One recipe, as a source like any other."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.info = recipe_info(recipe)
        self._contract = recipe.contract()

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """Score the header; a column listed under `sin` makes it another file."""
        _, match = self._find(sheets)
        if self.recipe.excluded() & set(match.positions):
            return Recognition(0.0)
        return Recognition(match.score, match.missing, match.extra)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """Cut the file into bronze rows. Raises `FileRefused` when a column of the recipe is missing."""
        sheet, match = self._find(sheets)
        if sheet is None or match.missing:
            missing = ", ".join(f"«{name}»" for name in match.missing)
            raise FileRefused(
                f"Al archivo le faltan columnas de la receta «{self.recipe.id}»: {missing}.",
                Where(sheet=sheet.name if sheet else ""),
                "Descárguelo de nuevo, o corrija los nombres de columna en la receta.",
            )
        self._check_format(sheet)
        cells, records = shape.body(sheet, match)
        rows = Rows(sheet, cells, records)
        rows.skipped += [*shape.skip_header(sheet, match), *shape.skip_unused(sheets, [sheet])]
        numbers = Numbers(self.recipe, sheet)
        filter_rows(rows, self.recipe, numbers)
        add_keys(rows, self.recipe)
        found = list(figures(rows, self.recipe, numbers))
        if any(item.off_scale for item in found) and not any(item.used.any() for item in found):
            raise FileRefused(
                f"Las cifras de «{self.recipe.name}» vienen en otra escala (por ejemplo, 0,45 y no 45).",
                Where(sheet=sheet.name),
                "Descargue el archivo otra vez, o declare «escala» en la receta.",
            )
        self._skip_unused(rows, found)
        known = [self._bronze(rows, item, item.used) for item in found]
        unknown = [self._bronze(rows, item, item.unknown, valued=False) for item in found]
        return Conformed(
            rows=pd.concat(known, ignore_index=True),
            set_aside=tuple(rows.set_aside),
            skipped=tuple(rows.skipped),
            unknown=pd.concat(unknown, ignore_index=True),
        )

    def _find(self, sheets: Sequence[Sheet]) -> tuple[Sheet | None, shape.HeaderMatch]:
        wanted = self.recipe.format.sheet
        best: tuple[Sheet | None, shape.HeaderMatch] = (None, shape.HeaderMatch(missing=self._contract))
        for sheet in sheets:
            if wanted and sheet.name != wanted:
                continue
            match = shape.find_header(sheet, self._contract, max(30, self.recipe.format.header_row or 0))
            if match.score > best[1].score:
                best = (sheet, match)
        return best

    def _check_format(self, sheet: Sheet) -> None:
        written = self.recipe.format
        allowed = shape.UTF8_ONLY if written.encoding == "utf-8" else (written.encoding,)
        if written.encoding:
            shape.require_encoding([sheet], allowed, self.recipe.name)
        if written.separator and sheet.separator and written.separator != sheet.separator:
            raise FileRefused(
                f"La receta «{self.recipe.id}» espera «{written.separator}» como separador y el archivo "
                f"usa «{sheet.separator}»: los decimales podrían leerse mal.",
                Where(sheet=sheet.name),
                "Corrija «separador» y «decimal» en la receta, o descargue de nuevo el archivo.",
            )

    def _skip_unused(self, rows: Rows, found: Sequence[Figures]) -> None:
        used = np.zeros(len(rows), dtype=bool)
        for item in found:
            used |= item.used
        apart = {int(n) for aside in rows.set_aside for n in aside.records}
        unused = ~used & ~np.isin(rows.records, sorted(apart))
        reason = "Ninguna medida de la receta usa esta fila (donde)."
        rows.skipped += shape.skipped(rows.sheet, rows.records, unused, reason)

    def _bronze(self, rows: Rows, item: Figures, chosen: Mask, valued: bool = True) -> pd.DataFrame:
        cells = rows.cells[chosen].reset_index(drop=True)

        def taken(values: pd.Series | str) -> pd.Series | str:
            if isinstance(values, str) or not valued:
                return ""
            return values[chosen].reset_index(drop=True)

        category = cells["_categoria"]
        plain = category.isin(["", "total"])
        columns: dict[str, pd.Series | str] = {
            "fuente": self.recipe.id,
            "clase": item.kind,
            "medida": item.id,
            "comuna": cells["_comuna"],
            "periodo": cells["_periodo"],
            "sexo": cells["_sexo"],
            "edad": cells["_edad"],
            "dimension": cells["_dimension"].mask(plain, ""),
            "categoria": category.mask(plain, ""),
            "valor": taken(item.value),
            "ic_inf": taken(item.low),
            "ic_sup": taken(item.high),
            "clave": taken(item.key),
            "estado": "p" if self.recipe.provisional else "",
            "propio": cells["_propio"],
        }
        frame = shape.bronze(
            {name: columns[name] for name in COLUMNS},
            rows.sheet,
            rows.records[chosen],
            block=self.recipe.id + "|" + cells["_periodo"],
            cut=self.recipe.cut.isoformat() if self.recipe.cut else "",
            derived=not self.recipe.official,
        )
        return frame[[*COLUMNS, *META_COLUMNS]]
