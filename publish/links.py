"""Reads the pages of an edition for broken links and for anything asked from another host."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

_TAG = re.compile(r"<([a-zA-Z][\w:-]*)\s((?:\"[^\"]*\"|'[^']*'|[^'\">]++)*+)>")
_ATTRIBUTE = re.compile(
    r"(?:^|\s)(id|href|src|srcset|poster|action|formaction|data|xlink:href|background)\s*=\s*"
    r"(?:\"([^\"]*)\"|'([^']*)')"
)
_WANTED = re.compile(r"\b(?:id|href|src|srcset|poster|action|data|background)\s*=")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):|//")
_STYLE_REQUEST = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])\s*(?:https?:)?//", re.IGNORECASE)
_SCRIPT_REQUEST = re.compile(r"(?:fetch|import|importScripts)\s*\(?\s*['\"`](?:https?:)?//")
_REMARKS = re.compile(r"<!--.*?-->", re.DOTALL)
_OUTWARD = {"http", "https", "mailto", "tel"}


@dataclass
class _Page:
    """What a page points to (tag, target) and the anchors it offers."""

    targets: set[tuple[str, str]] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)


def problems(edition: Path) -> list[str]:
    """Broken local links, requests to other hosts and texts that are not UTF-8, in Spanish."""
    found: list[str] = []
    pages: dict[Path, _Page] = {}
    for path in sorted(edition.rglob("*")):
        if path.suffix not in (".html", ".svg", ".css", ".js", ".csv", ".json", ".txt", ".xml"):
            continue
        name = path.relative_to(edition).as_posix()
        try:
            content = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            found.append(f"«{name}» no está en UTF-8 (byte {error.start}).")
            continue
        if path.suffix in (".html", ".svg", ".css") and _STYLE_REQUEST.search(content):
            found.append(f"«{name}» pide un recurso a otro servidor desde sus estilos.")
        if path.suffix in (".html", ".js") and _SCRIPT_REQUEST.search(content):
            found.append(f"«{name}» pide un recurso a otro servidor desde un programa.")
        if path.suffix in (".html", ".svg"):
            pages[path] = _read(content)
    for path, page in pages.items():
        name = path.relative_to(edition).as_posix()
        for tag, target in sorted(page.targets):
            fault = _fault(edition, path, tag, target, pages)
            if fault:
                found.append(f"«{name}»: {fault}")
    return found


def _read(content: str) -> _Page:
    page = _Page()
    for tag, attributes in _TAG.findall(_REMARKS.sub("", content)):
        if not _WANTED.search(attributes):
            continue
        for name, double, single in _ATTRIBUTE.findall(attributes):
            value = html.unescape(double or single).strip()
            if name == "id":
                page.anchors.add(value)
            elif name == "srcset":
                page.targets.update((tag, part.split()[0]) for part in value.split(",") if part.strip())
            elif name != "data" or tag == "object":
                page.targets.add((tag, value))
    return page


def _fault(edition: Path, page: Path, tag: str, target: str, pages: dict[Path, _Page]) -> str:
    """Why a target will not do, or '' when it is fine."""
    scheme = _SCHEME.match(target)
    if scheme:
        kind = (scheme[1] or "").lower()
        if (tag == "a" and kind in _OUTWARD) or (tag in ("img", "image") and kind == "data"):
            return ""
        return f"<{tag}> apunta fuera de la edición ({target[:60]})."
    if target.startswith("/"):
        return f"el enlace «{target[:60]}» parte de la raíz y no funciona al abrir el archivo."
    address, _, anchor = target.partition("#")
    address = unquote(address.partition("?")[0])
    goal = Path(_normal(page.parent / address)) if address else page
    if not goal.is_relative_to(edition):
        return f"el enlace «{target[:60]}» sale de la edición."
    if goal.is_dir():
        return f"el enlace «{target[:60]}» termina en una carpeta: falta «index.html»."
    if not goal.is_file():
        return f"el enlace «{target[:60]}» no lleva a ningún archivo."
    if anchor and goal in pages and unquote(anchor) not in pages[goal].anchors:
        return f"el enlace «{target[:60]}» nombra un lugar que la página no tiene."
    return ""


def _normal(path: Path) -> str:
    """The path without its '..', by name only: links inside an edition never follow symlinks."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts).replace("//", "/", 1)
