"""schema.org descriptions that pages carry as a block of data: search engines read them, nothing runs."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from publish.account import Account
from publish.formats import citation
from publish.formats.coverage import whole
from publish.formats.jsonstat import FOLDER
from publish.formats.terms import LANGUAGE, Terms
from publish.inputs import Record

_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}
_LEAST = 50  # characters of a description, for those who gather datasets
_MOST = 5000
_PLACES = 12
Files = list[tuple[str, str]]


def of_account(account: Account, terms: Terms) -> Markup:
    """The front page: the whole account as one dataset. Addresses are relative to the page, or absolute."""
    files = [(f"datos/{name}", name) for name in ("valores.csv", "valores.parquet", "todo.zip")]
    places = [account.names[code] for code in account.listed if code in account.names]
    return _block(
        _dataset(terms, terms.title, terms.description, "", files, whole(account), citation.long(terms))
        | {"version": terms.edition, "spatialCoverage": ["Chile", *places[:_PLACES]]}
    )


def of_indicator(terms: Terms, card: Record, area: str, span: tuple[int, int] | None) -> Markup:
    """An indicator's page: its figures as a dataset within the account."""
    page = f"indicadores/{card['id']}/"
    about = " ".join(str(card.get(name) or "") for name in ("definicion", "definicion_tecnica")).strip()
    cube = f"{FOLDER}/{card['id']}.json"
    files = [(f"{page}{card['id']}.csv", "CSV"), (f"datos/{cube}", "JSON-stat 2.0")] if span else []
    found = _dataset(terms, str(card["nombre"]), about, page, files, span, citation.of_indicator(terms, card))
    measured = {"@type": "PropertyValue", "name": card["nombre"], "unitText": card.get("unidad") or ""}
    found |= {
        "variableMeasured": measured,
        "isPartOf": {"@type": "Dataset", "name": terms.title, "description": terms.description,
                     "license": terms.licence.address, "url": _to(terms, page, "index.html")},
    }  # fmt: skip
    return _block(found | ({"keywords": [area]} if area else {}))


def _dataset(
    terms: Terms,
    name: str,
    about: str,
    page: str,
    files: Files,
    span: tuple[int, int] | None,
    credit: str,
) -> dict[str, Any]:
    described = about if len(about) >= _LEAST else f"{about} {terms.description}".strip()
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": name,
        "description": described[:_MOST],
        "url": _to(terms, page, f"{page}index.html"),
        "inLanguage": LANGUAGE,
        "license": terms.licence.address,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": terms.publisher},
        "creditText": credit,
        "spatialCoverage": "Chile",
        "distribution": [
            {
                "@type": "DataDownload",
                "name": title,
                "encodingFormat": _MEDIA[path.rpartition(".")[2]],
                "contentUrl": _to(terms, page, path),
            }
            for path, title in files
        ],
    }
    if span is None or span[0] > terms.year:
        return found
    # a page speaks up to the year of the account; projections beyond it are in the downloads alone
    return found | {"temporalCoverage": f"{span[0]}/{min(span[1], terms.year)}"}


def _to(terms: Terms, page: str, path: str) -> str:
    """A file of the edition as the page at `page` may name it."""
    if terms.site:
        return terms.address(path)
    return path.removeprefix(page) if path.startswith(page) else "../" * page.count("/") + path


def _block(content: dict[str, Any]) -> Markup:
    """JSON that cannot close the element it stands in, whatever a card says."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for sign, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, escaped)
    return Markup(text)
