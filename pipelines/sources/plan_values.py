"""SQL over distinct values: an expression about one column is worked out once for each text it holds.

Official columns repeat themselves: three million records hold a few hundred ages, codes and schools. What
needs several columns, or one whose texts hardly repeat, is worked out record by record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.sources.plan import BulkPlan

Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
_LITERAL = re.compile(r"'(?:[^']|'')*'")
#: A column with more distinct texts than this share of its first records is not worth a dictionary.
_REPEATS = 0.5
_ENOUGH = 1000


def expanded(plan: BulkPlan, expression: str) -> str:
    """`expression` with the steps of the plan written out."""
    for name, step in reversed(list(plan.steps.items())):
        expression = re.sub(rf"\b{name}\b", f"({step})".replace("\\", r"\\"), expression)
    return expression


def inputs_of(plan: BulkPlan, expression: str) -> tuple[str, ...]:
    """The inputs that an expanded expression reads, in the order of the plan."""
    words = set(re.findall(r"\w+", _LITERAL.sub("", expression)))
    return tuple(name for name in plan.inputs if name in words)


@dataclass
class Words:
    """Texts that an expression gave: the distinct ones, and which of them belongs to each code."""

    texts: list[str] = field(default_factory=list)
    of_code: Codes = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    _known: dict[str, int] = field(default_factory=dict)

    def add(self, found: Sequence[str]) -> None:
        """What the expression gave for the next codes."""
        at = np.empty(len(found), dtype=np.int32)
        for position, text in enumerate(found):
            if text not in self._known:
                self._known[text] = len(self.texts)
                self.texts.append(text)
            at[position] = self._known[text]
        self.of_code = np.concatenate([self.of_code, at])


@dataclass
class Column:
    """One input: a code for each distinct text, and what expressions and rules say of each code."""

    name: str
    change: Callable[[str], str] | None = None
    words: dict[str, Words] = field(default_factory=dict)  # expression -> its texts
    faults: dict[str, Mask] = field(default_factory=dict)  # condition -> which codes are under it
    repeats: bool = True
    _seen: pa.Array = field(default_factory=lambda: pa.array([], pa.string()))  # the text of each code

    def decide(self, texts: pa.Array) -> None:
        """Whether its texts repeat enough, by the first records."""
        coded = texts.dictionary_encode()
        self.repeats = len(texts) < _ENOUGH or len(coded.dictionary) < _REPEATS * len(texts)

    def encode(self, texts: pa.Array, connection: Any) -> Codes:
        """The code of each text; new ones are worked out first."""
        coded = texts.dictionary_encode()
        place = pc.index_in(coded.dictionary, value_set=self._seen)
        if place.null_count:
            fresh = coded.dictionary.filter(pc.is_null(place))
            self._seen = pa.concat_arrays([self._seen, fresh])
            self._work_out(fresh, connection)
            place = pc.index_in(coded.dictionary, value_set=self._seen)
        return np.asarray(place, dtype=np.int32)[coded.indices.to_numpy()]

    def changed(self, texts: pa.Array) -> pa.Array:
        """The texts as SQL is to see them."""
        if self.change is None:
            return texts
        coded = texts.dictionary_encode()
        words = pa.array([self.change(str(text)) for text in coded.dictionary.to_pylist()], pa.string())
        return words.take(coded.indices)

    def _work_out(self, fresh: pa.Array, connection: Any) -> None:
        rows = pa.table({self.name: self.changed(fresh)})
        answers = ask(connection, rows, self.words, self.faults)
        for words, answer in zip(self.words.values(), answers, strict=False):
            words.add(answer.to_pylist())
        for condition, answer in zip(self.faults, answers[len(self.words) :], strict=True):
            found = answer.to_numpy(zero_copy_only=False).astype(bool)
            self.faults[condition] = np.concatenate([self.faults[condition], found])


def ask(
    connection: Any, rows: pa.Table, texts: Mapping[str, Any], conditions: Mapping[str, Any]
) -> list[pa.Array]:
    """What each expression, and then each condition, says of each of `rows`, in their order."""
    asked = [f"coalesce(cast({expression} as varchar), '')" for expression in texts]
    asked += [f"coalesce({condition}, false)" for condition in conditions]
    listed = ", ".join(f"{item} as _{number}" for number, item in enumerate(asked))
    connection.register("lote", rows)
    try:
        answer = connection.sql(f"select {listed} from lote").to_arrow_table()
    finally:
        connection.unregister("lote")
    return [column.combine_chunks() for column in answer.columns]
