"""CSV on the Web: what each column of a folder's CSV files holds, where the standard looks for it.

One `csv-metadata.json` a folder (tabular-data-model 5.3): it is found from any CSV that lies beside it.
"""

from __future__ import annotations

from typing import Any

from publish.column import Column
from publish.formats.package import REFERENCES
from publish.formats.terms import LANGUAGE, Terms
from publish.tables import Table

FILE = "csv-metadata.json"
_NUMBER = {"base": "decimal", "format": {"decimalChar": ",", "groupChar": "."}}


def describe(made: list[Table], terms: Terms) -> dict[str, Any]:
    """The table group of the CSV files of a folder, each named as its table."""
    names = {table.name for table in made}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": LANGUAGE}],
        "dc:title": terms.title,
        "dc:description": terms.description,
        "dc:publisher": terms.publisher,
        "dc:license": {"@id": terms.licence.address},
        "dialect": {
            "delimiter": ";",
            "doubleQuote": True,
            "encoding": "utf-8",
            "header": True,
            "lineTerminators": ["\r\n"],
            "quoteChar": '"',
        },
        "tables": [_table(table, names) for table in made],
    }


def _table(table: Table, names: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    references = [pair for pair in REFERENCES.get(table.name, ()) if pair[1] in names]
    if references:
        schema["foreignKeys"] = [
            {
                "columnReference": [column],
                "reference": {"resource": f"{other}.csv", "columnReference": [column]},
            }
            for column, other in references
        ]
    described = {"dc:description": table.description} if table.description else {}
    return {"url": f"{table.name}.csv", "dc:title": table.title, **described, "tableSchema": schema}


def _column(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
    }
    if column.kind == "numero":
        return described | {"datatype": _NUMBER}
    if column.allowed:
        allowed = "|".join(column.allowed)
        return described | {"datatype": {"base": "string", "format": f"({allowed})?"}}
    return described | {"datatype": "string"}
