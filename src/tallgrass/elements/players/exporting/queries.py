"""Which partners leave with a file."""

from tallgrass.elements.players.exporting.method.table import Exported
from tallgrass.elements.players.fields_kept import fields_of
from tallgrass.elements.players.models import Player
from tallgrass.elements.players.queries import partners_visible
from tallgrass.foundation.search.models import SeenBy
from tallgrass.places.models import Place


def leaving(*, place: Place, people: bool, proposed: bool) -> list[Exported]:
    """The partners of a place as they leave, those added first first. Hidden and merged ones never do."""
    level = SeenBy.STEWARDS if proposed else SeenBy.MEMBERS
    players = partners_visible(place=place, level=level)
    if not people:
        players = players.filter(is_person=False)
    return [_exported(player) for player in players.order_by("pk")]


def _exported(player: Player) -> Exported:
    shown = player.led_by if player.led_by_shown else ""
    return Exported(player.key, fields_of(player), shown)
