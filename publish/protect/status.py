"""What may be told of the delivered files: names of those in use, and no small count of person records."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]
COUNTS = ("recibidos", "aceptados", "apartados", "omitidos", "celdas_apartadas")
KNOWN = ("aceptado", "rechazado", "referencia")
#: What is told of a register: neither the name of its file nor what was wrong in which row.
_OF_A_REGISTER = ("titulo", "recibidas", "aceptadas", "apartadas", "rechazado", "motivos")
_OF_PERSONS = ("aceptados", "apartados", "celdas_apartadas")


def protect_status(status: Record, personal: set[str], threshold: int) -> Record:
    """estado.json as it may be published; every count that is reserved is None.

    personal: ids of the sources whose records are persons. Returns `archivos` (what was accepted or is
    in use), `rechazados` (source and reason, without the file's name), `referencias` (the sentence
    of each, without the file's name), `desconocidos` and `retirados` (how many), `registros` (of each
    register of the community, rows and reasons).
    """
    delivered = status.get("archivos") or []
    kept = [entry for entry in delivered if not entry.get("retirado")]
    parts = [(entry, part) for entry in kept for part in entry.get("partes") or []]
    files = [_file(entry, personal, threshold) for entry in kept]
    return {
        "archivos": [file for file in files if file["partes"]],
        "rechazados": [_refused(entry, part) for entry, part in parts if part["estado"] == "rechazado"],
        "desconocidos": sum(part["estado"] not in KNOWN for _, part in parts),
        "referencias": sorted(str(part["motivo"]) for _, part in parts if part["estado"] == "referencia"),
        "retirados": len(delivered) - len(kept),
        "registros": [
            {name: read[name] for name in _OF_A_REGISTER}
            for read in status.get("registros") or []
            if read["recibidas"] or read["rechazado"]
        ],
    }


def _file(entry: Record, personal: set[str], threshold: int) -> Record:
    parts = []
    for part in entry.get("partes") or []:
        if part["estado"] == "aceptado":
            parts.append(_counted(part, threshold) if part.get("fuente") in personal else part)
        elif part["en_uso"]:  # refused by a new reading; what an earlier one accepted is still in use
            parts.append({name: part[name] for name in ("parte", "fuente", "estado", "en_uso")})
    return {"nombre": entry["nombre"], "sha256": entry["sha256"], "partes": parts}


def _counted(part: Record, threshold: int) -> Record:
    """A part without its small counts. What would tell them by subtraction goes too: the records
    received, and the count of each reason when one of them is small."""
    few = {name for name in _OF_PERSONS if 0 < int(part.get(name) or 0) < threshold}
    reasons = part.get("motivos_apartados") or {}
    if any(0 < count < threshold for count in reasons.values()):
        few.add("motivos_apartados")
    if few & {"aceptados", "apartados"}:
        few.add("recibidos")
    safe = part | dict.fromkeys(few & set(COUNTS))
    if few & {"motivos_apartados", "apartados"}:
        safe["motivos_apartados"] = dict.fromkeys(reasons)
    return safe


def _refused(entry: Record, part: Record) -> Record:
    """Source and reason of a refused part, the reason without the names of the file and of its folder."""
    reason = str(part.get("motivo") or "")
    name = str(entry["nombre"])
    for named in sorted({name, name.rpartition("/")[2], str(part.get("parte") or "")} - {""}, key=len)[::-1]:
        reason = reason.replace(f"«{named}»", "recibido").replace(named, "recibido")
    return {"fuente": str(part.get("fuente") or ""), "motivo": reason}
