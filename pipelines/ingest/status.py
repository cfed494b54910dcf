"""What the public status page says of every delivered file, and which files the models may use."""

from __future__ import annotations

from typing import Any

from pipelines.ingest.ledger import FileEntry, Ledger, Part


def files_in_use(ledger: Ledger) -> list[dict[str, Any]]:
    """Rows of the catalogue table `files`, one per part that a source read.

    A later sequence wins when two files of a source give the same block.
    """
    return [
        {
            "file_sha": part.part_id,
            "source_id": part.source_id,
            "sequence": entry.sequence,
            "in_use": part.status == "aceptado",
        }
        for entry, part in ledger.parts()
        if part.source_id
    ]


def public_status(ledger: Ledger) -> dict[str, Any]:
    """estado.json: per file, what arrived and where every record ended; and the totals."""
    entries = sorted(ledger.files.values(), key=lambda entry: (entry.name, entry.sha256))
    shown = [entry for entry in entries if entry.present or _in_use(entry)]
    parts = [part for entry in shown for part in entry.parts]
    known = [part.counts for part in parts if part.status == "aceptado"]
    return {
        "archivos": [_file(entry) for entry in shown],
        "resumen": {
            "archivos": len(shown),
            "aceptados": sum(part.status == "aceptado" for part in parts),
            "rechazados": sum(part.status == "rechazado" for part in parts),
            "desconocidos": sum(part.status == "desconocido" for part in parts),
            "registros_recibidos": sum(counts.received for counts in known),
            "registros_aceptados": sum(counts.accepted for counts in known),
            "registros_apartados": sum(counts.set_aside for counts in known),
            "registros_omitidos": sum(counts.skipped for counts in known),
        },
    }


def _in_use(entry: FileEntry) -> bool:
    return any(part.status == "aceptado" for part in entry.parts)


def _file(entry: FileEntry) -> dict[str, Any]:
    return {
        "nombre": entry.name,
        "sha256": entry.sha256,
        "tamano": entry.size,
        "presente": entry.present,
        "partes": [_part(part) for part in entry.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    counts = part.counts
    return {
        "parte": part.member,
        "estado": part.status,
        "fuente": part.source_id,
        "tabla": part.table,
        "en_uso": part.status == "aceptado",
        "recibidos": counts.received,
        "aceptados": counts.accepted,
        "apartados": counts.set_aside,
        "omitidos": counts.skipped,
        "celdas_apartadas": counts.cells_aside,
        "filas": counts.bronze_rows,
        "corte": part.cut_date,
        "bloques": sorted(part.blocks),
        "motivos_apartados": part.aside_reasons,
        "motivos_omitidos": part.skipped_reasons,
        "avisos": part.warnings,
        "motivo": part.message,
        "donde": part.where,
        "que_hacer": part.todo,
        "revisiones": [
            {
                "mensaje": check.message,
                "ok": check.ok,
                "gravedad": check.severity,
                "donde": check.where,
                "que_hacer": check.todo,
            }
            for check in part.checks
        ],
    }
