"""Two places with a record of everything, so that every door leads somewhere, and every leak shows.

What only some may see carries a mark that no page may show to anybody else.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from tallgrass.elements.players.actions import Addition, add_partners
from tallgrass.elements.players.asks.stipends.actions import Payment, record_stipend
from tallgrass.elements.players.imports.actions.previewing import preview_import
from tallgrass.elements.players.merging.actions import merge_partners
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import PartnerLink, Player
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.jobs.models import Job, State
from tallgrass.foundation.texts.models import IncomingText
from tallgrass.foundation.tokens import Secret, new_secret
from tallgrass.places.models import AccessToken, Place
from tallgrass.places.tokens.actions import make_token
from tallgrass.places.tokens.scopes import SCOPES
from tallgrass.strength.rounds.holding.actions import (
    Guest,
    ask_group,
    change_round,
    invite,
    open_round,
    prepare_round,
)
from tallgrass.strength.rounds.room.actions import begin_meeting, open_question
from tallgrass.strength.rounds.room.models import RoomQuestion
from tallgrass.strength.scorecard.actions import make_scorecard
from tallgrass.strength.scorecard.models import Making
from tallgrass.strength.scorecard.taking_up.actions import Owner, take_up_step
from tests.cast import Cast

#: Nobody but members of Oakdale may ever meet this.
OAKDALE = "Mark-of-Oakdale"
#: Only stewards may meet these: partners who have not been told, and how to reach any.
PROPOSED = "Mark-of-Proposed"
CONTACT = "mark-of-contact"
#: Only members may meet this: persons are never public.
PERSON = "Mark-of-Person"
#: Nobody may meet this again: a partner that has hidden itself.
HIDDEN = "Mark-of-Hidden"
#: Nobody but its owner: what a partner says of itself and has not shown.
UNSHOWN = "Mark-of-Unshown"

AS_OF = date(2026, 6, 30)
NOW = timezone.now()
TODAY = NOW.date()


@dataclass(frozen=True, slots=True)
class World:
    """The cast with the records of both places. ``tokens`` are secrets by person, each given every scope."""

    cast: Cast
    library: Player
    person: Player
    proposed: Player
    hidden: Player
    elsewhere: Player
    twin: Player
    joined: Player
    link: Secret
    scorecard: int
    scorecard_elsewhere: int
    making: int
    making_elsewhere: int
    taken: int
    taken_elsewhere: int
    token: AccessToken
    token_elsewhere: AccessToken
    imported: int
    imported_elsewhere: int
    trouble: int
    trouble_elsewhere: int
    held: "HeldRound"
    held_elsewhere: "HeldRound"
    room: "HeldMeeting"
    room_elsewhere: "HeldMeeting"
    stipend: int
    stipend_elsewhere: int
    incoming: int
    incoming_elsewhere: int
    tokens: dict[str, str]


@dataclass(frozen=True, slots=True)
class HeldRound:
    """An open confidential round: its number, one group, one link to it with a name, and what the link is."""

    number: int
    group: int
    invitation: int
    secret: str


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting with an open question: their numbers, and the word that phones come in by."""

    number: int
    question: int
    door: str


def make_world(cast: Cast) -> World:
    """Fill both places."""
    library, person, proposed, hidden, twin, joined = add_partners(
        place=cast.elmwood,
        additions=[
            Addition(
                PartnerFields(
                    "Elmwood Library", kinds=("government",), contact_email=f"{CONTACT}@example.org"
                ),
                told_by="letter",
                led_by=UNSHOWN,
            ),
            Addition(PartnerFields(PERSON, is_person=True, kinds=("civic_tech",)), told_by="phone"),
            Addition(PartnerFields(PROPOSED, kinds=("community",), contact_email="shelter@example.org")),
            Addition(PartnerFields(HIDDEN), hidden=True),
            Addition(PartnerFields("The Elmwood Library", kinds=("government",)), told_by="letter"),
            Addition(PartnerFields("Library of Elmwood", kinds=("government",)), told_by="letter"),
        ],
        by=None,
    )
    (elsewhere,) = add_partners(
        place=cast.oakdale, additions=[Addition(PartnerFields(OAKDALE), told_by="letter")], by=None
    )
    merge_partners(place=cast.elmwood, kept=library.pk, other=joined.pk, by=None)
    link = new_secret()
    PartnerLink.objects.create(place=cast.elmwood, player=library, digest=link.digest)
    made = {name: _token(getattr(cast, name), cast.elmwood) for name in ("rosa", "bea")} | {
        "otto": _token(cast.otto, cast.oakdale)
    }
    return World(
        cast=cast,
        library=library,
        person=person,
        proposed=proposed,
        hidden=hidden,
        elsewhere=elsewhere,
        twin=twin,
        joined=joined,
        link=link,
        scorecard=(scorecard := _scorecard(cast.elmwood)),
        scorecard_elsewhere=(scorecard_elsewhere := _scorecard(cast.oakdale)),
        making=_making(cast.elmwood),
        making_elsewhere=_making(cast.oakdale),
        taken=_taken(cast.elmwood, scorecard, cast.rosa),
        taken_elsewhere=_taken(cast.oakdale, scorecard_elsewhere, cast.otto),
        token=made["rosa"][0],
        token_elsewhere=made["otto"][0],
        imported=_import(cast.elmwood),
        imported_elsewhere=_import(cast.oakdale),
        trouble=_trouble(cast.elmwood),
        trouble_elsewhere=_trouble(cast.oakdale),
        held=_round(cast.elmwood, CONTACT),
        held_elsewhere=_round(cast.oakdale, OAKDALE),
        room=_meeting(cast.elmwood),
        room_elsewhere=_meeting(cast.oakdale),
        stipend=_stipend(cast.elmwood, CONTACT),
        stipend_elsewhere=_stipend(cast.oakdale, OAKDALE),
        incoming=_incoming(cast.elmwood, "Where do we meet?"),
        incoming_elsewhere=_incoming(cast.oakdale, OAKDALE),
        tokens={name: secret for name, (_, secret) in made.items()},
    )


def _meeting(place: Place) -> HeldMeeting:
    """A meeting in which a question is open."""
    meeting = begin_meeting(place=place, by=None, criteria=["KP7"], languages=["en"])
    one = RoomQuestion.objects.get(place=place, meeting=meeting)
    open_question(place=place, meeting=meeting.pk, question=one.pk, by=None)
    return HeldMeeting(meeting.pk, one.pk, meeting.door)


def _scorecard(place: Place) -> int:
    """A scorecard that is kept and not shown."""
    return make_scorecard(place=place, as_of=AS_OF, by=None).snapshot.pk


def _making(place: Place) -> int:
    """A scorecard that is being made."""
    return Making.objects.create(place=place, as_of=AS_OF, people=9_000).pk


def _taken(place: Place, scorecard: int, person: User) -> int:
    """The second of the next steps, which somebody has taken up."""
    return take_up_step(
        place=place, number=scorecard, step=1, owner=Owner(person), until=TODAY, today=TODAY, by=None
    ).pk


def _stipend(place: Place, to: str) -> int:
    """Somebody was paid."""
    payment = Payment("An hour at a meeting", Decimal(25), "USD", TODAY, to=to)
    return record_stipend(place=place, by=None, payment=payment).pk


def _incoming(place: Place, body: str) -> int:
    """A text that somebody sent to a place, and that waits for a person."""
    text = IncomingText.objects.create(
        reference=body, place_id=place.pk, digest="x", number="+13145550123", body=body,
        meaning="other", exact=False, reading="waiting",
    )  # fmt: skip
    return text.pk


def _token(person: object, place: Place) -> tuple[AccessToken, str]:
    return make_token(
        place=place,
        name="everything",
        scopes=tuple(SCOPES),
        good_until=TODAY + timedelta(days=1),
        today=TODAY,
        by=person,  # type: ignore[arg-type]
    )


def _trouble(place: Place) -> int:
    """Something that was to be done in a place, and was given up."""
    return Job.objects.create(
        place_id=place.pk, task="tests.given_up", state=State.FAILED, due_at=None, finished_at=timezone.now()
    ).pk


def _import(place: Place) -> int:
    """A list that was read and waits for somebody to look at it."""
    return preview_import(
        place=place, name="list.csv", pieces=[f"name\nGroup of {place.slug}\n".encode()], by=None
    ).pk


def _round(place: Place, label: str) -> HeldRound:
    """An open round, in which somebody was asked and has not answered."""
    number = prepare_round(place=place, by=None).pk
    days = {name: TODAY + timedelta(days=left) for name, left in (("closes_on", 9), ("result_by", 20))}
    changes = {
        "mode": "confidential",
        "asked_by": "A library",
        "codes_until": TODAY + timedelta(days=30),
        **days,
    }
    change_round(place=place, number=number, by=None, changes=changes)
    group = ask_group(place=place, number=number, by=None, kind="community", form="short").pk
    (way,) = invite(place=place, group=group, by=None, guests=[Guest(label)])
    open_round(place=place, number=number, by=None)
    return HeldRound(number, group, way.invitation.pk, way.secret)
