"""Pages of the territories that ended or were divided: what each was, when and why, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publish import sentences, text
from publish.history import Former, Successor
from publish.pages.desk import Desk
from publish.pages.places import title_of

TEMPLATE = "antiguo.html.j2"
LIST_TEMPLATE = "antiguos.html.j2"
LIST_URL = "territorios/antes/index.html"
_LEVELS = {
    "region": ("región", "Regiones"),
    "provincia": ("provincia", "Provincias"),
    "comuna": ("comuna", "Comunas"),
}
_SAME_PLACE = (
    "Las cifras de todos los años, también las que llegaron con el código antiguo, se muestran con el código "
    "de hoy: la serie no se quiebra."
)
_DIVIDED = (
    "Las cifras anteriores de las fuentes que siguieron el mapa de cada época juntan las dos comunas y no se "
    "pueden separar: ahí la serie se quiebra, y se dice en cada gráfico y en cada tabla. Las fuentes que "
    "rehicieron sus años anteriores con el mapa de hoy no tienen quiebre."
)
_ADDED_UP = (
    "Lo que esta cuenta suma desde las comunas se muestra con la división de hoy en todos los años. Una "
    "cifra que su fuente publicó ya calculada para el territorio de entonces no se puede separar: ahí la "
    "serie se quiebra."
)
View = tuple[str, str, dict[str, Any]]


def former_url(former: Former) -> str:
    """Address of its page, from the edition's root."""
    return f"territorios/antes/{former.id}/index.html"


def former_pages(desk: Desk) -> list[View]:
    """The page of each and the list of all; none without history."""
    found = desk.formers
    return [*(_page(desk, former) for former in found), *([_list(found)] if found else [])]


def notes_of(desk: Desk, territory: str) -> list[dict[str, str]]:
    """What a page of today says of its territory's past: sentence and address of the former's page."""
    found = []
    for former in desk.formers:
        for successor in former.successors:
            if successor.id == territory:
                found.append({"sentence": _note(former, successor), "url": former_url(former)})
    return found


def _page(desk: Desk, former: Former) -> View:
    view = {
        "title": _title(former),
        "level": _LEVELS[former.level][0],
        "what": _what(former),
        "why": f"{former.reason.rstrip('.')} ({former.law}).",
        "fate": _fate(former),
        "series": _series(former),
        "successors": [
            {
                "name": _full(successor, former.level),
                "id": successor.id,
                "url": _url(desk, successor.id),
            }
            for successor in former.successors
        ],
        "law": former.law,
        "date": text.date(former.event_date),
        "list_url": LIST_URL,
    }
    return former_url(former), TEMPLATE, view


def _list(found: Sequence[Former]) -> View:
    groups = [
        {
            "name": plural,
            "rows": [
                {
                    "title": _title(former),
                    "url": former_url(former),
                    "until": text.date(former.last_day),
                    "fate": text.listing([f"{_full(s, former.level)} ({s.id})" for s in former.successors]),
                }
                for former in found
                if former.level == level
            ],
        }
        for level, (_, plural) in _LEVELS.items()
    ]
    view = {"title": "Territorios que cambiaron", "groups": [group for group in groups if group["rows"]]}
    return LIST_URL, LIST_TEMPLATE, view


def _url(desk: Desk, territory: str) -> str:
    place = desk.places.get(territory)
    return place.url if place else ""


def _full(successor: Successor, level: str) -> str:
    return title_of(successor.id, successor.name, level)


def _title(former: Former) -> str:
    name = title_of(former.id, former.name, former.level)
    return f"{name} hasta {former.year}" if former.keeps_code else f"{name}, código {former.id}"


def _what(former: Former) -> str:
    """What it was: its code, what contained it and, when it was divided, what it held."""
    name = title_of(former.id, former.name, former.level)
    subject = f"la comuna de {name}" if former.level == "comuna" else _article(name, former.level)
    day = text.date(former.last_day)
    held = text.listing([_ground(s, former.level) for s in former.successors if s.kind == "creada"])
    if former.keeps_code:
        place = f", en {_inside(former)}" if former.level != "region" else ""
        return f"Hasta el {day}, {subject} (código {former.id}{place}) comprendía también {held}."
    inside = f" y pertenecía a {_inside(former)}" if former.level != "region" else ""
    sentence = f"Hasta el {day}, {subject} tenía el código {former.id}{inside}."
    return f"{sentence} Comprendía también {held}." if former.heir else sentence


def _ground(successor: Successor, level: str) -> str:
    """«lo que hoy es Hualpén»; only a part of it when others gave it ground too."""
    part = "una parte de " if successor.others else ""
    return f"{part}lo que hoy es {_article(_full(successor, level), level)}"


def _fate(former: Former) -> str:
    names = {s.id: f"{_article(_full(s, former.level), former.level)} ({s.id})" for s in former.successors}
    if former.is_recoded:
        return (
            f"Sigue siendo la misma {_LEVELS[former.level][0]}, con otro código: {former.successors[0].id}."
        )
    if heir := former.heir:
        kept = sentences.capital(_article(_full(heir, former.level), former.level))
        verb = "conserva" if former.keeps_code else "sigue con"
        born = [names[s.id] + _with_others(s, former.level) for s in former.successors if s != heir]
        new = text.listing(born)
        return f"Se dividió. {kept} {verb} el código {heir.id}, con un territorio menor, y se creó {new}."
    return f"Dejó de existir con ese código. Su territorio quedó en {text.listing(list(names.values()))}."


def _with_others(successor: Successor, level: str) -> str:
    """«, que reunió también territorio de la provincia de Quillota»; nothing when it gave all."""
    names = [_article(title_of(code, name, level), level) for code, name in successor.others]
    return f", que reunió también territorio de {text.listing(names)}" if names else ""


def _series(former: Former) -> str:
    """What its past means for the figures of today."""
    if former.level != "comuna":
        return _ADDED_UP
    return _SAME_PLACE if former.is_recoded else _DIVIDED


def _note(former: Former, successor: Successor) -> str:
    """One sentence for the page of today, in the words of a neighbour."""
    name = _article(title_of(former.id, former.name, former.level), former.level)
    new = text.listing([_ground(s, former.level) for s in former.successors if s != successor])
    if successor.kind != "creada" and successor.id != former.id:
        belonged = f" y pertenecía a {_inside_changed(former, successor)}" if former.level != "region" else ""
        held = f". Comprendía también {new}" if new else ""
        return f"Hasta {former.year} su código era {former.id}{belonged}{held}."
    if successor.id == former.id:
        return f"Hasta {former.year} comprendía también {new}."
    if successor.others:
        return f"Existe desde {former.year}: una parte de su territorio era de {name}."
    if former.heir:
        return f"Existe desde {former.year}: antes era parte de {name}."
    return f"Hasta {former.year} era parte de {name}, que dejó de existir."


def _inside(former: Former) -> str:
    """«la provincia de Ñuble, en la Región del Biobío»."""
    region = _article(title_of(*former.region, "region"), "region")
    if former.level != "comuna":
        return region
    return f"{_article(title_of(*former.province, 'provincia'), 'provincia')}, en {region}"


def _inside_changed(former: Former, successor: Successor) -> str:
    """The región it belonged to when that changed, else its province."""
    if former.region[0] != successor.id[:2] or former.level != "comuna":
        return _article(title_of(*former.region, "region"), "region")
    return _article(title_of(*former.province, "provincia"), "provincia")


def _article(name: str, level: str) -> str:
    """«la Región del Biobío», «la provincia de Ñuble»; a comuna stands by its name."""
    if level == "provincia":
        name = name.replace("Provincia de", "provincia de", 1)
    return name if level == "comuna" else f"la {name}"
