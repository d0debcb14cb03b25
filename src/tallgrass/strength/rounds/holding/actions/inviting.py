"""Ways in: personal links, codes on paper, open links. A secret is given back once; only its digest is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from tallgrass.elements.players.asks.actions import ask, ask_those_within
from tallgrass.elements.players.asks.asked import Asked
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import record
from tallgrass.foundation.messages.actions import drop_waiting
from tallgrass.foundation.messages.addresses import digest_of
from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.tokens import Secret, new_seed, secret_of
from tallgrass.foundation.word_codes import new_code
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.answering.method.length import minutes
from tallgrass.strength.rounds.asked_for import ANSWERS
from tallgrass.strength.rounds.closing.queries import framework_of
from tallgrass.strength.rounds.events import INVITED, LINK_ENDED
from tallgrass.strength.rounds.holding.locked import NotNow
from tallgrass.strength.rounds.holding.one_link import refuse_twice
from tallgrass.strength.rounds.models import AskedGroup, Invitation, Round
from tallgrass.strength.rounds.reaching.purposes import INVITATION, REMINDER

#: At most so many ways in are made at once.
MOST_AT_ONCE: Final = 1_000
#: How the secret of a link begins, so that one that leaks is recognised.
PREFIX: Final = "ask-"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be asked: how the steward calls them, an address, the language of their link, the partner they are,
    and a number for texts (E.164). All may be blank.
    """

    label: str = ""
    email: str = ""
    language: str = ""
    partner: int | None = None
    phone: str = ""

    def speaking(self, language: str) -> "Guest":
        """The same person, asked in a language."""
        return replace(self, language=language)

    @property
    def as_asked(self) -> Asked:
        """The same person, as asks are counted."""
        return Asked(self.label, self.partner, self.email or self.phone)


@dataclass(frozen=True, slots=True)
class WayIn:
    """An invitation with its secret, which nobody can show again."""

    invitation: Invitation
    secret: str


@transaction.atomic
def invite(
    *, place: Place, group: int, by: User | None, guests: Sequence[Guest], leave_out: bool = False
) -> list[WayIn]:
    """Make a personal link for each, which counts as asking them where a partner or an address says who they are.

    Raises ``NotNow`` for a closed round, ``ValidationError`` for an address that is none, for nobody, and for too many
    at once, ``Twice`` where an address or number has a good link in this round or stands here twice, and
    ``OverBudget`` where some would be asked more often than is fair: then nobody is, unless ``leave_out``
    says that the others are. Where nobody is left, no link is made.
    """
    asked = _to_add_to(place, group, by)
    _count(len(guests))
    _rows(asked, Invitation.Sort.PERSONAL, [(guest, "") for guest in guests])
    refuse_twice(asked, [way for guest in guests for way in (guest.email, guest.phone)])
    asking = ask_those_within if leave_out else ask
    verdicts = asking(
        place=place,
        by=by,
        people=[guest.as_asked for guest in guests],
        purpose=ANSWERS,
        subject=asked.round_id,
        minutes=minutes(len(framework_of(asked.round).forms.get(asked.form, ()))),
    )
    may = [guest for guest, verdict in zip(guests, verdicts, strict=True) if verdict.within]
    seeds = [new_seed() for _ in may]
    made = [(guest, secret_of(seed, PREFIX)) for guest, seed in zip(may, seeds, strict=True)]
    return _add(asked, by, Invitation.Sort.PERSONAL, made, seeds)


@transaction.atomic
def make_paper_codes(
    *, place: Place, group: int, by: User | None, count: int, language: str = ""
) -> list[WayIn]:
    """Make codes of four words, to be printed. ``count`` of them."""
    _count(count)
    first = language or place.languages[0]
    made = [(Guest(language=first), new_code(first)) for _ in range(count)]
    return _add(_to_add_to(place, group, by), by, Invitation.Sort.PAPER, made)


@transaction.atomic
def make_open_link(*, place: Place, group: int, by: User | None, language: str = "") -> WayIn:
    """Make a link that anybody may answer with, as often as it is opened. From then on nobody can know how many people
    of this group were asked.
    """
    asked, seed = _to_add_to(place, group, by), new_seed()
    made_of = [(Guest(language=language), secret_of(seed, PREFIX))]
    [made] = _add(asked, by, Invitation.Sort.OPEN, made_of, [seed])
    AskedGroup.objects.filter(place=place, pk=group).update(open_link=True)
    return made


@transaction.atomic
def end_invitation(*, place: Place, invitation: int, by: User | None) -> None:
    """Let a way in be no longer good. Whether somebody has answered with it makes no difference, and is not told.

    A message with it that still waits is not sent.
    """
    require(by, place, RUN_ROUNDS)
    found = Invitation.objects.select_for_update().get(place=place, pk=invitation)
    if found.ended:
        return
    if Round.objects.get(place=place, pk=found.round_id).state == Round.State.CLOSED:
        raise NotNow(Round.State.CLOSED)
    Invitation.objects.filter(place=place, pk=invitation).update(ended=True)
    _send_no_more(found)
    record(LINK_ENDED, by=by, place=place.pk, subject=found.round_id, told={"sort": found.sort})


def _send_no_more(ended: Invitation) -> None:
    """Let the messages be that wait for whom a link was made for: they would lead to a closed door."""
    to = ended.email or ended.phone
    if not to:
        return
    digest = digest_of(Channel.MAIL if ended.email else Channel.TEXT, to)
    for purpose in (INVITATION, REMINDER):
        drop_waiting(place=ended.place_id, purpose=purpose.key, about=ended.round_id, digest=digest)


def _to_add_to(place: Place, group: int, by: User | None) -> AskedGroup:
    """The group with its place and its round, which is kept from others until the end of the transaction."""
    require(by, place, RUN_ROUNDS)
    asked = AskedGroup.objects.get(place=place, pk=group)
    asked.place = place
    asked.round = Round.objects.select_for_update().get(place=place, pk=asked.round_id)
    if asked.round.state == Round.State.CLOSED:
        raise NotNow(asked.round.state)
    return asked


def _add(
    asked: AskedGroup,
    by: User | None,
    sort: Invitation.Sort,
    made: Sequence[tuple[Guest, Secret]],
    seeds: Sequence[str] = (),
) -> list[WayIn]:
    """Keep ways in with the digests of their secrets; ``seeds`` are those of links that may be written again."""
    rows = _rows(asked, sort, [(guest, secret.digest) for guest, secret in made])
    for row, seed in zip(rows, seeds, strict=False):
        row.seed = seed
    if rows:
        Invitation.objects.bulk_create(rows, batch_size=500)
        told = {"sort": sort.value, "kinds": asked.kind, "form": asked.form, "count": len(rows)}
        record(INVITED, by=by, place=asked.place_id, subject=asked.round_id, told=told)
    return [WayIn(row, secret.text) for row, (_, secret) in zip(rows, made, strict=True)]


def _rows(asked: AskedGroup, sort: Invitation.Sort, made: Sequence[tuple[Guest, str]]) -> list[Invitation]:
    """Ways in that are not kept yet, with their digests. Raises ``ValidationError`` for an address that is none."""
    first = (asked.round.languages or asked.place.languages)[0]
    rows = [
        Invitation(
            place=asked.place,
            round=asked.round,
            group=asked,
            sort=sort,
            digest=digest,
            label=guest.label,
            email=guest.email,
            phone=guest.phone,
            language=guest.language or first,
        )
        for guest, digest in made
    ]
    for row in rows:
        row.clean_fields(exclude=["place", "round", "group", *(() if row.digest else ("digest",))])
    return rows


def _count(count: int) -> None:
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValidationError(
            f"Between 1 and {MOST_AT_ONCE} at once.", code="how_many", params={"limit_value": MOST_AT_ONCE}
        )
