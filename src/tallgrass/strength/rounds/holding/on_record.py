"""Partners on record who can be asked in a round without typing their names and addresses anew."""

from django.db.models import Min, QuerySet
from django.db.models.functions import Lower

from tallgrass.elements.players.asks.models import Ask
from tallgrass.elements.players.models import Player, Standing
from tallgrass.strength.rounds.asked_for import ANSWERS
from tallgrass.strength.rounds.models import AskedGroup, Invitation


def partners_to_take(asked: AskedGroup) -> "QuerySet[Player]":
    """Partners of the group's type who were told that they are on record, have an address, and were not asked in this
    round yet, by name; of those who share an address the first on record. None are residents.
    """
    place = asked.place_id
    links = (
        Invitation.objects.filter(place=place, round=asked.round_id, ended=False)
        .exclude(email="")
        .order_by()
        .values(written=Lower("email"))
    )
    were_asked = (
        Ask.objects.filter(place=place, purpose=ANSWERS.key, subject=asked.round_id)
        .exclude(player=None)
        .order_by()
        .values("player")
    )
    free = (
        Player.objects.filter(place=place, merged_into=None, standing=Standing.LISTED, main_kind=asked.kind)
        .exclude(main_kind="resident")
        .exclude(contact_email="")
        .exclude(pk__in=were_asked)
        .annotate(written=Lower("contact_email"))
        .exclude(written__in=links)
    )
    first = free.order_by().values("written").annotate(first=Min("pk")).values("first")
    return Player.objects.filter(place=place, pk__in=first).order_by("name", "pk")
