"""Reads for rounds on paper, each within one place. None gives what anybody said."""

from django.db.models import QuerySet

from tallgrass.foundation.word_codes import read_code
from tallgrass.places.models import Place
from tallgrass.strength.rounds.models import AskedGroup, Invitation, Round


def groups_on_paper(found: Round) -> "QuerySet[AskedGroup]":
    """Who is asked in a round, in the order in which it was said."""
    return AskedGroup.objects.filter(place=found.place_id, round=found).order_by("pk")


def group_of(*, place: Place, number: int, group: int) -> AskedGroup | None:
    """A group of a round of the place, with its round."""
    groups = AskedGroup.objects.filter(place=place, round=number, pk=group)
    return groups.select_related("round__place").first()


def on_slip(*, place: Place, number: int, typed: str) -> Invitation | None:
    """The invitation to which four words on paper lead, in this round alone; None where they lead nowhere."""
    digest = read_code(typed)
    if digest is None:
        return None
    wanted = Invitation.objects.filter(place=place, round=number, sort=Invitation.Sort.PAPER, digest=digest)
    return wanted.select_related("group").first()


def are_of_group(*, place: Place, group: int, typed: list[str]) -> bool:
    """Whether all these codes were made for a group, so that nothing else is printed in its name."""
    digests = {read_code(code) for code in typed} - {None}
    good = Invitation.objects.filter(place=place, group=group, sort=Invitation.Sort.PAPER, digest__in=digests)
    return bool(typed) and len(digests) == len(typed) == good.count()
