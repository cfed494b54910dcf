"""Finds the registers: every module of `declared/` has one, as REGISTER."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import pipelines.registers.declared
from pipelines.registers.base import Register


@cache
def registers() -> dict[str, Register]:
    """All the registers by name, in alphabetical order."""
    modules = pkgutil.iter_modules(pipelines.registers.declared.__path__)
    found = [importlib.import_module(f"pipelines.registers.declared.{m.name}").REGISTER for m in modules]
    return {register.name: register for register in sorted(found, key=lambda register: register.name)}
