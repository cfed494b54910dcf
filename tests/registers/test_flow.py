"""Registers in a workspace: what the commands say of them, what is built again, what cards may name."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from pipelines.build_state import inputs_fingerprint
from pipelines.errors import SettingsError
from pipelines.registers.registry import registers
from pipelines.stages import Collaborative, export, read_registers
from pipelines.workspace import Workspace
from tests.flow.command import cuenta
from tests.flow.workspaces import small
from tests.registers.test_checks import figure
from tests.registers.written import csv_text, good

MAP = registers()["mapa_recursos"]
CARD = """
id: vecinos-encuestados
nombre: Vecinos encuestados
area: proteccion-y-participacion
definicion: Cuántas personas respondieron.
definicion_tecnica: Personas que respondieron la encuesta.
unidad: personas
tipo: conteo
decimales: 0
direccion: sin_direccion
numerador: {medida: vecinos}
por_sexo: sí
sin_desglose:
  - {lente: [edad, ruralidad, pueblo-originario, discapacidad, nacionalidad, dependencia], estado: no_se_recoge, motivo: "No se pregunta."}
fuente: Encuesta de vecinos
periodicidad: anual
"""  # noqa: E501


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return small(tmp_path_factory.mktemp("registros") / "comuna").ws


def put(ws: Workspace, name: str, rows: list[dict[str, str]]) -> None:
    (ws.registers / f"{name}.csv").write_text(csv_text(rows), encoding="utf-8")


def test_a_wrong_row_is_said_with_its_place_until_it_is_mended_and_then_all_is_built_again(
    ws: Workspace,
) -> None:
    put(ws, "mapa_recursos", [good(MAP), good(MAP, 2) | {"territorio": "talcahuano"}])
    said = cuenta("ingest", "--workspace", ws.root)
    assert said.code == 2
    assert "Registro: El territorio no existe." in said.err
    assert "Dónde: archivo «mapa_recursos.csv», fila 3, columna «territorio»" in said.err
    assert "Qué hacer: ¿Quiso decir «08110»?" in said.err
    said = cuenta("status", "--workspace", ws.root)
    assert said.code == 2
    assert "mapa_recursos.csv: filas 2 = aceptadas 1 + apartadas 1" in said.out
    answer = json.loads(cuenta("status", "--workspace", ws.root, "--json").out)
    (register,) = [read for read in answer["registros"] if read["recibidas"]]
    assert register["motivos"] == {"territorio que no existe": 1}
    assert [*pd.read_parquet(ws.register_tables / "mapa_recursos.parquet")["id_oferta"]] == ["oferta-01"]
    before = inputs_fingerprint(ws, [], ws.root)

    put(ws, "mapa_recursos", [good(MAP), good(MAP, 2)])
    (ws.registers / "convenios.csv").unlink()
    waiting = json.loads(cuenta("status", "--workspace", ws.root, "--json").out)["por_leer"]
    assert waiting == ["registros/convenios.csv", "registros/mapa_recursos.csv"]
    answer = json.loads(cuenta("ingest", "--workspace", ws.root, "--json").out)
    assert answer["registros_desconocidos"] == []
    said = cuenta("status", "--workspace", ws.root)
    assert said.code == 0 and "por leer" not in said.out
    mended = inputs_fingerprint(ws, [], ws.root)
    read_registers(Collaborative(ws))
    assert before != mended == inputs_fingerprint(ws, [], ws.root)


def test_a_card_may_name_what_the_community_gathers_and_nothing_that_it_does_not(ws: Workspace) -> None:
    put(ws, "observaciones", [figure(sexo="mujer", valor="4"), figure(sexo="hombre")])
    card = ws.own_cards / "vecinos.yml"
    card.write_text(CARD, encoding="utf-8")
    collaborative = Collaborative(ws)
    export(collaborative)
    measures = pd.read_parquet(ws.catalog / "measures.parquet").set_index("measure_id")
    assert measures.loc["vecinos", ["source_id", "person_level"]].tolist() == ["observaciones", True]
    card.write_text(CARD.replace("medida: vecinos", "medida: vecino"), encoding="utf-8")
    with pytest.raises(SettingsError, match="¿Quiso decir «vecinos»"):
        _ = Collaborative(ws).catalog
    card.unlink()
