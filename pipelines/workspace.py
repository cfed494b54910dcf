"""A collaborative's folder as typed paths. Nobody else builds a path inside it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import Where, WorkspaceNotFound

REPO = Path(__file__).resolve().parents[1]
SETTINGS_FILE = "colaborativa.yaml"
ENV_WORKSPACE = "CUENTA_WORKSPACE"


@dataclass(frozen=True)
class Workspace:
    """Where everything of one collaborative lives. Folders of `datos/` are made on demand."""

    root: Path

    @property
    def settings_file(self) -> Path:
        return self.root / SETTINGS_FILE

    @property
    def inbox(self) -> Path:
        """Files as the ministries deliver them."""
        return self.root / "entrada"

    @property
    def goals(self) -> Path:
        return self.root / "metas"

    @property
    def own_cards(self) -> Path:
        return self.root / "indicadores"

    @property
    def recipes(self) -> Path:
        """Declared tidy tables."""
        return self.root / "fuentes"

    @property
    def corrections(self) -> Path:
        """Known errors of a producer, and what is done about them."""
        return self.root / "correcciones"

    @property
    def printed_tables(self) -> Path:
        """Tables of documents as printed, to be worked out again."""
        return self.root / "cuadros"

    @property
    def registers(self) -> Path:
        return self.root / "registros"

    @property
    def own_territories(self) -> Path:
        """Territories below the comuna."""
        return self.root / "territorios.csv"

    @property
    def polygons(self) -> Path:
        """Shapes of those territories, one or more .geojson."""
        return self.root / "territorios"

    @property
    def places(self) -> Path:
        """In which of them each school, health centre and named place lies."""
        return self.root / "lugares.csv"

    @property
    def data(self) -> Path:
        """Everything the platform makes; can be rebuilt from `archive` alone."""
        return self.root / "datos"

    @property
    def archive(self) -> Path:
        """Raw bytes as delivered, one file per SHA-256."""
        return self.data / "archivo"

    @property
    def ledger(self) -> Path:
        return self.archive / "registro.json"

    @property
    def bronze(self) -> Path:
        return self.data / "bronce"

    @property
    def register_tables(self) -> Path:
        """What the community's registers say, once read: one table each."""
        return self.data / "registros"

    @property
    def candidates(self) -> Path:
        """Rows read but not yet validated; staging never looks here."""
        return self.data / "candidatos"

    @property
    def set_aside(self) -> Path:
        return self.data / "apartados"

    @property
    def catalog(self) -> Path:
        return self.data / "catalogo"

    @property
    def results(self) -> Path:
        return self.data / "resultados"

    @property
    def warehouse(self) -> Path:
        """Opened by the dbt process only; disposable."""
        return self.data / "almacen.duckdb"

    @property
    def dagster(self) -> Path:
        return self.data / "dagster"

    @property
    def dbt_target(self) -> Path:
        return self.data / "dbt" / "target"

    @property
    def dbt_logs(self) -> Path:
        return self.data / "dbt" / "logs"

    @property
    def lock(self) -> Path:
        return self.data / "corrida.lock"

    @property
    def editions(self) -> Path:
        return self.root / "ediciones"

    @property
    def current_edition(self) -> Path:
        return self.editions / "actual"

    @property
    def draft_edition(self) -> Path:
        return self.editions / "borrador"

    def make_folders(self) -> None:
        """Create the folders that a run writes to."""
        for folder in (
            self.inbox, self.archive, self.bronze, self.register_tables, self.candidates, self.set_aside,
            self.catalog, self.results, self.dagster, self.dbt_target, self.dbt_logs, self.editions,
        ):  # fmt: skip
            folder.mkdir(parents=True, exist_ok=True)


def find_workspace(given: Path | None = None) -> Workspace:
    """The workspace at `given`, else at CUENTA_WORKSPACE, else the current folder.

    Raises `WorkspaceNotFound` when the folder has no colaborativa.yaml.
    """
    folder = given or Path(os.environ.get(ENV_WORKSPACE) or ".")
    root = folder.expanduser().resolve()
    if not (root / SETTINGS_FILE).is_file():
        raise WorkspaceNotFound(
            f"No hay un espacio de trabajo en «{folder}»: falta {SETTINGS_FILE}.",
            Where(file=SETTINGS_FILE),
            "Indique la carpeta con --workspace (o CUENTA_WORKSPACE), o cree una con «cuenta init CARPETA».",
        )
    return Workspace(root)
