"""The account: everything that pages, tables and documents may show, already protected.

Nothing that renders sees the raw results: `build_account` is the only door, and what it hands
out has its grid completed, its values rounded and its small figures reserved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial

import pandas as pd

from publish import text
from publish.commitments import Commitments, Programmes, open_commitments, open_programmes
from publish.curves import Curves, open_curves
from publish.derived import open_changes, open_contrasts, open_corrections, open_gaps
from publish.grid import complete, listed_territories
from publish.history import named
from publish.inputs import Inputs, Record
from publish.people import People, open_people
from publish.promises import Promises, promises
from publish.protect.minimum import protect_conflicts, protect_goals
from publish.protect.operands import reserved_measures
from publish.protect.parts import open_placements, parts_below, without_parts
from publish.protect.status import protect_status
from publish.protect.threshold import DEFAULT_THRESHOLD
from publish.protect.twins import protect_figures
from publish.resources import Resources, Services, open_resources, open_services
from publish.revisions import Revisions
from publish.shapes import empty

VALUE_COLUMNS = [
    "indicador", "territorio", "nivel", "periodo", "sexo", "edad", "desglose", "categoria",
    "valor", "numerador", "denominador", "ic_inf", "ic_sup", "marca", "estado", "fuente",
]  # fmt: skip
EXTRA_COLUMNS = ["corte", "metodo", "motivo"]
AREAS = list(text.AREA_NAMES)


@dataclass(frozen=True)
class DataFile:
    """One download of the edition: path from the edition's root, what it is, and its size on disk.

    `size` is None for what is made after the pages (the zip of everything, the manifest).
    """

    path: str
    title: str
    description: str
    size: int | None = None
    rows: int | None = None


@dataclass(frozen=True)
class EditionInfo:
    """What pages may say about the edition they belong to. No clock: two builds are the same bytes."""

    id: str
    year: int
    synthetic: bool = False
    files: tuple[DataFile, ...] = ()
    #: Whether it has the documents of publish.documents, so that pages lead to them.
    documents: bool = False
    #: Id and year of the editions that this one was told against, newest first.
    earlier: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Account:
    """The protected account of one edition.

    valores: VALUE_COLUMNS + EXTRA_COLUMNS (cut date, interval method, reason of a missing figure),
        sorted as published: one row per figure of every territory shown.
    indicators: the cards, by area and then in the order of the catalogue.
    territories: territorio, nombre, nivel, pertenece_a, listado (gets a page), largest first.
    goals: the goals in full; goal_progress: one row per goal, indicator and territory, protected.
    status: what became of the delivered files, as protect_status gives it.
    conflicts: figures on which two files differ, protected.
    changes, gaps: what one published figure says beside another; mark `s`, verdict «reservado» and no
        number where one of the two is reserved. series_breaks: where a series is made in another way.
    contrasts, corrections: what a source prints against what adds up, and values put right by hand.
    history: territories that no longer exist and what became of them. placements: how much of each source
        could be placed inside each divided comuna; without numbers where they are persons.
    revisions: figures that the edition before published otherwise; empty for the first edition.
    curves: where each goal was going if nothing changed, and its milestones, protected.
    promises: what was promised in the account before, with its state of today.
    resources: the resource map, its needs and its findings. services: their quality and referrals.
    commitments: the work plans. programmes: their offer, their totals and what they answer.
    documents: tables copied from documents, with what each prints and what its rows give.
    people: assemblies, seats, training, satisfaction, practice, families and the letters of the law.
    """

    valores: pd.DataFrame
    indicators: list[Record]
    territories: pd.DataFrame
    goals: list[Record]
    goal_progress: pd.DataFrame
    status: Record
    settings: Record
    sources: list[Record]
    conflicts: pd.DataFrame
    threshold: int = DEFAULT_THRESHOLD
    changes: pd.DataFrame = field(default_factory=partial(empty, "indicator_changes"))
    gaps: pd.DataFrame = field(default_factory=partial(empty, "indicator_gaps"))
    series_breaks: pd.DataFrame = field(default_factory=partial(empty, "series_break_points"))
    contrasts: pd.DataFrame = field(default_factory=partial(empty, "contrasts"))
    corrections: pd.DataFrame = field(default_factory=partial(empty, "applied_corrections"))
    history: pd.DataFrame = field(default_factory=partial(empty, "territory_history"))
    placements: pd.DataFrame = field(default_factory=partial(empty, "placement_counts"))
    revisions: Revisions = field(default_factory=Revisions)
    curves: Curves = field(default_factory=Curves)
    promises: Promises = field(default_factory=Promises)
    resources: Resources = field(default_factory=Resources)
    services: Services = field(default_factory=Services)
    commitments: Commitments = field(default_factory=Commitments)
    programmes: Programmes = field(default_factory=Programmes)
    people: People = field(default_factory=People)
    documents: list[Record] = field(default_factory=list)

    @property
    def year(self) -> int:
        """The year of the account, from the settings."""
        return int(self.settings["anio_cuenta"])

    @cached_property
    def listed(self) -> list[str]:
        """Ids of the territories that get a page, largest first."""
        shown = self.territories
        return list(shown.loc[shown["listado"], "territorio"])

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of each territory shown."""
        return dict(zip(self.territories["territorio"], self.territories["nombre"], strict=True))

    @cached_property
    def levels(self) -> dict[str, str]:
        """Level of each territory shown."""
        return dict(zip(self.territories["territorio"], self.territories["nivel"], strict=True))

    @cached_property
    def cards(self) -> dict[str, Record]:
        """The cards by id."""
        return {card["id"]: card for card in self.indicators}

    def parents(self, territory: str) -> list[str]:
        """The territories that contain this one, nearest first: provincia, región, CL."""
        found: list[str] = []
        above = self._above.get(territory, "")
        while above and above not in found:
            found.append(above)
            above = self._above.get(above, "")
        return found

    @cached_property
    def _above(self) -> dict[str, str]:
        return dict(zip(self.territories["territorio"], self.territories["pertenece_a"], strict=True))


def build_account(inputs: Inputs) -> Account:
    """Complete the grid, reserve what is small, put everything in order."""
    territories = listed_territories(inputs.territories, inputs.settings)
    threshold = int((inputs.settings.get("privacidad") or {}).get("umbral", DEFAULT_THRESHOLD))
    # Protected before the grid is cut: a goal may stand on a territory that gets no page.
    protected = protect_figures(
        inputs.indicator_values, inputs.cards, inputs.measures, inputs.territories, threshold
    )
    reserved = reserved_measures(protected, inputs.cards)
    valores = complete(protected, territories)
    personal = _personal(inputs.measures)
    areas = {area: position for position, area in enumerate(AREAS)}
    goal_progress = protect_goals(inputs.goal_progress, protected)
    return Account(
        valores=valores[VALUE_COLUMNS + EXTRA_COLUMNS],
        indicators=sorted(inputs.cards, key=lambda card: areas.get(card.get("area", ""), len(areas))),
        territories=territories,
        goals=inputs.goals,
        goal_progress=goal_progress,
        promises=promises(inputs.goals, int(inputs.settings["anio_cuenta"]), None),
        curves=open_curves(
            inputs.goal_outlook, inputs.goal_forecasts, inputs.goal_milestones, goal_progress, protected
        ),
        status=protect_status(inputs.status, personal, threshold),
        settings=inputs.settings,
        sources=inputs.sources,
        conflicts=protect_conflicts(
            without_parts(inputs.measure_conflicts, inputs.territories), inputs.measures, threshold, reserved
        ),
        threshold=threshold,
        changes=open_changes(inputs.indicator_changes, valores),
        gaps=open_gaps(inputs.indicator_gaps, valores, _regions(inputs.territories)),
        series_breaks=inputs.series_break_points,
        contrasts=open_contrasts(inputs.contrasts, personal, threshold),
        corrections=open_corrections(
            inputs.applied_corrections, inputs.measures, threshold, parts_below(inputs.territories), reserved
        ),
        history=named(inputs.territory_history, inputs.territories),
        placements=open_placements(inputs.placement_counts, personal),
        resources=open_resources(inputs, threshold),
        services=open_services(inputs, threshold),
        commitments=open_commitments(inputs),
        programmes=open_programmes(inputs, threshold),
        documents=inputs.documents,
        people=open_people(inputs, threshold),
    )


def _personal(measures: pd.DataFrame) -> set[str]:
    """Ids of the sources whose records are persons."""
    return set(measures.loc[measures["person_level"].fillna(False).astype(bool), "source_id"])


def _regions(territories: pd.DataFrame) -> dict[str, str]:
    """The región of every territory that is inside one."""
    above = dict(zip(territories["territory_id"], territories["parent_id"].fillna(""), strict=True))
    levels = dict(zip(territories["territory_id"], territories["level"], strict=True))
    found = {}
    for code in above:
        parent = above[code]
        while parent and levels.get(parent) != "region":
            parent = above.get(parent, "")
        if parent:
            found[code] = parent
    return found
