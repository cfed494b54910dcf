"""Templates of the registers, made from what each declares: they cannot say anything else."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from pipelines.files import write_bytes
from pipelines.registers.base import Column, Register
from pipelines.registers.folder import register_of
from pipelines.registers.reading import readable
from pipelines.registers.registry import registers

_WIDTH = 110
_HOW = (
    "Escriba una fila por línea debajo del encabezado, o lleve lo mismo en un libro de Excel con este nombre "
    "(.xlsx). Las líneas que empiezan con «#» son explicaciones y no se leen; la última es un ejemplo. "
    "Nunca escriba el nombre, el RUN, el correo ni la dirección de una persona."
)


def template(register: Register) -> str:
    """The register's empty file: explanations, header and an example, which reading leaves out."""
    lines = [
        f"# {register.title}",
        *_said(register.about),
        "#",
        *_said(_HOW),
        "#",
        *(
            line
            for column in register.written
            for line in _said(f"{column.name}{_marks(column)}: {rule(column)}")
        ),
        *_wildcard(register),
        "#",
        "# La guía está en docs/registros.md, en la carpeta del programa.",
        ";".join(header(register)),
        *(f"# {';'.join(row)}" for row in register.starter or (example(register),)),
    ]
    return "\n".join(lines) + "\n"


def header(register: Register) -> tuple[str, ...]:
    """Columns that the template offers, those of the wildcard last."""
    return (*(column.name for column in register.written), *register.wildcard_examples)


def example(register: Register) -> tuple[str, ...]:
    """A row that reads well, in the order of `header`."""
    return (*(column.example for column in register.written), *("" for _ in register.wildcard_examples))


def rule(column: Column) -> str:
    """What the column is and, when it takes a few values only, which."""
    options = f" Puede ser: {', '.join(column.options)}." if column.options else ""
    return f"{column.meaning}{options}"


def write_templates(folder: Path) -> list[Path]:
    """Write into `folder` a template of every register that has no file there. Returns the new ones."""
    taken = {register_of(path) for path in readable(folder)}
    written = []
    for name, register in registers().items():
        if name not in taken:
            path = folder / f"{name}.csv"
            write_bytes(path, _written(register))
            written.append(path)
    return written


def is_untouched(register: Register, path: Path) -> bool:
    """Whether the file is the template of `register` as it was written, with nothing in it yet."""
    return path.read_bytes() == _written(register)


def _written(register: Register) -> bytes:
    return template(register).encode("utf-8-sig")  # with its mark Excel shows the accents


def _marks(column: Column) -> str:
    words = [word for word, true in (("obligatoria", column.required), ("clave", column.key)) if true]
    return f" ({', '.join(words)})" if words else ""


def _wildcard(register: Register) -> Iterator[str]:
    prefix, target = register.wildcard
    if prefix:
        yield from _said(f"{prefix}…: {register.column(target).meaning}")


def _said(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH - 2, break_long_words=False)]
