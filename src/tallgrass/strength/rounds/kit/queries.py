"""Reads for the kit, each within one place."""

from collections.abc import Collection

from tallgrass.foundation.tokens import digest_of
from tallgrass.places.models import Place
from tallgrass.strength.rounds.kit.method.filling import OwnText
from tallgrass.strength.rounds.models import AskedGroup, Invitation, KitText, Round


def own_text(*, place: Place, piece: str, language: str) -> OwnText | None:
    """How a place says a piece in a language; None where it says it in the original words."""
    row = KitText.objects.filter(place=place, piece=piece, language=language).first()
    return None if row is None else OwnText(row.subject, row.body)


def own_pieces(*, place: Place, language: str) -> frozenset[str]:
    """The pieces that a place says in words of its own."""
    rows = KitText.objects.filter(place=place, language=language)
    return frozenset(rows.values_list("piece", flat=True))


def groups_asked(found: Round) -> list[AskedGroup]:
    """Who is asked in a round, in the order in which it was said."""
    return list(AskedGroup.objects.filter(place=found.place_id, round=found).order_by("pk"))


def open_seed(found: Round, kinds: Collection[str]) -> str:
    """What the open link for people of these kinds is written from, the one made last; blank where there is none."""
    ways = Invitation.objects.filter(
        place=found.place_id, round=found, sort=Invitation.Sort.OPEN, ended=False, group__kind__in=kinds
    )
    return ways.exclude(seed="").order_by("-pk").values_list("seed", flat=True).first() or ""


def is_way_in(*, place: Place, number: int, secret: str, open_only: bool) -> bool:
    """Whether a secret is that of a link of a round that is still good; ``open_only``: of one that anybody may use."""
    sorts = [Invitation.Sort.OPEN] if open_only else [Invitation.Sort.OPEN, Invitation.Sort.PERSONAL]
    ways = Invitation.objects.filter(place=place, round=number, sort__in=sorts, ended=False)
    return bool(secret) and ways.filter(digest=digest_of(secret)).exists()
