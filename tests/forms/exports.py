"""Exports of online forms, made by chance from a seed, with the truth about each column beside them.

Each form maker's shape is its own: what it adds, how it writes a header, how it writes an answer. On top of that
people shuffle, rename, translate, leave out and add columns.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.foundation.languages import words
from tallgrass.strength.framework.method.document import Framework, Wording
from tallgrass.strength.rounds.method.matching import IGNORE, KIND
from tallgrass.strength.rounds.method.records import Count

MAKERS = ("google", "microsoft", "surveymonkey", "kobo", "kobo_labels", "odk", "by_hand")
NAMES_ONLY = ("kobo", "odk")

#: Columns that ask something else, and could be taken for one of ours by a careless reader.
OTHER_QUESTIONS = (
    "How important is this to you, from 0 to 4?",
    "What would you change first?",
    "Which neighborhood do you live in?",
    "¿Algo más que quiera decirnos?",
    "How did you hear about us?",
    "Do you work with other groups?",
)


@dataclass
class Truth:
    """What a column is in truth: a criterion (in the residents' words or not), the kind, or nothing of ours.

    ``plain`` says that its header is as the maker writes it, so that it must be recognized without asking.
    """

    criterion: str | None = None
    resident: bool = False
    kind: bool = False
    plain: bool = False

    def written(self, names_only: bool) -> str:
        """What a person who knows would say."""
        if self.kind:
            return KIND
        if self.criterion is None:
            return IGNORE
        return f"{self.criterion} resident" if self.resident and not names_only else self.criterion


@dataclass
class Export:
    """A table of texts, the truth about each column, and the counts that a right reading yields."""

    maker: str
    rows: list[list[str]]
    truth: list[Truth]
    headers: list[str]
    kinds: Counter[str] = field(default_factory=Counter)
    counts: dict[tuple[str, str], Count] = field(default_factory=dict)
    everybody: str | None = None


@dataclass
class _Column:
    truth: Truth
    header: str
    cells: list[str]
    second: str = ""


def export(seed: int, framework: Framework) -> Export:
    """One export. The same seed makes the same one."""
    return _Maker(random.Random(seed), framework).make()


class _Maker:
    def __init__(self, chance: random.Random, framework: Framework) -> None:
        self.chance = chance
        self.framework = framework
        self.maker = chance.choice(MAKERS)
        languages = sorted(framework.texts)
        self.languages = [chance.choice(languages)] if chance.random() < 0.6 else languages
        self.language = chance.choice(self.languages)
        self.residents = chance.choice(("none", "none", "some", "only"))
        self.people = chance.randint(4, 14)
        self.one_kind = (
            self.chance.choice(SIX_KINDS) if self.residents == "none" and chance.random() < 0.2 else None
        )
        self.codes = chance.choice(("text", "text", "code", "both"))
        self.said: Counter[tuple[str, str, str]] = Counter()

    def make(self) -> Export:
        kinds = [self._kind() for _ in range(self.people)]
        spoken = [self.chance.choice(self.languages) for _ in range(self.people)]
        told = self.residents != "only" and self.one_kind is None
        columns = [self._kind_column(kinds, spoken)] if told else []
        for criterion, resident in self._questions():
            columns.append(self._question(criterion, resident, kinds, spoken))
        columns += [self._other(spoken) for _ in range(self.chance.randint(0, 3))]
        if self.chance.random() < 0.4:
            columns.append(self._kind_of_something_else(spoken))
        if self.chance.random() < 0.8:
            self.chance.shuffle(columns)
        columns = self._added() + columns
        return self._table(columns, kinds)

    def _kind(self) -> str:
        if self.residents == "only" or (self.residents == "some" and self.chance.random() < 0.4):
            return "resident"
        return self.one_kind or self.chance.choice(SIX_KINDS)

    def _questions(self) -> list[tuple[str, bool]]:
        form = self.chance.choice(("full", "short"))
        asked = [(each, False) for each in self.framework.forms[form]] if self.residents != "only" else []
        if self.residents != "none":
            asked += [(each, True) for each in self.framework.forms["resident"]]
        kept = [each for each in asked if self.chance.random() < 0.9]
        return kept or asked

    def _wording(self, criterion: str, resident: bool, language: str) -> Wording:
        texts = self.framework.texts[language].criteria[criterion]
        wording = texts.resident if resident else texts.wording
        assert wording is not None
        return wording

    def _question(self, criterion: str, resident: bool, kinds: list[str], spoken: list[str]) -> _Column:
        cells = []
        for kind, language in zip(kinds, spoken, strict=True):
            theirs = (kind == "resident") == resident
            if not theirs or self.chance.random() < 0.1:
                cells.append("")
                continue
            answer = self.chance.choice(("0", "1", "2", "3", "4", "dk", "skip"))
            self.said[kind, criterion, answer] += 1
            cells.append(self._answer(answer, self._wording(criterion, resident, language), language))
        header, plain = self._header(criterion, resident)
        return _Column(Truth(criterion, resident, plain=plain), header, cells, "Response")

    def _answer(self, answer: str, wording: Wording, language: str) -> str:
        told = words(language, "workbook")
        if self.maker in NAMES_ONLY:
            return answer
        if answer == "dk":
            return self.chance.choice((told["dont_know"], told["dont_know"].upper(), "dk"))
        if answer == "skip":
            return str(told["skip"])
        text = wording.levels[int(answer)]
        if self.codes == "code":
            return self.chance.choice((answer, f"{answer}.0"))
        if self.codes == "both":
            return self.chance.choice((f"{answer} - {text}", f"{answer}. {text}", f"{answer} {text}"))
        return self.chance.choice((text, text.rstrip("."), f" {text} ", text.upper()))

    def _header(self, criterion: str, resident: bool) -> tuple[str, bool]:
        """A header, and whether it is as the maker writes it."""
        wording = self._wording(criterion, resident, self.language)
        question = wording.question
        if self.maker == "kobo":
            return f"question_{self.chance.randint(1, 43)}/{self._name(criterion, resident)}", True
        if self.maker == "odk":
            return f"question_{self.chance.randint(1, 43)}-{self._name(criterion, resident)}", True
        number = self.chance.randint(1, 43)
        ways: list[tuple[Callable[[], str], bool]] = [
            (lambda: question, True),
            (lambda: f"{number}. {question}", True),
            (lambda: f"Q{number}. {question} *", True),
            (lambda: f"{criterion} · {question}", True),
            (lambda: f"{criterion}. {question}", True),
            (lambda: f"{question} ({criterion})", True),
            (lambda: f"{question} {wording.help or ''}", True),
            (lambda: question.upper(), True),
            (lambda: self._renamed(question), False),
            (lambda: self._renamed(question), False),
            (lambda: f"{criterion}: {self._renamed(question)}", False),
            (lambda: f"Your view [{question}]", False),
            (lambda: f"Part one / {question}", False),
        ]
        way, plain = self.chance.choice(ways)
        return way(), plain

    def _name(self, criterion: str, resident: bool) -> str:
        name = f"{criterion}_resident" if resident else criterion
        return self.chance.choice((name, name.lower()))

    def _renamed(self, question: str) -> str:
        """The question in somebody's own words: words dropped, swapped or another in their place."""
        parts = question.rstrip("?").split()
        for _ in range(self.chance.randint(1, 4)):
            at = self.chance.randrange(len(parts))
            act = self.chance.choice(("drop", "swap", "put"))
            if act == "drop" and len(parts) > 2:
                parts.pop(at)
            elif act == "swap":
                other = self.chance.randrange(len(parts))
                parts[at], parts[other] = parts[other], parts[at]
            else:
                parts[at] = self.chance.choice(("really", "city", "never", "people", "ahora", "nadie"))
        return " ".join(parts) + "?"

    def _kind_column(self, kinds: list[str], spoken: list[str]) -> _Column:
        cells = []
        for kind, language in zip(kinds, spoken, strict=True):
            told = words(language, "workbook")
            cells.append(kind if self.maker in NAMES_ONLY else str(told["kinds"][kind]))
        titles = words(self.language, "workbook")["form"]["kind_titles"]
        if self.maker in NAMES_ONLY:
            header = "kind"
        else:
            header = self.chance.choice((*titles, "Tell us about yourself", "Who are you, please?"))
        return _Column(Truth(kind=True, plain=header in titles), header, cells, "Response")

    def _other(self, spoken: list[str]) -> _Column:
        criterion = self.chance.choice(self.framework.forms["full"])
        question = self._wording(criterion, False, self.language).question
        header = self.chance.choice(
            (*OTHER_QUESTIONS, f"{criterion}: why do you think so?", f"How sure are you? [{question}]",
             f"Why? {question}", f"{criterion}_comment")
        )  # fmt: skip
        cells = [
            self.chance.choice(("", "0", "3", "4", "yes", "because of the bus", "No sé", "sí"))
            for _ in spoken
        ]
        if self.chance.random() < 0.4:
            cells = [self.chance.choice("01234") for _ in spoken]
        return _Column(Truth(), header, cells, "Open-Ended Response")

    def _kind_of_something_else(self, spoken: list[str]) -> _Column:
        """Cells that name kinds, and yet do not say who answered."""
        cells = [
            str(words(language, "workbook")["kinds"][self.chance.choice(SIX_KINDS)]) for language in spoken
        ]
        return _Column(Truth(), "Who should join us next?", cells, "Response")

    def _added(self) -> list[_Column]:
        """What the maker puts in front by itself."""
        names = {
            "google": ("Timestamp", "Timestamp", "Email Address"),
            "microsoft": ("ID", "Start time", "Completion time", "Email", "Name"),
            "surveymonkey": ("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"),
            "kobo": ("start", "end", "_id", "_uuid", "_submission_time", "__version__"),
            "kobo_labels": ("start", "end", "_id", "_uuid"),
            "odk": ("SubmissionDate", "KEY", "meta-instanceID"),
            "by_hand": (),
        }[self.maker]
        return [
            _Column(Truth(plain=True), name, [f"{name} {n}" for n in range(self.people)]) for name in names
        ]

    def _table(self, columns: list[_Column], kinds: list[str]) -> Export:
        rows = [[column.header for column in columns]]
        if self.maker == "surveymonkey":
            rows.append([column.second for column in columns])
        for person in range(self.people):
            rows.append([column.cells[person] for column in columns])
            if self.chance.random() < 0.15:
                rows.append([""] * len(columns))
        counts: dict[tuple[str, str], Count] = {}
        for kind, criterion, _ in self.said:
            zero, one, two, three, four = (self.said[kind, criterion, level] for level in "01234")
            dont_know, skipped = self.said[kind, criterion, "dk"], self.said[kind, criterion, "skip"]
            counts[kind, criterion] = Count((zero, one, two, three, four), dont_know, skipped)
        return Export(
            self.maker, rows, [column.truth for column in columns], [column.header for column in columns],
            Counter(kinds), counts, "resident" if self.residents == "only" else self.one_kind,
        )  # fmt: skip
