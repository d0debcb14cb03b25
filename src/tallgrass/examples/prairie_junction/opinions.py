"""What people in Prairie Junction think, as means around which their answers are drawn. All invented."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tallgrass.examples.prairie_junction.draw import Draw

ANSWER_COLUMNS = ("respondent", "kind", "criterion", "answer")
ASKED_COLUMNS = ("kind", "form", "asked")

SHORT = ("KP7", "KP8", "CA2", "CA7", "KN3", "KN6", "RE3", "RE6", "IN5", "IN7", "CV2", "CV5")

#: The level around which partners answer, by question.
PARTNERS_THINK: Mapping[str, float] = {
    "KP1": 2.6, "KP2": 2.8, "KP3": 2.1, "KP4": 2.2, "KP5": 1.6, "KP6": 2.0, "KP7": 2.3, "KP8": 2.0,
    "CA1": 2.6, "CA2": 2.2, "CA3": 2.2, "CA4": 2.1, "CA5": 2.0, "CA6": 2.1, "CA7": 2.3, "CA8": 2.2,
    "KN1": 3.4, "KN2": 3.5, "KN3": 3.4, "KN4": 3.1, "KN5": 3.2, "KN6": 3.1, "KN7": 3.0,
    "RE1": 1.4, "RE2": 1.6, "RE3": 0.7, "RE4": 1.6, "RE5": 0.8, "RE6": 0.9,
    "IN1": 2.2, "IN2": 1.9, "IN3": 1.8, "IN4": 2.0, "IN5": 2.1, "IN6": 1.9, "IN7": 2.0, "IN8": 1.9,
    "CV1": 2.2, "CV2": 2.7, "CV3": 2.0, "CV4": 2.3, "CV5": 2.3, "CV6": 2.3,
}  # fmt: skip

#: How far one kind of partner stands from the others, by the first two letters of the question.
APART: Mapping[tuple[str, str], float] = {
    ("community", "KP"): -0.3,
    ("community", "CA"): -1.2,
    ("community", "RE"): -0.2,
    ("community", "IN"): -0.8,
    ("community", "CV"): -0.3,
    ("government", "CA"): 0.3,
    ("government", "IN"): 0.3,
    ("tech_company", "KP"): 0.2,
}

#: The level around which residents answer their six questions.
RESIDENTS_THINK: Mapping[str, float] = {
    "IN7": 0.8, "IN3": 0.9, "KP8": 1.5, "IN5": 1.2, "CA8": 1.1, "CV6": 1.7,
}  # fmt: skip

#: A year before, partners saw these questions otherwise: the grant had not ended, officials stood further off.
YEAR_BEFORE: Mapping[str, float] = {"KP2": -1.4, "CA1": -1.0, "IN6": -1.2, "RE3": 1.6, "CV2": -0.6}

#: Where many people say "I don't know".
HARD_TO_SEE: Mapping[str, float] = {"IN4": 0.5, "RE5": 0.45, "CV6": 0.25}
USUAL_DONT_KNOW, USUAL_SKIP = 0.015, 0.008


@dataclass(frozen=True, slots=True)
class Group:
    """People of one kind: how many were asked and answered on each form."""

    kind: str
    asked: Mapping[str, int]
    answered: Mapping[str, int]


#: Who was asked: 48 partners, of whom 28 answered, and residents at three events.
GROUPS: tuple[Group, ...] = (
    Group("civic_tech", {"full": 8}, {"full": 6}),
    Group("government", {"full": 10}, {"full": 6}),
    Group("community", {"full": 11, "short": 4}, {"full": 8, "short": 2}),
    Group("issue_expert", {"full": 6}, {"full": 3}),
    Group("philanthropy", {"full": 4}, {}),
    Group("tech_company", {"full": 5}, {"full": 3}),
    Group("resident", {"resident": 120}, {"resident": 31}),
)


@dataclass(frozen=True, slots=True)
class Mood:
    """How people answer. ``moved`` is added to what partners think, by question.

    ``spread`` is the standard deviation of opinions, in levels.
    """

    moved: Mapping[str, float] = field(default_factory=dict)
    hard_to_see: Mapping[str, float] = field(default_factory=lambda: HARD_TO_SEE)
    spread: float = 0.9


def forms() -> Mapping[str, tuple[str, ...]]:
    """The questions of each form."""
    return {"full": tuple(PARTNERS_THINK), "short": SHORT, "resident": tuple(RESIDENTS_THINK)}


def asked_rows(groups: tuple[Group, ...] = GROUPS) -> Iterator[tuple[str, ...]]:
    """The rows of asked.csv."""
    for group in groups:
        for form, number in group.asked.items():
            yield group.kind, form, str(number)


def answer_rows(
    draw: Draw, groups: tuple[Group, ...] = GROUPS, mood: Mood | None = None
) -> Iterator[tuple[str, ...]]:
    """The rows of answers.csv. Respondents are numbered in an order that says nothing about their kind."""
    mood = mood or Mood()
    people = [
        (group.kind, form)
        for group in groups
        for form, number in group.answered.items()
        for _ in range(number)
    ]
    for number, (kind, form) in enumerate(draw.some(people, len(people)), start=1):
        for criterion in forms()[form]:
            yield f"r{number:03d}", kind, criterion, _answer(draw, kind, criterion, mood)


def _answer(draw: Draw, kind: str, criterion: str, mood: Mood) -> str:
    if draw.chance(USUAL_SKIP):
        return "skip"
    if draw.chance(
        USUAL_DONT_KNOW if kind == "resident" else mood.hard_to_see.get(criterion, USUAL_DONT_KNOW)
    ):
        return "dk"
    if kind == "resident":
        return str(draw.level(RESIDENTS_THINK[criterion], mood.spread))
    mean = PARTNERS_THINK[criterion] + APART.get((kind, criterion[:2]), 0) + mood.moved.get(criterion, 0)
    return str(draw.level(mean, mood.spread))
