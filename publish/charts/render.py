"""Drawings to SVG: each is rendered once, kept by the hash of what it shows, two processes at a time."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

import vl_convert

from publish.charts import layout as layouts
from publish.charts.model import Drawing
from publish.charts.svg import slim
from publish.charts.template import compiled

_PADDING_TOP = 30
_CHUNK = 50
#: Under this many missing drawings a second process costs more than it saves.
_POOL_FROM = 200


class ChartBook:
    """All drawings of an edition. Ask for a key with `add`, render once, then read with `svg`."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._template = compiled()
        self._salt = hashlib.sha256((self._template + vl_convert.__version__).encode()).digest()
        self._wanted: dict[str, str] = {}
        self._done: dict[str, str] = {}

    def add(self, drawing: Drawing) -> str | None:
        """Take a drawing and give its key; None when it has nothing to show."""
        layout = layouts.lay_out(drawing)
        if layout is None:
            return None
        text = json.dumps(asdict(layout), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        key = hashlib.sha256(self._salt + text.encode()).hexdigest()[:20]
        if key not in self._done:
            self._wanted[key] = text
        return key

    def render(self, progress: Callable[[str, int, int], None] | None = None) -> int:
        """Render what is wanted and not yet kept; says how many had to be drawn."""
        missing = [(key, text) for key, text in sorted(self._wanted.items()) if not self._recall(key)]
        for done, (key, svg) in enumerate(self._draw(missing), 1):
            self._done[key] = svg
            self._keep(key, svg)
            if progress and (done % _CHUNK == 0 or done == len(missing)):
                progress("Dibujando gráficos", done, len(missing))
        self._wanted.clear()
        return len(missing)

    def svg(self, key: str) -> str:
        """The drawing of a key that `render` has seen, as SVG text without a name or description."""
        return self._done[key]

    def _draw(self, missing: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
        workers = min(2, os.cpu_count() or 1)
        if len(missing) < _POOL_FROM or workers < 2:
            yield from ((key, draw(self._template, text)) for key, text in missing)
            return
        chunks = [missing[i : i + _CHUNK] for i in range(0, len(missing), _CHUNK)]
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for chunk in pool.map(_draw_chunk, [(self._template, c) for c in chunks]):
                yield from chunk

    def _recall(self, key: str) -> bool:
        if self._folder is None:
            return False
        path = self._folder / f"{key}.svg"
        if not path.is_file():
            return False
        self._done[key] = path.read_text(encoding="utf-8")
        return True

    def _keep(self, key: str, svg: str) -> None:
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = self._folder / f".{key}.{os.getpid()}"
        aside.write_text(svg, encoding="utf-8")
        aside.replace(self._folder / f"{key}.svg")


def draw(template: str, layout_text: str) -> str:
    """One laid-out drawing (as JSON text) through the compiled template, to slim SVG."""
    spec, filled = json.loads(template), json.loads(layout_text)
    for data in spec["data"]:
        if data["name"] in filled["data"]:
            data["values"] = filled["data"][data["name"]]
    for signal in spec["signals"]:
        if signal["name"] in filled["signals"]:
            signal["value"] = filled["signals"][signal["name"]]
    spec["width"], spec["height"] = filled["plot_width"], filled["plot_height"]
    right = layouts.WIDTH - filled["left"] - filled["plot_width"]
    bottom = layouts.HEIGHT - _PADDING_TOP - filled["plot_height"]
    spec["padding"] = {"left": filled["left"], "top": _PADDING_TOP, "right": right, "bottom": bottom}
    return slim(vl_convert.vega_to_svg(spec), layouts.WIDTH, layouts.HEIGHT)


def _draw_chunk(work: tuple[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    template, chunk = work
    return [(key, draw(template, text)) for key, text in chunk]
