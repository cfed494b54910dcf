"""Territories as a person names them when a workspace is made: by name or by code, separated by commas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pandas as pd

from pipelines.catalog.problems import closest
from pipelines.errors import StewardError
from pipelines.territories import all_territories, codes, level_of, match_names, names, normalise

ALL = "todas"
#: When several territories share a name, the first of these levels is meant.
_ORDER = {"comuna": "comuna", "region": "región", "provincia": "provincia", "pais": "país"}
_NAMED_LEVEL = re.compile(r"(COMUNA|REGION|PROVINCIA) (?:DE |DEL )?(.+)")
#: What regions are called every day.
_SHORT = {"METROPOLITANA": "13", "OHIGGINS": "06", "AYSEN": "11", "MAGALLANES": "12", "ARAUCANIA": "09"}


@dataclass(frozen=True)
class Places:
    """Ids in the order given, or just «todas»; `notes` say what was chosen where a name is shared."""

    ids: tuple[str, ...]
    notes: tuple[str, ...] = ()


def parse_territories(text: str) -> Places:
    """«Ovalle, 8110» or «todas» as ids with their zeros. Raises `StewardError` for unknown ones."""
    if normalise(text) == normalise(ALL):
        return Places((ALL,))
    given = [" ".join(item.split()) for item in text.split(",") if item.strip()]
    if not given:
        raise StewardError(
            "No indicó ningún territorio.", todo="Por ejemplo: --territorios «San Bernardo, 08110»."
        )
    found = {item: _find(item) for item in given}
    unknown = [item for item, ids in found.items() if not ids]
    if unknown:
        listed = " ni ".join(f"«{item}»" for item in unknown)
        noun = "el territorio" if len(unknown) == 1 else "los territorios"
        raise StewardError(f"No conozco {noun} {listed}.", todo=_advice(unknown))
    chosen = tuple(dict.fromkeys(ids[0] for ids in found.values()))
    return Places(chosen, tuple(_note(item, ids) for item, ids in found.items() if ids[1:]))


def label(territory_id: str) -> str:
    """A territory as it is said: «Ovalle (comuna, 04301)»."""
    return f"{names()[territory_id]} ({_ORDER[level_of(territory_id)]}, {territory_id})"


def _find(item: str) -> list[str]:
    """Ids that `item` may mean, the one preferred first; none when it is unknown."""
    code = item.zfill(5) if item.isdigit() and len(item) == 4 else item
    by_code = code if code in names() else codes().get(code, "")
    if by_code:
        return [by_code] if level_of(by_code) in _ORDER else []
    plain = normalise(item)
    named = _NAMED_LEVEL.fullmatch(plain)
    if named:
        ids = _by_name().get(named.group(2), [])
        return [i for i in ids if level_of(i) == named.group(1).lower()]
    if plain in _by_name():
        return _by_name()[plain]
    alias = match_names(pd.Series([item], dtype=str)).iloc[0]
    return [alias] if alias else []


@cache
def _by_name() -> dict[str, list[str]]:
    """Normalised name to the ids that carry it, in the order of preference."""
    found: dict[str, list[str]] = {}
    for level in _ORDER:
        for territory in all_territories().values():
            if territory.level == level:
                found.setdefault(normalise(territory.name), []).append(territory.id)
        for short, region in _SHORT.items() if level == "region" else ():
            found.setdefault(short, []).append(region)
    return found


def _note(item: str, ids: list[str]) -> str:
    kinds = [_ORDER[level_of(i)] for i in ids]
    others = " o ".join(f"«{kind} de {names()[i]}» ({i})" for i, kind in zip(ids[1:], kinds[1:], strict=True))
    return f"«{item}» puede ser {' o '.join(kinds)}: se toma la {kinds[0]} ({ids[0]}). Si era otra: {others}."


def _advice(unknown: list[str]) -> str:
    near = [_by_name()[name][0] for item in unknown for name in closest(normalise(item), _by_name(), 2)]
    hint = f"¿Quiso decir {' o '.join(map(label, dict.fromkeys(near)))}? " if near else ""
    return (
        f"{hint}Escriba el nombre o el código único territorial (CUT) de cada comuna, provincia o región, "
        "separados por comas: San Bernardo, 08110."
    )
