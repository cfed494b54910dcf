"""Reads what is new in the archive: recognise, cut into rows, count, keep as candidates."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines import progress
from pipelines.errors import FileRefused, StewardError
from pipelines.ingest.candidate import Candidate, bronze_file, save_candidate
from pipelines.ingest.containers import Member, unpack
from pipelines.ingest.count import count_records
from pipelines.ingest.detect import NotATable
from pipelines.ingest.fault import OUR_FAULTS, refusal_of
from pipelines.ingest.ledger import Counts, FileEntry, Ledger, Part
from pipelines.ingest.quarantine import aside_frame, count, ragged_rows, reasons, skipped_count
from pipelines.ingest.readers import read_sheets, reading_notes
from pipelines.ingest.recognise import recognise
from pipelines.sources.base import Conformed, Sheet, Source
from pipelines.sources.references import Reference, reference_of


@dataclass(frozen=True)
class Sources:
    """What can be read now. `fingerprints`: source id -> what its reading depends on.

    `everything` covers all of them: a file that nobody knew is looked at again when it changes.
    """

    sources: tuple[Source, ...]
    fingerprints: Mapping[str, str]
    everything: str

    def still_holds(self, part: Part) -> bool:
        """Whether reading `part` again would give the same."""
        own = self.fingerprints.get(part.source_id)
        if part.status == "rechazado":  # while it was read, or by its suite when it was whole
            return part.fingerprint in (own, self.everything)
        return part.fingerprint == (own if part.status == "aceptado" else self.everything)


def read_new(archive: Path, bronze: Path, candidates: Path, ledger: Ledger, sources: Sources) -> list[Part]:
    """Read every file of `ledger` that was never read, was read by other code or recipes, or lost its
    rows in `bronze`.

    Rows go to `candidates`/<table>/; `ledger` is updated in place. Returns the parts read.
    """
    pending = [
        entry
        for entry in ledger.files.values()
        if _is_pending(entry, sources, bronze) and (archive / entry.sha256).is_file()
    ]
    pending.sort(key=lambda entry: entry.sequence)
    done: list[Part] = []
    for index, entry in enumerate(pending):
        progress.report(f"Leyendo {entry.name}", index, len(pending))
        data = (archive / entry.sha256).read_bytes()
        accepted = [part for part in entry.parts if part.status == "aceptado"] or entry.good
        entry.parts = _read_file(entry, data, candidates, sources)
        # what nobody knows any more is forgotten; what only failed to be read again stays in use
        known = any(part.status in ("leido", "rechazado") for part in entry.parts)
        entry.good = accepted if known else []
        done += entry.parts
    if pending:
        progress.report("Archivos leídos", len(pending), len(pending))
    return done


def _is_pending(entry: FileEntry, sources: Sources, bronze: Path) -> bool:
    if not entry.parts:
        return entry.present  # one that breaks our code can be taken away
    return any(
        part.status == "leido"
        or not sources.still_holds(part)
        or (part.status == "aceptado" and not bronze_file(bronze, part).is_file())
        for part in entry.parts
    )


def _read_file(entry: FileEntry, data: bytes, candidates: Path, sources: Sources) -> list[Part]:
    try:
        members = unpack(data, entry.name)
    except StewardError as error:
        return [_failed(Part(entry.sha256[:16], "", "rechazado"), error, sources)]
    except OUR_FAULTS as error:
        refused = refusal_of(error, entry.name)
        return [_failed(Part(entry.sha256[:16], "", "rechazado"), refused, sources)]
    several = len(members) > 1
    return [_read_member(entry, member, several, candidates, sources) for member in members]


def _read_member(entry: FileEntry, member: Member, several: bool, candidates: Path, sources: Sources) -> Part:
    part_id = entry.sha256[:16]
    if several:
        part_id = hashlib.sha256(f"{entry.sha256}/{member.name}".encode()).hexdigest()[:16]
    part = Part(part_id, member.name if several else "", "desconocido")
    label = f"{entry.name}/{member.name}" if several else entry.name
    try:
        sheets = read_sheets(member.data, label)
        reference = reference_of(sheets)
        source = recognise(sheets, sources.sources, label, whole_only=reference is not None)
        if source is None and reference is not None:
            return _as_reference(part, reference, member.data, sources)
        if source is None:
            part.message = "No se parece a ninguna fuente conocida; no detiene nada."
            part.todo = "Si es una tabla que quiere usar, descríbala en fuentes/*.yml (vea docs/recetas.md)."
            part.fingerprint = sources.everything
            return part
        part.source_id, part.table = source.info.id, source.info.table
        conformed = source.read(sheets)
        _keep(part, conformed, sheets, member.data, candidates, source, label)
    except StewardError as error:
        return _failed(part, error, sources)
    except OUR_FAULTS as error:
        return _failed(part, refusal_of(error, label), sources)
    part.fingerprint = sources.fingerprints[source.info.id]
    return part


def _keep(
    part: Part,
    conformed: Conformed,
    sheets: Sequence[Sheet],
    data: bytes,
    candidates: Path,
    source: Source,
    label: str,
) -> None:
    aside = aside_frame([*conformed.set_aside, *ragged_rows(sheets)])
    skipped = skipped_count(conformed.rows, aside, conformed.skipped)
    part.counts = count(conformed.rows, aside, skipped, sum(count_records(data).values()))
    part.skipped_reasons = _skipped_reasons(conformed)
    part.aside_reasons = reasons(aside)
    part.warnings = [*reading_notes(data, list(sheets), label), *conformed.warnings]
    part.cut_date = str(conformed.rows["_corte"].max()) if len(conformed.rows) else ""
    if not part.counts.closes:
        raise FileRefused(
            f"La cuenta de registros no cierra: llegaron {part.counts.received} y se explican "
            f"{part.counts.accepted + part.counts.set_aside + part.counts.skipped}.",
            todo="Es una falla nuestra, no del archivo: avise a quien mantiene la plataforma.",
        )
    part.status = "leido"
    candidate = Candidate(conformed.rows, aside, conformed.controls, conformed.unknown)
    save_candidate(candidates / source.info.table, part.part_id, source.info.columns, candidate)


def _as_reference(part: Part, reference: Reference, data: bytes, sources: Sources) -> Part:
    """All of its records are left out: it explains other files."""
    records = sum(count_records(data).values())
    part.status, part.message, part.fingerprint = "referencia", reference.sentence, sources.everything
    part.counts = Counts(received=records, skipped=records)
    part.skipped_reasons = {"Archivo de referencia: no trae cifras.": records}
    return part


def _skipped_reasons(conformed: Conformed) -> dict[str, int]:
    totals: dict[str, int] = {}
    for item in conformed.skipped:
        totals[item.reason] = totals.get(item.reason, 0) + len(item.records)
    return dict(sorted(totals.items()))


def _failed(part: Part, error: StewardError, sources: Sources) -> Part:
    part.status = "desconocido" if isinstance(error, NotATable) else "rechazado"
    part.message, part.todo, part.where = error.what, error.todo, str(error.where)
    part.fingerprint = sources.everything
    return part
