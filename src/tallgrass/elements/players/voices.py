"""Who speaks for a partner: somebody with an account who was made its speaker, or whoever holds its secret link."""

from typing import Any, Final, TypeAlias

from tallgrass.elements.players.actions.changing import NoSuchPartner
from tallgrass.elements.players.models import PartnerLink, Player
from tallgrass.elements.players.queries import link_of_secret, speaks_for, standing_record
from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.places.permissions import NotAllowed
from tallgrass.places.roles import Permission

#: A speaker, the link that a partner was given, or None: the operator's own command line.
Voice: TypeAlias = User | PartnerLink | None

SPEAK: Final = Permission("speak", "Speak for a partner.")


def heard(place: Place, player: int, by: Voice) -> Player:
    """The partner's row, for nobody else to change meanwhile, where ``by`` speaks for it.

    Raises ``NoSuchPartner`` and ``NotAllowed``.
    """
    row = Player.objects.select_for_update().filter(place=place, pk=player, merged_into=None).first()
    if row is None:
        raise NoSuchPartner
    if not _speaks(place, row, by):
        raise NotAllowed(SPEAK)
    return row


def player_of_link(place: Place, secret: str) -> tuple[PartnerLink, Player] | None:
    """The link that a secret opens, and the record that stands behind it now; None where it opens nothing."""
    link = link_of_secret(place=place, secret=secret)
    return None if link is None else (link, standing_record(link.player))


def person_of(by: Voice) -> User | None:
    """The person among those who speak: a link is nobody in particular."""
    return by if isinstance(by, User) else None


def told_as(by: Voice, **told: Any) -> dict[str, Any]:
    """What an event keeps: that the partner itself did it, where it used its link."""
    return {**told, "itself": True} if isinstance(by, PartnerLink) else told


def _speaks(place: Place, player: Player, by: Voice) -> bool:
    if by is None:
        return True
    if isinstance(by, User):
        return speaks_for(place=place, player=player, person=by)
    good = PartnerLink.objects.filter(place=place, pk=by.pk, ended_at=None).select_related("player").first()
    return good is not None and standing_record(good.player).pk == player.pk
