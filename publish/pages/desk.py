"""What every page is written from: the account, its figures and places, and the charts already drawn."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup

from publish import sentences, text
from publish.account import Account, EditionInfo
from publish.charts import ChartBook
from publish.figures import Change, Figure, Figures
from publish.formats.coverage import coverage
from publish.formats.terms import Terms, terms_of
from publish.history import Former, formers
from publish.inputs import Record
from publish.pages.environment import drawing
from publish.pages.notes import Notes
from publish.pages.places import Place, Places


@dataclass
class Desk:
    """Shared by all pages. `charts` maps what a chart is about to its key in the book."""

    account: Account
    edition: EditionInfo
    book: ChartBook
    charts: dict[tuple[str, str, str], str] = field(default_factory=dict)

    @cached_property
    def figures(self) -> Figures:
        """Every figure, indexed."""
        return Figures(self.account)

    @cached_property
    def places(self) -> Places:
        """Every territory shown."""
        return Places(self.account)

    @cached_property
    def terms(self) -> Terms:
        """Whose the account is, its licence and its address."""
        return terms_of(self.account, self.edition.id)

    @cached_property
    def coverage(self) -> dict[str, tuple[int, int]]:
        """First and last year of each card with a figure in the downloads."""
        return coverage(self.account)

    @cached_property
    def formers(self) -> list[Former]:
        """Territories that ended or were divided."""
        return formers(self.account.history)

    @cached_property
    def notes(self) -> Notes:
        """Breaks, corrections and contradictions, indexed."""
        return Notes(self.account)

    @cached_property
    def sources_of(self) -> dict[str, dict[str, str]]:
        """Per card, the sources behind its figures and the newest period of each, up to the account's year.

        A source that only gives later periods has ''.
        """
        found: dict[str, dict[str, str]] = defaultdict(dict)
        rows = self.account.valores[["indicador", "fuente", "periodo"]].drop_duplicates()
        for indicator, sources, period in zip(*(rows[name] for name in rows), strict=True):
            counts = text.period_end(period)[0] <= self.account.year
            for source in sources.split():
                before = found[indicator].setdefault(source, "")
                if counts and (not before or text.period_end(period) > text.period_end(before)):
                    found[indicator][source] = period
        return found

    @cached_property
    def areas(self) -> list[tuple[str, str, list[Record]]]:
        """Area id, its name and its cards; areas without cards are left out."""
        found = []
        for area, name in text.AREA_NAMES.items():
            cards = [card for card in self.account.indicators if card.get("area") == area]
            if cards:
                found.append((area, name, cards))
        return found

    @cached_property
    def measure_names(self) -> dict[str, str]:
        """Name of each measure that a source declares."""
        declared = [m for source in self.account.sources for m in source.get("medidas") or []]
        return {str(m["id"]): str(m.get("name") or m["id"]) for m in declared}

    @cached_property
    def projections(self) -> set[str]:
        """Ids of the sources that give projections, as their names say."""
        return {str(s["id"]) for s in self.account.sources if "proyecci" in str(s.get("nombre")).lower()}

    @cached_property
    def delivered(self) -> set[str]:
        """Ids of the cards with a figure somewhere, be it in another place or in a later period."""
        return set(self.account.valores["indicador"])

    @cached_property
    def with_rows(self) -> set[str]:
        """Ids of the cards with a figure in the downloads, of whatever period."""
        rows = self.account.valores
        return set(rows.loc[rows["marca"] != "nd", "indicador"])

    @cached_property
    def with_data(self) -> set[str]:
        """Ids of the cards for which some territory shown has a figure."""
        shown = self.account.territories["territorio"]
        return {
            c["id"] for c in self.account.indicators if any(self.figures.has_data(c["id"], t) for t in shown)
        }

    @cached_property
    def _levels_below(self) -> dict[tuple[str, str], set[str]]:
        """Per card and territory, the levels below it that have a figure to show."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for place in self.places.tree:
            above = self.account.parents(place.id)
            for card in self.account.indicators if above else ():
                if self.latest(card, place) is not None:
                    for parent in above:
                        found[card["id"], parent].add(place.level_name)
        return found

    def series(self, card: Record, place: Place, sex: str = "total") -> list[Figure]:
        """The figures of single periods, in order of time."""
        found = self.figures.series(card["id"], place.id, sex)
        return [f for f in found if not _is_pool(card, f)]

    def pooled(self, card: Record, place: Place) -> list[Figure]:
        """The figures of three years together, in order of time; only where cases are few."""
        return [f for f in self.figures.series(card["id"], place.id) if _is_pool(card, f)]

    def latest(self, card: Record, place: Place, sex: str = "total") -> Figure | None:
        """The figure that stands for a place now."""
        return self.figures.latest(card["id"], place.id, sex)

    def change(self, card: Record, place: Place, sex: str = "total") -> Change | None:
        """From the first figure of a place to the one that stands for it now."""
        return self.figures.change(card["id"], place.id, card.get("direccion", ""), sex)

    def compared(self, card: Record, place: Place, period: str) -> tuple[Figure | None, Figure | None]:
        """The figures of its región and of the country in the same period."""
        region, country = self.places.region(place.id), self.places.country(place.id)
        return (
            self.figures.at(card["id"], region.id, period) if region else None,
            self.figures.at(card["id"], country.id, period) if country else None,
        )

    def sentence(self, card: Record, place: Place) -> str:
        """What the newest figure of a place says; the chart is read aloud with the same words."""
        latest = self.latest(card, place)
        region, country = self.compared(card, place, latest.period) if latest else (None, None)
        absent = "" if latest else self.absent(card, place)
        return sentences.describe(
            card, place.title, latest, self.change(card, place), region, country, absent
        )

    def absent(self, card: Record, place: Place) -> str:
        """Why a place has no figure of an indicator: «no disponible. Hay dato para…», «sólo hay cifras por
        comuna.», «todavía no hay datos.»"""
        missing = self.figures.missing(card["id"], place.id)
        if missing is not None:
            return f"{text.MARK_WORDS[missing.mark]}. {missing.reason.rstrip('.')}."
        below = self._levels_below.get((card["id"], place.id), set())
        if below:
            levels = [name.lower() for name in text.LEVEL_NAMES.values() if name in below]
            return f"sólo hay cifras por {text.listing(levels)}."
        if self.figures.later(card["id"], place.id):
            return f"sólo hay cifras posteriores a {self.account.year}."
        return "la fuente no trae el dato." if card["id"] in self.delivered else "todavía no hay datos."

    def later(self, card: Record, place: Place) -> str:
        """What is said of the figures after the account's year, which pages do not show; '' without any."""
        later = self.figures.later(card["id"], place.id)
        if not later:
            return ""
        projected = all(self.projections.issuperset(f.sources.split()) for f in later)
        what = "son proyecciones y " if projected else ""
        return f"Las cifras posteriores a {self.account.year} {what}están en las descargas."

    def chart(self, kind: str, about: str, place: str, label_id: str) -> Markup | None:
        """The chart as inline SVG, or None when there was too little to draw."""
        key = self.charts.get((kind, about, place))
        return drawing(self.book.svg(key), label_id) if key else None


def _is_pool(card: Record, figure: Figure) -> bool:
    """Whether the platform put years together; a producer's own «2021/2023» is a period like any other."""
    return "/" in figure.period and card.get("tipo") in ("proporcion", "tasa")


def cell(card: Record, figure: Figure | None) -> dict[str, Any]:
    """A table cell: the number without its unit, or its mark; `code` and `note` explain either."""
    if figure is None:
        return {"text": "", "code": "", "note": ""}
    if not figure.is_open:
        mark = figure.mark or "nd"
        return {"text": "", "code": mark, "note": figure.reason or text.MARK_NOTES[mark]}
    code = figure.mark or figure.status
    note = text.MARK_NOTES.get(figure.mark) or text.STATUS_NOTES.get(figure.status, "")
    if figure.mark and figure.reason:
        why = f"{figure.reason[:1].lower()}{figure.reason[1:]}".rstrip(".")
        note = f"{sentences.capital(text.MARK_WORDS[figure.mark])}: {why}"
    if figure.cut:
        note = f"{note} (con información hasta el {text.date(figure.cut)})" if note else ""
    return {"text": text.number(figure.value, sentences.decimals(card)), "code": code, "note": note}


def margin(card: Record, figure: Figure | None) -> str:
    """The interval as a table shows it: «11,4 a 13,2»."""
    if figure is None or not figure.is_open or not figure.has_interval:
        return ""
    digits = sentences.decimals(card)
    return f"{text.number(figure.low, digits)} a {text.number(figure.high, digits)}"
