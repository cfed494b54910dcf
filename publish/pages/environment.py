"""Jinja as this site uses it: everything escaped, an unknown name is an error, links are relative."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.bccache import Bucket
from markupsafe import Markup

from publish import text

_HERE = Path(__file__).resolve().parents[1]
TEMPLATES = _HERE / "templates"
STATIC = _HERE / "static"
#: A percent sign never begins a line, and «112 de 1.812» stays in one.
_LOOSE = re.compile(r"(?<=\d) (?=%)|(?<=\d) (?=de \d)|(?<=\d de) (?=\d)")
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


class _Compiled(BytecodeCache):
    """Each template is compiled once a process, however many sites it makes."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of this very text, if it was compiled before."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def make_environment() -> Environment:
    """The environment of every page, with the words of publish.text within reach."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    environment.globals.update(text=text, policy=POLICY)
    environment.filters["integer"] = text.number
    return environment


def drawing(svg: str, label_id: str) -> Markup:
    """A chart inside a page, read aloud as the element `label_id`. The SVG comes from our own renderer."""
    start = f'<svg role="img" aria-labelledby="{label_id}" class="grafico"'
    return Markup(svg.replace("<svg", start, 1))


class Writer:
    """Writes pages below the edition's folder; each knows how far the root is."""

    def __init__(self, out: Path, shared: dict[str, Any]) -> None:
        self._out = out
        self._environment = make_environment()
        self._environment.globals.update(shared)
        self.written = 0

    def write(self, path: str, template: str, view: dict[str, Any]) -> None:
        """Render `template` with `view` into `path`, given from the edition's root."""
        root = "../" * path.count("/")
        page: str = self._environment.get_template(template).render(root=root, path=path, **view)
        page = _LOOSE.sub("\u00a0", page)
        target = self._out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.encode())
        self.written += 1
