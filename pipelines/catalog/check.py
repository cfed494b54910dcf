"""The catalogue as a whole: ids that repeat, measures nobody gives, territories that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.catalog.cards import Card
from pipelines.catalog.corrections import SHIPPED_CORRECTIONS, Correction, overlapping
from pipelines.catalog.goals import Goal
from pipelines.catalog.model import WrittenFile, try_folders
from pipelines.catalog.own_territories import NO_OWN, OwnTerritories
from pipelines.catalog.printed_tables import PrintedTable
from pipelines.catalog.problems import raise_problems, suggestion
from pipelines.catalog.questions import unknown_answers
from pipelines.catalog.recipes import Recipe, shipped_recipes
from pipelines.catalog.settings import Settings
from pipelines.catalog.yaml_io import Loc
from pipelines.errors import SettingsError
from pipelines.sources.base import SourceInfo
from pipelines.territories import national_levels

#: Level of each territory that may be named.
Levels = Mapping[str, str]
SHIPPED_CARDS = Path(__file__).resolve().parents[2] / "dbt_project" / "indicators"


@dataclass(frozen=True)
class KnownIds:
    """Ids that some source or recipe (shipped ones included) gives."""

    measures: frozenset[str]
    published: frozenset[str]
    official: frozenset[str] = frozenset()  # ids of the official sources


@dataclass(frozen=True)
class Catalog:
    """Everything that people wrote, read and checked."""

    cards: list[Card]
    goals: list[Goal]
    recipes: list[Recipe]
    corrections: list[Correction]
    printed_tables: list[PrintedTable]


def known_ids(sources: Iterable[SourceInfo], recipes: Iterable[Recipe]) -> KnownIds:
    """Collect the measure and published ids of sources, recipes and shipped recipes."""
    measures: set[str] = set()
    published: set[str] = set()
    official: set[str] = set()
    for info in sources:
        official.add(info.id)
        measures.update(measure.id for measure in info.measures)
        published.update(figure.id for figure in info.published)
    for recipe in (*recipes, *shipped_recipes()):
        measures.update(measure.id for measure in recipe.measures)
        published.update(figure.id for figure in recipe.published)
    return KnownIds(frozenset(measures), frozenset(published), frozenset(official))


def load_catalog(
    settings: Settings,
    sources: Sequence[SourceInfo],
    *,
    own_cards: Path,
    goals: Path,
    recipes: Path,
    corrections: Path,
    printed_tables: Path,
    own: OwnTerritories = NO_OWN,
    shipped_cards: Path = SHIPPED_CARDS,
) -> Catalog:
    """Read cards, goals, recipes and corrections and check them all. Reports every problem at once.

    `own`: territories below the comuna that settings, cards and goals may name beside the national ones.
    A check that depends on files that could not be read is left for the next time.
    """
    cards, card_faults = try_folders([shipped_cards, own_cards], Card)
    common, goal_faults = try_folders([goals], Goal)
    declared, recipe_faults = try_folders([recipes], Recipe)
    mended, mend_faults = try_folders([SHIPPED_CORRECTIONS, corrections], Correction)
    tables, table_faults = try_folders([printed_tables], PrintedTable)
    faults = [*card_faults, *goal_faults, *recipe_faults, *mend_faults, *table_faults]
    if faults:
        known = None if recipe_faults else known_ids(sources, declared)
        judged = [] if card_faults else common
        raise_problems([*faults, *_all_problems(cards, judged, known, settings, declared, mended, own)])
    check_catalog(cards, common, known_ids(sources, declared), settings, declared, mended, own)
    raise_problems(list(_repeated("Otro cuadro", tables)))
    return Catalog(cards, common, declared, mended, tables)


def check_catalog(
    cards: Sequence[Card],
    goals: Sequence[Goal],
    known: KnownIds,
    settings: Settings,
    recipes: Sequence[Recipe] = (),
    corrections: Sequence[Correction] = (),
    own: OwnTerritories = NO_OWN,
) -> None:
    """Check what no file can check alone. Raises `SettingsError` with all the problems at once."""
    raise_problems(_all_problems(cards, goals, known, settings, recipes, corrections, own))


def _all_problems(
    cards: Sequence[Card],
    goals: Sequence[Goal],
    known: KnownIds | None,
    settings: Settings,
    recipes: Sequence[Recipe],
    corrections: Sequence[Correction],
    own: OwnTerritories,
) -> list[SettingsError]:
    levels = national_levels() | own.levels()
    return [
        *_settings_problems(settings, levels),
        *_repeated("Otra tarjeta", cards),
        *_repeated("Otra meta", goals),
        *_repeated("Otra receta", recipes),
        *_repeated("Otra corrección", corrections),
        *_same_header(recipes),
        *overlapping(corrections),
        *(problem for card in cards for problem in _card_problems(card, known, levels)),
        *(problem for goal in goals for problem in _goal_problems(goal, cards, levels)),
        *(problem for goal in goals for problem in _answer_problems(goal, settings)),
        *(problem for recipe in recipes for problem in _recipe_problems(recipe, known)),
        *(problem for correction in corrections for problem in _correction_problems(correction, known)),
    ]


def _repeated(
    other: str,
    items: Sequence[Card | Goal | Recipe | Correction | PrintedTable],
) -> Iterable[SettingsError]:
    first: dict[str, Path] = {}
    for item in items:
        if item.id in first:
            what = f"{other}, en «{first[item.id].name}», ya se llama «{item.id}»."
            yield item.origin.error(("id",), what, "cambie el id de una de las dos.")
        first.setdefault(item.id, item.origin.file)


def _same_header(recipes: Sequence[Recipe]) -> Iterable[SettingsError]:
    """Two recipes that fit the same files: nothing would say which of them a file is of."""
    for index, recipe in enumerate(recipes):
        twin = next((other for other in recipes[:index] if recipe.fits_what_fits(other)), None)
        if twin is not None:
            names = f"«{recipe.origin.file.name}» y «{twin.origin.file.name}»"
            what = f"Las recetas {names} reconocen los mismos archivos: piden y excluyen las mismas columnas."
            todo = (
                "agregue a «columnas» o a «sin» algo que las distinga, o deje una sola receta; si son "
                "años de una misma tabla, declare la columna que trae el año en «periodo»."
            )
            yield recipe.origin.error(("reconocer",), what, todo)


def _settings_problems(settings: Settings, levels: Levels) -> Iterable[SettingsError]:
    for index, code in enumerate(settings.territories):
        yield from _not_a_place(settings, ("territorios", index), code, levels)


def _card_problems(card: Card, known: KnownIds | None, levels: Levels) -> Iterable[SettingsError]:
    if known is not None:
        yield from _unknown_measures(card, known)
    for index, gap in enumerate(card.breaks):
        for place, code in enumerate(gap.territories):
            yield from _not_a_place(card, ("quiebres", index, "territorios", place), code, levels)


def _unknown_measures(card: Card, known: KnownIds) -> Iterable[SettingsError]:
    for role, position, operand in card.operands():
        if operand.measure not in known.measures:
            what = f"La medida «{operand.measure}» no la entrega ninguna fuente ni receta."
            todo = suggestion(operand.measure, known.measures) or "revise el nombre de la medida."
            yield card.origin.error((role, position, "medida"), what, todo)
    if card.published and card.published not in known.published:
        what = f"La cifra publicada «{card.published}» no la entrega ninguna fuente ni receta."
        todo = suggestion(card.published, known.published) or "revise el nombre de la cifra."
        yield card.origin.error(("publicado",), what, todo)


def _goal_problems(goal: Goal, cards: Sequence[Card], levels: Levels) -> Iterable[SettingsError]:
    known = {card.id: card for card in cards}
    for index, code in enumerate(goal.territories):
        yield from _not_a_place(goal, ("territorios", index), code, levels)
    for index, item in enumerate(goal.indicators):
        card = known.get(item.indicator)
        if card is None:
            what = f"El indicador «{item.indicator}» no tiene tarjeta."
            todo = suggestion(item.indicator, known) or "revise el id del indicador."
            yield goal.origin.error(("indicadores", index, "indicador"), what, todo)
        elif item.sex != "total" and not card.by_sex:
            what = f"El indicador «{card.id}» no se muestra por sexo: la meta no tendría cifra."
            todo = "quite «sexo», o use un indicador que se muestre por sexo."
            yield goal.origin.error(("indicadores", index, "sexo"), what, todo)
        if item.territory:
            yield from _not_a_place(goal, ("indicadores", index, "territorio"), item.territory, levels)


def _answer_problems(goal: Goal, settings: Settings) -> Iterable[SettingsError]:
    asked = [question.id for question in settings.questions]
    for name in unknown_answers(goal.answers, settings.questions):
        todo = suggestion(name, asked) or f"use una de: {', '.join(asked)}."
        yield goal.origin.error(("respuestas", name), f"Nadie pregunta «{name}».", todo)


def _recipe_problems(recipe: Recipe, known: KnownIds | None) -> Iterable[SettingsError]:
    if known is not None and recipe.id in known.official:
        what = f"«{recipe.id}» es el nombre de una fuente oficial."
        yield recipe.origin.error(("id",), what, "cambie el id de la receta.")
    national = national_levels()
    for index, code in enumerate(recipe.coverage):
        yield from _not_a_place(recipe, ("cobertura", index), code, national)
    # people without a comuna add up to their region and to the country: that needs something to add
    judge = _unknown_territory if recipe.measures else _not_a_place
    if recipe.place.fixed:
        yield from judge(recipe, ("territorio", "fijo"), recipe.place.fixed, national)
    for written, code in recipe.place.codes.items():
        yield from judge(recipe, ("territorio", "codigos", written), code, national)


def _correction_problems(correction: Correction, known: KnownIds | None) -> Iterable[SettingsError]:
    given = known.measures | known.published if known is not None else None
    if given is not None and correction.target not in given:
        what = f"La cifra «{correction.target}» no la entrega ninguna fuente ni receta."
        todo = suggestion(correction.target, given) or "revise el id de la medida o de la cifra."
        yield correction.origin.error(("cifra",), what, todo)
    for index, code in enumerate(correction.territories):
        yield from _unknown_territory(correction, ("territorios", index), code, national_levels())


def _not_a_place(item: WrittenFile, loc: Loc, code: str, levels: Levels) -> Iterable[SettingsError]:
    """A code that is no own territory, comuna, provincia, región or CL: no page would carry it."""
    yield from _unknown_territory(item, loc, code, levels)
    if levels.get(code) == "sin_territorio":
        missing = "territorio informado" if code[:5].isdigit() else "comuna informada"
        what = f"«{code}» junta lo que no tiene {missing}: no tiene página ni cifras propias."
        yield item.origin.error(loc, what, "use un código de comuna, provincia o región, o CL.")


def _unknown_territory(item: WrittenFile, loc: Loc, code: str, levels: Levels) -> Iterable[SettingsError]:
    if code in levels:
        return
    todo = suggestion(code, levels, 2) or "use un código de comuna, provincia o región vigente."
    if "-" in code:
        todo = suggestion(code, [c for c in levels if "-" in c], 2) or "agréguelo a territorios.csv."
    yield item.origin.error(loc, f"El territorio «{code}» no existe.", todo)
