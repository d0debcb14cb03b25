"""What a place forgets of partners who have everything deleted that was held about them."""

import csv
import io

from tallgrass.elements.players.models import Player
from tallgrass.foundation.files import letter_by_letter, meant
from tallgrass.places.models import Place
from tallgrass.strength.rounds.actions import bring_in_round
from tallgrass.strength.rounds.files import SIGNED
from tallgrass.strength.rounds.queries import rounds_of


def forget_signatures(place: Place, players: frozenset[int]) -> None:
    """Take what these partners signed out of every round of the place. Answers hold no names, and stay."""
    keys = set(Player.objects.filter(place=place, pk__in=players).values_list("key", flat=True))
    for each in rounds_of(place):
        text = each.tables.get(SIGNED.name)
        if text is None:
            continue
        head, *rows = ([meant(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline="")))
        who = head.index("player_id")
        left = [row for row in rows if row[who] not in keys]
        if len(left) < len(rows):
            tables = {**each.tables, SIGNED.name: letter_by_letter(head, left)}
            bring_in_round(place=place, as_of=each.as_of, tables=tables)
