"""``answers.csv``, streamed into counts: no row is kept, whatever the number of people."""

from collections import Counter
from operator import itemgetter
from typing import Final

from tallgrass.foundation.files import OpenTable, Problems, Source, open_table
from tallgrass.foundation.files.columns import Unreadable, choices_by_word, read_cell
from tallgrass.foundation.files.rows import refuse_cell
from tallgrass.foundation.files.writing import looks_like_formula
from tallgrass.strength.rounds.files.tables import ANSWER_WORDS, ANSWERS
from tallgrass.strength.rounds.method.records import Answers, Count

# What is known of a respondent is one whole number: the kind (4 bits), whether they gave a level or said
# "I don't know" (1 bit), then one bit for each criterion they have answered.
_KIND_BITS: Final = 15
_HEARD: Final = 16
_FIRST_CRITERION: Final = 5


def read_answers(
    source: Source, criteria: tuple[str, ...], resident_form: tuple[str, ...], problems: Problems
) -> tuple[Answers, int]:
    """All answers as counts, and the number of rows.

    Refuses a second answer of one respondent to one criterion, a respondent under two kinds, and a
    resident's answer to a question that is not on the residents' form. Memory grows with people, not with
    answers.
    """
    sheet = open_table(source, ANSWERS, problems)
    if sheet is None:
        return Answers(), 0
    reader = _AnswerReader(sheet, criteria, resident_form, problems)
    reader.read()
    return reader.answers(), sheet.rows


class _AnswerReader:
    """Reads one sheet of answers: each (kind, criterion, answer) is judged once, then only counted."""

    def __init__(
        self, sheet: OpenTable, criteria: tuple[str, ...], resident_form: tuple[str, ...], problems: Problems
    ) -> None:
        self._sheet = sheet
        self._criteria = criteria
        self._resident_form = frozenset(resident_form)
        self._problems = problems
        self._columns = ANSWERS.columns[1:]
        self._choices = [choices_by_word(column.choices or criteria) for column in self._columns]
        self._kinds = ANSWERS.column("kind").choices
        self._meanings: list[tuple[str, str, str]] = []
        self._tally: list[int] = []
        self._people: dict[str, int] = {}

    def read(self) -> None:
        """Stream the rows."""
        positions = self._sheet.positions
        at = positions["respondent"]
        said = itemgetter(positions["kind"], positions["criterion"], positions["answer"])
        judged: dict[tuple[str, str, str], tuple[int, int, int]] = {}
        people = self._people
        tally = self._tally
        for number, cells in self._sheet.records(self._problems):
            words = said(cells)
            meaning = judged.get(words)
            if meaning is None:
                meaning = self._judge(words, number)
                if meaning is None:
                    continue
                judged[words] = meaning
            mine, criterion, place = meaning
            respondent = cells[at]
            before = people.get(respondent)
            if before is None:
                respondent = respondent.strip()
                if not respondent:
                    self._problems.refuse("blank", self._sheet.name, number, "respondent")
                    continue
                before = people.get(respondent, mine & _KIND_BITS)
            if (before ^ mine) & _KIND_BITS or before & criterion:
                self._refuse(respondent, before, mine, criterion, number)
                continue
            people[respondent] = before | mine
            tally[place] += 1
        if formulas := sum(map(looks_like_formula, people)):
            self._problems.note("formulas_as_text", self._sheet.name, cells=formulas)

    def answers(self) -> Answers:
        """The counts, in the order of kinds and criteria."""
        found: dict[tuple[str, str], Counter[str]] = {}
        for (kind, criterion, answer), number in zip(self._meanings, self._tally, strict=True):
            found.setdefault((kind, criterion), Counter())[answer] += number
        counts = {
            (kind, criterion): _count(found[kind, criterion])
            for kind in self._kinds
            for criterion in self._criteria
            if (kind, criterion) in found
        }
        heard = Counter(
            self._kinds[(known & _KIND_BITS) - 1] for known in self._people.values() if known & _HEARD
        )
        return Answers(counts, {kind: heard[kind] for kind in self._kinds if heard[kind]})

    def _judge(self, words: tuple[str, str, str], number: int) -> tuple[int, int, int] | None:
        """What (kind, criterion, answer) mean: their bits, the criterion's bit, the place of the tally; or
        None.
        """
        meaning: list[str] = []
        for column, text, choices in zip(self._columns, words, self._choices, strict=True):
            try:
                meaning.append(str(read_cell(column, text, choices)))
            except Unreadable as fault:
                refuse_cell(fault, column, number, self._sheet.name, self._problems)
        if len(meaning) < len(words):
            return None
        kind, criterion, answer = meaning
        if kind == "resident" and criterion not in self._resident_form:
            self._problems.refuse(
                "resident_other_question", self._sheet.name, number, "criterion",
                value=criterion, allowed=tuple(sorted(self._resident_form)),
            )  # fmt: skip
            return None
        bit = 1 << (_FIRST_CRITERION + self._criteria.index(criterion))
        heard = 0 if answer == "skip" else _HEARD
        self._meanings.append((kind, criterion, answer))
        self._tally.append(0)
        return self._kinds.index(kind) + 1 | heard | bit, bit, len(self._tally) - 1

    def _refuse(self, respondent: str, before: int, mine: int, criterion: int, number: int) -> None:
        """Tell why a respondent cannot have said this as well."""
        if (before ^ mine) & _KIND_BITS:
            kinds = [self._kinds[(known & _KIND_BITS) - 1] for known in (before, mine)]
            self._problems.refuse(
                "respondent_two_kinds", self._sheet.name, number, "kind",
                value=respondent, other=kinds[0], kind=kinds[1],
            )  # fmt: skip
        else:
            name = self._criteria[criterion.bit_length() - 1 - _FIRST_CRITERION]
            self._problems.refuse(
                "answered_twice", self._sheet.name, number, "criterion", value=respondent, criterion=name
            )


def _count(said: Counter[str]) -> Count:
    zero, one, two, three, four = (said[word] for word in ANSWER_WORDS[:5])
    return Count((zero, one, two, three, four), said["dk"], said["skip"])
