"""What the command says of the community's registers: rows that came in, and what to mend."""

from __future__ import annotations

from typing import Any

from pipelines.console import err, say


def register_faults(content: dict[str, Any]) -> None:
    """Every fault of registros.json, on standard error."""
    from pipelines.registers.summary import told

    problems = told(content)
    for problem in problems:
        err.print(f"Registro: {problem['que']}", style="bold red", markup=False)
        err.print(f"  Dónde: {problem['donde']}", markup=False)
        err.print(f"  Qué hacer: {problem['que_hacer']}", markup=False)
    if problems:
        err.print(f"  {_rest(content)}", markup=False)


def _rest(content: dict[str, Any]) -> str:
    """What became of all the rest."""
    refused = [f"«{read['archivo']}»" for read in content.get("registros", []) if read["rechazado"]]
    if not refused:
        return "Las demás filas de los registros sí entraron."
    return f"De {', '.join(refused)} no entró ninguna fila; de los otros registros, las demás sí."


def register_lines(content: dict[str, Any]) -> None:
    """One line per register with something in it, and its faults."""
    for read in content.get("registros", []):
        if read["recibidas"] or read["problemas"]:
            received, kept, aside = (_dotted(read[n]) for n in ("recibidas", "aceptadas", "apartadas"))
            if read["rechazado"]:
                say(f"RECHAZADO    registros/{read['archivo']}: no entró ninguna fila", "bold red")
            else:
                say(
                    f"registro     {read['archivo']}: filas {received} = aceptadas {kept} + apartadas {aside}"
                )
        for problem in read["problemas"]:
            _problem(problem)
    for stranger in content.get("otros", []):
        say(f"registro     {stranger['archivo']}")
        _problem(stranger)


def _problem(problem: dict[str, str]) -> None:
    say(f"             {problem['que']} ({problem['donde']}) {problem['que_hacer']}", "yellow")


def _dotted(count: int) -> str:
    return f"{count:,}".replace(",", ".")
