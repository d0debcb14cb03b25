"""Reads of partners. Each starts from who reads: nobody is shown more than they may see."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from tallgrass.elements.players.events import ADDED
from tallgrass.elements.players.method.kinds import PLAYER_KINDS
from tallgrass.elements.players.models import PartnerLink, Player, Speaker, Standing, Telling
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.search.models import SeenBy
from tallgrass.foundation.search.queries import MOST_FOUND, search
from tallgrass.foundation.tokens import digest_of
from tallgrass.places.models import Place
from tallgrass.places.permissions import role_in
from tallgrass.places.roles import SEE_PLACE, SEE_PROPOSED

#: What partners are called in the search table.
FOUND_AS: Final = "player"
#: A message that is being handed over for longer than this was interrupted.
INTERRUPTED_AFTER: Final = timedelta(minutes=10)


def level_of(place: Place, person: User | None) -> SeenBy:
    """How much of the partners of a place somebody sees: everybody, a member, or a steward."""
    role = role_in(place, person)
    if role is None or SEE_PLACE not in role.may:
        return SeenBy.PUBLIC
    return SeenBy.STEWARDS if SEE_PROPOSED in role.may else SeenBy.MEMBERS


def partners_visible(*, place: Place, level: SeenBy) -> QuerySet[Player]:
    """The partners that a reader sees. Hidden and merged ones are nobody's to see.

    Everybody sees organisations that were told; members see people who were told, too; stewards also see those who
    have not been told yet.
    """
    players = Player.objects.filter(place=place, merged_into=None).exclude(standing=Standing.HIDDEN)
    if level < SeenBy.STEWARDS:
        players = players.filter(standing=Standing.LISTED)
    if level < SeenBy.MEMBERS:
        players = players.filter(is_person=False)
    return players


def seen_by(player: Player) -> SeenBy | None:
    """The least that somebody must be to see a partner; None where nobody sees it."""
    if player.standing == Standing.HIDDEN or player.merged_into_id is not None:
        return None
    if player.standing == Standing.PROPOSED:
        return SeenBy.STEWARDS
    return SeenBy.MEMBERS if player.is_person else SeenBy.PUBLIC


def partner(*, place: Place, level: SeenBy, number: int) -> Player | None:
    """The partner with that id, as far as the reader sees it; a record that was merged leads to the one that stands."""
    found = partners_visible(place=place, level=level).filter(pk=number).first()
    if found is not None:
        return found
    merged = Player.objects.filter(place=place, pk=number).exclude(merged_into=None).first()
    return None if merged is None else partner(place=place, level=level, number=standing_record(merged).pk)


def standing_record(player: Player) -> Player:
    """The record that a merged one stands in; itself where it was not merged."""
    while player.merged_into is not None:
        player = player.merged_into
    return player


def found_by_words(*, place: Place, level: SeenBy, words: str) -> list[int]:
    """The ids of partners that hold these words, best first, ``MOST_FOUND`` at most."""
    found = search(place=place.pk, words=words, seen_by=level, limit=MOST_FOUND, subject_types=(FOUND_AS,))
    return [one.id for one in found]


def counts_by_kind(*, place: Place, level: SeenBy) -> Mapping[str, int]:
    """How many partners have each type as their main one, those of no known type among them."""
    rows = (
        partners_visible(place=place, level=level).order_by().values_list("main_kind").annotate(Count("pk"))
    )
    found = dict(rows)
    return {kind: found.get(kind, 0) for kind in PLAYER_KINDS}


def roles_in_use(*, place: Place, level: SeenBy, limit: int = 100) -> list[str]:
    """The role tags that partners have, by name."""
    lists = (
        partners_visible(place=place, level=level)
        .exclude(roles=[])
        .order_by()
        .values_list("roles", flat=True)
    )
    return sorted({role for roles in lists[:5000] for role in roles})[:limit]


def of_kind(players: QuerySet[Player], kind: str) -> QuerySet[Player]:
    """Those of that type, the main one or a further one. No type's name is part of another's."""
    return players.filter(Q(main_kind=kind) | Q(kinds__contains=kind))


def with_role(players: QuerySet[Player], role: str) -> QuerySet[Player]:
    """Those with that role tag, looked for as the text of the list: databases keep letters beyond ASCII in two ways."""
    as_kept = Q(tags__contains=json.dumps(role)) | Q(tags__contains=json.dumps(role, ensure_ascii=False))
    return players.annotate(tags=Cast("roles", TextField())).filter(as_kept)


def hidden_count(*, place: Place) -> int:
    """How many partners are hidden: a number, never who."""
    return Player.objects.filter(place=place, standing=Standing.HIDDEN, merged_into=None).count()


def anybody_on_record(*, place: Place) -> bool:
    """Whether the place has any partner on record at all, seen or not."""
    return Player.objects.filter(place=place).exists()


def not_told(*, place: Place) -> QuerySet[Player]:
    """The partners that have not been told yet, with the message that is on its way to them, if any."""
    return Player.objects.filter(place=place, standing=Standing.PROPOSED, merged_into=None).order_by(
        "name", "pk"
    )


def tellings_of(*, place: Place, players: Collection[int]) -> Mapping[int, Telling]:
    """The last message to each of these partners."""
    rows = Telling.objects.filter(place=place, player__in=list(players)).exclude(state=Telling.State.DROPPED)
    return {row.player_id: row for row in rows.order_by("pk")}


def interrupted(telling: Telling) -> bool:
    """Whether handing over a message was interrupted: nobody knows whether it arrived."""
    begun = telling.begun_at
    return (
        telling.state == Telling.State.SENDING
        and begun is not None
        and begun < timezone.now() - INTERRUPTED_AFTER
    )


def speaks_for(*, place: Place, player: Player, person: User | None) -> bool:
    """Whether somebody speaks for a partner."""
    if person is None or not person.is_active:
        return False
    return Speaker.objects.filter(place=place, player=player, person=person).exists()


def speakers_of(*, place: Place, player: Player) -> list[Speaker]:
    """Who speaks for a partner, those who came first first."""
    return list(Speaker.objects.filter(place=place, player=player).select_related("person").order_by("pk"))


def partners_spoken_for(*, place: Place, person: User) -> list[Player]:
    """The partners that somebody speaks for, hidden ones too: it is their own."""
    return list(Player.objects.filter(place=place, speakers__person=person).order_by("name", "pk"))


def link_of_secret(*, place: Place, secret: str) -> PartnerLink | None:
    """The link that opens with that secret, with its partner; None for one that has ended or never was."""
    return (
        PartnerLink.objects.filter(place=place, digest=digest_of(secret), ended_at=None)
        .select_related("player")
        .first()
    )


def open_links(*, place: Place, player: Player) -> int:
    """How many links of a partner are good."""
    return PartnerLink.objects.filter(place=place, player=player, ended_at=None).count()


def added_by(*, place: Place, player: Player) -> User | None:
    """Who added a partner; None for the operator's own command line, and for who is here no more."""
    number = (
        Event.objects.filter(place=place.pk, kind=ADDED.name, subject_id=player.pk)
        .order_by("pk")
        .values_list("by", flat=True)
        .first()
    )
    return None if number is None else User.objects.filter(pk=number).first()


def adders_of(*, place: Place, players: Collection[int]) -> Mapping[int, tuple[str, datetime]]:
    """Who added each of these partners, and when; a blank name where it was the operator or they have left."""
    events = list(
        Event.objects.filter(place=place.pk, kind=ADDED.name, subject_id__in=list(players))
        .order_by("-pk")
        .values_list("subject_id", "by", "at")
    )
    names = {one.pk: str(one) for one in User.objects.filter(pk__in={by for _, by, _ in events if by})}
    return {number: (names.get(by, ""), at) for number, by, at in events}


def own_partner(*, place: Place, person: User, number: int) -> Player | None:
    """A partner that somebody speaks for, hidden or not; None for any other."""
    return Player.objects.filter(
        place=place, pk=number, merged_into=None, speakers__person=person, speakers__person__is_active=True
    ).first()


def to_be_written_to(*, place: Place) -> QuerySet[Player]:
    """The partners who have not been told, have an address, and whom no message has reached or is on its way to."""
    lately = timezone.now() - INTERRUPTED_AFTER
    written = Telling.objects.filter(place=place).filter(
        Q(state__in=[Telling.State.WAITING, Telling.State.SENT])
        | Q(state=Telling.State.SENDING, begun_at__gte=lately)
    )
    return not_told(place=place).exclude(contact_email="").exclude(pk__in=written.values("player"))


def not_through(*, place: Place) -> int:
    """How many partners wait to be told whose message failed, or was interrupted."""
    lost = Q(state=Telling.State.FAILED) | Q(
        state=Telling.State.SENDING, begun_at__lt=timezone.now() - INTERRUPTED_AFTER
    )
    waiting = Q(player__standing=Standing.PROPOSED, player__merged_into=None)
    return Telling.objects.filter(lost, waiting, place=place).values("player").distinct().count()


class PlaceState(NamedTuple):
    """A place as it stands: all that its public pages of partners show follows from this."""

    place: int
    languages: tuple[str, ...]
    event: int | None
    at: datetime | None


def state_of(slug: str) -> PlaceState | None:
    """How the place with that word in its address stands, in one question; None where there is none.

    Every change of a partner or a place is an event, so the last one stands for all of them. Its moment is told as
    well: a copy that is brought back gives ids out a second time.
    """
    last = Event.objects.filter(place=OuterRef("pk")).order_by("-pk")
    found = (
        Place.objects.filter(slug=slug)
        .values_list("pk", "languages", Subquery(last.values("pk")[:1]), Subquery(last.values("at")[:1]))
        .first()
    )
    return None if found is None else PlaceState(found[0], tuple(found[1]), found[2], found[3])
