"""The stages of a run over one workspace, without Dagster: what each asset calls.

`cuenta ingest` calls the first two; the Dagster job wires all of them with their lineage.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from pipelines.catalog.check import Catalog, known_ids, load_catalog
from pipelines.catalog.contrasts import documents, table_contrasts
from pipelines.catalog.export import export_catalog
from pipelines.catalog.placements import Ground, load_ground, place_all, placement_rows
from pipelines.catalog.recipe_info import COLUMNS as RECIPE_COLUMNS
from pipelines.catalog.recipe_info import TABLE as RECIPE_TABLE
from pipelines.catalog.settings import Settings, load_settings
from pipelines.catalog.tables import write_table
from pipelines.files import sha256_file, sha256_tree, write_json
from pipelines.ingest.archive import receive
from pipelines.ingest.intake import Sources, read_new
from pipelines.ingest.ledger import FileEntry, Part, load_ledger, save_ledger
from pipelines.ingest.promote import promote
from pipelines.ingest.status import file_contrasts, files_in_use, public_status
from pipelines.registers.folder import Folder, read_folder
from pipelines.registers.observed import NAME as OBSERVED
from pipelines.registers.observed import observed_source
from pipelines.registers.registry import registers
from pipelines.registers.summary import FILE as REGISTERS_FILE
from pipelines.registers.summary import summary
from pipelines.registers.tables import write_register
from pipelines.registers.values import Known
from pipelines.sources.base import Source, SourceInfo
from pipelines.sources.registry import official_sources
from pipelines.sources.tidy.source import TidySource
from pipelines.territories import names, national_levels
from pipelines.workspace import REPO, Workspace


@dataclass(frozen=True)
class Collaborative:
    """A workspace with everything its people wrote, loaded once and validated.

    Raises `SettingsError` on the first use of what is not valid, with all its problems at once.
    """

    workspace: Workspace

    @cached_property
    def settings(self) -> Settings:
        return load_settings(self.workspace.settings_file)

    @cached_property
    def ground(self) -> Ground:
        """Territories below the comuna, the places in them and their shapes."""
        ws = self.workspace
        return load_ground(ws.own_territories, ws.places, ws.polygons)

    @cached_property
    def catalog(self) -> Catalog:
        """Cards, goals and recipes, checked against each other and against what sources give."""
        return load_catalog(
            self.settings,
            [*(source.info for source in official_sources()), self.observed],
            own_cards=self.workspace.own_cards,
            goals=self.workspace.goals,
            recipes=self.workspace.recipes,
            corrections=self.workspace.corrections,
            own=self.ground.own,
            printed_tables=self.workspace.printed_tables,
        )

    @cached_property
    def observed(self) -> SourceInfo:
        """Figures that the community gathers: their register names no card, so it is read before them."""
        found = read_folder(self.workspace.registers, self._places, only=OBSERVED)
        return observed_source(found.rows(OBSERVED))

    @cached_property
    def registers(self) -> Folder:
        """The community's registers, read; what is wrong with them is told there and stops nothing."""
        cards, goals = (frozenset(i.id for i in items) for items in (self.catalog.cards, self.catalog.goals))
        return read_folder(self.workspace.registers, replace(self._places, indicators=cards, goals=goals))

    @cached_property
    def _places(self) -> Known:
        own = {place.id: place.name for place in self.ground.own.by_id.values()}
        levels = national_levels()
        national = {code: name for code, name in names().items() if levels[code] != "sin_territorio"}
        official = known_ids([source.info for source in official_sources()], [])
        asked = frozenset(question.id for question in self.settings.questions)
        return Known({**national, **own}, figures=official.measures | official.published, questions=asked)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Official sources first: they win over a recipe for the same header."""
        return (*official_sources(), *(TidySource(recipe) for recipe in self.catalog.recipes))


def bronze_tables() -> dict[str, tuple[str, ...]]:
    """Every bronze table and its columns, whether or not anything arrived for it."""
    tables = {source.info.table: source.info.columns for source in official_sources()}
    return {**tables, RECIPE_TABLE: RECIPE_COLUMNS}


def _platform_fingerprint() -> str:
    """Changes when code or seeds that reading depends on change."""
    code = [
        *(REPO / "pipelines" / "sources").rglob("*.py"),
        *(REPO / "pipelines" / "sources").rglob("*.csv"),
        *(REPO / "pipelines" / "ingest").rglob("*.py"),
        *(REPO / "pipelines" / "catalog").glob("*.py"),  # recipes are read with what lives there
        *(REPO / "expectations").glob("*.*"),
        REPO / "pipelines" / "territories.py",
        *(REPO / "dbt_project" / "seeds").glob("*territor*.csv"),
    ]
    return sha256_tree(code, REPO)


def _readable(collaborative: Collaborative) -> Sources:
    platform = _platform_fingerprint()
    written = {recipe.id: sha256_file(recipe.origin.file) for recipe in collaborative.catalog.recipes}
    everything = ":".join([platform, *written.values()])
    official = {source.info.id: platform for source in official_sources()}
    by_recipe = {name: f"{platform}:{content}" for name, content in written.items()}
    return Sources(collaborative.sources, {**by_recipe, **official}, everything)


def receive_files(collaborative: Collaborative) -> tuple[int, list[Part]]:
    """Archive what is in entrada/ and read what is new. Returns files delivered and parts read."""
    ws = collaborative.workspace
    ws.make_folders()
    ledger = load_ledger(ws.ledger)
    delivered = receive(ws.inbox, ws.archive, ledger)
    save_ledger(ws.ledger, ledger)
    parts = read_new(ws.archive, ws.bronze, ws.candidates, ledger, _readable(collaborative))
    save_ledger(ws.ledger, ledger)
    return len(delivered), parts


def promote_table(collaborative: Collaborative, table: str) -> list[tuple[FileEntry, Part]]:
    """Validate what was read for one bronze table and put what holds in use."""
    ws = collaborative.workspace
    ledger = load_ledger(ws.ledger)
    decided = promote(ws.bronze, ws.candidates, ws.set_aside, ledger, table, bronze_tables()[table])
    save_ledger(ws.ledger, ledger)
    return decided


def delivered_parts(collaborative: Collaborative, table: str = "") -> list[Part]:
    """Parts of the files that are in entrada/ now, of one bronze table or of all."""
    ledger = load_ledger(collaborative.workspace.ledger)
    return [part for entry, part in ledger.parts() if entry.present and table in ("", part.table)]


def read_registers(collaborative: Collaborative) -> None:
    """Write one table for each register of the community, empty when there is none, and what was told."""
    ws, found = collaborative.workspace, collaborative.registers
    for name, register in registers().items():
        write_register(ws.register_tables, register, found.rows(name))
    write_json(ws.catalog / REGISTERS_FILE, summary(found))


def _giving(info: SourceInfo) -> list[SourceInfo]:
    """`info` alone, or nothing when it gives no figure."""
    return [info] if info.measures or info.published else []


def export(collaborative: Collaborative) -> None:
    """Write the catalogue: what dbt and the edition need to know. Raises `SettingsError`."""
    ws = collaborative.workspace
    ledger = load_ledger(ws.ledger)
    used = [part.part_id for _, part in ledger.in_use()]
    export_catalog(
        ws.catalog,
        cards=collaborative.catalog.cards,
        goals=collaborative.catalog.goals,
        settings=collaborative.settings,
        sources=[*(source.info for source in collaborative.sources), *_giving(collaborative.observed)],
        recipes=collaborative.catalog.recipes,
        corrections=collaborative.catalog.corrections,
        own_territories=collaborative.ground.own.rows(),
        placements=placement_rows(place_all(collaborative.ground, ws.bronze, used)),
    )
    write_table(ws.catalog, "files", files_in_use(ledger))
    contrasts = [*file_contrasts(ledger), *table_contrasts(collaborative.catalog.printed_tables)]
    write_table(ws.catalog, "contrasts", contrasts)
    write_json(ws.catalog / "cuadros.json", documents(collaborative.catalog.printed_tables))
    write_json(ws.catalog / "estado.json", public_status(ledger))
