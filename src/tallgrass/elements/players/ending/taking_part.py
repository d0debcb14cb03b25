"""What the room says about the end of a place: who is told, which partners stay, and what is taken out of them."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db.models import Q
from django.urls import reverse

from tallgrass.elements.players.actions.finding import refresh_search
from tallgrass.elements.players.actions.remembering import remember_not_to_list
from tallgrass.elements.players.models import NotToBeListed, PartnerLink, Player, Speaker, Standing
from tallgrass.foundation.search.actions import forget_all
from tallgrass.foundation.tokens import new_secret
from tallgrass.places.ending.seam import (
    Reached,
    before_all_goes,
    once_all_is_gone,
    stays_at_the_end,
    told_at_the_end,
)
from tallgrass.places.models import Place


def take_part() -> None:
    """Say it, when the site starts."""
    told_at_the_end("partners", _partners)
    told_at_the_end("speakers", _speakers)
    stays_at_the_end(Player, _who_said_so)
    # By these, who does not stay is not named in scorecards either; they are salted digests.
    stays_at_the_end(NotToBeListed, lambda place: Q(place=place))
    before_all_goes("partners", _remember_who_goes)
    once_all_is_gone("partners", _only_what_was_public)


def _who_said_so(place: Place) -> Q:
    """Organisations that were told that they are on record, and said yes to staying. People never stay."""
    return Q(place=place, standing=Standing.LISTED, merged_into=None, is_person=False, stays=True)


def _partners(place: Place) -> Iterator[Reached]:
    """Partners that were told and did not say no. Who was never told is deleted without a first message of it."""
    listed = Player.objects.filter(place=place, standing=Standing.LISTED, merged_into=None)
    for player in listed.exclude(contact_email="").order_by("pk").iterator():
        yield Reached(player.contact_email, place.languages[0], _own_page(place, player))


def _own_page(place: Place, player: Player) -> Callable[[str], str]:
    def make(site: str) -> str:
        secret = new_secret()
        PartnerLink.objects.create(place=place, player=player, digest=secret.digest)
        return site.rstrip("/") + reverse("partners:own", args=[place.slug, secret.text])

    return make


def _speakers(place: Place) -> Iterator[Reached]:
    speakers = Speaker.objects.filter(place=place, player__merged_into=None).select_related("person")
    for one in speakers.order_by("pk"):
        path = reverse("partners:own_signed_in", args=[place.slug, one.player_id])
        yield Reached(one.person.email, place.languages[0], partial(_whole, path))


def _whole(path: str, site: str) -> str:
    return site.rstrip("/") + path


def _remember_who_goes(place: Place) -> None:
    going = Player.objects.filter(place=place).exclude(_who_said_so(place))
    remember_not_to_list(place, frozenset(going.values_list("pk", flat=True)))


def _only_what_was_public(place: Place) -> None:
    """Take out of the partners that stay what everybody could not see, and let them be found again."""
    left = Player.objects.filter(place=place)
    left.filter(led_by_shown=False).update(led_by="")
    left.update(contact_email="", further={})
    forget_all(place=place.pk)
    refresh_search(place, left)
