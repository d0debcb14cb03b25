"""From the records of a place to the inputs of a scorecard, by the same readers that read a folder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tallgrass.foundation.files import Problem, Problems, Text
from tallgrass.places.method.records import PlaceRecord
from tallgrass.places.models import Place
from tallgrass.strength.framework.files import PACKAGED, packaged
from tallgrass.strength.framework.interviews import NEEDED, NotCounted, count_interviews
from tallgrass.strength.framework.method.build import build
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.files import SIGNED
from tallgrass.strength.rounds.queries import round_for
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


def inputs_of(place: Place, as_of: date) -> Assembled:
    """Everything that the scorecard of a day is computed from. Raises ``Refused``."""
    record, framework = place_record(place, as_of), framework_of(place)
    records, told = record_tables(place), round_for(place, as_of)
    tables = dict(told.tables) if told is not None else {}
    interviews = tables.pop(INTERVIEWS, None)
    if SIGNED.name in tables:
        tables[SIGNED.name], _ = signatures(tables[SIGNED.name], records.signers)
    texts = {name: Text(f"{name}.csv", text) for name, text in {**records.counting, **tables}.items()}
    problems = Problems(language=record.languages[0])
    inputs = read_texts(record, framework, texts, problems, _previous(place, as_of))
    return Assembled(
        inputs,
        tried(framework) if _tried_by_residents(interviews, as_of) else framework,
        told.as_of if told is not None and tables else None,
        tuple(problems.reported),
    )


def place_record(place: Place, as_of: date) -> PlaceRecord:
    """What a place says about itself, as its ``place.toml`` does."""
    return PlaceRecord(
        name=place.name,
        population=place.population,
        as_of=as_of,
        framework=place.framework,
        smallest_group=place.smallest_group,
        languages=tuple(place.languages),
        run_by=place.run_by or None,
        paid_by=place.paid_by or None,
        asked_chosen_by=place.asked_chosen_by or None,
        example=place.example,
    )


def framework_of(place: Place) -> Framework:
    """The framework of a place: one that ships with Tallgrass, or its own."""
    if place.framework_document:
        return build(json.loads(place.framework_document), packaged(PACKAGED[0]))
    return packaged(place.framework)


def _previous(place: Place, as_of: date) -> Mapping[str, Any] | None:
    earlier = earlier_snapshot(place, as_of)
    document = json.loads(earlier.document) if earlier is not None else None
    return document if document is not None and can_be_compared(document) else None


def _tried_by_residents(interviews: str | None, as_of: date) -> bool:
    try:
        return interviews is not None and count_interviews(interviews, as_of) >= NEEDED
    except NotCounted:
        return False
