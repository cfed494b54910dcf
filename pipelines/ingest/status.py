"""What the public status page says of every delivered file, and which files the models may use."""

from __future__ import annotations

from typing import Any

from pipelines.ingest.ledger import FileEntry, Ledger, Part


def files_in_use(ledger: Ledger) -> list[dict[str, Any]]:
    """Rows of the catalogue table `files`, one per part that a source read.

    A later sequence wins when two files of a source give the same block.
    """
    used = {part.part_id: (entry, part) for entry, part in ledger.in_use()}
    known = {part.part_id: (entry, part) for entry, part in ledger.parts() if part.source_id}
    return [
        {
            "file_sha": part_id,
            "source_id": part.source_id,
            "sequence": entry.sequence,
            "in_use": part_id in used,
        }
        for part_id, (entry, part) in {**known, **used}.items()
    ]


def file_contrasts(ledger: Ledger) -> list[dict[str, Any]]:
    """Rows of the catalogue table `contrasts`: where a file whose rows count contradicts itself."""
    winning = ledger.winners()
    return [
        {
            "source_id": part.source_id,
            "block": control.block,
            "name": control.name,
            "printed": control.printed,
            "recomputed": control.recomputed,
            "difference": control.recomputed - control.printed,
            "kind": "contradice",
            "file": entry.sha256,
        }
        for entry, part in ledger.in_use()
        if part.part_id in winning.values()
        for control in part.contradictions
    ]


def public_status(ledger: Ledger) -> dict[str, Any]:
    """estado.json: per file, what arrived and where every record ended; and the totals.

    Totals are of the files that count: a file whose every block a newer one replaced adds nothing.
    """
    winning = set(ledger.winners().values())
    used = [part for _, part in ledger.in_use()]
    ids = {part.part_id for part in used}
    entries = sorted(ledger.files.values(), key=lambda entry: (entry.name, entry.sha256))
    shown = [e for e in entries if e.present or any(part.part_id in ids for part in [*e.parts, *e.good])]
    parts = [part for entry in shown for part in entry.parts]
    counted = [part.counts for part in used if part.part_id in winning]
    return {
        "archivos": [_file(entry, winning) for entry in shown],
        "resumen": {
            "archivos": len(shown),
            "aceptados": sum(part.status == "aceptado" for part in parts),
            "rechazados": sum(part.status == "rechazado" for part in parts),
            "desconocidos": sum(part.status == "desconocido" for part in parts),
            "referencias": sum(part.status == "referencia" for part in parts),
            "registros_recibidos": sum(counts.received for counts in counted),
            "registros_aceptados": sum(counts.accepted for counts in counted),
            "registros_apartados": sum(counts.set_aside for counts in counted),
            "registros_omitidos": sum(counts.skipped for counts in counted),
        },
    }


def _file(entry: FileEntry, winning: set[str]) -> dict[str, Any]:
    return {
        "nombre": entry.name,
        "sha256": entry.sha256,
        "tamano": entry.size,
        "presente": entry.present,
        "retirado": entry.withdrawn,
        "partes": [_part(part, winning) for part in [*entry.parts, *entry.kept()]],
    }


def _part(part: Part, winning: set[str]) -> dict[str, Any]:
    counts = part.counts
    return {
        "parte": part.member,
        "estado": part.status,
        "fuente": part.source_id,
        "tabla": part.table,
        "en_uso": part.part_id in winning,
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
