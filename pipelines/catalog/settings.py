"""colaborativa.yaml: who the collaborative is, its territories, schedule, privacy and questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from pipelines.catalog.cron import check_cron
from pipelines.catalog.fields import OneOrMany, TerritoryId, YesNo, one_or_many
from pipelines.catalog.model import Written, WrittenFile, load_file
from pipelines.catalog.people_rules import FamilyCalendar, LegalAccount
from pipelines.catalog.public_terms import Licence, PublicAddress
from pipelines.catalog.questions import DEFAULT_QUESTIONS, Question
from pipelines.catalog.resource_rules import ResourceRules
from pipelines.errors import SettingsError

ALL_TERRITORIES = "todas"


def _spanish_only(value: object) -> object:
    if value == "en":
        raise ValueError("sólo puede ser «es» por ahora: el sitio en inglés vendrá más adelante")
    return value


class SignOff(Written):
    """Whether an edition waits for approval before it becomes the public one."""

    required: YesNo = Field(default=False, alias="requerida", description="Si la edición espera aprobación.")


class Privacy(Written):
    """Disclosure control of person-level counts."""

    threshold: int = Field(
        default=10, alias="umbral", ge=2, description="Se reservan los recuentos de personas menores."
    )


class Settings(WrittenFile):
    """The settings of a workspace. `territories` is empty when the file says «todas»."""

    name: str = Field(alias="nombre", min_length=1, description="Nombre de la colaborativa.")
    description: str = Field(default="", alias="descripcion", description="Quiénes son, en una o dos frases.")
    territories: Annotated[tuple[TerritoryId, ...], OneOrMany(ALL_TERRITORIES)] = Field(
        alias="territorios",
        description="Códigos de los territorios con página, o «todas».",
    )
    account_year: int = Field(alias="anio_cuenta", ge=1990, le=2100, description="Año de la cuenta pública.")
    synthetic: YesNo = Field(default=False, alias="sintetico", description="Si los datos son inventados.")
    sign_off: SignOff = Field(default=SignOff(), alias="firma")
    schedule: Annotated[str, AfterValidator(check_cron)] = Field(
        default="0 6 1 * *", alias="calendario", description="Cuándo se ejecuta sola, en formato cron."
    )
    language: Annotated[Literal["es"], BeforeValidator(_spanish_only)] = Field(
        default="es", alias="idioma", description="Idioma del sitio: por ahora, español."
    )
    contact: str = Field(default="", alias="contacto", description="Cómo escribir a la colaborativa.")
    site: PublicAddress = Field(
        default="", alias="sitio", description="Dirección pública de la carpeta de ediciones."
    )
    licence: Licence = Field(
        default="CC-BY-4.0", alias="licencia", description="Licencia con que se publican los datos."
    )
    privacy: Privacy = Field(default=Privacy(), alias="privacidad")
    resources: ResourceRules = Field(default=ResourceRules(), alias="recursos")
    families: FamilyCalendar = Field(default=FamilyCalendar(), alias="familias")
    legal_account: LegalAccount = Field(default=LegalAccount(), alias="cuenta_legal")
    questions: Annotated[tuple[Question, ...], one_or_many] = Field(
        default=DEFAULT_QUESTIONS,
        alias="preguntas",
        min_length=1,
        description="Lo que se pregunta de cada meta y de cada programa.",
    )

    @property
    def all_territories(self) -> bool:
        """Whether every comuna gets a page (`territorios: todas`)."""
        return not self.territories

    def problems(self) -> list[SettingsError]:
        """An empty list of territories, one that repeats a code, or two questions of one name."""
        written = self.origin.data
        asked = written.get("territorios") if isinstance(written, dict) else None
        at = ("territorios",)
        if self.all_territories and asked != ALL_TERRITORIES:
            todo = "escriba al menos un código, o «todas»."
            return [self.origin.error(at, "La lista de territorios está vacía.", todo)]
        asked_before = [question.id for question in self.questions]
        return [
            self.origin.error((*at, index), f"El territorio {code} está dos veces.", "deje uno solo.")
            for index, code in enumerate(self.territories)
            if code in self.territories[:index]
        ] + [
            self.origin.error(
                ("preguntas", index, "id"), f"La pregunta «{id_}» está dos veces.", "cambie un id."
            )
            for index, id_ in enumerate(asked_before)
            if id_ in asked_before[:index]
        ]


def load_settings(path: Path) -> Settings:
    """Read colaborativa.yaml. Raises `SettingsError` with file, line, field and what to do."""
    return load_file(path, Settings)
