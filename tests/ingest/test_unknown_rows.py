"""Rows without value on their way to bronze: they go with the good rows of their block, never alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipelines.ingest.candidate import Candidate, drop_candidate, load_candidate, save_candidate
from pipelines.ingest.quarantine import COLUMNS
from pipelines.sources.base import META_COLUMNS


def _rows(*pairs: tuple[str, str]) -> pd.DataFrame:
    rows = [("13401", value, "", number, block, "", "") for number, (block, value) in enumerate(pairs, 2)]
    return pd.DataFrame(rows, columns=["comuna", "valor", *META_COLUMNS])


ASIDE = pd.DataFrame({column: [] for column in COLUMNS})


def test_a_block_of_which_nothing_is_known_is_not_taken() -> None:
    unknown = _rows(("2022", ""), ("2023", ""))
    candidate = Candidate(_rows(("2022", "5"), ("2024", "6")), ASIDE, (), unknown)
    whole = candidate.with_unknown(candidate.rows)
    assert whole[["_bloque", "valor"]].values.tolist() == [["2022", "5"], ["2024", "6"], ["2022", ""]]
    held = candidate.with_unknown(candidate.rows[candidate.rows["_bloque"] == "2024"])
    assert held["_bloque"].tolist() == ["2024"]


def test_unknown_rows_are_kept_beside_the_good_ones_and_dropped_with_them(tmp_path: Path) -> None:
    candidate = Candidate(_rows(("2022", "5")), ASIDE, (), _rows(("2022", "")))
    save_candidate(tmp_path, "abcd", ["comuna", "valor"], candidate)
    loaded = load_candidate(tmp_path, "abcd")
    pd.testing.assert_frame_equal(loaded.rows, candidate.rows, check_dtype=False)
    pd.testing.assert_frame_equal(loaded.unknown, candidate.unknown, check_dtype=False)
    drop_candidate(tmp_path, "abcd")
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_unknown_rows_has_none(tmp_path: Path) -> None:
    save_candidate(tmp_path, "abcd", ["comuna", "valor"], Candidate(_rows(("2022", "5")), ASIDE, ()))
    assert load_candidate(tmp_path, "abcd").unknown.empty
