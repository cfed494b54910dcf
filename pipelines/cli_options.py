"""The options of the `cuenta` command, with their help in Spanish."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        metavar="CARPETA",
        help="Carpeta de la colaborativa (o la variable CUENTA_WORKSPACE). Por omisión, la carpeta actual.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Responder en JSON, para programas.")]
NewFolder = Annotated[Path, typer.Argument(metavar="CARPETA", help="Carpeta nueva de la colaborativa.")]
DemoFolder = Annotated[Path, typer.Argument(metavar="CARPETA", help="Dónde dejar el ejemplo.")]
NameOption = Annotated[
    str | None, typer.Option("--nombre", metavar="TEXTO", help="Nombre de la colaborativa.")
]
TerritoriesOption = Annotated[
    str | None,
    typer.Option(
        "--territorios",
        metavar="LISTA",
        help="Nombres o códigos separados por comas («Ovalle, Ñuñoa, 08110»), o «todas».",
    ),
]
YearOption = Annotated[
    int | None,
    typer.Option(
        "--anio", metavar="AÑO", min=1990, max=2100, help="Año de la cuenta. Por omisión, el año en curso."
    ),
]
RecipesOption = Annotated[
    bool, typer.Option("--recetas", help="Copiar a fuentes/ las recetas de tablas ya descritas.")
]
ExampleOption = Annotated[bool, typer.Option("--ejemplo", help="Crear el ejemplo, con datos inventados.")]
PortOption = Annotated[
    int,
    typer.Option(
        "--puerto", metavar="N", min=0, max=65535, help="Puerto de este computador; 0 toma uno libre."
    ),
]
DraftOption = Annotated[bool, typer.Option("--borrador", help="Mostrar el borrador y no la actual.")]
FileName = Annotated[
    str, typer.Argument(metavar="ARCHIVO", help="Nombre del archivo, como lo dice «cuenta status».")
]
UndoOption = Annotated[bool, typer.Option("--deshacer", help="Volver a usarlo.")]
