"""Reads what is new in the archive: recognise, cut into rows, count, keep as candidates."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines import progress
from pipelines.errors import StewardError
from pipelines.ingest.bulk_keep import keep_bulk
from pipelines.ingest.bulk_open import Packed, contents
from pipelines.ingest.bulk_read import Opening, opening
from pipelines.ingest.candidate import Candidate, bronze_file, save_candidate
from pipelines.ingest.containers import Member, unpack
from pipelines.ingest.count import count_records
from pipelines.ingest.detect import NotATable
from pipelines.ingest.fault import OUR_FAULTS, refusal_of
from pipelines.ingest.ledger import Counts, FileEntry, Ledger, Part
from pipelines.ingest.quarantine import (
    aside_frame,
    count,
    ragged_rows,
    reasons,
    require_closed,
    skipped_count,
    skipped_reasons,
)
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
        accepted = [part for part in entry.parts if part.status == "aceptado"] or entry.good
        entry.parts = _read_file(entry, archive / entry.sha256, candidates, sources)
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


def _read_file(entry: FileEntry, path: Path, candidates: Path, sources: Sources) -> list[Part]:
    large = _large_tables(path, entry.name, sources)
    if large:
        return [
            _read_large(entry, packed, found, len(large) > 1, candidates, sources) for packed, found in large
        ]
    try:
        members = unpack(path.read_bytes(), entry.name)
    except StewardError as error:
        return [_failed(Part(entry.sha256[:16], "", "rechazado"), error, sources)]
    except OUR_FAULTS as error:
        refused = refusal_of(error, entry.name)
        return [_failed(Part(entry.sha256[:16], "", "rechazado"), refused, sources)]
    several = len(members) > 1
    return [_read_member(entry, member, several, candidates, sources) for member in members]


def _large_tables(
    path: Path, label: str, sources: Sources
) -> list[tuple[Packed, Opening | StewardError | None]]:
    """What the delivery holds, when the bulk lane knows some of it; nothing when it is all ordinary."""
    try:
        members = contents(path, label)
        named = [(packed, f"{label}/{packed.name}" if len(members) > 1 else label) for packed in members]
        found = [(packed, _open(packed, sources, name)) for packed, name in named]
    except (StewardError, *OUR_FAULTS):
        return []  # the ordinary lane says what is wrong
    return found if any(known for _, known in found) else []


def _open(packed: Packed, sources: Sources, label: str) -> Opening | StewardError | None:
    try:
        return opening(packed, sources.sources, label)
    except StewardError as error:
        return error


def _read_large(
    entry: FileEntry,
    packed: Packed,
    found: Opening | StewardError | None,
    several: bool,
    candidates: Path,
    sources: Sources,
) -> Part:
    """One table of a delivery with large ones: through its plan, or as an ordinary one."""
    part, label = _new_part(entry, packed.name, several)
    try:
        if isinstance(found, StewardError):
            return _failed(part, found, sources)
        if found is None:
            member = Member(packed.name, b"".join(packed.pieces()))
            return _read_member(entry, member, several, candidates, sources)
        part.source_id, part.table = found.source.info.id, found.source.info.table
        keep_bulk(part, found, packed, label, candidates)
    except StewardError as error:
        return _failed(part, error, sources)
    except OUR_FAULTS as error:
        return _failed(part, refusal_of(error, label), sources)
    part.fingerprint = sources.fingerprints[part.source_id]
    return part


def _new_part(entry: FileEntry, member: str, several: bool) -> tuple[Part, str]:
    """A part of a delivery, not read yet, and how messages call it."""
    part_id = entry.sha256[:16]
    if several:
        part_id = hashlib.sha256(f"{entry.sha256}/{member}".encode()).hexdigest()[:16]
    label = f"{entry.name}/{member}" if several else entry.name
    return Part(part_id, member if several else "", "desconocido"), label


def _read_member(entry: FileEntry, member: Member, several: bool, candidates: Path, sources: Sources) -> Part:
    part, label = _new_part(entry, member.name, several)
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
    part.skipped_reasons = skipped_reasons(conformed.skipped)
    part.aside_reasons = reasons(aside)
    part.warnings = [*reading_notes(data, list(sheets), label), *conformed.warnings]
    part.cut_date = str(conformed.rows["_corte"].max()) if len(conformed.rows) else ""
    require_closed(part.counts)
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


def _failed(part: Part, error: StewardError, sources: Sources) -> Part:
    part.status = "desconocido" if isinstance(error, NotATable) else "rechazado"
    part.message, part.todo, part.where = error.what, error.todo, str(error.where)
    part.fingerprint = sources.everything
    return part
