"""The list of registers and columns in docs/registros.md: `python -m pipelines.registers.guide` writes it."""

from __future__ import annotations

from pipelines.files import write_bytes
from pipelines.registers.base import Column, Register
from pipelines.registers.registry import registers
from pipelines.registers.templates import rule
from pipelines.workspace import REPO

PAGE = REPO / "docs" / "registros.md"
BEGIN = "<!-- desde aquí lo escribe python -m pipelines.registers.guide -->"
_KINDS = {
    "texto": "texto", "codigo": "código", "codigos": "códigos", "fecha": "fecha",
    "fecha_parcial": "fecha, mes o año",
    "numero": "número", "porcentaje": "porcentaje", "pesos": "pesos", "anio": "año", "sexo": "sexo",
    "territorio": "territorio", "si_no": "sí o no", "opcion": "opción", "periodo": "período",
    "semestre": "semestre", "indicador": "id de indicador", "meta": "id de meta",
}  # fmt: skip


def guide() -> str:
    """Every register: what it is for, and a table of its columns."""
    return "\n".join(_section(register) for register in registers().values())


def rewrite(page: str) -> str:
    """`page` with the part below the mark made anew."""
    return f"{page.partition(BEGIN)[0]}{BEGIN}\n\n{guide()}"


def _section(register: Register) -> str:
    rows = [
        f"| `{column.name}` | {_KINDS[column.kind]} | {_asked(column)} | {rule(column)} |"
        for column in register.written
    ]
    prefix, target = register.wildcard
    if prefix:
        rows.append(f"| `{prefix}…` | texto |  | {register.column(target).meaning} |")
    return "\n".join(
        [
            f"## {register.name}",
            "",
            f"**{register.title}.** {register.about}",
            "",
            "| columna | tipo | | qué lleva |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _asked(column: Column) -> str:
    words = [word for word, true in (("obligatoria", column.required), ("clave", column.key)) if true]
    return ", ".join(words)


if __name__ == "__main__":
    write_bytes(PAGE, rewrite(PAGE.read_text(encoding="utf-8")).encode())
