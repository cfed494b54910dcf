"""The accountability questions: what is asked of every goal and of every programme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pipelines.catalog.model import Written
from pipelines.catalog.tables import Row

_ID = re.compile(r"[a-z][a-z0-9_]*")


def _check_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("sólo puede llevar minúsculas sin tilde, números y guiones bajos: cuanto, bien")
    return value


#: The name of a question; a register answers it in the column «respuesta_<id>».
QuestionId = Annotated[str, AfterValidator(_check_id)]


class Question(Written):
    """One question. `about`: the effort that was made, or the effect on people."""

    id: QuestionId = Field(description="Nombre corto: el registro responde en «respuesta_<id>».")
    text: str = Field(alias="texto", min_length=1, description="La pregunta, como se le hace a cualquiera.")
    about: Literal["esfuerzo", "efecto"] = Field(
        alias="sobre", description="Si pregunta por lo que se hizo o por lo que cambió para las personas."
    )


def _ours(id_: str, text: str, about: Literal["esfuerzo", "efecto"]) -> Question:
    return Question.model_validate({"id": id_, "texto": text, "sobre": about})


#: The four that are asked when the collaborative writes none: our reading, as the method page says.
DEFAULT_QUESTIONS = (
    _ours("cuanto", "¿Cuánto hicimos?", "esfuerzo"),
    _ours("bien", "¿Qué tan bien lo hicimos?", "esfuerzo"),
    _ours("cuantas_mejor", "¿Cuántas personas están mejor?", "efecto"),
    _ours("parte_mejor", "¿Qué parte está mejor?", "efecto"),
)


def question_rows(questions: Sequence[Question]) -> Iterator[Row]:
    """Rows of the catalogue table `questions`, in the order in which they are asked."""
    for position, question in enumerate(questions, 1):
        yield {
            "question_id": question.id,
            "position": position,
            "wording": question.text,
            "about": question.about,
        }


def unknown_answers(answers: Mapping[str, str], questions: Sequence[Question]) -> list[str]:
    """Ids that are answered although nobody asks them, in order."""
    asked = {question.id for question in questions}
    return [each for each in answers if each not in asked]
