"""What leads to the pages from outside: map of the site, feed, picture, guide for language models.

All but the guide only take complete addresses, so they are written when the settings give a public one.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from publish import text
from publish.account import Account, EditionInfo
from publish.formats import citation, preview
from publish.formats.terms import Terms
from publish.inputs import Record

SITEMAP, FEED, GUIDE = "sitemap.xml", "ediciones.xml", "llms.txt"
#: Pages that stand inside others' pages, and are not to be found by themselves.
_NOT_LISTED = ("incrustar/",)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_addresses(account: Account, out: Path, edition: EditionInfo, terms: Terms) -> None:
    """Write them over the pages already in `out`. Same account and pages, same bytes: they tell no time."""
    (out / GUIDE).write_bytes(guide(account, terms).encode())
    if terms.site:
        pages = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.html"))
        listed = [page for page in pages if not page.startswith(_NOT_LISTED)]
        (out / SITEMAP).write_bytes(sitemap(listed, terms).encode())
        (out / FEED).write_bytes(feed(account, edition, terms).encode())
        (out / preview.FILE).write_bytes(preview.picture(terms))


def sitemap(pages: list[str], terms: Terms) -> str:
    """The pages of whatever edition is in force (sitemaps.org 0.9)."""
    lines = "".join(f"<url><loc>{escape(terms.current(page))}</loc></url>\n" for page in pages)
    return f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'


def feed(account: Account, edition: EditionInfo, terms: Terms) -> str:
    """RSS 2.0: this edition and those it was told against, newest first, each at its permanent address."""
    items = [(edition.id, edition.year, _news(account))]
    items += [(id_, year, "") for id_, year in edition.earlier]
    written = "".join(
        f"<item><title>Cuenta pública de resultados {year}, edición {escape(id_)}</title>"
        f"<link>{escape(terms.site)}{escape(id_)}/index.html</link>"
        f'<guid isPermaLink="true">{escape(terms.site)}{escape(id_)}/index.html</guid>'
        + (f"<description>{escape(said)}</description>" if said else "")
        + "</item>\n"
        for id_, year, said in items
    )
    return (
        f'{_XML}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n'
        f"<title>Ediciones: {escape(terms.title)}</title>\n"
        f"<link>{escape(terms.current())}</link>\n"
        f"<description>{escape(terms.description)}</description>\n"
        f"<language>es-cl</language>\n"
        f'<atom:link href="{escape(terms.current(FEED))}" rel="self" type="application/rss+xml"/>\n'
        f"{written}</channel>\n</rss>\n"
    )


def guide(account: Account, terms: Terms) -> str:
    """The account for programs that read text: what it is, how to read its figures, where they are."""
    signs = "; ".join(f"`{mark}` {note.lower()}" for mark, note in text.MARK_NOTES.items())
    files = (
        ("valores.csv", "todas las cifras; punto y coma, coma decimal, UTF-8 con BOM"),
        ("valores.parquet", "lo mismo, en Parquet"),
        ("indicadores.csv", "qué mide cada indicador y cómo"),
        ("territorios.csv", "el nombre de cada código de territorio"),
        ("metas.csv", "las metas comunes y en qué están"),
        ("datapackage.json", "todas las tablas y columnas"),
        ("jsonstat/index.json", "un cubo JSON-stat por indicador"),
    )
    return "\n".join(
        [
            f"# {terms.title}",
            "",
            f"> {terms.description}",
            "",
            f"Edición {terms.edition}. No cambia: una corrección es otra edición.",
            "",
            "## Cómo leer las cifras",
            "",
            f"- Signos: {signs}. Una cifra reservada no se calcula ni se estima a partir de las demás.",
            "- Una diferencia sólo lo es si supera su margen de error: lo dicen `cambios` y `brechas`.",
            "- Los territorios no se ordenan de mejor a peor. Un cambio no dice su causa.",
            f"- Cómo citar: {citation.long(terms)}",
            "",
            "## Datos",
            "",
            *(f"- [{name}]({_to(terms, f'datos/{name}')}): {about}" for name, about in files),
            "",
            "## Páginas",
            "",
            *(_line(terms, name, path) for name, path in _PAGES),
            *(_line(terms, account.names[code], f"territorios/{code}/index.html")
              for code in account.listed[:_TERRITORIES]),
            "",
            "## Indicadores",
            "",
            *(_indicator(terms, card) for card in account.indicators),
            "",
        ]
    )  # fmt: skip


_PAGES = (
    ("Portada", "index.html"),
    ("Método", "metodo/index.html"),
    ("Estado de los datos", "estado/index.html"),
    ("Qué cambió desde la edición anterior", "cambios/index.html"),
)
_TERRITORIES = 50


def _indicator(terms: Terms, card: Record) -> str:
    line = _line(terms, str(card["nombre"]), f"indicadores/{card['id']}/index.html")
    return f"{line}: {card['definicion']}" if card.get("definicion") else line


def _line(terms: Terms, name: str, path: str) -> str:
    return f"- [{name}]({_to(terms, path)})"


def _to(terms: Terms, path: str) -> str:
    return terms.address(path) or path


def _news(account: Account) -> str:
    """What a subscriber wants to know first: how much changed."""
    told = account.revisions
    if not told.previous:
        return "Primera edición de esta cuenta."
    if told.rows.empty:
        return f"Ninguna cifra publicada en la edición {told.previous} cambió."
    changed = len(told.rows)
    what = (
        "cambió una cifra publicada"
        if changed == 1
        else f"cambiaron {text.number(changed)} cifras publicadas"
    )
    return f"Desde la edición {told.previous} {what}."
