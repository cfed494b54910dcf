"""The Data Package (v2) descriptor of the tables of an edition."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from publish.account import Account
from publish.column import Column
from publish.formats.terms import NAME, Terms
from publish.tables import Table

# RFC 4180 asks for CRLF, and old Windows editors need it; Excel, pandas and R read it as well as LF.
LINE_END = "\r\n"
#: Column of a table -> table whose key it is, for the tables whose every row has its pair there.
REFERENCES = {
    "valores": (("indicador", "indicadores"), ("territorio", "territorios")),
    "cambios": (("indicador", "indicadores"), ("territorio", "territorios")),
    "brechas": (("indicador", "indicadores"), ("territorio", "territorios")),
    "equidad": (("indicador", "indicadores"),),
}


def describe(made: list[Table], folder: Path, account: Account, terms: Terms) -> dict[str, Any]:
    """The descriptor of the tables written in folder; it tells no time."""
    licence = terms.licence
    described: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "title": terms.title,
        "description": terms.description,
        "version": terms.edition,
        "sintetico": terms.synthetic,
        "licenses": [{"name": licence.id, "path": licence.address, "title": licence.title}],
        "contributors": [{"title": terms.publisher, "roles": ["publisher"]}],
        "sources": [{"title": str(source.get("nombre") or source["id"])} for source in account.sources],
        "resources": [
            resource
            for table in made
            for resource in (_resource(table, folder, "csv"), _resource(table, folder, "parquet"))
        ],
    }
    described["sources"] = described["sources"] or [{"title": terms.publisher or terms.title}]
    return described | ({"homepage": terms.address()} if terms.site else {})


def _resource(table: Table, folder: Path, kind: str) -> dict[str, Any]:
    path = folder / f"{table.name}.{kind}"
    content = path.read_bytes()
    suffix = "" if kind == "csv" else "-parquet"
    schema: dict[str, Any] = {
        "fields": [_field(column, kind) for column in table.columns],
        "missingValues": [""],
        "uniqueKeys": [list(table.key)],
    }
    if references := REFERENCES.get(table.name):
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": f"{other}{suffix}", "fields": [column]}}
            for column, other in references
        ]
    described: dict[str, Any] = {
        "name": f"{table.name}{suffix}",
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": path.name,
        "format": kind,
        "mediatype": "text/csv" if kind == "csv" else "application/vnd.apache.parquet",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }
    if kind == "csv":
        described["encoding"] = "utf-8"
        described["dialect"] = {
            "delimiter": ";",
            "lineTerminator": LINE_END,
            "quoteChar": '"',
            "header": True,
        }
    return described


def _field(column: Column, kind: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "description": column.description}
    if column.kind == "numero":
        return field | {"type": "number"} | ({"decimalChar": ","} if kind == "csv" else {})
    allowed = {"constraints": {"enum": list(column.allowed)}} if column.allowed else {}
    return field | {"type": "string"} | allowed
