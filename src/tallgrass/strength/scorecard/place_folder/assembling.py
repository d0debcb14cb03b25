"""From the records of a place to the inputs of a scorecard, by the same readers that read a folder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tallgrass.foundation.files import Problem, Problems, Text
from tallgrass.places.method.records import PlaceRecord
from tallgrass.places.models import Place
from tallgrass.strength.framework.interviews import NEEDED, NotCounted, count_interviews
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.closing.queries import (
    Progress,
    counts_of,
    framework_of,
    rankings_of,
    small_tables_of,
    spoken_of,
    told_on,
)
from tallgrass.strength.rounds.files import AGREED, SIGNED
from tallgrass.strength.rounds.files.small_tables import read_agreed
from tallgrass.strength.rounds.method.records import Agreed, Answers, Ranking
from tallgrass.strength.rounds.models import OutsideRound, Round
from tallgrass.strength.rounds.room.agreed_text import agreed_text
from tallgrass.strength.rounds.room.queries import agreed_on
from tallgrass.strength.scorecard.assess import tried
from tallgrass.strength.scorecard.files import read_texts
from tallgrass.strength.scorecard.method.earlier import can_be_compared
from tallgrass.strength.scorecard.method.inputs import Inputs
from tallgrass.strength.scorecard.place_folder.names import INTERVIEWS
from tallgrass.strength.scorecard.place_folder.queries import record_tables, signatures
from tallgrass.strength.scorecard.queries import earlier_snapshot


@dataclass(frozen=True, slots=True)
class Assembled:
    """The inputs of a place at a day. ``asked_as_of`` is the day of the round in them; None where there is none.

    ``framework`` is that of the inputs, as one that residents have tried where enough interviews are on record.
    """

    inputs: Inputs
    framework: Framework
    asked_as_of: date | None
    reported: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What people answered in the closed round ``round`` (its id); None where none held here counts."""

    round: int | None
    answers: Answers | None = None
    rankings: tuple[Ranking, ...] | None = None


def inputs_of(place: Place, as_of: date, said: Said | None = None) -> Assembled:
    """Everything that the scorecard of a day is computed from. Raises ``Refused``.

    ``said`` is what ``said_on`` found, where somebody has counted it before, outside of a transaction.
    """
    told = told_on(place, as_of)
    if said is None or said.round != (told.pk if isinstance(told, Round) else None):
        said = said_on(place, as_of)
    chosen = _chosen(place, told)
    record, framework = place_record(place, as_of, told), framework_of(chosen)
    records, tables = record_tables(place), with_agreed(_tables_of(told), place, as_of, chosen)
    interviews = tables.pop(INTERVIEWS, None)
    if SIGNED.name in tables:
        tables[SIGNED.name], _ = signatures(tables[SIGNED.name], records.signers)
    texts = {name: Text(f"{name}.csv", text) for name, text in {**records.counting, **tables}.items()}
    problems = Problems(language=record.languages[0])
    inputs = read_texts(record, framework, texts, problems, _previous(place, as_of))
    if said.round is not None:
        inputs = replace(inputs, answers=said.answers, rankings=said.rankings)
    return Assembled(
        inputs,
        tried(framework) if _tried_by_residents(interviews, as_of) else framework,
        spoken_of(told) if told is not None and tables else None,
        tuple(problems.reported),
    )


def said_on(place: Place, as_of: date, progress: Progress | None = None) -> Said:
    """The answers of the closed round that counts on a day, counted. They never change, so no transaction is needed."""
    told = told_on(place, as_of)
    if not isinstance(told, Round):
        return Said(None)
    return Said(told.pk, counts_of(told, progress), rankings_of(told))


def with_agreed(tables: dict[str, str], place: Place, as_of: date, chosen: Place | Round) -> dict[str, str]:
    """The tables of a round with what meetings held here agreed on, in the very table in which it is brought in.

    What was brought in and cannot be read stays as it is, so that whoever reads it says what is wrong.
    """
    met = agreed_on(place, as_of, chosen)
    brought: tuple[Agreed, ...] = ()
    if not met:
        return tables
    if AGREED.name in tables:
        problems = Problems(language=place.languages[0])
        criteria = tuple(one.id for one in framework_of(chosen).criteria)
        text = Text(f"{AGREED.name}.csv", tables[AGREED.name])
        brought, _ = read_agreed(text, criteria, problems)
        if problems.refused:
            return tables
    return {**tables, AGREED.name: agreed_text((*brought, *met))}


def _tables_of(told: Round | OutsideRound | None) -> dict[str, str]:
    if told is None:
        return {}
    return dict(told.tables) if isinstance(told, OutsideRound) else small_tables_of(told)


def _chosen(place: Place, told: Round | OutsideRound | None) -> Place | Round:
    """Who says which framework, smallest group and languages: a round held here, as they were when it was opened."""
    return told if isinstance(told, Round) else place


def place_record(place: Place, as_of: date, told: Round | OutsideRound | None = None) -> PlaceRecord:
    """What a place says about itself, as its ``place.toml`` does. What a round held here has frozen stays so, whenever
    a scorecard is made from its answers: two of them can never be compared across smallest groups.
    """
    chosen = _chosen(place, told)
    return PlaceRecord(
        name=place.name,
        population=place.population,
        as_of=as_of,
        framework=chosen.framework,
        smallest_group=chosen.smallest_group,
        languages=tuple(chosen.languages),
        run_by=place.run_by or None,
        paid_by=place.paid_by or None,
        asked_chosen_by=place.asked_chosen_by or None,
        example=place.example,
    )


def _previous(place: Place, as_of: date) -> Mapping[str, Any] | None:
    earlier = earlier_snapshot(place, as_of)
    document = json.loads(earlier.document) if earlier is not None else None
    return document if document is not None and can_be_compared(document) else None


def _tried_by_residents(interviews: str | None, as_of: date) -> bool:
    try:
        return interviews is not None and count_interviews(interviews, as_of) >= NEEDED
    except NotCounted:
        return False
