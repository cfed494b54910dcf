"""A process that draws: `python -m publish.charts.worker` reads drawings from stdin, writes SVG to stdout.

A process of its own, not a fork or a spawn of the caller: whoever calls may hold threads, and need not
be importable.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from publish.charts.vega import draw

_CHUNK = 400
_ROOT = Path(__file__).resolve().parents[2]
Item = tuple[str, str]


class DrawingFailed(Exception):
    """A drawing process ended badly; the message carries what it said."""


def draw_in_parallel(template: str, items: Sequence[Item], workers: int) -> Iterator[Item]:
    """(key, SVG) of each (key, layout) in the same order, `workers` processes at a time."""
    chunks = [items[i : i + _CHUNK] for i in range(0, len(items), _CHUNK)]
    with ThreadPoolExecutor(workers) as pool:
        for chunk, drawn in zip(chunks, pool.map(lambda c: _run(template, c), chunks), strict=True):
            yield from ((key, svg) for (key, _), svg in zip(chunk, drawn, strict=True))


def _run(template: str, chunk: Sequence[Item]) -> list[str]:
    work = json.dumps({"template": template, "layouts": [layout for _, layout in chunk]})
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        [sys.executable, "-m", "publish.charts.worker"],
        input=work.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        check=False,
    )
    if done.returncode:
        raise DrawingFailed(done.stderr.decode(errors="replace")[-2000:])
    drawn: list[str] = json.loads(done.stdout)
    return drawn


def main() -> None:
    """Draw everything that stdin holds."""
    work = json.loads(sys.stdin.buffer.read())
    drawn = [draw(work["template"], layout) for layout in work["layouts"]]
    sys.stdout.buffer.write(json.dumps(drawn).encode())


if __name__ == "__main__":
    main()
