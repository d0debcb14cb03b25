"""From inputs to a scorecard: the one place where people and records meet (METHOD 1).

``Computed`` holds every result as typed data; ``document`` turns it into ``scorecard.json``.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from tallgrass.elements.players.readings import player_readings
from tallgrass.foundation.freshness import is_fresh
from tallgrass.foundation.readings import Measured
from tallgrass.places.method.records import PlaceRecord
from tallgrass.strength.evidence.method.climb import Show, climb
from tallgrass.strength.evidence.method.grades import EvidenceGrade, grade_evidence
from tallgrass.strength.evidence.method.records import EvidenceItem
from tallgrass.strength.framework.method.document import Criterion, Element
from tallgrass.strength.rounds.method.priorities import Priorities, priorities
from tallgrass.strength.rounds.method.records import Signed
from tallgrass.strength.rounds.method.results import CriterionSay, RoundResults, round_results
from tallgrass.strength.rounds.readings import round_readings
from tallgrass.strength.scorecard.method.elements import (
    ElementSay,
    element_mark,
    element_records,
    element_say,
)
from tallgrass.strength.scorecard.method.first_sentence import Clause, StandsOut, first_sentence, stands_out
from tallgrass.strength.scorecard.method.gaps import Gap, find_gaps
from tallgrass.strength.scorecard.method.inputs import Inputs
from tallgrass.strength.scorecard.method.next_steps import StandsAt, Step, next_steps
from tallgrass.strength.scorecard.method.noticed import Noticed, notice
from tallgrass.strength.scorecard.method.standing import (
    DifferenceFinding,
    ElementWord,
    bound_by_voice,
    difference,
    difference_finding,
    element_difference,
    element_difference_finding,
    element_word,
    standing,
)

#: Version of METHOD that these modules compute.
METHOD_VERSION = "1"

#: What is handed in about one criterion.
About = TypeVar("About", EvidenceItem, Signed)


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion: what people told us, what is on record, and where it stands."""

    criterion: Criterion
    told: CriterionSay
    show: Show
    evidence: EvidenceGrade
    standing: int | None
    difference: Fraction | None
    differs: DifferenceFinding | None
    on_record: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ElementResult:
    """One element over its criteria."""

    element: Element
    say: ElementSay | None
    residents: ElementSay | None
    other: ElementSay | None
    records: Fraction | None
    with_record_level: int
    difference: Fraction | None
    differs: DifferenceFinding | None
    word: ElementWord


@dataclass(frozen=True, slots=True)
class Computed:
    """A whole scorecard as typed data, before it becomes a document."""

    inputs: Inputs
    results: RoundResults
    criteria: tuple[CriterionResult, ...]
    elements: tuple[ElementResult, ...]
    gaps: tuple[Gap, ...]
    stands_out: StandsOut
    clauses: tuple[Clause, ...]
    steps: tuple[Step, ...]
    priorities: tuple[Priorities, Priorities]
    noticed: tuple[Noticed, ...]


def compute(inputs: Inputs) -> Computed:
    """Everything METHOD 1 says of one place at one date. Pure: the same inputs give the same result."""
    place, framework = inputs.place, inputs.framework
    results = round_results(
        forms=framework.forms,
        answers=inputs.answers,
        asked=inputs.asked,
        agreed=inputs.agreed,
        k=place.smallest_group,
        as_of=place.as_of,
    )
    measured, superseded = _measured(inputs, results)
    evidence, signed = _by_criterion(inputs.evidence or ()), _by_criterion(inputs.signed or ())
    names = {player.player_id: player.name for player in inputs.players or ()}
    criteria = tuple(
        _criterion(
            one,
            place,
            results.criteria[one.id],
            measured,
            grade_evidence(evidence[one.id], place.as_of),
            _signed(signed[one.id], names),
        )
        for one in framework.criteria
    )
    by_id = {one.criterion.id: one for one in criteria}
    elements = tuple(
        _element(element, [by_id[name] for name in element.criteria], framework.forms["resident"])
        for element in framework.elements
    )
    gaps = find_gaps(
        {element.id: element.criteria for element in framework.elements},
        results.criteria,
        framework.forms["resident"],
    )
    out = stands_out(
        {one.element.id: one.say for one in elements}, {one.element.id: one.records for one in elements}
    )
    not_heard = [one.kind for one in results.participation if one.state == "none_yet" and one.kind != "other"]
    known_items = [*by_id, *(element.id for element in framework.elements)]
    return Computed(
        inputs=inputs,
        results=results,
        criteria=criteria,
        elements=elements,
        gaps=gaps,
        stands_out=out,
        clauses=first_sentence(
            anybody_asked=results.anybody_asked,
            gaps=gaps,
            out=out,
            differing_elements=sum(one.differs is not None for one in elements),
            not_heard=not_heard,
        ),
        steps=next_steps(results.participation, [_stands_at(one, gaps) for one in criteria]),
        priorities=priorities(inputs.rankings or (), known_items, place.smallest_group),
        noticed=notice(inputs, results, superseded),
    )


def _measured(inputs: Inputs, results: RoundResults) -> tuple[Mapping[str, Measured], int]:
    """Readings by id, those computed from the files before those handed in; and how many of these gave way.

    A reading needs as many records as the framework says, or as the row says where that is more.
    """
    as_of, declared = inputs.place.as_of, inputs.framework.readings
    own = [*player_readings(inputs.players, inputs.ties, as_of), *round_readings(results, as_of)]
    computed = {
        one.reading: replace(one, records_needed=declared[one.reading].records_needed)
        for one in own
        if one.value is not None and one.reading in declared
    }
    given: dict[str, Measured] = {}
    for one in sorted(inputs.readings or (), key=_by_date):
        if is_fresh(one.measured_on, as_of):
            needed = max(one.records_needed, declared[one.reading].records_needed)
            given[one.reading] = replace(one, records_needed=needed)
    return {**given, **computed}, sum(reading in computed for reading in given)


def _by_date(one: Measured) -> tuple[str, str, str]:
    return (str(one.measured_on or ""), str(one.value), str(one.records))


def _by_criterion(items: Iterable[About]) -> Mapping[str, list[About]]:
    """What was handed in about each criterion; nothing for one that nobody spoke of."""
    found: defaultdict[str, list[About]] = defaultdict(list)
    for item in items:
        found[item.criterion].append(item)
    return found


def _criterion(
    criterion: Criterion,
    place: PlaceRecord,
    told: CriterionSay,
    measured: Mapping[str, Measured],
    evidence: EvidenceGrade,
    on_record: tuple[tuple[str, int], ...],
) -> CriterionResult:
    show = climb(criterion.conditions, measured, population=place.population, as_of=place.as_of)
    stands = standing(told.say.value if told.say else None, show.level, evidence.grade)
    if criterion.equity:
        marks = (told.mark_of(kind) for kind in ("resident", "community"))
        stands = bound_by_voice(stands, [mark.level for mark in marks if mark])
    return CriterionResult(
        criterion=criterion,
        told=told,
        show=show,
        evidence=evidence,
        standing=stands,
        difference=difference(told.say, show.level),
        differs=difference_finding(told.say, show.level),
        on_record=on_record,
    )


def _signed(signed: Iterable[Signed], names: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """Levels that organisations signed for, by name."""
    levels = (one for one in signed if one.answer.isdigit())
    return tuple(sorted((names.get(one.player_id, one.player_id), int(one.answer)) for one in levels))


def _element(
    element: Element, criteria: list[CriterionResult], resident_form: tuple[str, ...]
) -> ElementResult:
    told = [one.told for one in criteria]
    asked = [one for one in told if one.asked]
    of_residents = [one for one in told if one.criterion in resident_form]
    levels = [one.show.level for one in criteria]
    records = element_records(levels)
    apart = element_difference([one.difference for one in criteria], len(asked))
    return ElementResult(
        element=element,
        say=element_say(told),
        residents=element_mark([one.residents.mark if one.residents else None for one in of_residents]),
        other=element_mark([one.other.mark if one.other else None for one in asked]),
        records=records,
        with_record_level=sum(level is not None for level in levels),
        difference=apart,
        differs=element_difference_finding(apart),
        word=element_word(
            [
                (one.standing, one.criterion.equity, one.told.asked or one.show.level is not None)
                for one in criteria
            ]
        ),
    )


def _stands_at(one: CriterionResult, gaps: tuple[Gap, ...]) -> StandsAt:
    return StandsAt(
        criterion=one.criterion.id,
        standing=one.standing,
        equity=one.criterion.equity,
        gap_of=frozenset(gap.kind for gap in gaps if gap.criterion == one.criterion.id),
        records_below_people=one.difference is not None and one.difference > 0,
    )
