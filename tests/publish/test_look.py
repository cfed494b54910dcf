"""The look of the site: a typeface of its own, light, and nothing that comes from another host."""

from __future__ import annotations

import re

from publish.pages.environment import STATIC


def style() -> str:
    return (STATIC / "cuenta.css").read_text(encoding="utf-8")


def test_the_typeface_is_there_with_its_licence_and_weighs_little() -> None:
    wanted = re.findall(r"url\(([^)]+)\)", style())
    assert len(wanted) == 3 and all((STATIC / name).read_bytes()[:4] == b"wOF2" for name in wanted)
    assert sum((STATIC / name).stat().st_size for name in wanted) < 60_000
    assert "SIL Open Font License" in (STATIC / "CuentaSans-OFL.txt").read_text(encoding="utf-8")


def test_the_style_asks_nothing_of_another_host() -> None:
    assert not re.search(r"https?:|//[a-z]|@import", style())
