"""How often a gap is flagged where there is none, and how often a true one of 1.3 levels is found.

Three rules side by side on the same reports: METHOD 1, section 6, by the program itself; a change of it that is
proposed, careful and bolder; and the permutation test that may see every answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from benchmarks import permutation
from benchmarks.chunks import in_chunks
from benchmarks.gap_rules import Flag, flags, least_that_ends_allow, may_hold_a_gap, pairs
from benchmarks.printed import as_criteria, print_report
from benchmarks.reports import GAP, HARDER, THIRTY_FOUR, WITHOUT_GAP, Lower, Mix, Questions, questions, report
from benchmarks.tables import Column, Figures, Row, Table, verdict
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.scorecard.method.gaps import find_gaps

RULES = ("method", "careful", "bolder", "permutation")
BAR = 0.1
#: Reports without a gap, those of them that the permutation test sees too, reports with a gap.
FULL, FULL_PERMUTED, FULL_POWER = 10_000, 1_000, 1_000
QUICK, QUICK_PERMUTED, QUICK_POWER = 60, 20, 20
#: What the quick run asks for: it must notice a broken rule, not a weak one.
LOOSE_FALSE, LOOSE_POWER = 0.3, 0.5
#: Correlation between the errors of an element's questions that the two proposed rules take (METHOD 1 takes 1).
CORRELATIONS = (0.7, 0.5)
#: One report in so many is put to the program whether or not it can hold a gap.
CHECKED_EVERY = 50

#: The kind that sees things lower, in a mix where it is a cell by itself (or, of 5, is merged), and the element.
WITH_GAP: Mapping[str, tuple[Mix, str, str]] = {
    f"{kind}_{mix.sizes[kind]}{suffix}": (mix, kind, element)
    for suffix, mix in (
        ("", replace(THIRTY_FOUR, levels=(1.8, 2.8))),
        ("_open", replace(THIRTY_FOUR, levels=(1.8, 2.8), response=None)),
    )
    for kind, element in (
        ("civic_tech", "players"),
        ("government", "players"),
        ("community", "players"),
        ("issue_expert", "players"),
    )
} | {
    "resident_15": (replace(WITHOUT_GAP["residents"], levels=(1.8, 2.8)), "resident", "infrastructure"),
    "community_12": (replace(WITHOUT_GAP["residents"], levels=(1.8, 2.8)), "community", "players"),
    "tech_company_6": (replace(WITHOUT_GAP["residents"], levels=(1.8, 2.8)), "tech_company", "players"),
}


#: Groups as a person would say it.
PEOPLE = {
    "civic_tech": "civic hackers",
    "government": "officials",
    "community": "from community groups",
    "issue_expert": "issue experts",
    "tech_company": "from tech companies",
    "resident": "residents",
}

FALSE_COLUMNS = (
    Column("Reports", "words"),
    Column("promised", "promised"),
    Column("METHOD 1", "method_per_report", ".3f"),
    Column(f"bar {BAR}", "verdict"),
    Column("any", "method_any", ".3f"),
    Column("careful", "careful_per_report", ".3f"),
    Column("bolder", "bolder_per_report", ".3f"),
    Column("permutation", "permutation_per_report", ".3f"),
    Column("any", "permutation_any", ".3f"),
)
POWER_COLUMNS = (
    Column("One kind sees it lower", "words"),
    Column("METHOD 1", "method_element", ".2f"),
    Column("each", "method_questions", ".2f"),
    Column("careful", "careful_element", ".2f"),
    Column("each", "careful_questions", ".2f"),
    Column("bolder", "bolder_element", ".2f"),
    Column("each", "bolder_questions", ".2f"),
    Column("permutation", "permutation_element", ".2f"),
    Column("each", "permutation_questions", ".2f"),
)


@dataclass(frozen=True, slots=True)
class Flagged:
    """Counts over reports, by rule: flags on elements, on questions, reports with any; and reports seen."""

    reports: np.ndarray
    elements: np.ndarray
    questions: np.ndarray
    any: np.ndarray

    def __add__(self, other: "Flagged") -> "Flagged":
        return Flagged(
            self.reports + other.reports,
            self.elements + other.elements,
            self.questions + other.questions,
            self.any + other.any,
        )


def by_program(answers: Mapping[str, np.ndarray], mix: Mix, asked: Questions, check: bool) -> set[Flag]:
    """What the program flags. Reports that cannot hold a gap are not put to it, but for the sample to ``check``."""
    printed = print_report(answers, mix, asked)
    found = pairs(printed, asked)
    if not check and not may_hold_a_gap(found):
        return set()
    column = {name: place for place, name in enumerate(asked.ids)}
    elements = {one.id: one.criteria for one in packaged().elements}
    gaps = find_gaps(elements, as_criteria(printed, mix, asked), packaged().forms["resident"])
    flagged = {(gap.kind, gap.element, column[gap.criterion] if gap.criterion else None) for gap in gaps}
    if flagged != flags(found):
        raise AssertionError("the program and the arrays of the benchmark flag different gaps")
    return flagged


def by_proposals(answers: Mapping[str, np.ndarray], mix: Mix, asked: Questions) -> list[set[Flag]]:
    """What the proposed rules flag, the careful one first.

    An error as though N were not known (a gap is about people like these, not about who happened not to answer),
    the smallest distance that open ends allow, and errors that are not wholly shared by an element's questions.
    """
    printed = print_report(answers, mix, asked, people_like_these=True)
    found = pairs(printed, asked, least_that_ends_allow)
    return [flags(found, correlation) for correlation in CORRELATIONS]


def without_gap(name: str, random: np.random.Generator, number: int) -> Flagged:
    """Reports of one mix without a true gap: every flag is false."""
    mix, asked = {**WITHOUT_GAP, **HARDER}[name], questions()
    total = _nothing()
    for place in range(number):
        answers = report(mix, random, len(asked.ids))
        program = by_program(answers, mix, asked, place % CHECKED_EVERY == 0)
        total += _count([program, *by_proposals(answers, mix, asked), None])
    return total


def without_gap_permuted(name: str, random: np.random.Generator, number: int) -> Flagged:
    """The permutation test on the first reports of the same mix."""
    mix, asked = {**WITHOUT_GAP, **HARDER}[name], questions()
    total = _nothing()
    for _ in range(number):
        total += _count([None, None, None, permutation.flags(report(mix, random, len(asked.ids)), asked)])
    return total


def with_gap(name: str, random: np.random.Generator, number: int) -> Flagged:
    """Reports in which one kind sees one element lower: counts of that pair alone, and of its questions."""
    (mix, kind, element), asked = WITH_GAP[name], questions()
    lower = Lower(kind, asked.elements[element])
    total = _nothing()
    for _ in range(number):
        answers = report(mix, random, len(asked.ids), lower)
        found = [
            by_program(answers, mix, asked, check=True),
            *by_proposals(answers, mix, asked),
            permutation.flags(answers, asked),
        ]
        total += _count([{flag for flag in one if flag[:2] == (kind, element)} for one in found])
    return total


def _nothing() -> Flagged:
    none = np.zeros(len(RULES), dtype=int)
    return Flagged(none, none, none, none)


def _count(found: list[set[Flag] | None]) -> Flagged:
    on_elements = [sum(column is None for _, _, column in one or ()) for one in found]
    return Flagged(
        np.array([one is not None for one in found], dtype=int),
        np.array(on_elements),
        np.array([len(one or ()) for one in found]) - on_elements,
        np.array([bool(one) for one in found], dtype=int),
    )


def run(quick: bool) -> Figures:
    """False gaps of every mix, then the power for a true one."""
    number, permuted, powered = (
        (QUICK, QUICK_PERMUTED, QUICK_POWER) if quick else (FULL, FULL_PERMUTED, FULL_POWER)
    )
    mixes = {**WITHOUT_GAP, **HARDER}
    false = in_chunks(without_gap, list(mixes), number, salt=2)
    seen = in_chunks(without_gap_permuted, list(WITHOUT_GAP)[:-1], permuted, salt=2)
    true = in_chunks(with_gap, list(WITH_GAP), powered, salt=3)
    false_rows = [_false_row(name, mixes[name], _sum(false[name] + seen.get(name, []))) for name in mixes]
    power_rows = [_power_row(name, _sum(parts)) for name, parts in true.items()]
    if quick:
        _still_holds(false_rows, power_rows)
    return Figures(
        "gaps",
        {"reports": number, "bar": BAR, "gap": GAP, "false": false_rows, "power": power_rows},
        [
            Table(
                "False gaps a report (elements and questions together), where kinds do not differ",
                FALSE_COLUMNS,
                false_rows,
                f"{number:,} reports a mix of 43 questions; the permutation test on {permuted:,}. Careful and bolder: "
                "the proposed rule,\nwith correlations of {} and {} between the errors of an element's "
                "questions.".format(*CORRELATIONS),
            ),
            Table(
                f"How often a true gap of {GAP} levels is found: on the element, and on each of its questions",
                POWER_COLUMNS,
                power_rows,
                f"{powered:,} reports each. A kind of 5 beside kinds of 2 and 1 is merged with them: no gap of it can "
                "be shown.",
            ),
        ],
    )


def _still_holds(false: list[Row], power: list[Row]) -> None:
    if any(row["method_per_report"] > LOOSE_FALSE for row in false if row["promised"]):
        raise AssertionError(f"more than {LOOSE_FALSE} false gaps a report")
    found = next(row for row in power if row["case"] == "civic_tech_12")
    if found["method_element"] < LOOSE_POWER:
        raise AssertionError(f"a true gap is found in fewer than {LOOSE_POWER:.0%} of the reports")


def _sum(parts: list[Flagged]) -> Flagged:
    total = _nothing()
    for part in parts:
        total += part
    return total


def _false_row(name: str, mix: Mix, total: Flagged) -> Row:
    row: Row = {"mix": name, "words": mix.words, "promised": name in WITHOUT_GAP}
    for place, rule in enumerate(RULES):
        reports = int(total.reports[place])
        every = int(total.elements[place] + total.questions[place])
        row[f"{rule}_reports"] = reports
        row[f"{rule}_per_report"] = round(every / reports, 4) if reports else None
        row[f"{rule}_elements_per_report"] = (
            round(int(total.elements[place]) / reports, 4) if reports else None
        )
        row[f"{rule}_any"] = round(int(total.any[place]) / reports, 4) if reports else None
    row["verdict"] = verdict(row["method_per_report"] <= BAR) if row["promised"] else None
    return row


def _power_row(name: str, total: Flagged) -> Row:
    (mix, kind, element), asked = WITH_GAP[name], questions()
    of_element = [
        column for column in asked.elements[element] if kind != "resident" or column in asked.residents
    ]
    people, everybody = mix.sizes[kind], sum(mix.sizes.values())
    known = "half of those asked" if mix.response else "asked unknown"
    row: Row = {
        "case": name,
        "words": f"{people} {PEOPLE[kind]} beside {everybody - people}, {known}",
        "kind": kind,
        "people": people,
        "others": everybody - people,
        "element": element,
        "questions": len(of_element),
        "response": mix.response,
    }
    for place, rule in enumerate(RULES):
        reports = int(total.reports[place])
        row[f"{rule}_element"] = round(int(total.elements[place]) / reports, 4)
        row[f"{rule}_questions"] = round(int(total.questions[place]) / reports / len(of_element), 4)
    return row
