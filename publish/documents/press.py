"""From content to PDF: one Typst compiler for all documents, with its own letters and no clock."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import typst

_HERE = Path(__file__).resolve().parent
TEMPLATES = _HERE / "plantillas"
FONTS = _HERE / "fuentes"
#: PDF/UA-1: tagged, with a title, a language and words for every drawing. Typst refuses what does not hold.
STANDARD: Final = "ua-1"
#: The typeface of our own first; what it lacks comes from those that the compiler carries inside.
FAMILY = "Cuenta Sans"
#: Everything that those typefaces can set, tried character by character. Anything else would be refused.
_UNKNOWN = re.compile(
    "[^\t\n\u0020-\u007e\u00a0-\u024f\u02b0-\u036f\u1e00-\u1eff\u2000-\u2027\u202a-\u2040\u2044-\u2052"
    "\u2054-\u2064\u2070\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20c0\u2100-\u211e\u2122\u2126-\u2151"
    "\u2153-\u2184\u2190-\u23ff\u2500-\u2606\u2609-\u262f\u2638-\u268b\u2690-\u269c\u26a0-\u26a7"
    "\u26aa-\u26af\u2701-\u2704\u2706-\u2709\u270c-\u2714\u2717-\u2726\u272a-\u274b\u274f-\u2752"
    "\u2758-\u275e\u2761-\u277f\u2794\u2798-\u27af\u27b1-\u27ff]"
)
_NO_GLYPH = "□"
#: A percent sign never begins a line, and «112 de 1.812» stays in one; as on the pages.
_LOOSE = re.compile(r"(?<=\d) (?=%)|(?<=\d) (?=de \d)|(?<=\d de) (?=\d)")


class Press:
    """Prints documents. Keeps its letters and templates between one and the next."""

    def __init__(self) -> None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
        self._compiler = typst.Compiler(root=str(TEMPLATES), font_paths=fonts, ignore_system_fonts=True)
        self.salt = _salt()

    def print(self, template: str, content: Any) -> bytes:
        """The PDF of `content` with a template of `plantillas/`. Same content, same bytes.

        content: what json can write. Raises typst.TypstError when the template is wrong.
        """
        written = json.dumps(settable(content), ensure_ascii=False, sort_keys=True)
        made = self._compiler.compile(
            input=str(TEMPLATES / template),
            format="pdf",
            sys_inputs={"datos": written},
            pdf_standards=STANDARD,
        )
        assert isinstance(made, bytes)
        return made

    def fingerprint(self, template: str, content: Any, edition: str) -> str:
        """What a document says, without the id of its edition: two editions that say the same share it."""
        written = json.dumps(content, ensure_ascii=False, sort_keys=True).replace(edition, "")
        return hashlib.sha256("\n".join((self.salt, template, written)).encode()).hexdigest()


def settable(content: Any) -> Any:
    """The content with nothing that no typeface has; numbers and what follows them keep together."""
    if isinstance(content, str):
        known = _UNKNOWN.sub(_NO_GLYPH, content)
        return known if known.startswith("<svg") else _LOOSE.sub("\u00a0", known)
    if isinstance(content, dict):
        return {name: settable(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [settable(value) for value in content]
    return content


def _salt() -> str:
    """Hash of everything besides the content that shapes a document."""
    digest = hashlib.sha256(version("typst").encode())
    for path in sorted([*TEMPLATES.iterdir(), *FONTS.iterdir()]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
