"""The catalogue of the edition in DCAT (profile DCAT-AP 3, JSON-LD), for portals that gather catalogues.

Its addresses are relative to the file itself, or absolute when the settings give a public address. The
context is written out: nothing has to be asked from another host to read it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publish.account import Account
from publish.formats import jsonstat, sdmx
from publish.formats.coverage import coverage, whole
from publish.formats.terms import LANGUAGE, Terms
from publish.inputs import Record
from publish.tables import Table

FILE = "catalogo.jsonld"
_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: Area of the account -> European data theme.
THEMES = {
    "nacer-y-crecer": "HEAL",
    "aprender": "EDUC",
    "vivir-sin-pobreza": "SOCI",
    "barrio-y-servicios": "REGI",
    "proteccion-y-participacion": "JUST",
}
CADENCES = {"anual": "ANNUAL", "semestral": "ANNUAL_2", "mensual": "MONTHLY", "ocasional": "IRREG"}
#: Ending -> name in the European list of file types, and media type.
KINDS = {
    "csv": ("CSV", "text/csv"),
    "parquet": ("PARQUET", "application/vnd.apache.parquet"),
    "json": ("JSON", "application/json"),
    "zip": ("ZIP", "application/zip"),
}
_AGENT = "#colaborativa"
_JSONSTAT = "https://json-stat.org/full/"


def describe(made: list[Table], folder: Path, account: Account, terms: Terms) -> dict[str, Any]:
    """The catalogue of the tables written in folder and of every indicator with figures."""
    datasets = [
        *(_table(table, folder, account, terms) for table in made if len(table.frame)),
        *(_indicator(account.cards[id_], span, terms) for id_, span in coverage(account).items()
          if id_ in account.cards),
    ]  # fmt: skip
    base = {"@base": terms.address(f"datos/{FILE}")} if terms.site else {}
    agent: dict[str, Any] = {"@id": _AGENT, "@type": "foaf:Agent", "foaf:name": _words(terms.publisher)}
    catalogue = {
        "@id": "#catalogo",
        "@type": "dcat:Catalog",
        "dct:title": _words(terms.title),
        "dct:description": _words(terms.description),
        "dct:publisher": {"@id": _AGENT},
        "dct:language": _of("language", "SPA"),
        "dct:license": {"@id": terms.licence.address},
        "dct:spatial": _of("country", "CHL"),
        "foaf:homepage": {"@id": "../index.html"},
        "dcat:version": terms.edition,
        "dcat:dataset": [{"@id": dataset["@id"]} for dataset in datasets],
    }
    return {"@context": base | CONTEXT, "@graph": [catalogue, agent, *datasets]}


def _table(table: Table, folder: Path, account: Account, terms: Terms) -> dict[str, Any]:
    span = whole(account) if table.name == "valores" else None
    found = _dataset(f"#{table.name}", f"{table.title}: {terms.title}", table.description, terms, span)
    names = [f"{table.name}.{kind}" for kind in ("csv", "parquet")]
    files = [_file(name, terms, (folder / name).stat().st_size) for name in names]
    if table.name == "valores":
        files += [_file(sdmx.FILE, terms, (folder / sdmx.FILE).stat().st_size), _file("todo.zip", terms)]
    return found | {"dcat:distribution": files, "dcat:landingPage": {"@id": "index.html"}}


def _indicator(card: Record, span: tuple[int, int], terms: Terms) -> dict[str, Any]:
    name, page = str(card["id"]), f"../indicadores/{card['id']}"
    about = str(card.get("definicion") or card["nombre"])
    found = _dataset(f"#indicador-{name}", str(card["nombre"]), about, terms, span)
    found |= {
        "dcat:landingPage": {"@id": f"{page}/index.html"},
        "dct:isPartOf": {"@id": "#valores"},
        "dcat:distribution": [
            _file(f"{page}/{name}.csv", terms),
            _file(f"{jsonstat.FOLDER}/{name}.json", terms) | {"dct:conformsTo": {"@id": _JSONSTAT}},
        ],
    }
    if theme := THEMES.get(str(card.get("area"))):
        found["dcat:theme"] = _of("data-theme", theme)
    if cadence := CADENCES.get(str(card.get("periodicidad"))):
        found["dct:accrualPeriodicity"] = _of("frequency", cadence)
    if source := str(card.get("fuente") or ""):
        found["dct:provenance"] = {
            "@type": "dct:ProvenanceStatement",
            "dct:description": _words(f"Con datos de: {source}"),
        }
    return found


def _dataset(id_: str, title: str, about: str, terms: Terms, span: tuple[int, int] | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": id_,
        "@type": "dcat:Dataset",
        "dct:title": _words(title),
        "dct:description": _words(about),
        "dct:publisher": {"@id": _AGENT},
        "dct:language": _of("language", "SPA"),
        "dct:spatial": _of("country", "CHL"),
    }
    if terms.contact:
        found["dcat:contactPoint"] = {
            "@type": "vcard:Organization",
            "vcard:fn": terms.publisher,
            "vcard:note": terms.contact,
        }
    if span:
        found["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _year(span[0]),
            "dcat:endDate": _year(span[1]),
        }
    return found


def _file(path: str, terms: Terms, size: int | None = None) -> dict[str, Any]:
    plain = path.removesuffix(".gz")
    kind, media = KINDS[plain.rpartition(".")[2]]
    found: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dct:title": _words(path.rpartition("/")[2]),
        "dcat:accessURL": {"@id": path},
        "dcat:downloadURL": {"@id": path},
        "dct:format": _of("file-type", kind),
        "dcat:mediaType": {"@id": f"{_IANA}/{media}"},
        "dct:license": {"@id": terms.licence.address},
    }
    if plain != path:
        found["dcat:compressFormat"] = {"@id": f"{_IANA}/application/gzip"}
    if size is not None:
        found["dcat:byteSize"] = {"@value": str(size), "@type": "xsd:nonNegativeInteger"}
    return found


def _words(said: str) -> dict[str, str]:
    return {"@value": said, "@language": LANGUAGE}


def _year(year: int) -> dict[str, str]:
    return {"@value": str(year), "@type": "xsd:gYear"}


def _of(listed: str, code: str) -> dict[str, str]:
    return {"@id": f"{_EU}/{listed}/{code}"}
