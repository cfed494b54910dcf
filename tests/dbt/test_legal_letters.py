"""Of each letter of the law, the text in force at the end of the year of the account."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipelines.registers.registry import registers
from tests.dbt.compiled import register_table, run
from tests.registers.written import good, read_rows


def test_a_letter_has_the_text_in_force_that_year(tmp_path: Path) -> None:
    register = registers()["art67"]
    texts = {"2000-01-01": "viejo", "2024-12-31": "nuevo", "2025-01-01": "futuro"}
    rows = [good(register) | {"vigente_desde": day, "texto": text} for day, text in texts.items()]
    read = read_rows(tmp_path, register, rows)
    assert read.faults == ()
    for year, text in ((2023, ["viejo"]), (2024, ["nuevo"]), (2025, ["futuro"]), (1999, [])):
        settings = pd.DataFrame({"account_year": [year]})
        tables = {"art67": register_table("art67", read.rows), "settings": settings}
        assert [*run(["legal_letters"], tables)["legal_letters"]["wording"]] == text
