"""Times `cuenta run` on the example, as ratios in one run: first, one file changed, nothing new.

    .venv/bin/python -m bench.example

Ratios are what to quote: seconds depend on the machine and on what else it is doing.
"""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = Path(sys.executable).with_name("cuenta")


def timed(*arguments: str) -> float:
    """Wall seconds of one `cuenta` command. Raises `CalledProcessError` when it fails."""
    started = time.perf_counter()
    subprocess.run([COMMAND, *arguments], check=True, capture_output=True)
    return time.perf_counter() - started


def change_one_file(inbox: Path) -> None:
    """Give the first compressed file new bytes and the same content."""
    path = sorted(inbox.rglob("*.gz"))[0]
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()), compresslevel=1, mtime=1))


def main() -> None:
    """Print the three times, their ratios to the first and the peak memory of a child."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "ejemplo"
        timed("init", str(folder), "--ejemplo")
        first = timed("run", "--workspace", str(folder))
        change_one_file(folder / "entrada")
        one_file = timed("run", "--workspace", str(folder))
        nothing = timed("run", "--workspace", str(folder))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"load {os.getloadavg()[0]:.1f}, peak memory of a process {peak:.0f} MB")
    for name, seconds in (("first run", first), ("one file changed", one_file), ("nothing new", nothing)):
        print(f"{name:<18} {seconds:6.1f} s   {seconds / first:5.1%} of the first")


if __name__ == "__main__":
    main()
