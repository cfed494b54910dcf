"""Seats of the collaborative by kind of member; never names of persons."""

from __future__ import annotations

from pipelines.registers.base import SEX, SOURCE, Column, Register, day, territory

REGISTER = Register(
    name="integrantes",
    title="Integrantes",
    about=(
        "Los puestos de la colaborativa: qué institución u organización los ocupa. Nunca el "
        "nombre de una persona."
    ),
    columns=(
        Column("id_integrante", "codigo", "Código del puesto.", "puesto-01", required=True, key=True),
        Column("colaborativa", "texto", "Colaborativa a la que pertenece.", "Colaborativa A", required=True),
        territory(required=True),
        Column(
            "clase", "codigo",
            "Clase: municipio, servicio_publico, salud, educacion, ong, vecinos, familias u otra.",
            "vecinos", required=True,
        ),
        Column("institucion", "texto", "Institución u organización.", "Organización B", required=True),
        SEX,
        day("desde", "Desde cuándo ocupa el puesto.", "2025-03-01"),
        day("hasta", "Hasta cuándo; vacío si sigue."),
        Column("rol", "texto", "Qué hace en la colaborativa.", "secretaría"),
        SOURCE,
    ),
    spans=(("desde", "hasta"),),
)  # fmt: skip
