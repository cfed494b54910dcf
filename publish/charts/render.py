"""Drawings to SVG: each is drawn once and kept by the hash of what it shows."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

from publish.charts import layout as layouts
from publish.charts import svg
from publish.charts.model import Drawing
from publish.charts.template import compiled
from publish.charts.vega import draw
from publish.charts.worker import draw_in_parallel

_TELL_EVERY = 50
#: Under this many missing drawings other processes cost more than they save.
_PARALLEL_FROM = 200


class ChartBook:
    """All drawings of an edition. Ask for a key with `add`, render once, then read with `svg`."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._template = compiled()
        slimmer = Path(svg.__file__).read_text(encoding="utf-8")
        made_with = "\n".join((self._template, version("vl-convert-python"), slimmer))
        self._salt = hashlib.sha256(made_with.encode()).digest()
        self._wanted: dict[str, str] = {}
        self._done: dict[str, str] = {}

    def add(self, drawing: Drawing) -> str | None:
        """Take a drawing and give its key; None when it has nothing to show."""
        layout = layouts.lay_out(drawing)
        if layout is None:
            return None
        text = json.dumps(layout.content(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        key = hashlib.sha256(self._salt + text.encode()).hexdigest()[:20]
        if key not in self._done:
            self._wanted[key] = text
        return key

    def render(self, progress: Callable[[str, int, int], None] | None = None) -> int:
        """Draw what is wanted and not yet kept; says how many had to be drawn."""
        missing = [(key, text) for key, text in sorted(self._wanted.items()) if not self._recall(key)]
        for done, (key, drawn) in enumerate(self._draw(missing), 1):
            self._done[key] = drawn
            self._keep(key, drawn)
            if progress and (done % _TELL_EVERY == 0 or done == len(missing)):
                progress("Dibujando gráficos", done, len(missing))
        self._wanted.clear()
        self._forget()
        return len(missing)

    def svg(self, key: str) -> str:
        """The drawing of a key that `render` has seen, as SVG text without a name or description."""
        return self._done[key]

    def _draw(self, missing: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
        workers = min(2, os.cpu_count() or 1)
        if len(missing) < _PARALLEL_FROM or workers < 2:
            return ((key, draw(self._template, text)) for key, text in missing)
        return draw_in_parallel(self._template, missing, workers)

    def _recall(self, key: str) -> bool:
        if self._folder is None:
            return False
        path = self._folder / f"{key}.svg"
        if not path.is_file():
            return False
        self._done[key] = path.read_text(encoding="utf-8")
        return True

    def _forget(self) -> None:
        """Remove what this edition no longer shows, and leftovers of a run that was cut."""
        if self._folder is not None and self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.stem not in self._done:
                    path.unlink()

    def _keep(self, key: str, drawn: str) -> None:
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = self._folder / f".{key}.{os.getpid()}"
        aside.write_text(drawn, encoding="utf-8")
        aside.replace(self._folder / f"{key}.svg")
