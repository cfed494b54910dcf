"""The example workspace is complete, invented, and the same bytes every time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd

from example.generate import generate
from example.places import read_places
from example.population import make_population
from pipelines.catalog.goals import Goal
from pipelines.catalog.model import load_folders
from pipelines.catalog.recipes import load_recipes
from pipelines.catalog.settings import load_settings


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_seed_gives_the_same_bytes(example: Path, tmp_path: Path) -> None:
    generate(tmp_path)
    assert digests(tmp_path) == digests(example)


def test_another_seed_gives_another_population() -> None:
    places = read_places()
    first, second = (make_population(places, np.random.default_rng(seed)).counts for seed in (1, 2))
    assert (first != second).mean() > 0.5


def test_settings_say_that_the_data_are_invented(example: Path) -> None:
    settings = load_settings(example / "colaborativa.yaml")
    assert settings.synthetic
    assert settings.territories == ("13401", "13201", "08110", "12101")
    assert settings.account_year == 2024


def test_goals_and_recipes_are_valid(example: Path) -> None:
    goals = {goal.id: goal for goal in load_folders([example / "metas"], Goal)}
    assert set(goals) == {"que-nadie-deje-la-escuela", "areas-verdes-para-jugar"}
    followed = {(item.indicator, place) for goal in goals.values() for _, place, item in goal.lines()}
    assert ("desvinculacion", "13401") in followed
    assert ("areas-verdes", "08110") in followed
    assert len(load_recipes(example / "fuentes")) == 3


def test_population_is_near_the_real_size_but_not_equal() -> None:
    places = read_places()
    counts = make_population(places, np.random.default_rng(0)).counts[:, :, :, 2017 - 2002].sum(axis=(1, 2))
    known = places["population"].to_numpy()
    large = known > 1000
    ratio = counts[large] / known[large]
    assert ratio.min() > 0.93 and ratio.max() < 1.07
    assert (counts != known).mean() > 0.9


def test_schools_have_coded_names(example: Path) -> None:
    table = pd.read_csv(example / "entrada" / "Directorio_Oficial_EE_2024.csv", sep=";", encoding="utf-8-sig")
    assert table["NOM_RBD"].str.fullmatch(r"ESCUELA \d{4}").all()
    assert table["RUT_SOSTENEDOR"].astype(str).str.strip().eq("").all()
    assert len(table) > 2000
