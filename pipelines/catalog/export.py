"""Writes the catalogue where dbt and publish read it: datos/catalogo/*.parquet and *.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipelines import territories
from pipelines.catalog.breakdowns import breakdown_rows
from pipelines.catalog.cards import Card
from pipelines.catalog.corrections import Correction, correction_rows
from pipelines.catalog.goals import Goal
from pipelines.catalog.people_rules import stage_rows
from pipelines.catalog.questions import question_rows
from pipelines.catalog.recipe_info import recipe_info
from pipelines.catalog.recipes import Recipe, shipped_recipes
from pipelines.catalog.settings import Settings
from pipelines.catalog.tables import SCHEMAS, Row, write_table
from pipelines.catalog.trends import projected_measures, trend_of
from pipelines.files import write_json
from pipelines.sources.base import SourceInfo


def export_catalog(
    out_dir: Path,
    *,
    cards: Sequence[Card],
    goals: Sequence[Goal],
    settings: Settings,
    sources: Sequence[SourceInfo],
    recipes: Sequence[Recipe],
    corrections: Sequence[Correction] = (),
    own_territories: Iterable[Row] = (),
    placements: Iterable[Row] = (),
) -> None:
    """Write the catalogue tables and JSON files into `out_dir`. Same catalogue, same bytes.

    `sources`: the official ones (those of `recipes` are added here when they are not among them).
    """
    declared = [recipe_info(recipe) for recipe in recipes]
    in_use = list({info.id: info for info in (*sources, *declared)}.values())
    shipped = [recipe_info(recipe) for recipe in shipped_recipes()]
    giving = list({info.id: info for info in (*shipped, *in_use)}.values())
    out_dir.mkdir(parents=True, exist_ok=True)
    write_table(out_dir, "sources", map(_source_row, in_use))
    write_table(out_dir, "measures", (row for info in giving for row in _measure_rows(info)))
    write_table(out_dir, "indicators", _indicator_rows(cards, giving))
    write_table(out_dir, "operands", (row for card in cards for row in _operand_rows(card)))
    write_table(out_dir, "breakdowns", (row for card in cards for row in breakdown_rows(card)))
    write_table(out_dir, "breaks", (row for card in cards for row in _break_rows(card)))
    write_table(out_dir, "series_breaks", (row for card in cards for row in _series_break_rows(card)))
    write_table(out_dir, "corrections", correction_rows(corrections))
    write_table(out_dir, "own_territories", own_territories)
    write_table(out_dir, "placements", placements)
    write_table(out_dir, "goals", _goal_rows(cards, goals, projected_measures(giving)))
    write_table(out_dir, "milestones", _milestone_rows(goals))
    write_table(out_dir, "goal_actions", (row for goal in goals for row in _action_rows(goal)))
    write_table(out_dir, "questions", question_rows(settings.questions))
    write_table(out_dir, "settings", [{"account_year": settings.account_year}])
    write_table(out_dir, "resource_rules", [settings.resources.model_dump()])
    write_table(out_dir, "family_stages", stage_rows(settings.families))
    write_json(out_dir / "tarjetas.json", [_card_json(card) for card in sorted(cards, key=lambda c: c.id)])
    write_json(out_dir / "metas.json", [_dump(goal) for goal in sorted(goals, key=lambda g: g.id)])
    write_json(out_dir / "colaborativa.json", _settings_json(settings))
    write_json(out_dir / "fuentes.json", _sources_json(in_use, recipes))


def _source_row(info: SourceInfo) -> Row:
    return {
        "source_id": info.id,
        "table_name": info.table,
        "name": info.name,
        "producer": info.producer,
        "cadence": info.cadence,
        "official": info.official,
        "absent": info.absent,
        "coverage": info.coverage,
        "rebased": info.rebased,
    }


def _measure_rows(info: SourceInfo) -> Iterator[Row]:
    for measure in info.measures:
        yield {
            "measure_id": measure.id,
            "source_id": info.id,
            "kind": "medida",
            "name": measure.name,
            "unit": measure.unit,
            "person_level": measure.person_level,
        }
    for figure in info.published:
        yield {
            "measure_id": figure.id,
            "source_id": info.id,
            "kind": "publicado",
            "name": figure.name,
            "unit": figure.unit,
            "person_level": False,
        }


def _indicator_rows(cards: Sequence[Card], giving: Sequence[SourceInfo]) -> Iterator[Row]:
    personal = {measure.id for info in giving for measure in info.measures if measure.person_level}
    for card in cards:
        yield {
            "indicator_id": card.id,
            "kind": card.kind,
            "scale": card.scale,
            "interval": card.interval,
            "direction": card.direction_key,
            "published_id": card.published,
            "by_sex": card.by_sex,
            "person_level": any(operand.measure in personal for _, _, operand in card.operands()),
            "cadence": card.cadence,
            "period_kind": card.period_kind,
            "pooling": card.pools,
            "standard": card.standard,
            "is_pending": card.kind == "pendiente",
        }


def _operand_rows(card: Card) -> Iterator[Row]:
    for role, _, operand in card.operands():
        for age in operand.ages:
            for category in operand.categories:
                yield {
                    "indicator_id": card.id,
                    "role": role,
                    "measure_id": operand.measure,
                    "sex": operand.sex,
                    "age_band": age,
                    "dimension": operand.dimension,
                    "category": category,
                }


def _series_break_rows(card: Card) -> Iterator[Row]:
    for gap in card.series_breaks:
        for territory in gap.territories or ("",):
            yield {
                "indicator_id": card.id,
                "territory_id": territory,
                "period": gap.period,
                "reason": gap.reason,
            }


def _break_rows(card: Card) -> Iterator[Row]:
    for gap in card.breaks:
        for territory in gap.territories:
            yield {
                "indicator_id": card.id,
                "territory_id": territory,
                "period_from": gap.period_from,
                "period_to": gap.period_to,
                "reason": gap.reason,
            }


def _goal_rows(cards: Sequence[Card], goals: Sequence[Goal], projected: frozenset[str]) -> Iterator[Row]:
    known = {card.id: card for card in cards}
    for goal in goals:
        for _, territory, item in goal.lines():
            card = known[item.indicator]
            trend, whole = trend_of(card, projected)
            yield {
                "goal_id": goal.id,
                "indicator_id": item.indicator,
                "territory_id": territory,
                "sex": item.sex,
                "role": item.role,
                "baseline_period": item.baseline.period,
                "agreed_on": goal.agreement.date.isoformat(),
                "target_value": item.target.value,
                "target_period": item.target.period,
                "direction": card.direction_key,
                "trend": trend,
                "whole": whole,
            }


def _milestone_rows(goals: Sequence[Goal]) -> Iterator[Row]:
    for goal in goals:
        for _, territory, item in goal.lines():
            for milestone in item.milestones:
                yield {
                    "goal_id": goal.id,
                    "indicator_id": item.indicator,
                    "territory_id": territory,
                    "sex": item.sex,
                    "role": item.role,
                    "period": milestone.period,
                    "value": milestone.value,
                }


def _action_rows(goal: Goal) -> Iterator[Row]:
    for position, action in enumerate(goal.actions, 1):
        yield {
            "goal_id": goal.id,
            "position": position,
            "action": action.action,
            "state": action.state,
            "due": action.date,
            "cost": None if action.budget is None else float(action.budget),
        }


def _dump(model: Card | Goal | Settings | Recipe) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True)


def _card_json(card: Card) -> dict[str, Any]:
    """A card with its usual scale and interval written out."""
    return {**_dump(card), "escala": card.scale, "intervalo": card.interval}


def _settings_json(settings: Settings) -> dict[str, Any]:
    """The settings; `territorios` is always the list of ids, `todas` says whether it was asked so."""
    comunas = [t.id for t in territories.all_territories().values() if t.level == "comuna"]
    listed = comunas if settings.all_territories else list(settings.territories)
    return {**_dump(settings), "territorios": listed, "todas": settings.all_territories}


def _sources_json(infos: Sequence[SourceInfo], recipes: Sequence[Recipe]) -> list[dict[str, Any]]:
    written = {recipe.id: _dump(recipe) for recipe in recipes}
    rows: list[dict[str, Any]] = []
    for info in sorted(infos, key=lambda item: item.id):
        rows.append(
            {
                "id": info.id,
                "tabla": info.table,
                "nombre": info.name,
                "productor": info.producer,
                "periodicidad": info.cadence,
                "licencia": info.licence,
                "oficial": info.official,
                "ausente": info.absent,
                "cobertura": info.coverage,
                "medidas": [asdict(measure) for measure in info.measures],
                "publicados": [asdict(figure) for figure in info.published],
                "receta": written.get(info.id),
            }
        )
    return rows


__all__ = ["SCHEMAS", "export_catalog"]
