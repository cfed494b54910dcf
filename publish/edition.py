"""From the results of a run to the public edition: built aside, checked, and swapped in at once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publish import manifest, swap
from publish.account import Account, DataFile, EditionInfo, build_account
from publish.downloads import write_downloads
from publish.fingerprint import inputs_fingerprint
from publish.gate import Checks, GateFailed, pass_gate
from publish.inputs import load_inputs
from publish.promises import earlier_edition, promises, unsaid_changes
from publish.revisions import published_values, revisions, same_values
from publish.table_changes import table_changes

Progress = Callable[[str, int, int], None]
#: Gives, for each document made apart from the pages, the fingerprint of what it says.
Render = Callable[[Account, Path, EditionInfo, Progress], Mapping[str, str] | None]
LEDGER = "publicado.json"
CHARTS = "graficos"


@dataclass(frozen=True)
class EditionReport:
    """What a build left: the edition to read, whether this run made it, and why, in Spanish."""

    id: str
    created: bool
    path: Path
    reason: str
    draft: bool = False


def silent(_text: str, _done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def build_edition(
    datos: Path,
    ediciones: Path,
    *,
    progress: Progress = silent,
    checks: Checks | None = None,
    render: Render | None = None,
) -> EditionReport:
    """Make the edition of these results and point `actual` to it, or leave it as a draft to be signed.

    Nothing is made when no published byte would change. checks: more demands on the finished folder
    (each problem a sentence in Spanish). Raises GateFailed when the edition does not hold and
    InputsMissing when there are no results; in both cases `actual` stays as it was. The caller holds
    the workspace's lock.
    """
    ediciones.mkdir(parents=True, exist_ok=True)
    swap.clean(ediciones)
    fingerprint = inputs_fingerprint(datos)
    unchanged = _recall(datos, ediciones, fingerprint)
    if unchanged:
        return unchanged
    progress("Reuniendo las cifras de la edición…", 0, 4)
    account = _with_promises(build_account(load_inputs(datos)), ediciones)
    edition_id = swap.next_id(ediciones, account.year)
    aside = ediciones / f"{swap.ASIDE}{edition_id}"
    report = None
    for previous in _editions_before(ediciones, account):
        compared = _compared(ediciones, account, previous)
        _write(aside, edition_id, compared, datos, progress, render)
        report = _known(ediciones, aside, edition_id, signed=_must_be_signed(account))
        if report is not None:
            break
    if report is None:
        progress("Revisando la edición…", 3, 4)
        try:
            pass_gate(aside, datos, account.threshold, checks)
        except GateFailed:
            shutil.rmtree(aside)
            raise
        swap.sync_tree(aside)
        report = _release(ediciones, aside, edition_id, signed=_must_be_signed(account))
    _remember(datos, report, fingerprint)
    progress("Edición lista.", 4, 4)
    return report


def promote(ediciones: Path) -> EditionReport:
    """Publish the draft that waits for approval. Raises GateFailed when there is none or it changed."""
    draft = ediciones / swap.DRAFT
    stranded = _stranded(ediciones)
    if not draft.is_dir() and stranded:
        return _finish(ediciones, stranded)
    if not draft.is_dir():
        raise GateFailed(["No hay ningún borrador que publicar: ejecute primero «cuenta run»."])
    edition_id = str(manifest.read_manifest(draft).get("edicion", ""))
    problems = manifest.verify(draft)
    if not problems and (ediciones / edition_id).exists():
        problems = [f"Ya existe la edición {edition_id}: ejecute «cuenta run» para rehacer el borrador."]
    if problems:
        raise GateFailed(problems)
    return _publish(ediciones, draft, edition_id, "Se publicó el borrador.")


def _editions_before(ediciones: Path, account: Account) -> list[str]:
    """The editions to tell the changes against, in the order to be tried.

    With the figures of the edition in force the first try is what that one was compared with: if
    nothing else changed, it comes out the same, byte by byte, and no edition is made.
    """
    actual = swap.current(ediciones)
    if actual is None:
        return [""]
    published = published_values(ediciones / actual)
    if published is None or not same_values(published, account.valores):
        return [actual]
    return [str(manifest.read_manifest(ediciones / actual).get("anterior") or ""), actual]


def _compared(ediciones: Path, account: Account, previous: str) -> Account:
    """The account with what changed since the edition `previous` ('' for none)."""
    published = published_values(ediciones / previous) if previous else None
    if published is None:
        return account
    unsaid = unsaid_changes(account.goal_progress, account.goals, ediciones / previous)
    return replace(
        account,
        revisions=replace(
            revisions(previous, published, account.valores),
            tables=table_changes(ediciones / previous, account),
        ),
        promises=replace(account.promises, unsaid=unsaid),
    )


def _with_promises(account: Account, ediciones: Path) -> Account:
    """The account opened by what the last one of an earlier year promised, if there is one."""
    earlier = earlier_edition(swap.editions(ediciones), account.year)
    if not earlier:
        return account
    made = promises(account.goals, account.year, ediciones / earlier, account.commitments.plans)
    return replace(account, promises=made)


def _write(
    aside: Path, edition_id: str, account: Account, datos: Path, progress: Progress, render: Render | None
) -> None:
    shutil.rmtree(aside, ignore_errors=True)  # an earlier try, compared with another edition
    aside.mkdir()
    progress("Escribiendo las tablas…", 1, 4)
    files: tuple[DataFile, ...] = tuple(write_downloads(account, aside, edition_id))
    earlier = manifest.lineage(aside.parent, account.revisions.previous)
    synthetic = bool(account.settings.get("sintetico"))
    info = EditionInfo(edition_id, account.year, synthetic, files, earlier=earlier)
    progress("Escribiendo las páginas…", 2, 4)
    said = (render or _site(datos / CHARTS))(account, aside, info, progress)
    manifest.write_manifest(aside, edition_id, account, said or {})


def _site(charts: Path) -> Render:
    """The renderer of site and documents; imported late, because it loads the makers of charts and PDF."""
    from publish.documents import planned, write_documents
    from publish.pages.site import render_site

    def everything(account: Account, out: Path, info: EditionInfo, progress: Progress) -> Mapping[str, str]:
        info = replace(info, files=(*planned(), *info.files), documents=True)
        desk = render_site(account, out, info, progress, chart_folder=charts)
        return write_documents(desk, out, progress)

    return everything


def _known(ediciones: Path, aside: Path, edition_id: str, signed: bool) -> EditionReport | None:
    """The edition or draft that already says the same, after removing the new copy; None if there is none."""
    actual = swap.current(ediciones)
    if actual and manifest.same_publication(ediciones / actual, aside):
        shutil.rmtree(aside)
        if (ediciones / swap.DRAFT).is_dir():  # an older proposal that no longer stands
            shutil.rmtree(ediciones / swap.DRAFT)
        return EditionReport(actual, False, ediciones / actual, "No cambió ningún dato publicado.")
    stranded = _stranded(ediciones)
    if stranded and manifest.same_publication(ediciones / stranded, aside):
        shutil.rmtree(aside)
        return _finish(ediciones, stranded)
    draft = ediciones / swap.DRAFT
    waiting = manifest.read_manifest(draft).get("edicion") == edition_id
    if signed and waiting and manifest.same_publication(draft, aside) and not manifest.verify(draft):
        shutil.rmtree(aside)
        return EditionReport(edition_id, False, draft, "El borrador ya está al día.", draft=True)
    return None


def _release(ediciones: Path, aside: Path, edition_id: str, signed: bool) -> EditionReport:
    if not signed:
        return _publish(ediciones, aside, edition_id, "Edición nueva.")
    swap.settle(aside, ediciones / swap.DRAFT)
    waiting = "Borrador nuevo: se publica con «cuenta publish» cuando lo aprueben."
    return EditionReport(edition_id, True, ediciones / swap.DRAFT, waiting, draft=True)


def _publish(ediciones: Path, folder: Path, edition_id: str, reason: str) -> EditionReport:
    final = ediciones / edition_id
    swap.settle(folder, final)
    swap.point_to(ediciones, edition_id)
    return EditionReport(edition_id, True, final, reason)


def _stranded(ediciones: Path) -> str | None:
    """An edition that is complete, but a run was cut before `actual` pointed to it."""
    found = swap.editions(ediciones)
    if not found or found[-1] == swap.current(ediciones) or manifest.verify(ediciones / found[-1]):
        return None
    return found[-1]


def _finish(ediciones: Path, edition_id: str) -> EditionReport:
    swap.point_to(ediciones, edition_id)
    reason = "Se terminó de publicar una edición que había quedado pendiente."
    return EditionReport(edition_id, True, ediciones / edition_id, reason)


def _must_be_signed(account: Account) -> bool:
    return bool((account.settings.get("firma") or {}).get("requerida"))


def _recall(datos: Path, ediciones: Path, fingerprint: str) -> EditionReport | None:
    """The report of the last build when its inputs were these and what it left is still there."""
    path = datos / LEDGER
    if not path.is_file():
        return None
    try:
        last = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
    folder = ediciones / (swap.DRAFT if last.get("borrador") else str(last.get("edicion")))
    in_place = last.get("borrador") or swap.current(ediciones) == last.get("edicion")
    if last.get("huella") != fingerprint or not in_place or not (folder / manifest.SUMS).is_file():
        return None
    if manifest.sha256(folder / manifest.SUMS) != last.get("manifiesto"):
        return None
    reason = "No cambió nada desde la última vez."
    return EditionReport(str(last["edicion"]), False, folder, reason, draft=bool(last.get("borrador")))


def _remember(datos: Path, report: EditionReport, fingerprint: str) -> None:
    results = sorted((datos / "resultados").glob("*.parquet"))
    last = {
        "huella": fingerprint,
        "edicion": report.id,
        "borrador": report.draft,
        "manifiesto": manifest.sha256(report.path / manifest.SUMS),
        "resultados": {path.name: manifest.sha256(path) for path in results},
    }
    text = json.dumps(last, ensure_ascii=False, sort_keys=True, indent=1)
    swap.write_synced(datos / LEDGER, f"{text}\n".encode())


__all__ = ["EditionReport", "GateFailed", "build_edition", "inputs_fingerprint", "promote"]
