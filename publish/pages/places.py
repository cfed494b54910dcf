"""Territories as people name them, in the order in which pages list them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from publish import text
from publish.account import Account

_SHORT_REGIONS = {
    "06": "O’Higgins",
    "09": "Araucanía",
    "11": "Aysén",
    "12": "Magallanes",
    "13": "Metropolitana",
    "15": "Arica",
}
#: Levels of the territories that a workspace declares below the comuna.
PARTS = ("unidad_vecinal", "villa", "sector", "otro")
_MASCULINE_REGIONS = ("06", "07", "08")
COUNTRY = "CL"


@dataclass(frozen=True)
class Place:
    """A territory on a page. `title` is its full name, `short` fits beside a line of a chart."""

    id: str
    title: str
    short: str
    level: str
    listed: bool
    children: list[Place] = field(default_factory=list)

    @property
    def level_name(self) -> str:
        """«Comuna», «Región», …"""
        return text.LEVEL_NAMES.get(self.level, "")

    @property
    def is_part(self) -> bool:
        """Whether it is part of a comuna."""
        return self.level in PARTS

    @property
    def url(self) -> str:
        """Address from the edition's root; empty when it has no page."""
        return f"territorios/{self.id}/index.html" if self.listed else ""


class Places:
    """Every territory shown, with its parents and its neighbours in the list of pages."""

    def __init__(self, account: Account) -> None:
        self._account = account
        shown = account.territories
        self._places = {
            id_: Place(id_, title_of(id_, name, level), _short(id_, name, level), level, bool(listed))
            for id_, name, level, listed in zip(
                shown["territorio"], shown["nombre"], shown["nivel"], shown["listado"], strict=True
            )
        }

    def __getitem__(self, territory: str) -> Place:
        return self._places[territory]

    def get(self, territory: str) -> Place | None:
        """The territory, when it is shown."""
        return self._places.get(territory)

    def parts(self, territory: str) -> list[Place]:
        """The parts of a comuna that have a page."""
        return [p for p in self.listed if p.is_part and self._account.parents(p.id)[:1] == [territory]]

    @cached_property
    def listed(self) -> list[Place]:
        """Places with a page: country, then each region with what it contains, by code."""
        return [place for place in self.tree if place.listed]

    @cached_property
    def tree(self) -> list[Place]:
        """Every place shown, each right after what contains it."""
        return sorted(self._places.values(), key=lambda place: self._path(place.id))

    def parents(self, territory: str) -> list[Place]:
        """What contains a territory, largest first."""
        found = [self._places[t] for t in self._account.parents(territory) if t in self._places]
        return found[::-1]

    def region(self, territory: str) -> Place | None:
        """The región that contains a territory; None for a región and for the country."""
        return next((p for p in self.parents(territory) if p.level == "region"), None)

    def comuna(self, territory: str) -> Place | None:
        """The comuna of which a territory is part; None for a comuna and for larger ones."""
        return next((p for p in self.parents(territory) if p.level == "comuna"), None)

    def country(self, territory: str) -> Place | None:
        """The country, unless the territory is the country."""
        return None if territory == COUNTRY else self._places.get(COUNTRY)

    def neighbours(self, territory: str) -> tuple[Place | None, Place | None]:
        """The places whose pages come before and after; none for one without a page."""
        ids = [place.id for place in self.listed]
        if territory not in ids:
            return None, None
        at = ids.index(territory)
        return (
            self.listed[at - 1] if at else None,
            self.listed[at + 1] if at + 1 < len(ids) else None,
        )

    def by_region(self) -> list[tuple[Place | None, list[Place]]]:
        """Listed places under their región; those above the regions come first, under None."""
        groups: dict[str, list[Place]] = {}
        for place in self.listed:
            region = self.region(place.id)
            key = region.id if region else place.id if place.level == "region" else ""
            groups.setdefault(key, []).append(place)
        return [(self._places[key] if key else None, places) for key, places in groups.items()]

    def _path(self, territory: str) -> tuple[str, ...]:
        return (*reversed(self._account.parents(territory)), territory)


def title_of(territory: str, name: str, level: str) -> str:
    """Its name as a title: «Región del Biobío», «Provincia de Maipo», «San Bernardo»."""
    if level == "region":
        if territory == "13":
            return f"Región {name}"
        return f"Región {'del' if territory in _MASCULINE_REGIONS else 'de'} {name}"
    return f"Provincia de {name}" if level == "provincia" else name


def _short(territory: str, name: str, level: str) -> str:
    return _SHORT_REGIONS.get(territory, name) if level == "region" else name
