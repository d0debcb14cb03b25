"""What people can do with access tokens."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import record
from tallgrass.foundation.tokens import new_secret
from tallgrass.places.events import TOKEN_ENDED, TOKEN_MADE
from tallgrass.places.models import AccessToken, Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import MANAGE_PEOPLE, USE_TOKENS
from tallgrass.places.tokens.scopes import SCOPES

#: With this every token begins, so that one that was published by mistake is recognised.
PREFIX: Final = "tallgrass_"
#: No token is good for longer.
LONGEST: Final = timedelta(days=366)
#: Nobody has more tokens than this in a place at once.
MOST: Final = 20


@transaction.atomic
def make_token(
    *, place: Place, name: str, scopes: Collection[str], good_until: date, today: date, by: User
) -> tuple[AccessToken, str]:
    """Make a token in the name of ``by``. Returns it with its secret, which nobody can show again.

    Raises ``NotAllowed``, and ``ValidationError`` for no name, a scope that is unknown or none at all, a day that has
    passed or is more than ``LONGEST`` away, and for more than ``MOST`` tokens.
    """
    require(by, place, USE_TOKENS)
    if not scopes or not set(scopes) <= SCOPES.keys():
        raise ValidationError({"scopes": ValidationError("choose what it may be used for", code="scopes")})
    if not today <= good_until <= today + LONGEST:
        raise ValidationError({"good_until": ValidationError("a day within a year", code="good_until")})
    if AccessToken.objects.filter(place=place, person=by, ended_at=None).count() >= MOST:
        raise ValidationError("too many tokens", code="too_many")
    secret = new_secret(PREFIX)
    token = AccessToken(
        place=place,
        person=by,
        name=" ".join(name.split()),
        scopes=[scope for scope in SCOPES if scope in scopes],
        digest=secret.digest,
        good_until=good_until,
    )
    token.full_clean()
    token.save()
    record(TOKEN_MADE, by=by, place=place.pk, subject=token.pk, told={"scopes": token.scopes})
    return token, secret.text


@transaction.atomic
def end_token(*, place: Place, token: AccessToken, now: datetime, by: User | None) -> None:
    """End a token at once: one's own, or, for who manages people, anybody's. One that has ended stays ended.

    Raises ``NotAllowed``.
    """
    require(by, place, USE_TOKENS if by is not None and by.pk == token.person_id else MANAGE_PEOPLE)
    if AccessToken.objects.filter(place=place, pk=token.pk, ended_at=None).update(ended_at=now):
        record(TOKEN_ENDED, by=by, place=place.pk, subject=token.pk)
