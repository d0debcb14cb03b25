"""Whether a partner that somebody is about to add may be on record already."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from tallgrass.elements.players.method.duplicates import Comparable
from tallgrass.elements.players.method.duplicates import alike as likenesses
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Player
from tallgrass.elements.players.queries import partners_visible
from tallgrass.foundation.search.models import SeenBy
from tallgrass.places.models import Place

#: How many are shown.
MOST_SHOWN: Final = 10
_NEW: Final = "new"


@dataclass(frozen=True, slots=True)
class MaybeTheSame:
    """Partners on record that may be the new one: those that the reader sees, and whether there are others.

    ``mark`` says which were found, so that somebody who has seen them can go on.
    """

    players: tuple[Player, ...] = ()
    others: bool = False
    mark: str = ""

    @property
    def any(self) -> bool:
        """Whether there is anything to look at first."""
        return bool(self.players or self.others)


def alike(*, place: Place, fields: PartnerFields, level: SeenBy) -> MaybeTheSame:
    """Who on record may be the partner with these fields. A person is compared with nobody's website or numbers."""
    everybody = partners_visible(place=place, level=SeenBy.STEWARDS).order_by("pk")
    known = [
        Comparable(number, name, website or None, tuple(identifiers.items()))
        for number, name, website, identifiers in everybody.values_list(
            "pk", "name", "website", "identifiers"
        )
    ]
    new = Comparable(_NEW, fields.name, fields.website or None, tuple(fields.identifiers.items()))
    # All of them are looked through: a place's own pairs must not crowd out those of the new one.
    pairs = likenesses([*known, new], most=len(known) ** 2 + 1)
    found = [pair.one for pair in pairs if pair.other == _NEW]
    if not found:
        return MaybeTheSame()
    seen = {
        player.pk: player
        for player in partners_visible(place=place, level=level).filter(pk__in=found[: MOST_SHOWN * 2])
    }
    shown = tuple(seen[number] for number in found if isinstance(number, int) and number in seen)[:MOST_SHOWN]
    mark = sha256(",".join(sorted(map(str, found))).encode()).hexdigest()[:16]
    return MaybeTheSame(shown, len(seen) < len(found), mark)
