"""A page of an edition works opened as a file and asks nothing of another host."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import links


@pytest.mark.parametrize(
    ("markup", "problem"),
    [('<a href="otra.html">x</a>', "no lleva a ningún archivo"),
     ('<a href="datos">x</a>', "falta «index.html»"),
     ('<a href="/index.html">x</a>', "parte de la raíz"),
     ('<a href="../fuera.html">x</a>', "sale de la edición"),
     ('<a href="index.html#nada">x</a>', "nombra un lugar"),
     ('<img src="https://otro.example/x.png" alt="">', "apunta fuera"),
     ('<link rel="stylesheet" href="//otro.example/x.css">', "apunta fuera"),
     ('<script src="http://otro.example/x.js"></script>', "apunta fuera"),
     ('<a href="javascript:alert(1)">x</a>', "apunta fuera"),
     ('<img alt="" srcset="datos/a.csv 1x, https://otro.example/b.png 2x">', "apunta fuera"),
     ('<svg><use xlink:href="https://otro.example/x.svg#a"/></svg>', "apunta fuera"),
     ("<style>a{background:url(https://otro.example/x.png)}</style>", "desde sus estilos"),
     ("<script>fetch('https://otro.example/x')</script>", "desde un programa")],
)  # fmt: skip
def test_links_that_break_and_requests_to_other_hosts_are_found(
    tmp_path: Path, markup: str, problem: str
) -> None:
    page(tmp_path, markup)
    found = links.problems(tmp_path)
    assert len(found) == 1 and problem in found[0] and "index.html" in found[0]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="datos/a.csv">x</a>',
        "<a href='datos/a.csv'>x</a>",
        '<a href="datos/%61.csv">x</a>',
        '<a href="datos/../index.html?x=1">x</a>',
        '<a href="#lugar" title="5 > 4">x</a><p id="lugar">',
        '<a href="https://otro.example/">otro sitio</a>',
        '<img alt="" src="data:image/png;base64,AA">',
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0"/></svg>',
        "<p>http://otro.example es un texto</p>",
        '<!-- <a href="no.html"> -->',
    ],
)
def test_what_works_opened_as_files_is_accepted(tmp_path: Path, markup: str) -> None:
    page(tmp_path, markup)
    assert links.problems(tmp_path) == []


def test_a_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    page(tmp_path, "")
    (tmp_path / "datos" / "a.csv").write_bytes("año".encode("latin-1"))
    assert links.problems(tmp_path) == ["«datos/a.csv» no está en UTF-8 (byte 1)."]


def page(folder: Path, markup: str) -> None:
    (folder / "datos").mkdir()
    (folder / "datos" / "a.csv").write_text("a\n")
    (folder / "index.html").write_text(f"<!doctype html><body>{markup}</body>", encoding="utf-8")
