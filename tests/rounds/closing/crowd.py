"""Who is asked in a whole round over the example place: 300 people of six types and 60 residents, who answer as people
do: on short and full forms, in two languages, by link, open link, code and paper; some stop half way.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.examples.prairie_junction.draw import Draw
from tallgrass.examples.prairie_junction.opinions import APART, PARTNERS_THINK, RESIDENTS_THINK
from tallgrass.strength.framework.files import packaged

V1 = packaged("v1")
PARTNERS, RESIDENTS = 50, 60
SLUG = "prairie-junction"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is asked: what they would answer to every question, how far they get, and how they come."""

    kind: str
    form: str
    signs: str
    way: str
    language: str = "en"
    reached: int = 99
    picks: tuple[str, ...] = ()

    @property
    def criteria(self) -> tuple[str, ...]:
        """What they are asked."""
        return tuple(V1.forms[self.form])

    @property
    def levels(self) -> str:
        """What they answered, a sign a question."""
        return self.signs[: self.reached] + "-" * max(0, len(self.criteria) - self.reached)


def everybody(draw: Draw, full: int = 2) -> Iterator[Person]:
    """All of them. One partner in ``full`` is asked on the full form."""
    for kind in SIX_KINDS:
        for number in range(PARTNERS):
            yield person(
                draw,
                kind,
                "full" if number % full == 1 else "short",
                "paper" if number % 10 == 7 else "link",
            )
    for number in range(RESIDENTS):
        yield person(draw, "resident", "resident", ("open", "open", "code", "paper", "link")[number % 5])


def person(draw: Draw, kind: str, form: str, way: str) -> Person:
    """Somebody, with what they think."""
    criteria = V1.forms[form]
    signs = "".join(sign(draw, kind, criterion) for criterion in criteria)
    stops = draw.chance(0.12)
    return Person(
        kind,
        form,
        signs,
        way,
        "es" if draw.chance(0.35) else "en",
        draw.below(len(criteria)) + 1 if stops else len(criteria),
        () if stops else tuple(draw.some(criteria, 3)),
    )


def sign(draw: Draw, kind: str, criterion: str) -> str:
    """What somebody of a type would answer to a question."""
    if draw.chance(0.06):
        return draw.pick("ds")
    if kind == "resident":
        return str(draw.level(RESIDENTS_THINK[criterion], 0.9))
    return str(draw.level(PARTNERS_THINK[criterion] + APART.get((kind, criterion[:2]), 0), 0.9))
