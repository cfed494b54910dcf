"""Text that people of the collaborative wrote, as safe HTML: emphasis, lists and paragraphs, no links."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = {"p", "em", "strong", "ul", "ol", "li", "br", "blockquote"}
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "link", "autolink", "heading", "lheading"]
)


def paragraphs(written: str) -> Markup:
    """Markdown to HTML that needs no trust: an allow-list of tags and no attributes."""
    return Markup(nh3.clean(_MARKDOWN.render(written), tags=_TAGS, attributes={}))
