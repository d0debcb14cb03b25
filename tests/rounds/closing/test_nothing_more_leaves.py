"""Whatever leaves of a round is the same for every set of answers that fits it (METHOD 1, section 3, rule 11): pages,
files, the API, what stewards see while it is open, the copy of the list of partners, and the round that comes next.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from io import BytesIO

import pypdf
import pytest
from django.db import transaction
from django.test import Client

from tallgrass.foundation.ui import paper
from tallgrass.strength.rounds.models import Round, Sheet
from tallgrass.strength.scorecard.actions import make_scorecard, show_scorecard
from tests.cast import Cast
from tests.method.test_guarantee import printed_alike
from tests.rounds.closing.rounds import AS_OF, V1, Group, MadeUp, Said, keep

pytestmark = pytest.mark.django_db
LATER = AS_OF + timedelta(days=90)
#: So many of the answer sets that fit are tried, from one end of them to the other; in a quick look its two ends.
TRIED, QUICK = 5, 2
PUBLIC = (
    "", "scorecard.json", "scorecard.csv", "scorecard.html", "players/", "players/kp7/", "infrastructure/",
    "infrastructure/in7/", "culture/", "knowledge/", "?lang=es",
)  # fmt: skip
#: Who they are, how many answered, how many were asked, and at which question their answers are exchanged.
CELLS = [
    ("community", 6, 9, "KP7"),
    ("community", 5, 5, "CA2"),
    ("resident", 7, None, "IN7"),
    ("civic_tech", 9, 20, "KP8"),
    ("other", 6, 8, "KP7"),
]


def people(kind: str, number: int, sign: str) -> list[Said]:
    form = "resident" if kind == "resident" else "short"
    return [Said(kind, form, sign * len(V1.forms[form])) for _ in range(number)]


def a_round(kind: str, number: int, asked: int | None, sign: str = "2") -> MadeUp:
    """The cell that is looked at, beside three others of different sizes."""
    others = [one for one in (("government", 11), ("issue_expert", 6), ("resident", 12)) if one[0] != kind]
    form = "resident" if kind == "resident" else "short"
    groups = [Group(kind, form, besides=asked or 0, open_link=asked is None)]
    groups += [
        Group(one, "resident" if one == "resident" else "short", besides=count + 4) for one, count in others
    ]
    sheets = people(kind, number, sign)
    for place, (one, count) in enumerate(others):
        sheets += people(one, count, str(place + 1))
    return MadeUp(groups, sheets)


@contextmanager
def undone() -> Iterator[None]:
    """Everything is as before afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def exchange(held: Round, kind: str, criterion: str, counts: tuple[int, ...]) -> None:
    """Let the people of a kind have answered a question so: so many level 0, so many level 1, and on."""
    form = "resident" if kind == "resident" else "short"
    at = V1.forms[form].index(criterion)
    signs = [str(level) for level, number in enumerate(counts) for _ in range(number)]
    sheets = list(Sheet.objects.filter(round=held, kind=kind).order_by("key"))
    for sheet, sign in zip(sheets, signs, strict=True):
        sheet.levels = sheet.levels[:at] + sign + sheet.levels[at + 1 :]
    Sheet.objects.bulk_update(sheets, ["levels"])


def everything(cast: Cast, held: Round, *, paper_too: bool) -> Mapping[str, str]:
    """All that leaves: while the round is open, after it, and after the next one. Paper takes the longest."""
    found = dict(while_open(cast, held))
    Round.objects.filter(place=cast.elmwood, pk=held.pk).update(state="closed", closed_on=AS_OF)
    found |= scorecard(cast, "first", AS_OF, paper_too)
    keep(cast.elmwood, a_round("community", 8, 20, "3"), closed_on=LATER)
    return found | scorecard(cast, "second", LATER, paper_too)


def while_open(cast: Cast, held: Round) -> Iterator[tuple[str, str]]:
    Round.objects.filter(place=cast.elmwood, pk=held.pk).update(state="open", closed_on=None)
    client = Client()
    client.force_login(cast.rosa)
    for address in (
        f"rounds/{held.pk}/", f"rounds/{held.pk}/close/", "rounds/", "home/", "history/", "scorecards/"
    ):  # fmt: skip
        answer = client.get(f"/elmwood/{address}")
        assert answer.status_code == 200, address
        yield f"open {address}", plain(answer.content.decode())


def scorecard(cast: Cast, name: str, day: object, paper_too: bool) -> dict[str, str]:
    made = make_scorecard(place=cast.elmwood, as_of=day, by=cast.rosa).snapshot  # type: ignore[arg-type]
    show_scorecard(place=cast.elmwood, number=made.pk, by=cast.rosa, why_now="For a test.")
    nobody, rosa = Client(), Client()
    rosa.force_login(cast.rosa)
    found = {}
    for address in PUBLIC:
        answer = nobody.get(f"/elmwood/{address}")
        assert answer.status_code == 200, address
        found[f"{name} {address}"] = answer.content.decode()
    for operation in ("", "/scorecard", "/partners"):
        answer = nobody.get(f"/api/v1/places/elmwood{operation}")
        assert answer.status_code == 200, operation
        found[f"{name} api{operation}"] = answer.content.decode()
    if paper_too and paper.available():
        found[f"{name} on paper"] = on_paper(nobody.get("/elmwood/scorecard.pdf").content)
        found[f"{name} members on paper"] = on_paper(
            rosa.get(f"/elmwood/scorecards/{made.pk}/scorecard.pdf").content
        )
    for address in ("partners/export.csv", "partners/export.json", "history/", "home/", "rounds/", "people/"):
        answer = rosa.get(f"/elmwood/{address}")
        assert answer.status_code == 200, address
        found[f"{name} members {address}"] = plain(answer.content.decode())
    for address in ("", "steps/", "players/kp7/", "scorecard.json"):
        answer = rosa.get(f"/elmwood/scorecards/{made.pk}/{address}")
        assert answer.status_code == 200, address
        found[f"{name} members {address}"] = plain(answer.content.decode())
    return found


@cache
def on_paper(pdf: bytes) -> str:
    """All that stands on paper, and what the file says of itself but for when it was made."""
    reader = pypdf.PdfReader(BytesIO(pdf))
    told = {key: value for key, value in (reader.metadata or {}).items() if "Date" not in key}
    return "\f".join([str(sorted(told.items())), *(page.extract_text() for page in reader.pages)])


def plain(page: str) -> str:
    """A page without what is drawn anew each time, and without the numbers in addresses, which databases do not give
    again.
    """
    page = re.sub(r"<time [^>]*>[^<]*</time>", "", page)  # when Rosa did something
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    return re.sub(r"/(scorecards|rounds)/[0-9]+/", r"/\1/N/", page)


@pytest.mark.parametrize(
    ("kind", "number", "asked", "criterion", "tries"),
    [(*CELLS[0], QUICK), *(pytest.param(*cell, TRIED, marks=pytest.mark.slow) for cell in CELLS)],
)
def test_every_set_of_answers_that_fits_leaves_the_same(
    cast: Cast, kind: str, number: int, asked: int | None, criterion: str, tries: int
) -> None:
    held = keep(cast.elmwood, a_round(kind, number, asked))
    fitting = sorted(max(printed_alike(number, asked).values(), key=len))
    tried = [fitting[0], fitting[-1]] if tries == QUICK else fitting[:: max(1, len(fitting) // tries)]
    assert len(tried) >= tries
    assert len({sum(level * count for level, count in enumerate(counts)) for counts in tried}) > 1
    seen = []
    for counts in tried:
        with undone():
            exchange(held, kind, criterion, counts)
            seen.append(everything(cast, held, paper_too=tries == TRIED))
    for other in seen[1:]:
        assert {where for where in seen[0] if seen[0][where] != other[where]} == set()


@pytest.mark.parametrize("on_paper_too", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_what_does_not_fit_leaves_something_else(cast: Cast, on_paper_too: bool) -> None:
    """Else the test above would prove nothing."""
    held = keep(cast.elmwood, a_round("community", 6, 9))
    seen = []
    for counts in ((6, 0, 0, 0, 0), (0, 0, 0, 0, 6)):
        with undone():
            exchange(held, "community", "KP7", counts)
            seen.append(everything(cast, held, paper_too=on_paper_too))
    different = {where for where in seen[0] if seen[0][where] != seen[1][where]}
    printed = ("first on paper", "first members on paper") if on_paper_too and paper.available() else ()
    assert {
        "first ",
        "first scorecard.json",
        "first players/kp7/",
        "first api/scorecard",
        "second players/kp7/",
        *printed,
    } <= different
    assert not any(where.startswith("open") for where in different)
