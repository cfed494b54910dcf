"""One hash over everything an edition depends on, so that an unchanged run renders nothing."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

CODE = Path(__file__).resolve().parent
_PACKAGES = ("pandas", "pyarrow", "altair", "vl-convert-python", "jinja2", "markdown-it-py", "nh3", "typst",
             "xlsxwriter")  # fmt: skip
_LEFTOVERS = (".pyc",)


def inputs_fingerprint(datos: Path) -> str:
    """SHA-256 over the catalogue, the results, the code of publish and the parts that draw and write."""
    digest = hashlib.sha256()
    catalogue, results = (datos / "catalogo").glob("*.*"), (datos / "resultados").glob("*.parquet")
    for root, paths in ((datos, catalogue), (datos, results), (CODE, CODE.rglob("*.*"))):
        for path in sorted(paths):
            if path.is_file() and path.suffix not in _LEFTOVERS:
                _add(digest, path.relative_to(root).as_posix(), path)
    for package in _PACKAGES:
        digest.update(f"{package}={_version(package)}\n".encode())
    return digest.hexdigest()


def _add(digest: hashlib._Hash, name: str, path: Path) -> None:
    with path.open("rb") as handle:
        content = hashlib.file_digest(handle, "sha256").hexdigest()
    digest.update(f"{name}={content}\n".encode())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
