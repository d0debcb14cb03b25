"""Closed rounds as the database holds them, made up from a seed: what people could have answered, in every way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tallgrass.places.models import Place
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.rounds.models import AskedGroup, Invitation, Remark, Round, Sheet

V1 = packaged("v1")
SIX = ("civic_tech", "government", "community", "issue_expert", "philanthropy", "tech_company")
AS_OF = date(2026, 6, 30)


@dataclass(frozen=True, slots=True)
class Group:
    """People of a kind who are asked on a form: so many by personal links, some of which were ended, and besides."""

    kind: str
    form: str
    invited: int = 0
    ended: int = 0
    besides: int = 0
    open_link: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One sheet: a kind, a form, a sign a question, and what was picked."""

    kind: str
    form: str
    levels: str
    picks: str = ""


@dataclass(slots=True)
class MadeUp:
    """Everything of a round."""

    groups: list[Group] = field(default_factory=list)
    sheets: list[Said] = field(default_factory=list)
    remarks: list[tuple[str, str, bool | None]] = field(default_factory=list)


def made_up(seed: int, most: int = 14) -> MadeUp:
    """A round of a seed: kinds that are missing, small or many, on full and short forms, some who stopped half way,
    open links, more who answered than were asked, words that somebody cleared or not.
    """
    random, made = Random(seed), MadeUp()
    for kind in (*SIX, "other", "resident"):
        form = "resident" if kind == "resident" else random.choice(("full", "short"))
        people = random.choice((0, 0, 3, random.randint(0, most), random.randint(5, most)))
        leaning = random.uniform(0, 4)
        for _ in range(people):
            made.sheets.append(Said(kind, form, _levels(random, form, leaning), _picks(random)))
        if people or random.random() < 0.5:
            asked = max(people + random.choice((-1, 0, 0, 3, 20)), 0)
            invited = random.randint(0, asked)
            made.groups.append(
                Group(kind, form, invited, random.randint(0, 2), asked - invited, random.random() < 0.2)
            )
        if people and kind != "resident" and random.random() < 0.3:
            other = "short" if form == "full" else "full"
            made.groups.append(Group(kind, other, besides=random.randint(0, 9)))
    for number in range(random.randint(0, 6)):
        words = random.choice(("Too long", "=1+1", "Dos, o «tres»", " spaces ", "'quoted", "two\nlines", ""))
        criterion = random.choice((*V1.forms["full"], ""))
        if words or criterion:
            said = f"{words} {number}" if words else ""
            made.remarks.append((criterion, said, random.choice((True, False, None))))
    return made


def _levels(random: Random, form: str, leaning: float) -> str:
    count = len(V1.forms[form])
    reached = count if random.random() < 0.8 else random.randint(0, count)
    signs = [
        random.choice("ds")
        if random.random() < 0.15
        else str(min(max(round(random.gauss(leaning, 1)), 0), 4))
        for _ in range(reached)
    ]
    return "".join(signs) + "-" * (count - reached)


def _picks(random: Random) -> str:
    return "|".join(random.sample(("KP7", "CA2", "IN3", "data", "CV5"), random.randint(0, 3))).replace(
        "data", "knowledge"
    )


def keep(
    place: Place,
    made: MadeUp,
    *,
    closed_on: date = AS_OF,
    mode: str = "anonymous",
    k: int = 5,
    languages: Sequence[str] = ("en",),
) -> Round:
    """Put a round into a place, over and counted."""
    held = Round.objects.create(
        place=place,
        mode=mode,
        state=Round.State.CLOSED,
        languages=list(languages),
        asked_by="Elmwood Community Foundation",
        opened_on=closed_on - timedelta(days=30),
        closed_on=closed_on,
        result_by=closed_on + timedelta(days=30),
        codes_until=closed_on + timedelta(days=60) if mode == "confidential" else None,
        smallest_group=k,
        framework=place.framework,
        framework_document=place.framework_document,
    )
    for at, one in enumerate(made.groups):
        group = AskedGroup.objects.create(
            place=place, round=held, kind=one.kind, form=one.form, number=one.besides, open_link=one.open_link
        )
        Invitation.objects.bulk_create(_invitations(place, held, group, one, at))
    Sheet.objects.bulk_create(
        Sheet(round=held, kind=one.kind, form=one.form, levels=one.levels, picks=one.picks)
        for one in made.sheets
    )
    for criterion, text, cleared in made.remarks:
        sort = Remark.Sort.DID_NOT_FIT if criterion else Remark.Sort.MISSED
        Remark.objects.create(
            place=place, round=held, sort=sort, criterion=criterion, text=text, cleared=cleared
        )
    return held


def _invitations(place: Place, held: Round, group: AskedGroup, one: Group, at: int) -> Iterable[Invitation]:
    for number in range(one.invited + one.ended):
        yield Invitation(
            place=place,
            round=held,
            group=group,
            sort=Invitation.Sort.PAPER if number % 2 else Invitation.Sort.PERSONAL,
            digest=f"{held.pk:08x}{at:08x}{number:048x}",
            ended=number >= one.invited,
        )
