"""Finds the official sources: every module of this folder that has a SOURCE."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import pipelines.sources
from pipelines.sources.base import Source


@cache
def official_sources() -> tuple[Source, ...]:
    """All official sources, ordered by id."""
    found: list[Source] = []
    for module in pkgutil.iter_modules(pipelines.sources.__path__):
        if not module.ispkg:
            loaded = importlib.import_module(f"pipelines.sources.{module.name}")
            if source := getattr(loaded, "SOURCE", None):
                found.append(source)
    return tuple(sorted(found, key=lambda source: source.info.id))
